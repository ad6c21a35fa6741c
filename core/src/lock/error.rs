//! What can go wrong with the app's lock.

use super::{NotARecoveryKey, PinRefused};
use crate::authenticator::RecordsError;
use crate::vault::VaultError;
use crate::worded::Worded;

/// Why the lock did not do what it was asked. Whatever was locked is still locked then.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// It has to be open for this.
    #[error("{}", RecordsError::Locked)]
    Locked,
    /// The vault's own reason: a wrong PIN with the tries left, a damaged file, …
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The PIN is too simple or too long.
    #[error(transparent)]
    Pin(#[from] PinRefused),
    /// What was typed is no recovery key.
    #[error(transparent)]
    RecoveryKey(#[from] NotARecoveryKey),
    /// The settings can't be read or written.
    #[error(transparent)]
    Records(RecordsError),
}

impl From<RecordsError> for LockError {
    fn from(error: RecordsError) -> Self {
        match error {
            RecordsError::Locked => Self::Locked,
            other => Self::Records(other),
        }
    }
}

impl LockError {
    fn worded(&self) -> &dyn Worded {
        match self {
            Self::Locked => &RecordsError::Locked,
            Self::Vault(error) => error,
            Self::Pin(error) => error,
            Self::RecoveryKey(error) => error,
            Self::Records(error) => error,
        }
    }
}

impl Worded for LockError {
    fn key(&self) -> &'static str {
        self.worded().key()
    }

    fn detail(&self) -> String {
        self.worded().detail()
    }
}
