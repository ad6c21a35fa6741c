//! One record: its id, its place, its seal.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use data_encoding::HEXLOWER_PERMISSIVE as HEX;

use super::error::Damaged;
use crate::random::{NoRandomness, Random, make_bytes};
use crate::seal::{DoesNotOpen, open, seal};
use crate::secret::Secret;

/// Version of the sealed form. Part of every place, so that a row never opens as one of another version.
const FORM: u8 = 1;

/// A record's name: 128 random bits, shown as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub [u8; 16]);

impl RecordId {
    /// A new id.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source fails.
    pub fn make(random: &dyn Random) -> Result<Self, NoRandomness> {
        make_bytes(random).map(Self)
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEX.encode(&self.0))
    }
}

/// The text is not a record id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a record id; it has 32 hexadecimal digits")]
pub struct NotARecordId;

impl FromStr for RecordId {
    type Err = NotARecordId;

    fn from_str(text: &str) -> Result<Self, NotARecordId> {
        let bytes = HEX.decode(text.as_bytes()).map_err(|_| NotARecordId)?;
        bytes.try_into().map(Self).map_err(|_| NotARecordId)
    }
}

/// A row of table `records`.
pub(super) struct Row {
    pub(super) id: RecordId,
    pub(super) kind: String,
    pub(super) rev: i64,
    pub(super) sealed: Vec<u8>,
}

impl Row {
    pub(super) fn damaged(&self) -> Damaged {
        Damaged { id: self.id, kind: self.kind.clone() }
    }
}

/// The open vault's key, and what its seals are bound to.
pub(super) struct Sealer {
    pub(super) vault_id: [u8; 16],
    pub(super) key: Secret,
    pub(super) random: Arc<dyn Random>,
}

impl Sealer {
    pub(super) fn seal_record(&self, id: RecordId, kind: &str, rev: i64, plain: &[u8]) -> Result<Row, NoRandomness> {
        let place = self.place(id, kind, rev);
        let sealed = seal(&self.key, "vault record", &place, plain, &*self.random)?;
        Ok(Row { id, kind: kind.to_owned(), rev, sealed })
    }

    pub(super) fn open_record(&self, row: &Row) -> Result<Secret, DoesNotOpen> {
        open(&self.key, "vault record", &self.place(row.id, &row.kind, row.rev), &row.sealed)
    }

    pub(super) fn seal_manifest(&self, plain: &[u8]) -> Result<Vec<u8>, NoRandomness> {
        seal(&self.key, "vault manifest", &self.manifest_place(), plain, &*self.random)
    }

    pub(super) fn open_manifest(&self, sealed: &[u8]) -> Result<Secret, DoesNotOpen> {
        open(&self.key, "vault manifest", &self.manifest_place(), sealed)
    }

    /// Everything before the kind has a fixed length, so no two places share their bytes.
    fn place(&self, id: RecordId, kind: &str, rev: i64) -> Vec<u8> {
        [&[FORM][..], &self.vault_id, &id.0, &rev.to_be_bytes(), kind.as_bytes()].concat()
    }

    fn manifest_place(&self) -> Vec<u8> {
        [&[FORM][..], &self.vault_id].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_id_reads_back_as_it_was_shown() {
        let id = RecordId([0xab; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("ab".parse::<RecordId>(), Err(NotARecordId));
        assert_eq!("zz".repeat(16).parse::<RecordId>(), Err(NotARecordId));
    }
}
