//! Browsers that are trusted for a while.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;
use rusqlite::Connection;

use super::SqliteStore;
use super::rows::{Columns, change, change_one, json, list};
use crate::model::{AuditEvent, PersonId, SessionId, TokenHash, TrustedBrowser};
use crate::store::{StoreError, TrustStore};

#[async_trait]
impl TrustStore for SqliteStore {
    async fn add_trusted(&self, new: TrustedBrowser, event: AuditEvent) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO trusted_browsers (id, token, person, context, created_at, used_at, expires_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.write(move |tx| {
            let TrustedBrowser { id, token, person, context, created_at, used_at, expires_at } = new;
            let params = (id.0, token.0, person.0, json(&context)?, created_at, used_at, expires_at);
            change_one(tx.conn, SQL, params)?;
            tx.append(&event)
        })
        .await
    }

    async fn use_trusted(&self, person: PersonId, token: TokenHash, now: UnixSeconds) -> Result<bool, StoreError> {
        const SQL: &str =
            "UPDATE trusted_browsers SET used_at = ?3 WHERE person = ?1 AND token = ?2 AND expires_at > ?3";
        self.write(move |tx| Ok(change(tx.conn, SQL, (person.0, token.0, now))? == 1)).await
    }

    async fn list_trusted(&self, person: PersonId, now: UnixSeconds) -> Result<Vec<TrustedBrowser>, StoreError> {
        const SQL: &str = "SELECT id, token, person, context, created_at, used_at, expires_at FROM trusted_browsers
             WHERE person = ?1 AND expires_at > ?2 ORDER BY created_at DESC, rowid DESC";
        self.read(|conn| list(conn, SQL, (person.0, now), read_trusted))
    }

    async fn forget_trusted(
        &self,
        person: PersonId,
        id: Option<SessionId>,
        event: AuditEvent,
    ) -> Result<u64, StoreError> {
        self.write(move |tx| {
            let gone = forget(tx.conn, person, id)?;
            if gone > 0 {
                tx.append(&event)?;
            }
            Ok(gone)
        })
        .await
    }
}

/// Trusts one no more, or any. Gives how many.
pub(super) fn forget(conn: &Connection, person: PersonId, id: Option<SessionId>) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM trusted_browsers WHERE person = ?1 AND (?2 IS NULL OR id = ?2)";
    Ok(change(conn, SQL, (person.0, id.map(|id| id.0)))? as u64)
}

fn read_trusted(columns: &mut Columns<'_, '_>) -> Result<TrustedBrowser, StoreError> {
    Ok(TrustedBrowser {
        id: SessionId(columns.take()?),
        token: TokenHash(columns.take()?),
        person: PersonId(columns.take()?),
        context: columns.json()?,
        created_at: columns.take()?,
        used_at: columns.take()?,
        expires_at: columns.take()?,
    })
}
