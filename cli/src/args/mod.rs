//! What can be typed.

mod codes;
mod linking;
mod lock;
mod quiet;
mod receipt;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use codes::{Add, Duplicates, Export, Import};
pub use linking::{Link, Move, MoveIn, Repair};
pub use lock::{Lock, Way};
pub use quiet::Quiet;
pub use receipt::Receipt;

/// Approve sign-ins and get codes in a terminal.
#[derive(Debug, Parser)]
#[command(name = "assent", version, max_term_width = 100)]
pub struct Args {
    /// Where the vault lies [default: $XDG_DATA_HOME/assent/vault.db, made on first use]
    #[arg(long, global = true, env = "ASSENT_VAULT", value_name = "PATH")]
    pub vault: Option<PathBuf>,
    /// Print JSON for programs
    #[arg(long, global = true)]
    pub json: bool,
    /// Open the vault by a passphrase that is asked for, instead of its key file; also when it is made
    #[arg(long, global = true, conflicts_with = "passphrase_stdin")]
    pub passphrase: bool,
    /// Read that passphrase from the first line of standard input
    #[arg(long, global = true)]
    pub passphrase_stdin: bool,
    /// Open the vault by its PIN, which is asked for (without a terminal: read from standard input)
    #[arg(long, global = true, conflicts_with_all = ["passphrase", "passphrase_stdin"])]
    pub pin: bool,
    /// Open the vault by its recovery key, which is asked for (without a terminal: read from standard input)
    #[arg(long, global = true, conflicts_with_all = ["passphrase", "passphrase_stdin", "pin"])]
    pub recovery_key: bool,
    /// Language: en or fr [default: as in LANG]
    #[arg(long, global = true, value_name = "LANG", value_parser = ["en", "fr"])]
    pub lang: Option<String>,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Try it all out: a server, a service and this terminal as the phone
    Demo(DemoArgs),
    /// Link an account of a server to this terminal
    Link(Link),
    /// List the accounts with their codes
    List {
        /// Only those in whose names all of these words are
        search: Vec<String>,
    },
    /// Show the code of one account
    Code {
        /// Name, issuer or id, or a part of it
        #[arg(allow_hyphen_values = true)]
        account: String,
    },
    /// Show requests as they come and answer them; with --json a line each time what waits changes
    Watch,
    /// List what waits for an answer
    Pending {
        /// Wait up to so many seconds for something new
        #[arg(long, value_name = "SECS", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=55))]
        wait: u32,
    },
    /// Say YES to a request
    Approve {
        /// The beginning of its id; may be left out when only one waits
        #[arg(allow_hyphen_values = true)]
        request: Option<String>,
        /// The number that the sign-in page shows
        #[arg(long)]
        number: Option<String>,
    },
    /// Say NO to a request
    Deny {
        /// The beginning of its id; may be left out when only one waits
        #[arg(allow_hyphen_values = true)]
        request: Option<String>,
    },
    /// Say NO to a request, and that it was not you
    Report {
        /// The beginning of its id; may be left out when only one waits
        #[arg(allow_hyphen_values = true)]
        request: Option<String>,
    },
    /// List what was answered
    History,
    /// Show or check signed receipts
    #[command(subcommand)]
    Receipt(Receipt),
    /// Add another website's codes
    Add(Add),
    /// Take over the accounts of another authenticator
    Import(Import),
    /// Write the accounts that only have codes into an encrypted file; linked ones are in it by name only
    Export(Export),
    /// Remove an account; its server is told
    Remove {
        /// Name, issuer or id, or a part of it
        #[arg(allow_hyphen_values = true)]
        account: String,
        /// Forget it here even if its server can't be told
        #[arg(long)]
        forget: bool,
        /// Don't ask
        #[arg(long, short)]
        yes: bool,
    },
    /// Give an account a name of your own
    Rename {
        /// Name, issuer or id, or a part of it
        #[arg(allow_hyphen_values = true)]
        account: String,
        /// The new name; nothing takes it away
        name: Option<String>,
    },
    /// Put an account at another place of the list
    Place {
        /// Name, issuer or id, or a part of it
        #[arg(allow_hyphen_values = true)]
        account: String,
        /// 1 is the first
        #[arg(value_parser = clap::value_parser!(u16).range(1..))]
        place: u16,
    },
    /// Give an account a colour, which the apps draw its initials on
    Colour {
        /// Name, issuer or id, or a part of it
        #[arg(allow_hyphen_values = true)]
        account: String,
        /// The colour; nothing gives it the one of its name again
        #[arg(value_parser = ["red", "orange", "yellow", "green", "teal", "blue", "purple", "pink"])]
        colour: Option<String>,
    },
    /// Show or change what the vault opens by
    #[command(subcommand)]
    Lock(Lock),
    /// Give up the records that are damaged and can't be read any more
    ForgetDamaged {
        /// Don't ask
        #[arg(long, short)]
        yes: bool,
    },
    /// Look whether an account's link works; with a link code or --sign-in make it anew, in its place
    Repair(Repair),
    /// Move all linked accounts to another phone or terminal: one picture, one code
    #[command(subcommand)]
    Move(Move),
    /// No requests for a while, on all your phones; codes go on working
    Quiet(Quiet),
    /// Stop whoever is recovering an account by what was prepared for that
    StopRecovery {
        /// Name, issuer or id, or a part of it
        #[arg(allow_hyphen_values = true)]
        account: String,
    },
}

/// How the demo runs.
#[derive(Debug, Default, clap::Args)]
pub struct DemoArgs {
    /// Play browser and phone too, print one line a step, and end [default when input is no terminal]
    #[arg(long)]
    pub auto: bool,
    /// Keep everything in this folder and go on with it next time [default: a temporary one]
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Serve the local network over TLS, so that a real phone can be linked
    #[arg(long)]
    pub lan: bool,
}
