//! Deleting an account.

use assent_core::clock::UnixSeconds;
use data_encoding::HEXLOWER;
use rusqlite::Connection;

use super::Tx;
use super::identity_pictures::drop_pictures_of;
use super::mails::add;
use super::organisation::has_other_representative;
use super::rows::{change, change_one, exists};
use crate::model::{AuditEvent, Mail, PersonId};
use crate::store::StoreError;

/// Everything of an account that has rows of its own.
const OWN: [&str; 23] = [
    "DELETE FROM mails WHERE person = ?1",
    "DELETE FROM notices WHERE person = ?1",
    "DELETE FROM sessions WHERE person = ?1",
    "DELETE FROM sign_ins WHERE person = ?1",
    "DELETE FROM tickets WHERE person = ?1",
    "DELETE FROM attestations WHERE person = ?1",
    "DELETE FROM otp_credentials WHERE person = ?1",
    "DELETE FROM backup_sets WHERE person = ?1",
    "DELETE FROM program_keys WHERE person = ?1",
    "DELETE FROM passkeys WHERE person = ?1",
    "DELETE FROM company_links WHERE person = ?1",
    "DELETE FROM sms_factors WHERE person = ?1",
    "DELETE FROM addresses WHERE person = ?1",
    "DELETE FROM recovery_numbers WHERE person = ?1",
    "DELETE FROM pictures WHERE person = ?1",
    "DELETE FROM trusted_browsers WHERE person = ?1",
    "DELETE FROM push_budgets WHERE person = ?1",
    "DELETE FROM identity_checks WHERE person = ?1",
    "DELETE FROM reviewer_keys WHERE person = ?1",
    "DELETE FROM recovery_plans WHERE person = ?1",
    "DELETE FROM trustees WHERE person = ?1",
    "DELETE FROM trustees WHERE trustee = ?1",
    "DELETE FROM recoveries WHERE person = ?1",
];

/// Deletes it; see [`crate::store::PeopleStore::delete_person`].
pub(super) fn delete_person(
    tx: &mut Tx<'_>,
    id: PersonId,
    now: UnixSeconds,
    mail: Option<&Mail>,
    event: &AuditEvent,
) -> Result<bool, StoreError> {
    const STANDS: &str = "SELECT 1 FROM people WHERE id = ?1 AND role = 0";
    if exists(tx.conn, STANDS, [id.0])? && !has_other_representative(tx.conn, id)? {
        return Ok(false);
    }
    drop_pictures_of(tx, id, now)?;
    OWN.iter().try_for_each(|sql| change(tx.conn, sql, [id.0]).map(drop))?;
    forget_phones(tx.conn, id)?;
    forget_name(tx.conn, id, now)?;
    if let Some(mail) = mail {
        add(tx, mail)?;
    }
    tx.append(event)?;
    Ok(true)
}

/// A phone keeps its number and its keys, by which it learns that it is not linked any more.
fn forget_phones(conn: &Connection, id: PersonId) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE devices SET state = 2, name = '-', model = NULL, system = NULL, app = NULL, push = NULL,
         push_lost_at = NULL WHERE person = ?1";
    change(conn, SQL, [id.0]).map(drop)
}

fn forget_name(conn: &Connection, id: PersonId, now: UnixSeconds) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE people SET email = ?2, name = '-', password = '', role = 3, alerts = 0, lock_after = NULL,
         password_closed_at = NULL, quiet_until = NULL, reviewer = 0, locked_at = ?3, deleted_at = ?3 WHERE id = ?1";
    change_one(conn, SQL, (id.0, format!("{}@deleted.invalid", HEXLOWER.encode(&id.0)), now))
}
