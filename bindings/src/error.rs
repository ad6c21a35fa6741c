//! What an app can act on.

use assent_core::authenticator::AuthError;
use assent_core::client::ClientError;

/// Why a call was not done. An app compares the variant and says its own words; `detail` is for a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum AppError {
    /// The vault is damaged, locked out, read-only or of a newer version.
    #[error("{detail}")]
    Vault {
        /// In words.
        detail: String,
    },
    /// No network, or the server is away: try again.
    #[error("{detail}")]
    NoNetwork {
        /// In words.
        detail: String,
    },
    /// The server says no.
    #[error("{detail}")]
    Refused {
        /// What programs compare.
        code: String,
        /// In words.
        detail: String,
    },
    /// The account is not linked any more.
    #[error("{detail}")]
    Unlinked {
        /// In words.
        detail: String,
    },
    /// The request is over.
    #[error("{detail}")]
    Over {
        /// In words.
        detail: String,
    },
    /// The number is missing or wrong.
    #[error("{detail}")]
    Number {
        /// In words.
        detail: String,
    },
    /// What was given makes no sense: a ticket, an address, an id.
    #[error("{detail}")]
    BadInput {
        /// In words.
        detail: String,
    },
    /// The other side is not believed, or a key failed.
    #[error("{detail}")]
    Untrusted {
        /// In words.
        detail: String,
    },
}

impl From<AuthError> for AppError {
    fn from(error: AuthError) -> Self {
        let detail = error.to_string();
        match error {
            AuthError::Locked | AuthError::Records(_) | AuthError::DamagedAccount => Self::Vault { detail },
            AuthError::Client(ClientError::Refused { code, .. }) => Self::Refused { code, detail },
            AuthError::Client(ClientError::BadCertificate | ClientError::TooLarge) => Self::Untrusted { detail },
            AuthError::Client(_) => Self::NoNetwork { detail },
            AuthError::Unlinked | AuthError::LinkRefused | AuthError::NotConfirmed => Self::Unlinked { detail },
            AuthError::Expired | AuthError::Settled { .. } => Self::Over { detail },
            AuthError::NumberNeeded { .. } | AuthError::NumberWrong { .. } => Self::Number { detail },
            AuthError::Untrusted(_) | AuthError::BadReceipt(_) | AuthError::Sign(_) | AuthError::Random(_) => {
                Self::Untrusted { detail }
            }
            _ => Self::BadInput { detail },
        }
    }
}

impl From<assent_core::vault::VaultError> for AppError {
    fn from(error: assent_core::vault::VaultError) -> Self {
        Self::Vault { detail: error.to_string() }
    }
}
