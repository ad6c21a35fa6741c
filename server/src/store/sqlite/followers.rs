//! Who reads the log and does something about it, and how far they have come.

use rusqlite::Connection;

use super::audit::read_entry;
use super::rows::{change, find, list, signed};
use crate::model::AuditEntry;
use crate::store::{Follower, StoreError};

/// How far it has come, and the entries after that, oldest first, at most `limit`.
pub(super) fn read_on(conn: &Connection, follower: Follower, limit: u32) -> Result<(u64, Vec<AuditEntry>), StoreError> {
    const FROM: &str = "SELECT seq FROM followers WHERE name = ?1";
    const ENTRIES: &str = "SELECT seq, body, hash FROM audit WHERE seq > ?1 ORDER BY seq LIMIT ?2";
    let from = find(conn, FROM, [name_of(follower)], |columns| columns.count())?.unwrap_or(0);
    Ok((from, list(conn, ENTRIES, (signed(from)?, limit), read_entry)?))
}

/// It has come from `from` to `to`. `false` if somebody else had read on already.
pub(super) fn note_read(conn: &Connection, follower: Follower, from: u64, to: u64) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE followers SET seq = ?3 WHERE name = ?1 AND seq = ?2";
    Ok(change(conn, SQL, (name_of(follower), signed(from)?, signed(to)?))? == 1)
}

/// As it stands in the table.
const fn name_of(follower: Follower) -> &'static str {
    match follower {
        Follower::Mail => "mail",
        Follower::Phones => "phones",
        Follower::Webhooks => "webhook",
    }
}
