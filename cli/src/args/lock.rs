//! What the vault opens by.

use clap::{Subcommand, ValueEnum};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
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
