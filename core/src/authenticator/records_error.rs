//! Why records can't be read or written, so that an app can act on it.

use crate::vault::{Damaged, VaultError};
use crate::worded::Worded;

/// Why records can't be read or written. Then nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordsError {
    /// The vault is not open.
    #[error("the vault is locked; unlock it and try again")]
    Locked,
    /// This record is damaged; the others are fine.
    #[error(transparent)]
    Damaged(Damaged),
    /// No space.
    #[error("{}", VaultError::Full)]
    Full,
    /// The file or its folder can't be written.
    #[error("{}", VaultError::ReadOnly)]
    ReadOnly,
    /// Another process holds the vault.
    #[error("{}", VaultError::Busy)]
    Busy,
    /// A record that opens, but was not written by this version.
    #[error("a record in the vault is not one of this program's; update Assent")]
    NotOurs,
    /// Anything else, in the vault's words.
    #[error("{0}")]
    Vault(String),
}

impl From<VaultError> for RecordsError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Damaged(damaged) => Self::Damaged(damaged),
            VaultError::Full => Self::Full,
            VaultError::ReadOnly => Self::ReadOnly,
            VaultError::Busy => Self::Busy,
            VaultError::Rekeyed => Self::Locked,
            other => Self::Vault(other.to_string()),
        }
    }
}

impl Worded for RecordsError {
    fn key(&self) -> &'static str {
        match self {
            Self::Locked => "error-locked",
            Self::Damaged(_) => "error-record-damaged",
            Self::Full => VaultError::Full.key(),
            Self::ReadOnly => VaultError::ReadOnly.key(),
            Self::Busy => VaultError::Busy.key(),
            Self::NotOurs => "error-record-newer",
            Self::Vault(_) => "error-records",
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::Damaged(damaged) => damaged.id.to_string(),
            Self::Vault(words) => words.clone(),
            _ => String::new(),
        }
    }
}
