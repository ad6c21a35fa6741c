//! Pictures of identity checks: sealed by the browser, deleted with a proof.

use assent_core::clock::UnixSeconds;
use data_encoding::HEXLOWER;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::Tx;
use super::codes::Code;
use super::rows::{change, change_one, exists, find, list};
use crate::model::{AuditEvent, AuditKind, CheckId, PersonId, PictureKind};
use crate::store::{NewPicture, StoreError};

pub(super) fn put_picture(conn: &Connection, new: &NewPicture) -> Result<bool, StoreError> {
    const OPEN: &str = "SELECT 1 FROM identity_checks WHERE id = ?1 AND state = 0";
    const SQL: &str = "INSERT INTO identity_pictures (check_id, kind, sealed, sha256, put_at)
         VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE
         SET sealed = excluded.sealed, sha256 = excluded.sha256, put_at = excluded.put_at";
    if !exists(conn, OPEN, [new.check.0])? {
        return Ok(false);
    }
    change_one(conn, SQL, (new.check.0, new.kind.code(), &new.sealed, new.sha256, new.now))?;
    Ok(true)
}

pub(super) fn list_pictures(conn: &Connection, check: CheckId) -> Result<Vec<PictureKind>, StoreError> {
    const SQL: &str = "SELECT kind FROM identity_pictures WHERE check_id = ?1 ORDER BY kind";
    list(conn, SQL, [check.0], |columns| columns.code())
}

pub(super) fn find_picture(
    conn: &Connection,
    check: CheckId,
    kind: PictureKind,
) -> Result<Option<Vec<u8>>, StoreError> {
    const SQL: &str = "SELECT sealed FROM identity_pictures WHERE check_id = ?1 AND kind = ?2";
    find(conn, SQL, (check.0, kind.code()), |columns| columns.take())
}

/// Deletes the pictures of a check. The log's entry is the proof: which, with the hash of what was kept, and why.
pub(super) fn drop_pictures(
    tx: &mut Tx<'_>,
    check: CheckId,
    person: PersonId,
    why: &str,
    now: UnixSeconds,
) -> Result<(), StoreError> {
    const SQL: &str = "SELECT kind, sha256, put_at FROM identity_pictures WHERE check_id = ?1 ORDER BY kind";
    let pictures: Vec<Value> = list(tx.conn, SQL, [check.0], |columns| {
        let kind: PictureKind = columns.code()?;
        let sha256: [u8; 32] = columns.take()?;
        let put_at: UnixSeconds = columns.take()?;
        Ok(json!({ "kind": kind.word(), "sha256": HEXLOWER.encode(&sha256), "put_at": put_at }))
    })?;
    if pictures.is_empty() {
        return Ok(());
    }
    change(tx.conn, "DELETE FROM identity_pictures WHERE check_id = ?1", [check.0])?;
    let detail = json!({ "check": check, "why": why, "deleted": pictures.len(), "pictures": pictures }).to_string();
    let event = AuditEvent::new(now, AuditKind::IdentityPicturesDeleted).of(person);
    tx.append(&AuditEvent { detail: Some(detail), ..event })
}

/// The same for all checks of a person whose account goes.
pub(super) fn drop_pictures_of(tx: &mut Tx<'_>, person: PersonId, now: UnixSeconds) -> Result<(), StoreError> {
    const SQL: &str = "SELECT id FROM identity_checks WHERE person = ?1";
    let checks = list(tx.conn, SQL, [person.0], |columns| columns.take().map(CheckId))?;
    checks.into_iter().try_for_each(|check| drop_pictures(tx, check, person, "account deleted", now))
}
