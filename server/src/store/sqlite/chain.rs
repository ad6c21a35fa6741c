//! The audit chain: `hash = SHA-256(00 ‖ hash before ‖ stored bytes)`, from 32 zero bytes on.

use ring::digest::{Context, SHA256};
use rusqlite::Connection;

use super::rows::find;
use crate::store::StoreError;

/// The end of the chain.
#[derive(Clone, Copy)]
pub(super) struct Head {
    pub(super) seq: u64,
    pub(super) hash: [u8; 32],
}

impl Head {
    /// The end of the chain as it is stored. Its number is the highest that was ever given, so that a gap stays a gap.
    pub(super) fn read(conn: &Connection) -> Result<Self, StoreError> {
        const LAST: &str = "SELECT hash FROM audit ORDER BY seq DESC LIMIT 1";
        let hash = find(conn, LAST, (), |columns| columns.take())?.unwrap_or([0; 32]);
        Ok(Self { seq: last_number(conn)?, hash })
    }

    /// The end after one more entry with this body.
    pub(super) fn after(self, body: &[u8]) -> Self {
        let mut hashed = Context::new(&SHA256);
        for part in [&[0], &self.hash[..], body] {
            hashed.update(part);
        }
        let mut hash = [0; 32];
        hash.copy_from_slice(hashed.finish().as_ref());
        Self { seq: self.seq + 1, hash }
    }
}

/// The highest number that was ever given.
pub(super) fn last_number(conn: &Connection) -> Result<u64, StoreError> {
    Ok(find(conn, "SELECT seq FROM sqlite_sequence WHERE name = 'audit'", (), |columns| columns.count())?.unwrap_or(0))
}
