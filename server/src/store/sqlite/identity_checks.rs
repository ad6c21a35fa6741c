//! Identity checks.

use async_trait::async_trait;

use super::codes::Code;
use super::identity_ends::{LIVE, read_check, write};
use super::identity_pictures::{drop_pictures, find_picture, list_pictures, put_picture};
use super::mails::add;
use super::rows::{change, change_one, exists, find, json, list, signed};
use super::sessions::{begin_session, end_sessions};
use super::trusted::forget;
use super::{SqliteStore, Tx};
use crate::model::{AuditEvent, CheckId, CheckState, IdentityCheck, PersonId, PictureKind, SessionId};
use crate::store::{IdentityStore, NewCheck, NewPicture, Rev, SaveCheck, StoreError};

#[async_trait]
impl IdentityStore for SqliteStore {
    async fn add_check(&self, new: NewCheck) -> Result<bool, StoreError> {
        self.write(move |tx| add_check(tx, &new)).await
    }

    async fn find_check(&self, id: CheckId) -> Result<Option<(Rev, IdentityCheck)>, StoreError> {
        self.read(|conn| find(conn, "SELECT rev, facts FROM identity_checks WHERE id = ?1", [id.0], read_check))
    }

    async fn list_checks(&self, person: PersonId) -> Result<Vec<IdentityCheck>, StoreError> {
        const SQL: &str = "SELECT rev, facts FROM identity_checks WHERE person = ?1 ORDER BY asked_at DESC, rowid DESC";
        self.read(|conn| Ok(without_rev(list(conn, SQL, [person.0], read_check)?)))
    }

    async fn list_checks_in(&self, state: CheckState, limit: u32) -> Result<Vec<IdentityCheck>, StoreError> {
        const SQL: &str =
            "SELECT rev, facts FROM identity_checks WHERE state < 3 AND state = ?1 ORDER BY asked_at LIMIT ?2";
        self.read(|conn| Ok(without_rev(list(conn, SQL, (state.code(), limit), read_check)?)))
    }

    async fn save_check(&self, save: SaveCheck) -> Result<bool, StoreError> {
        self.write(move |tx| save_check(tx, &save)).await
    }

    async fn put_picture(&self, new: NewPicture) -> Result<bool, StoreError> {
        self.write(move |tx| put_picture(tx.conn, &new)).await
    }

    async fn list_pictures(&self, check: CheckId) -> Result<Vec<PictureKind>, StoreError> {
        self.read(|conn| list_pictures(conn, check))
    }

    async fn find_picture(&self, check: CheckId, kind: PictureKind) -> Result<Option<Vec<u8>>, StoreError> {
        self.read_aside(move |conn| find_picture(conn, check, kind)).await
    }

    async fn forget_old_ways(&self, person: PersonId, keep: SessionId, event: AuditEvent) -> Result<(), StoreError> {
        self.write(move |tx| {
            change(tx.conn, "DELETE FROM backup_sets WHERE person = ?1", [person.0])?;
            forget(tx.conn, person, None)?;
            end_sessions(tx.conn, person, Some(keep))?;
            tx.append(&event)
        })
        .await
    }
}

fn add_check(tx: &mut Tx<'_>, new: &NewCheck) -> Result<bool, StoreError> {
    const COUNT: &str = "SELECT count(*) FROM identity_checks WHERE person = ?1 AND asked_at > ?2";
    const SQL: &str = "INSERT INTO identity_checks (id, person, state, asked_at, rev, facts)
         VALUES (?1, ?2, ?3, ?4, 1, ?5)";
    let NewCheck { check, since, most, event } = new;
    let person = check.person.0;
    let count: u32 = find(tx.conn, COUNT, (person, since), |columns| columns.take())?.unwrap_or(0);
    if count >= *most || exists(tx.conn, LIVE, [person])? {
        return Ok(false);
    }
    change_one(tx.conn, SQL, (check.id.0, person, check.state.code(), check.asked_at, json(check)?))?;
    tx.append(event)?;
    Ok(true)
}

fn save_check(tx: &mut Tx<'_>, save: &SaveCheck) -> Result<bool, StoreError> {
    let SaveCheck { rev, check, drop_pictures: why, session, mail, now, events } = save;
    if !exists(tx.conn, "SELECT 1 FROM identity_checks WHERE id = ?1 AND rev = ?2", (check.id.0, signed(*rev)?))? {
        return Ok(false);
    }
    if let Some((session, event)) = session
        && !begin_session(tx, session, None, *now, event)?
    {
        return Ok(false);
    }
    write(tx.conn, *rev, check)?;
    tx.append_all(events)?;
    if let Some(why) = why {
        drop_pictures(tx, check.id, check.person, why, *now)?;
    }
    mail.iter().try_for_each(|mail| add(tx, mail).map(drop))?;
    Ok(true)
}

fn without_rev(checks: Vec<(Rev, IdentityCheck)>) -> Vec<IdentityCheck> {
    checks.into_iter().map(|(_, check)| check).collect()
}
