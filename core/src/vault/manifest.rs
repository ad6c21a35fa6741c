//! The sealed list of what the vault holds, so that a dropped, added or older row is noticed, and which one.
//!
//! It stays in memory while the vault is open, and is read again only when another connection wrote.

use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use super::error::{Damaged, VaultError};
use super::header::Header;
use super::names::RecordId;
use super::records::{Row, Sealer};

/// Whatever a caller made of the records of a kind. If there are secrets in it, it clears them when it is dropped.
pub type Reading = Arc<dyn Any + Send + Sync>;

/// What the list says of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) rev: i64,
    pub(super) kind: String,
}

/// The list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The highest revision ever given out, so that none is given out twice, not even after a removal.
    pub(super) last_rev: i64,
    pub(super) entries: BTreeMap<RecordId, Entry>,
}

impl Manifest {
    /// The list as it is on disk; `None` when it does not open.
    pub(super) fn read(connection: &Connection, sealer: &Sealer) -> Result<Option<Self>, VaultError> {
        let sealed: Option<Vec<u8>> =
            connection.query_row("SELECT sealed FROM manifest", [], |row| row.get(0)).optional()?;
        let plain = sealed.and_then(|sealed| sealer.open_manifest(&sealed).ok());
        Ok(plain.and_then(|plain| Self::decode(plain.expose())))
    }

    pub(super) fn write(&self, transaction: &Transaction<'_>, sealer: &Sealer) -> Result<(), VaultError> {
        let sealed = sealer.seal_manifest(&self.encode())?;
        let sql = "INSERT INTO manifest (one, sealed) VALUES (1, ?1) ON CONFLICT DO UPDATE SET sealed = ?1";
        transaction.prepare_cached(sql)?.execute([sealed])?;
        Ok(())
    }

    pub(super) fn agrees_with(&self, row: &Row) -> bool {
        self.entries.get(&row.id).is_some_and(|entry| entry.rev == row.rev && entry.kind == row.kind)
    }

    pub(super) fn insert(&mut self, row: &Row) {
        self.last_rev = self.last_rev.max(row.rev);
        self.entries.insert(row.id, Entry { rev: row.rev, kind: row.kind.clone() });
    }

    /// The record as a damaged one, by the name the list knows it under.
    pub(super) fn damaged(&self, id: RecordId) -> Option<Damaged> {
        self.entries.get(&id).map(|entry| Damaged { id, kind: entry.kind.clone() })
    }

    fn encode(&self) -> Vec<u8> {
        let mut plain = self.last_rev.to_be_bytes().to_vec();
        for (id, entry) in &self.entries {
            plain.extend_from_slice(&id.0);
            plain.extend_from_slice(&entry.rev.to_be_bytes());
            plain.extend_from_slice(&(entry.kind.len() as u64).to_be_bytes());
            plain.extend_from_slice(entry.kind.as_bytes());
        }
        plain
    }

    fn decode(plain: &[u8]) -> Option<Self> {
        let mut rest = plain;
        let mut manifest = Self { last_rev: i64::from_be_bytes(take(&mut rest)?), entries: BTreeMap::new() };
        while !rest.is_empty() {
            let id = RecordId(take(&mut rest)?);
            let rev = i64::from_be_bytes(take(&mut rest)?);
            let length = usize::try_from(u64::from_be_bytes(take(&mut rest)?)).ok()?;
            let (kind, after) = rest.split_at_checked(length)?;
            rest = after;
            manifest.entries.insert(id, Entry { rev, kind: String::from_utf8(kind.to_vec()).ok()? });
        }
        Some(manifest)
    }
}

/// The list in memory, with what SQLite said of the file when it was read.
#[derive(Default)]
pub(super) struct Cached {
    data_version: Option<i64>,
    pub(super) manifest: Option<Manifest>,
    /// What was made of the records of a kind, as long as no record changes.
    pub(super) readings: HashMap<String, Reading>,
}

impl Cached {
    /// Reads the list again if another connection wrote since. To be called inside a transaction, so that list
    /// and rows are of one moment.
    pub(super) fn refresh(&mut self, connection: &Connection, sealer: &Sealer) -> Result<(), VaultError> {
        let now: i64 = connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
        if self.data_version != Some(now) {
            self.data_version = None;
            self.readings.clear();
            // Else everything would look damaged. A header that is damaged itself says nothing; the seals do.
            if Header::read(connection).is_ok_and(|header| header.check(&sealer.key).is_err()) {
                return Err(VaultError::Rekeyed);
            }
            self.keep(Manifest::read(connection, sealer)?);
            self.data_version = Some(now);
        }
        Ok(())
    }

    /// Goes on with another list, which says that records changed.
    pub(super) fn keep(&mut self, manifest: Option<Manifest>) {
        self.manifest = manifest;
        self.readings.clear();
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk::<N>()?;
    *rest = tail;
    Some(*head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_back_as_written_and_a_cut_one_does_not() {
        let mut manifest = Manifest::default();
        for (byte, kind) in [(1, "account"), (2, ""), (3, "settings")] {
            manifest.insert(&Row {
                id: RecordId([byte; 16]),
                kind: kind.to_owned(),
                rev: i64::from(byte),
                sealed: vec![],
            });
        }
        let plain = manifest.encode();
        assert_eq!(Manifest::decode(&plain), Some(manifest));
        assert_eq!(Manifest::decode(&plain[..plain.len() - 1]), None);
        assert_eq!(Manifest::decode(&plain[..7]), None);
    }
}
