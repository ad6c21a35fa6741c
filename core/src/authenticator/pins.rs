//! What receipts are compared with.

use super::account::read_key;
use super::{AccountId, AuthError, Authenticator};

/// An account's server and keys, each by its RFC 7638 thumbprint. Nothing of it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pins {
    /// The server's id.
    pub server: String,
    /// The key that says YES.
    pub approve_key: String,
    /// The key that says NO.
    pub request_key: String,
}

impl Authenticator {
    /// Whom a receipt of this account must be from, and whose answer it must be.
    ///
    /// # Errors
    /// [`AuthError::NoSuchAccount`], [`AuthError::CodesOnly`], or of the vault.
    pub fn pins(&self, id: AccountId) -> Result<Pins, AuthError> {
        let account = self.book.get(id)?;
        let linked = account.linked()?;
        Ok(Pins {
            server: linked.server_id.clone(),
            approve_key: read_key(&linked.approve_key)?.thumbprint(),
            request_key: read_key(&linked.request_key)?.thumbprint(),
        })
    }
}
