//! Application passwords and API tokens.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::SqliteStore;
use super::codes::Code;
use super::rows::{Columns, change, change_one, find, list};
use crate::model::{AuditEvent, PersonId, ProgramKey, ProgramKeyId, ServiceId, TokenHash};
use crate::store::{ProgramKeyStore, Revoke, StoreError};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, kind, name, hash, service, scope, created_at, expires_at, used_at, used_from
             FROM program_keys ",
            $rest
        )
    };
}

#[async_trait]
impl ProgramKeyStore for SqliteStore {
    async fn add_program_key(&self, new: ProgramKey, event: AuditEvent) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO program_keys (id, person, kind, name, hash, service, scope, created_at,
             expires_at, used_at, used_from) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        self.write(move |tx| {
            let params = (
                new.id.0,
                new.person.0,
                new.kind.code(),
                new.name.as_str(),
                new.hash.0,
                new.service.map(|id| id.0),
                new.scope.code(),
                new.created_at,
                new.expires_at,
                new.used_at,
                new.used_from,
            );
            change_one(tx.conn, SQL, params)?;
            tx.append(&event)
        })
        .await
    }

    async fn list_program_keys(&self, person: PersonId) -> Result<Vec<ProgramKey>, StoreError> {
        let sql = select!("WHERE person = ?1 ORDER BY created_at DESC, rowid DESC");
        self.read(|conn| list(conn, sql, [person.0], read_key))
    }

    async fn find_program_key(&self, hash: TokenHash) -> Result<Option<ProgramKey>, StoreError> {
        self.read(|conn| find(conn, select!("WHERE hash = ?1"), [hash.0], read_key))
    }

    async fn use_program_key(
        &self,
        id: ProgramKeyId,
        now: UnixSeconds,
        from: Option<String>,
        event: Option<AuditEvent>,
    ) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE program_keys SET used_at = ?2, used_from = ?3 WHERE id = ?1";
        self.write(move |tx| {
            let used = change(tx.conn, SQL, (id.0, now, from))? == 1;
            tx.append_all(if used { event.as_slice() } else { &[] })
        })
        .await
    }

    async fn revoke_program_keys(&self, person: PersonId, which: Revoke, event: AuditEvent) -> Result<u64, StoreError> {
        const ONE: &str = "DELETE FROM program_keys WHERE person = ?1 AND id = ?2";
        const ALL: &str = "DELETE FROM program_keys WHERE person = ?1 AND kind = ?2";
        self.write(move |tx| {
            let gone = match which {
                Revoke::One(id) => change(tx.conn, ONE, (person.0, id.0))?,
                Revoke::All(kind) => change(tx.conn, ALL, (person.0, kind.code()))?,
            };
            if gone > 0 {
                tx.append(&event)?;
            }
            Ok(gone as u64)
        })
        .await
    }
}

fn read_key(columns: &mut Columns<'_, '_>) -> Result<ProgramKey, StoreError> {
    Ok(ProgramKey {
        id: ProgramKeyId(columns.take()?),
        person: PersonId(columns.take()?),
        kind: columns.code()?,
        name: columns.text()?,
        hash: TokenHash(columns.take()?),
        service: columns.take::<Option<_>>()?.map(ServiceId),
        scope: columns.code()?,
        created_at: columns.take()?,
        expires_at: columns.take()?,
        used_at: columns.take()?,
        used_from: columns.take()?,
    })
}
