//! What can be typed.

use std::path::PathBuf;

use clap::{ArgGroup, Parser, Subcommand, ValueEnum};

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

/// What to add.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("from").required(true).args(["uri", "picture"])))]
pub struct Add {
    /// The otpauth:// address, or - to read it from standard input (where other users of this machine can't see it)
    pub uri: Option<String>,
    /// A picture of the QR (PNG or JPEG)
    #[arg(long, value_name = "FILE")]
    pub picture: Option<PathBuf>,
    /// If the same codes are here already, put these in their place
    #[arg(long, conflicts_with = "keep_both")]
    pub replace: bool,
    /// If the same codes are here already, have both
    #[arg(long)]
    pub keep_both: bool,
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

/// How long to be quiet.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("how").required(true).args(["until", "for_", "off"])))]
pub struct Quiet {
    /// Name, issuer or id, or a part of it [default: all linked accounts]
    #[arg(allow_hyphen_values = true)]
    pub account: Option<String>,
    /// Until this time of the day, such as 07:00
    #[arg(long, value_name = "HH:MM", value_parser = parse_time)]
    pub until: Option<(i8, i8)>,
    /// For so long, such as 8h or 45m; at most 24h
    #[arg(long = "for", id = "for_", value_name = "TIME", value_parser = parse_span)]
    pub for_secs: Option<i64>,
    /// Requests again
    #[arg(long)]
    pub off: bool,
}

fn parse_time(text: &str) -> Result<(i8, i8), String> {
    let read = |text: &str, most: i8| text.parse().ok().filter(|number| (0..=most).contains(number));
    let time = text.split_once(':').and_then(|(hour, minute)| Some((read(hour, 23)?, read(minute, 59)?)));
    time.ok_or_else(|| "a time of the day is expected, such as 07:00".to_owned())
}

fn parse_span(text: &str) -> Result<i64, String> {
    let secs = ["h", "m"].iter().zip([3600, 60]).find_map(|(unit, secs)| {
        let number: u16 = text.strip_suffix(unit)?.parse().ok()?;
        Some(i64::from(number) * secs)
    });
    let fits = secs.filter(|secs| (60..=86_400).contains(secs));
    fits.ok_or_else(|| "a time is expected, such as 8h or 45m, at most 24h".to_owned())
}

/// What to take over.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// Exported files, or pictures (PNG or JPEG) of Google Authenticator's QR codes
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Show what is in them and change nothing
    #[arg(long)]
    pub preview: bool,
    /// What to do with accounts whose codes are here already, or twice in the files [default: import nothing]
    #[arg(long, value_enum, value_name = "HOW")]
    pub duplicates: Option<Duplicates>,
    /// Read the password of an encrypted file from a line of standard input (after the vault's passphrase)
    #[arg(long)]
    pub password_stdin: bool,
}

/// What to do with duplicates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Duplicates {
    /// Put the file's in the place of the one here
    Replace,
    /// Have both
    KeepBoth,
    /// Leave the file's out
    Skip,
}

/// Where to export to.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// The file to make; one that is there is left as it is
    pub file: PathBuf,
    /// Read the passphrase of the file from a line of standard input (after the vault's passphrase)
    #[arg(long)]
    pub password_stdin: bool,
}

/// What to do with the vault's lock.
#[derive(Debug, Subcommand)]
pub enum Lock {
    /// Show what the vault opens by; it need not be open
    Status,
    /// Set the PIN, in place of an older one: at least 6 digits, or a passphrase
    Pin,
    /// Make a recovery key, in place of an older one, and show it once
    RecoveryKey,
    /// Take a way to open the vault away
    Remove {
        /// Which
        way: Way,
    },
}

/// A way to open the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Way {
    /// The file beside the vault
    KeyFile,
    /// The passphrase
    Passphrase,
    /// The PIN
    Pin,
    /// The recovery key
    RecoveryKey,
}

/// What to do with receipts.
#[derive(Debug, Subcommand)]
pub enum Receipt {
    /// Print the receipt of an answered request as JSON
    Show {
        /// The beginning of the request's id
        #[arg(allow_hyphen_values = true)]
        request: String,
    },
    /// Print an account's server id and keys, which its receipts are compared with
    Keys {
        /// Name, issuer or id, or a part of it
        #[arg(allow_hyphen_values = true)]
        account: String,
    },
    /// Check a receipt offline
    Check {
        /// The receipt as JSON, or - for standard input
        file: PathBuf,
        /// The service it must be for [default: the one it names]
        #[arg(long)]
        service: Option<String>,
        /// The server id that you trust
        #[arg(long)]
        server: Option<String>,
        /// The thumbprint of the phone's key that you trust
        #[arg(long)]
        device_key: Option<String>,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use clap::error::ErrorKind;

    use super::*;

    fn parse(line: &str) -> Result<Args, ErrorKind> {
        Args::try_parse_from(line.split(' ')).map_err(|error| error.kind())
    }

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        let args = parse("assent --json list --vault /tmp/v.db --lang fr").unwrap();
        assert!(args.json && matches!(args.command, Command::List { .. }));
        assert_eq!((args.vault, args.lang.as_deref()), (Some(PathBuf::from("/tmp/v.db")), Some("fr")));
    }

    #[test]
    fn a_link_has_exactly_one_source() {
        assert!(parse("assent link -").is_ok());
        assert!(parse("assent link --picture qr.png --name desk").is_ok());
        assert_eq!(parse("assent link").unwrap_err(), ErrorKind::MissingRequiredArgument);
        assert_eq!(parse("assent link x --picture qr.png").unwrap_err(), ErrorKind::ArgumentConflict);
        assert_eq!(parse("assent add x --replace --keep-both").unwrap_err(), ErrorKind::ArgumentConflict);
    }

    #[test]
    fn a_repair_has_one_source_or_only_looks() {
        assert!(parse("assent repair ada").is_ok());
        assert!(parse("assent repair ada - --name desk").is_ok());
        assert!(parse("assent repair ada --sign-in").is_ok());
        assert_eq!(parse("assent repair ada x --sign-in").unwrap_err(), ErrorKind::ArgumentConflict);
        assert_eq!(parse("assent repair").unwrap_err(), ErrorKind::MissingRequiredArgument);
    }

    #[test]
    fn quiet_has_an_end_or_is_over() {
        let quiet = |line: &str| match parse(line).unwrap().command {
            Command::Quiet(quiet) => (quiet.account, quiet.until, quiet.for_secs, quiet.off),
            _ => panic!("another command"),
        };
        assert_eq!(quiet("assent quiet --until 07:00"), (None, Some((7, 0)), None, false));
        assert_eq!(quiet("assent quiet ada --for 8h"), (Some("ada".to_owned()), None, Some(28_800), false));
        assert_eq!(quiet("assent quiet --for 45m"), (None, None, Some(2_700), false));
        assert!(quiet("assent quiet -_x --off").3);
        assert_eq!(parse("assent quiet ada").unwrap_err(), ErrorKind::MissingRequiredArgument);
        assert_eq!(parse("assent quiet --off --for 1h").unwrap_err(), ErrorKind::ArgumentConflict);
        for bad in ["--for 25h", "--for 0h", "--for 8", "--for h", "--until 24:00", "--until 7", "--until -1:00"] {
            assert_eq!(parse(&format!("assent quiet {bad}")).unwrap_err(), ErrorKind::ValueValidation, "{bad}");
        }
    }

    #[test]
    fn an_id_may_begin_with_a_dash_and_options_stay_options() {
        let args = parse("assent approve -_x --number 42").unwrap();
        let Command::Approve { request, number } = args.command else { panic!("another command") };
        assert_eq!((request.as_deref(), number.as_deref()), (Some("-_x"), Some("42")));
        let args = parse("assent approve --number 42 --json").unwrap();
        assert!(args.json && matches!(args.command, Command::Approve { request: None, .. }));
        let args = parse("assent remove -_x --yes").unwrap();
        assert!(matches!(args.command, Command::Remove { yes: true, forget: false, .. }));
    }

    #[test]
    fn an_import_takes_several_files() {
        let args = parse("assent import one.png two.png --duplicates keep-both --preview").unwrap();
        let Command::Import(import) = args.command else { panic!("another command") };
        assert_eq!((import.files.len(), import.duplicates, import.preview), (2, Some(Duplicates::KeepBoth), true));
        assert_eq!(parse("assent import").unwrap_err(), ErrorKind::MissingRequiredArgument);
        assert_eq!(parse("assent import x --duplicates all").unwrap_err(), ErrorKind::InvalidValue);
    }

    #[test]
    fn what_makes_no_sense_is_a_usage_error() {
        assert_eq!(parse("assent").unwrap_err(), ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand);
        assert_eq!(parse("assent pending --wait 56").unwrap_err(), ErrorKind::ValueValidation);
        assert_eq!(parse("assent list --lang xx").unwrap_err(), ErrorKind::InvalidValue);
        assert_eq!(parse("assent list --passphrase --passphrase-stdin").unwrap_err(), ErrorKind::ArgumentConflict);
        assert_eq!(parse("assent list --pin --recovery-key").unwrap_err(), ErrorKind::ArgumentConflict);
        assert_eq!(parse("assent lock remove all").unwrap_err(), ErrorKind::InvalidValue);
    }
}
