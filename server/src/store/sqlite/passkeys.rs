//! Passkeys and security keys.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::SqliteStore;
use super::rows::{Columns, change, change_one, exists, find, list};
use crate::model::{AuditEvent, CredentialId, Passkey, PersonId};
use crate::store::{PasskeyStore, StoreError};

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, person, name, credential, key, created_at, used_at FROM passkeys ", $rest)
    };
}

#[async_trait]
impl PasskeyStore for SqliteStore {
    async fn add_passkey(&self, new: Passkey, events: Vec<AuditEvent>) -> Result<bool, StoreError> {
        const KNOWN: &str = "SELECT 1 FROM passkeys WHERE credential = ?1";
        const SQL: &str = "INSERT INTO passkeys (id, person, name, credential, key, created_at, used_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.write(move |tx| {
            if exists(tx.conn, KNOWN, [&new.credential])? {
                return Ok(false);
            }
            let Passkey { id, person, name, credential, key, created_at, used_at } = new;
            change_one(tx.conn, SQL, (id.0, person.0, name.as_str(), credential, key, created_at, used_at))?;
            tx.append_all(&events)?;
            Ok(true)
        })
        .await
    }

    async fn list_passkeys(&self, person: PersonId) -> Result<Vec<Passkey>, StoreError> {
        self.read(|conn| list(conn, select!("WHERE person = ?1 ORDER BY created_at, rowid"), [person.0], read_passkey))
    }

    async fn find_passkey(&self, credential: &[u8]) -> Result<Option<Passkey>, StoreError> {
        self.read(|conn| find(conn, select!("WHERE credential = ?1"), [credential], read_passkey))
    }

    async fn use_passkey(
        &self,
        id: CredentialId,
        key: String,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE passkeys SET key = ?2, used_at = ?3 WHERE id = ?1";
        self.write(move |tx| {
            let used = change(tx.conn, SQL, (id.0, key, now))? == 1;
            if used {
                tx.append(&event)?;
            }
            Ok(used)
        })
        .await
    }

    async fn remove_passkey(
        &self,
        id: CredentialId,
        person: PersonId,
        events: Vec<AuditEvent>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "DELETE FROM passkeys WHERE id = ?1 AND person = ?2";
        self.write(move |tx| {
            let done = change(tx.conn, SQL, (id.0, person.0))? == 1;
            tx.append_all(if done { &events } else { &[] })?;
            Ok(done)
        })
        .await
    }

    async fn keep_ceremony(&self, key: [u8; 32], state: String, expires_at: UnixSeconds) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO ceremonies (key, state, expires_at) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET state = excluded.state, expires_at = excluded.expires_at";
        self.write(move |tx| change_one(tx.conn, SQL, (key, state, expires_at))).await
    }

    async fn take_ceremony(&self, key: [u8; 32], now: UnixSeconds) -> Result<Option<String>, StoreError> {
        const FIND: &str = "SELECT state FROM ceremonies WHERE key = ?1 AND expires_at > ?2";
        const TAKE: &str = "DELETE FROM ceremonies WHERE key = ?1";
        self.write(move |tx| {
            let found = find(tx.conn, FIND, (key, now), |columns| columns.take())?;
            change(tx.conn, TAKE, [key])?;
            Ok(found)
        })
        .await
    }
}

fn read_passkey(columns: &mut Columns<'_, '_>) -> Result<Passkey, StoreError> {
    Ok(Passkey {
        id: CredentialId(columns.take()?),
        person: PersonId(columns.take()?),
        name: columns.text()?,
        credential: columns.take()?,
        key: columns.take()?,
        created_at: columns.take()?,
        used_at: columns.take()?,
    })
}
