//! Numbers that get codes by SMS, the codes on their way, and how many SMS were sent, kept with a revision.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::SqliteStore;
use super::rows::{Columns, change, change_one, exists, find, json, list, signed};
use super::writer::Tx;
use crate::model::{AuditEvent, CredentialId, PersonId, SmsFactor, SmsTally};
use crate::store::{Conflict, Rev, SmsStore, StoreError, TallyWrite};

#[async_trait]
impl SmsStore for SqliteStore {
    async fn sms_tally(&self, key: [u8; 32]) -> Result<(Rev, SmsTally), StoreError> {
        const SQL: &str = "SELECT rev, tally FROM sms_tallies WHERE key = ?1";
        let read = |columns: &mut Columns<'_, '_>| Ok((columns.count()?, columns.json()?));
        self.read(|conn| Ok(find(conn, SQL, [key], read)?.unwrap_or_default()))
    }

    async fn put_sms_tallies(
        &self,
        writes: Vec<TallyWrite>,
        now: UnixSeconds,
    ) -> Result<Result<(), Conflict>, StoreError> {
        self.write(move |tx| put_all(tx, &writes, now)).await
    }

    async fn put_sms_code(&self, key: [u8; 32], mac: [u8; 32], expires_at: UnixSeconds) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO sms_codes (key, mac, expires_at) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET mac = excluded.mac, expires_at = excluded.expires_at";
        self.write(move |tx| change_one(tx.conn, SQL, (key, mac, expires_at))).await
    }

    async fn sms_code(&self, key: [u8; 32], now: UnixSeconds) -> Result<Option<[u8; 32]>, StoreError> {
        const SQL: &str = "SELECT mac FROM sms_codes WHERE key = ?1 AND expires_at > ?2";
        self.read(|conn| find(conn, SQL, (key, now), |columns| columns.take()))
    }

    async fn add_sms_factor(&self, new: SmsFactor) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO sms_factors (id, person, name, sealed_number, active, created_at, used_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.write(move |tx| {
            let SmsFactor { id, person, name, sealed_number, active, created_at, used_at } = new;
            change_one(tx.conn, SQL, (id.0, person.0, name.as_str(), sealed_number, active, created_at, used_at))
        })
        .await
    }

    async fn list_sms_factors(&self, person: PersonId) -> Result<Vec<SmsFactor>, StoreError> {
        const SQL: &str = "SELECT id, person, name, sealed_number, active, created_at, used_at FROM sms_factors
             WHERE person = ?1 ORDER BY created_at, rowid";
        self.read(|conn| list(conn, SQL, [person.0], read_factor))
    }

    async fn activate_sms_factor(
        &self,
        id: CredentialId,
        person: PersonId,
        events: Vec<AuditEvent>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE sms_factors SET active = 1 WHERE id = ?1 AND person = ?2 AND active = 0";
        self.write(move |tx| change_factor(tx, SQL, id, person, &events)).await
    }

    async fn remove_sms_factor(
        &self,
        id: CredentialId,
        person: PersonId,
        events: Vec<AuditEvent>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "DELETE FROM sms_factors WHERE id = ?1 AND person = ?2";
        self.write(move |tx| change_factor(tx, SQL, id, person, &events)).await
    }
}

fn change_factor(
    tx: &mut Tx<'_>,
    sql: &'static str,
    id: CredentialId,
    person: PersonId,
    events: &[AuditEvent],
) -> Result<bool, StoreError> {
    let done = change(tx.conn, sql, (id.0, person.0))? == 1;
    tx.append_all(if done { events } else { &[] })?;
    Ok(done)
}

fn read_factor(columns: &mut Columns<'_, '_>) -> Result<SmsFactor, StoreError> {
    Ok(SmsFactor {
        id: CredentialId(columns.take()?),
        person: PersonId(columns.take()?),
        name: columns.text()?,
        sealed_number: columns.take()?,
        active: columns.take()?,
        created_at: columns.take()?,
        used_at: columns.take()?,
    })
}

fn put_all(tx: &Tx<'_>, writes: &[TallyWrite], now: UnixSeconds) -> Result<Result<(), Conflict>, StoreError> {
    const OTHER: &str = "SELECT 1 FROM sms_tallies WHERE key = ?1 AND rev <> ?2";
    const SQL: &str = "INSERT INTO sms_tallies (key, rev, tally, sent_at) VALUES (?1, ?2 + 1, ?3, ?4)
         ON CONFLICT DO UPDATE SET rev = excluded.rev, tally = excluded.tally, sent_at = excluded.sent_at";
    for write in writes {
        if exists(tx.conn, OTHER, (write.key, signed(write.rev)?))? {
            return Ok(Err(Conflict));
        }
    }
    for write in writes {
        change_one(tx.conn, SQL, (write.key, signed(write.rev)?, json(&write.tally)?, now))?;
    }
    Ok(Ok(()))
}
