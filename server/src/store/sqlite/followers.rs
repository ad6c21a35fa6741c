//! Who reads the log and does something about it, and how far they have come.

use rusqlite::Connection;

use super::rows::{change, find, signed};
use crate::store::{Follower, StoreError};

/// How far it has come.
pub(super) fn place_of(conn: &Connection, follower: Follower) -> Result<u64, StoreError> {
    const FROM: &str = "SELECT seq FROM followers WHERE name = ?1";
    Ok(find(conn, FROM, [name_of(follower)], |columns| columns.count())?.unwrap_or(0))
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
