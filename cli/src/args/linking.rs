//! What makes, mends and moves links.

use std::path::PathBuf;

use clap::{ArgGroup, Subcommand};

/// How to link.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("from").required(true).args(["text", "picture", "sign_in"])))]
pub struct Link {
    /// The text of the QR, or - to read it from standard input (where other users of this machine can't see it)
    pub text: Option<String>,
    /// A picture of the QR (PNG or JPEG)
    #[arg(long, value_name = "FILE")]
    pub picture: Option<PathBuf>,
    /// Sign in at this server in your browser instead
    #[arg(long, value_name = "ADDRESS")]
    pub sign_in: Option<String>,
    /// What to call this terminal [default: its host name]
    #[arg(long)]
    pub name: Option<String>,
}

/// What to repair, and with what.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("from").args(["text", "picture", "sign_in"])))]
pub struct Repair {
    /// Name, issuer or id, or a part of it
    #[arg(allow_hyphen_values = true)]
    pub account: String,
    /// The text of a new link QR, or - to read it from standard input (where other users of this machine can't see it)
    pub text: Option<String>,
    /// A picture of the QR (PNG or JPEG)
    #[arg(long, value_name = "FILE")]
    pub picture: Option<PathBuf>,
    /// Sign in at the account's server in your browser instead
    #[arg(long)]
    pub sign_in: bool,
    /// What to call this terminal [default: its host name]
    #[arg(long)]
    pub name: Option<String>,
}

/// Moving to another phone.
#[derive(Debug, Subcommand)]
pub enum Move {
    /// On the old one: show the picture, take the code, sign for the new one. Accounts leave this terminal
    Out,
    /// On the new one: take what the old one shows, and show the code
    In(MoveIn),
    /// On the new one: show the code again
    Code {
        /// Leave out this account, whose server the old phone can't reach; may be given several times
        #[arg(long, value_name = "ACCOUNT", allow_hyphen_values = true)]
        without: Vec<String>,
    },
}

/// What comes in.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("from").required(true).args(["text", "picture"])))]
pub struct MoveIn {
    /// The text under the old phone's QR, or - to read it from standard input (where other users of this machine can't see it)
    pub text: Option<String>,
    /// A picture of the QR (PNG or JPEG)
    #[arg(long, value_name = "FILE")]
    pub picture: Option<PathBuf>,
    /// What to call this terminal [default: its host name]
    #[arg(long)]
    pub name: Option<String>,
}
