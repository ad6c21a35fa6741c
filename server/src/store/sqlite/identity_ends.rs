//! Identity checks as they are read, written over, and ended from elsewhere: by a second step, by time.

use assent_core::clock::UnixSeconds;
use rusqlite::Connection;

use super::Tx;
use super::codes::Code;
use super::identity_pictures::drop_pictures;
use super::rows::{Columns, change_one, find, json, list, signed};
use crate::model::{AuditEvent, AuditKind, IdentityCheck, PersonId};
use crate::store::{Rev, StoreError};

pub(super) const LIVE: &str = "SELECT rev, facts FROM identity_checks WHERE person = ?1 AND state < 3";
const ALL_LIVE: &str = "SELECT rev, facts FROM identity_checks WHERE state < 3";

/// Stops the check of a person that goes on, if there is one.
pub(super) fn cancel_check(tx: &mut Tx<'_>, person: PersonId, now: UnixSeconds) -> Result<(), StoreError> {
    let Some((rev, check)) = find(tx.conn, LIVE, [person.0], read_check)? else { return Ok(()) };
    match check.cancelled(now) {
        Some(check) => end(tx, rev, &check, AuditKind::IdentityCancelled, "signed in", now),
        None => Ok(()),
    }
}

/// Whether checks are late that [`expire_checks`] would end.
pub(super) fn has_due_checks(conn: &Connection, now: UnixSeconds) -> Result<bool, StoreError> {
    let live = list(conn, ALL_LIVE, (), read_check)?;
    Ok(live.into_iter().any(|(_, check)| check.expired(now).is_some()))
}

/// Ends the checks that are late, and with them their pictures.
pub(super) fn expire_checks(tx: &mut Tx<'_>, now: UnixSeconds) -> Result<(), StoreError> {
    for (rev, check) in list(tx.conn, ALL_LIVE, (), read_check)? {
        if let Some(check) = check.expired(now) {
            end(tx, rev, &check, AuditKind::IdentityExpired, "too late", now)?;
        }
    }
    Ok(())
}

fn end(
    tx: &mut Tx<'_>,
    rev: Rev,
    check: &IdentityCheck,
    kind: AuditKind,
    why: &str,
    now: UnixSeconds,
) -> Result<(), StoreError> {
    write(tx.conn, rev, check)?;
    let event = AuditEvent::new(now, kind).of(check.person);
    tx.append(&AuditEvent { detail: Some(check.id.to_string()), ..event })?;
    drop_pictures(tx, check.id, check.person, why, now)
}

/// Over the check as it was read in this transaction.
pub(super) fn write(conn: &Connection, rev: Rev, check: &IdentityCheck) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE identity_checks SET state = ?3, facts = ?4, rev = rev + 1 WHERE id = ?1 AND rev = ?2";
    change_one(conn, SQL, (check.id.0, signed(rev)?, check.state.code(), json(check)?))
}

pub(super) fn read_check(columns: &mut Columns<'_, '_>) -> Result<(Rev, IdentityCheck), StoreError> {
    Ok((columns.count()?, columns.json()?))
}
