//! What brings codes in and out.

use std::path::PathBuf;

use clap::{ArgGroup, ValueEnum};

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
