//! Reading and writing records.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior};

use super::Vault;
use super::error::{Damaged, VaultError};
use super::manifest::{Manifest, Reading};
use super::names::RecordId;
use super::records::{Row, Sealer};
use crate::secret::Secret;

/// The records of a kind.
pub struct Listing {
    /// Those that are whole, in the order in which they were added.
    pub records: Vec<(RecordId, Secret)>,
    /// Those set aside.
    pub damaged: Vec<Damaged>,
    /// False when the vault's own list is damaged, so that missing records can't be noticed.
    pub is_complete: bool,
}

/// A record to be written by [`Vault::put_all`].
pub struct NewRecord<'a> {
    /// What it is.
    pub kind: &'a str,
    /// Which one to replace (or to add under this id); `None` for a new one.
    pub id: Option<RecordId>,
    /// What it holds.
    pub plain: &'a [u8],
}

impl Vault {
    /// One record; `None` when there is none of that id.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] when it was set aside; [`VaultError::Busy`], [`VaultError::Io`].
    pub fn get(&mut self, id: RecordId) -> Result<Option<Secret>, VaultError> {
        let transaction = self.connection.transaction()?;
        self.cached.refresh(&transaction, &self.sealer)?;
        read(&transaction, &self.sealer, self.cached.manifest.as_ref(), id)
    }

    /// All records of a kind, the damaged ones set aside.
    ///
    /// # Errors
    /// [`VaultError::Busy`], [`VaultError::Io`]; damage of single records is no error here.
    pub fn list(&mut self, kind: &str) -> Result<Listing, VaultError> {
        self.survey(Some(kind))
    }

    /// What `read` makes of [`Self::list`]. It is kept until any record changes, here or in another process, and is
    /// dropped with the vault; so `read` is to be the same for one kind at each call.
    ///
    /// # Errors
    /// As [`Vault::list`].
    pub fn read_once(&mut self, kind: &str, read: impl FnOnce(Listing) -> Reading) -> Result<Reading, VaultError> {
        let transaction = self.connection.transaction()?;
        self.cached.refresh(&transaction, &self.sealer)?;
        drop(transaction);
        if let Some(known) = self.cached.readings.get(kind) {
            return Ok(Arc::clone(known));
        }
        let reading = read(self.list(kind)?);
        self.cached.readings.insert(kind.to_owned(), Arc::clone(&reading));
        Ok(reading)
    }

    /// The damaged records of every kind.
    ///
    /// # Errors
    /// As [`Vault::list`].
    pub fn list_damaged(&mut self) -> Result<Vec<Damaged>, VaultError> {
        Ok(self.survey(None)?.damaged)
    }

    /// Whether the vault's own list of records is whole, so that a missing one is noticed.
    ///
    /// # Errors
    /// As [`Vault::list`].
    pub fn has_whole_list(&mut self) -> Result<bool, VaultError> {
        let transaction = self.connection.transaction()?;
        self.cached.refresh(&transaction, &self.sealer)?;
        Ok(self.cached.manifest.is_some())
    }

    /// Adds a record, or replaces the one of that id. On disk before it returns.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] when it would overwrite a damaged record, [`VaultError::ListDamaged`],
    /// [`VaultError::Full`], [`VaultError::Busy`], [`VaultError::ReadOnly`].
    pub fn put(&mut self, kind: &str, id: Option<RecordId>, plain: &[u8]) -> Result<RecordId, VaultError> {
        self.write(|writing| writing.put(kind, id, plain))
    }

    /// Writes all of them or none.
    ///
    /// # Errors
    /// As [`Vault::put`].
    pub fn put_all(&mut self, records: &[NewRecord<'_>]) -> Result<Vec<RecordId>, VaultError> {
        self.write(|writing| records.iter().map(|new| writing.put(new.kind, new.id, new.plain)).collect())
    }

    /// Removes a record; false when there was none.
    ///
    /// # Errors
    /// As [`Vault::put`].
    pub fn remove(&mut self, id: RecordId) -> Result<bool, VaultError> {
        self.write(|writing| writing.remove(id))
    }

    /// Several changes as one: all are on disk when it returns, or none. Nobody else writes meanwhile, so what
    /// is read inside is still true when it is written back.
    ///
    /// # Errors
    /// What `change` returns; as [`Vault::put`].
    pub fn write<T, E: From<VaultError>>(
        &mut self,
        change: impl FnOnce(&mut Writing<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = begin(&mut self.connection)?;
        self.cached.refresh(&transaction, &self.sealer)?;
        let manifest = self.cached.manifest.clone().ok_or(VaultError::ListDamaged)?;
        let mut writing = Writing { transaction: &transaction, sealer: &self.sealer, manifest, has_changed: false };
        let result = change(&mut writing)?;
        let changed = writing.finish()?;
        transaction.commit().map_err(VaultError::from)?;
        if changed.is_some() {
            self.cached.keep(changed);
        }
        Ok(result)
    }

    /// Gives a damaged record up for good; false when it is not damaged, and then nothing happens.
    ///
    /// # Errors
    /// As [`Vault::put`].
    pub fn forget_damaged(&mut self, id: RecordId) -> Result<bool, VaultError> {
        self.write(|writing| writing.forget_damaged(id))
    }

    /// Makes the vault's list anew from the records that open, when it is damaged itself; false when it is not.
    /// Whatever was dropped before can't be noticed any more.
    ///
    /// # Errors
    /// [`VaultError::Full`], [`VaultError::Busy`], [`VaultError::ReadOnly`].
    pub fn rebuild_list(&mut self) -> Result<bool, VaultError> {
        let transaction = begin(&mut self.connection)?;
        self.cached.refresh(&transaction, &self.sealer)?;
        if self.cached.manifest.is_some() {
            return Ok(false);
        }
        let mut manifest = Manifest::default();
        for row in list_rows(&transaction)?.iter().filter(|row| self.sealer.open_record(row).is_ok()) {
            manifest.insert(row);
        }
        manifest.write(&transaction, &self.sealer)?;
        transaction.commit()?;
        self.cached.keep(Some(manifest));
        Ok(true)
    }

    fn survey(&mut self, kind: Option<&str>) -> Result<Listing, VaultError> {
        let transaction = self.connection.transaction()?;
        self.cached.refresh(&transaction, &self.sealer)?;
        let manifest = self.cached.manifest.as_ref();
        let mut listing = Listing { records: vec![], damaged: vec![], is_complete: manifest.is_some() };
        let mut missing: BTreeSet<_> =
            manifest.map(|known| known.entries.keys().copied().collect()).unwrap_or_default();
        for row in list_rows(&transaction)? {
            missing.remove(&row.id);
            let known = manifest.and_then(|known| known.entries.get(&row.id)).map_or(&row.kind, |entry| &entry.kind);
            if kind.is_some_and(|kind| kind != known) {
                continue;
            }
            match judge(&self.sealer, manifest, &row) {
                Ok(plain) => listing.records.push((row.id, plain)),
                Err(damaged) => listing.damaged.push(damaged),
            }
        }
        let lost = missing.into_iter().filter_map(|id| manifest?.damaged(id));
        listing.damaged.extend(lost.filter(|damaged| kind.is_none_or(|kind| kind == damaged.kind)));
        Ok(listing)
    }
}

/// A change in the making.
pub struct Writing<'a> {
    transaction: &'a Transaction<'a>,
    sealer: &'a Sealer,
    manifest: Manifest,
    has_changed: bool,
}

impl Writing<'_> {
    /// As [`Vault::get`], changes made so far included.
    ///
    /// # Errors
    /// As [`Vault::get`].
    pub fn get(&mut self, id: RecordId) -> Result<Option<Secret>, VaultError> {
        read(self.transaction, self.sealer, Some(&self.manifest), id)
    }

    /// As [`Vault::put`].
    ///
    /// # Errors
    /// As [`Vault::put`].
    pub fn put(&mut self, kind: &str, id: Option<RecordId>, plain: &[u8]) -> Result<RecordId, VaultError> {
        let id = id.map_or_else(|| RecordId::make(&*self.sealer.random), Ok)?;
        let is_new = self.get(id)?.is_none();
        let rev = self.manifest.last_rev.checked_add(1).ok_or(VaultError::FileDamaged)?;
        let row = self.sealer.seal_record(id, kind, rev, plain)?;
        if is_new {
            self.insert(&row)?
        } else {
            self.replace(&row)?
        }
        self.manifest.insert(&row);
        self.has_changed = true;
        Ok(id)
    }

    /// As [`Vault::remove`].
    ///
    /// # Errors
    /// As [`Vault::remove`].
    pub fn remove(&mut self, id: RecordId) -> Result<bool, VaultError> {
        if self.get(id)?.is_none() {
            return Ok(false);
        }
        self.delete(id)?;
        Ok(true)
    }

    fn forget_damaged(&mut self, id: RecordId) -> Result<bool, VaultError> {
        match self.get(id) {
            Err(VaultError::Damaged(_)) => {
                self.delete(id)?;
                Ok(true)
            }
            other => other.map(|_| false),
        }
    }

    fn insert(&self, row: &Row) -> Result<(), VaultError> {
        let sql = "INSERT INTO records (id, kind, rev, sealed) VALUES (?1, ?2, ?3, ?4)";
        self.transaction.prepare_cached(sql)?.execute((row.id.0, &row.kind, row.rev, &row.sealed))?;
        Ok(())
    }

    /// Replaces exactly the revision that was read.
    fn replace(&self, row: &Row) -> Result<(), VaultError> {
        let held = self.manifest.entries.get(&row.id).map(|entry| entry.rev);
        let sql = "UPDATE records SET kind = ?2, rev = ?3, sealed = ?4 WHERE id = ?1 AND rev = ?5";
        let mut update = self.transaction.prepare_cached(sql)?;
        let count = update.execute((row.id.0, &row.kind, row.rev, &row.sealed, held))?;
        if count == 1 { Ok(()) } else { Err(VaultError::FileDamaged) }
    }

    fn delete(&mut self, id: RecordId) -> Result<(), VaultError> {
        self.transaction.prepare_cached("DELETE FROM records WHERE id = ?1")?.execute([id.0])?;
        self.manifest.entries.remove(&id);
        self.has_changed = true;
        Ok(())
    }

    /// The new list, if there is one.
    fn finish(self) -> Result<Option<Manifest>, VaultError> {
        if !self.has_changed {
            return Ok(None);
        }
        self.manifest.write(self.transaction, self.sealer)?;
        Ok(Some(self.manifest))
    }
}

/// Takes the write lock at once, so that what is read inside can't be outdated by another process.
pub(super) fn begin(connection: &mut Connection) -> Result<Transaction<'_>, VaultError> {
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

fn read(
    transaction: &Transaction<'_>,
    sealer: &Sealer,
    manifest: Option<&Manifest>,
    id: RecordId,
) -> Result<Option<Secret>, VaultError> {
    let sql = "SELECT id, kind, rev, sealed FROM records WHERE id = ?1";
    let row = transaction.prepare_cached(sql)?.query_row([id.0], read_row).optional()?;
    match (row, manifest.and_then(|manifest| manifest.damaged(id))) {
        (Some(row), _) => Ok(Some(judge(sealer, manifest, &row)?)),
        (None, Some(missing)) => Err(missing.into()),
        (None, None) => Ok(None),
    }
}

/// A record counts only when the list has exactly this row and its seal opens.
pub(super) fn judge(sealer: &Sealer, manifest: Option<&Manifest>, row: &Row) -> Result<Secret, Damaged> {
    let damaged = || manifest.and_then(|manifest| manifest.damaged(row.id)).unwrap_or_else(|| row.damaged());
    if manifest.is_some_and(|manifest| !manifest.agrees_with(row)) {
        return Err(damaged());
    }
    sealer.open_record(row).map_err(|_| damaged())
}

pub(super) fn list_rows(transaction: &Transaction<'_>) -> Result<Vec<Row>, VaultError> {
    let mut query = transaction.prepare_cached("SELECT id, kind, rev, sealed FROM records ORDER BY position")?;
    let rows = query.query_map([], read_row)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row { id: RecordId(row.get(0)?), kind: row.get(1)?, rev: row.get(2)?, sealed: row.get(3)? })
}
