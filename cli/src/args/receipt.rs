//! Receipts.

use std::path::PathBuf;

use clap::Subcommand;

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
