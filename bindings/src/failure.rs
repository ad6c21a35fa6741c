//! What did not work at one account or server, while it did at others.

use assent_core::authenticator::{AccountError, ServerError};
use assent_core::worded::Worded;

/// An account for which it did not work.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Failure {
    /// The account here.
    pub account: String,
    /// The key of the words that say why.
    pub key: String,
}

/// A server at which it did not work.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ServerFailure {
    /// The server's address.
    pub server_url: String,
    /// The key of the words that say why.
    pub key: String,
}

impl From<AccountError> for Failure {
    fn from(failed: AccountError) -> Self {
        Self { account: failed.account.to_string(), key: failed.error.key().to_owned() }
    }
}

impl From<ServerError> for ServerFailure {
    fn from(failed: ServerError) -> Self {
        Self { server_url: failed.server_url, key: failed.error.key().to_owned() }
    }
}
