//! One record: its place, its seal.

use std::sync::Arc;

use super::error::Damaged;
use super::names::RecordId;
use crate::random::{NoRandomness, Random};
use crate::seal::{DoesNotOpen, open, seal};
use crate::secret::Secret;

/// Version of the sealed form. Part of every place, so that a row never opens as one of another version.
const FORM: u8 = 1;

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
