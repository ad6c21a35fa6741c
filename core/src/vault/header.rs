//! The one header row: which vault this is, and a commitment to its key.

use ring::digest::{SHA256, digest};
use ring::hmac;
use rusqlite::{Connection, Transaction};

use super::error::VaultError;
use crate::secret::{Secret, same};

/// What tells a wrong key from damage.
pub(super) struct Header {
    pub(super) vault_id: [u8; 16],
    key_commit: Vec<u8>,
}

impl Header {
    pub(super) fn new(vault_id: [u8; 16], key: &Secret) -> Self {
        Self { vault_id, key_commit: derive_commit(&vault_id, key) }
    }

    /// # Errors
    /// [`VaultError::FileDamaged`] when the row's own checksum does not fit.
    pub(super) fn read(connection: &Connection) -> Result<Self, VaultError> {
        let (vault_id, key_commit, sum): (Vec<u8>, Vec<u8>, Vec<u8>) =
            connection.query_row("SELECT vault_id, key_commit, sum FROM header", [], |row| row.try_into())?;
        let vault_id = vault_id.try_into().map_err(|_| VaultError::FileDamaged)?;
        let header = Self { vault_id, key_commit };
        if header.sum() == sum { Ok(header) } else { Err(VaultError::FileDamaged) }
    }

    pub(super) fn write(&self, transaction: &Transaction<'_>) -> Result<(), VaultError> {
        transaction.execute(
            "INSERT INTO header (one, vault_id, key_commit, sum) VALUES (1, ?1, ?2, ?3)",
            (self.vault_id, &self.key_commit, self.sum()),
        )?;
        Ok(())
    }

    /// Takes the place of the one that is there.
    pub(super) fn replace(&self, transaction: &Transaction<'_>) -> Result<(), VaultError> {
        transaction.execute("DELETE FROM header", ())?;
        self.write(transaction)
    }

    /// # Errors
    /// [`VaultError::WrongKey`] when the vault was made with another key.
    pub(super) fn check(&self, key: &Secret) -> Result<(), VaultError> {
        let fits = same(&derive_commit(&self.vault_id, key), &self.key_commit);
        if fits { Ok(()) } else { Err(VaultError::WrongKey) }
    }

    fn sum(&self) -> Vec<u8> {
        let content = [&b"assent vault header v1"[..], &self.vault_id, &self.key_commit].concat();
        digest(&SHA256, &content).as_ref().to_vec()
    }
}

/// HMAC-SHA-256 (RFC 2104): finding a second key with the same value means finding a collision, which the
/// cipher's own tag would not promise.
fn derive_commit(vault_id: &[u8; 16], key: &Secret) -> Vec<u8> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key.expose());
    let content = [&b"assent vault commit v1"[..], vault_id].concat();
    hmac::sign(&key, &content).as_ref().to_vec()
}
