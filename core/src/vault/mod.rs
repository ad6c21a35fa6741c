//! The vault: the accounts of an authenticator, sealed one by one in an SQLite file.
//!
//! A random 256-bit key seals the records. Slots hold that key, wrapped by a passphrase, a PIN, a recovery key or a key of
//! the device.
//! A wrong key is told from a damaged record, damage never spreads from one record to another, and nothing
//! overwrites what is damaged. Dropped, swapped and older rows are noticed; an older copy of the whole file is
//! not, as nothing outside the file remembers it.

mod contents;
mod error;
mod error_words;
mod file_key;
mod header;
mod manifest;
mod names;
mod passphrase;
mod records;
mod rekey;
mod schema;
mod slots;
#[cfg(test)]
mod tests;
mod unlock;

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;

pub use contents::{Listing, NewRecord, Writing};
pub use error::{Damaged, VaultError};
pub use file_key::{FileKey, KeyWrapper};
pub use manifest::Reading;
pub use names::{NotARecordId, RecordId, SlotId, SlotKind};
pub use passphrase::Cost;
pub(crate) use passphrase::normalise;
pub use slots::{MAX_WRONG, NewSlot, SlotStatus};
pub use unlock::Unlocker;

use crate::random::{Random, make_bytes};
use crate::secret::Secret;
use contents::begin;
use header::Header;
use manifest::{Cached, Manifest};
use records::Sealer;

/// An open vault. The key is cleared from memory when it is dropped.
pub struct Vault {
    connection: Connection,
    sealer: Sealer,
    cached: Cached,
}

/// What can be said of a vault without opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Schema version of the file.
    pub version: u32,
    /// Its slots, in the order in which they were made.
    pub slots: Vec<SlotStatus>,
}

impl Status {
    /// Whether any slot can still open the vault.
    #[must_use]
    pub fn can_be_opened(&self) -> bool {
        self.slots.iter().any(SlotStatus::is_usable)
    }

    /// Whether a usable slot of this kind is there.
    #[must_use]
    pub fn opens_by(&self, kind: &SlotKind) -> bool {
        self.slots.iter().any(|slot| slot.kind == *kind && slot.is_usable())
    }
}

impl Vault {
    /// Makes a new vault with one slot, and opens it.
    ///
    /// # Errors
    /// [`VaultError::Exists`] when anything is at `path`; [`VaultError::ReadOnly`], [`VaultError::Full`],
    /// [`VaultError::KeyStore`], [`VaultError::Io`]: there is no vault then, and it can be created later.
    pub fn create(path: &Path, slot: &NewSlot<'_>, random: Arc<dyn Random>) -> Result<Self, VaultError> {
        let key = Secret::new(make_bytes::<32>(&*random)?.to_vec());
        let sealer = Sealer { vault_id: make_bytes(&*random)?, key, random };
        let mut connection = schema::connect_new(path)?;
        fill(&mut connection, path, &sealer, slot)?;
        schema::settle(&connection)?;
        Ok(Self { connection, sealer, cached: Cached::default() })
    }

    /// Opens the vault at `path`, and brings an older one up to date.
    ///
    /// # Errors
    /// [`VaultError::NoVault`], [`VaultError::NotAVault`], [`VaultError::NewerVersion`],
    /// [`VaultError::FileDamaged`], [`VaultError::ReadOnly`]: the file was not touched.
    /// [`VaultError::WrongPassphrase`], [`VaultError::SlotDisabled`], [`VaultError::SlotDamaged`],
    /// [`VaultError::NoSlot`], [`VaultError::WrongKey`], [`VaultError::KeyStore`]: it is still locked.
    pub fn open(path: &Path, with: &Unlocker<'_>, random: Arc<dyn Random>) -> Result<Self, VaultError> {
        let mut connection = schema::connect_existing(path)?;
        let header = Header::read(&connection)?;
        schema::settle(&connection)?;
        let key = unlock::unlock(&connection, &header, with)?;
        schema::migrate(&mut connection, schema::STEPS)?;
        let sealer = Sealer { vault_id: header.vault_id, key, random };
        Ok(Self { connection, sealer, cached: Cached::default() })
    }

    /// What the vault at `path` can be opened with.
    ///
    /// # Errors
    /// As [`Vault::open`], as far as the file is concerned.
    pub fn status(path: &Path) -> Result<Status, VaultError> {
        let connection = schema::connect_existing(path)?;
        let header = Header::read(&connection)?;
        Ok(Status { version: schema::version(&connection)?, slots: list_slots(&connection, &header.vault_id)? })
    }

    /// The slots of this vault.
    ///
    /// # Errors
    /// [`VaultError::Busy`], [`VaultError::Io`].
    pub fn list_slots(&self) -> Result<Vec<SlotStatus>, VaultError> {
        list_slots(&self.connection, &self.sealer.vault_id)
    }

    /// Adds another way to open the vault. A PIN and a recovery key take the place of an older one.
    ///
    /// # Errors
    /// [`VaultError::KeyStore`], [`VaultError::Full`], [`VaultError::Busy`], [`VaultError::ReadOnly`].
    pub fn add_slot(&mut self, slot: &NewSlot<'_>) -> Result<SlotId, VaultError> {
        let transaction = begin(&mut self.connection)?;
        // Never an old key's wrapping in a vault that was given a new one meanwhile.
        self.cached.refresh(&transaction, &self.sealer)?;
        let id = slots::add(&transaction, &self.sealer, slot)?;
        transaction.commit()?;
        self.truncate_log();
        Ok(id)
    }

    /// Takes a way to open the vault away. The vault key stays the same: a copy of the file made before still
    /// opens with it.
    ///
    /// # Errors
    /// [`VaultError::LastSlot`] when no other slot could open the vault; [`VaultError::NoSuchSlot`];
    /// [`VaultError::Busy`], [`VaultError::ReadOnly`].
    pub fn remove_slot(&mut self, id: SlotId) -> Result<(), VaultError> {
        let transaction = begin(&mut self.connection)?;
        self.cached.refresh(&transaction, &self.sealer)?;
        slots::remove(&transaction, &self.sealer.vault_id, id)?;
        transaction.commit()?;
        self.truncate_log();
        Ok(())
    }

    /// What was replaced, wrapped keys above all, is still in the log. Where a reader holds the log open, a later
    /// checkpoint clears it.
    fn truncate_log(&self) {
        let _ = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
}

fn fill(connection: &mut Connection, path: &Path, sealer: &Sealer, slot: &NewSlot<'_>) -> Result<(), VaultError> {
    let transaction = begin(connection)?;
    schema::make_tables(&transaction, path)?;
    Header::new(sealer.vault_id, &sealer.key).write(&transaction)?;
    slots::add(&transaction, sealer, slot)?;
    Manifest::default().write(&transaction, sealer)?;
    transaction.commit()?;
    Ok(())
}

fn list_slots(connection: &Connection, vault_id: &[u8; 16]) -> Result<Vec<SlotStatus>, VaultError> {
    Ok(slots::list(connection)?.iter().map(|slot| slot.status(vault_id)).collect())
}
