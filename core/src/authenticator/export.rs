//! An encrypted file of the one-time-code accounts. Keys of linked accounts never leave.

use super::account::{Account, Source};
use super::{AuthError, Authenticator};
use crate::otp::Address;
use crate::secret::Secret;
use crate::transfer::{Export, ImportedEntry, LinkedName};

/// An export, to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file, see `docs/export-format.md`.
    pub file: Vec<u8>,
    /// How many accounts are in it.
    pub accounts: usize,
    /// The accounts that are in it by name only: they must be linked again, or moved.
    pub linked: Vec<LinkedName>,
}

impl Authenticator {
    /// Seals all accounts that only have codes by `passphrase`.
    ///
    /// # Errors
    /// [`AuthError::Export`], [`AuthError::DamagedAccount`] rather than leave one out, or of the vault.
    pub fn export(&self, passphrase: &Secret) -> Result<Exported, AuthError> {
        let mut export = Export::default();
        for account in self.book.list()? {
            match &account.source {
                Source::Codes { uri } => export.entries.push(entry(&account, &uri.0)?),
                Source::Linked(linked) => export.linked.push(LinkedName {
                    issuer: linked.issuer.to_string(),
                    account: linked.account.to_string(),
                    server: linked.server_url.clone(),
                }),
            }
        }
        let (accounts, linked) = (export.entries.len(), export.linked.clone());
        let file = export.seal(passphrase, self.clock.now(), &*self.random)?;
        Ok(Exported { file, accounts, linked })
    }
}

fn entry(account: &Account, uri: &str) -> Result<ImportedEntry, AuthError> {
    let address = Address::parse(uri).map_err(|_| AuthError::DamagedAccount)?;
    Ok(ImportedEntry { address, label: account.label.clone() })
}
