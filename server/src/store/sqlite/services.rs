//! Services.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::SqliteStore;
use super::rows::{Columns, change, find, list};
use crate::model::{AuditEvent, Service, ServiceId, TokenHash};
use crate::store::{ServiceStore, StoreError};

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, name, key_hash, created_at, revoked_at FROM services ", $rest)
    };
}

#[async_trait]
impl ServiceStore for SqliteStore {
    async fn add_service(&self, new: Service, event: Option<AuditEvent>) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO services (id, name, key_hash, created_at, revoked_at)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO NOTHING";
        self.write(move |tx| {
            let key_hash = new.key_hash.map(|hash| hash.0);
            let params = (new.id.0, new.name.as_str(), key_hash, new.created_at, new.revoked_at);
            let added = change(tx.conn, SQL, params)? == 1;
            tx.append_all(if added { event.as_slice() } else { &[] })
        })
        .await
    }

    async fn find_service(&self, id: ServiceId) -> Result<Option<Service>, StoreError> {
        self.read(|conn| find(conn, select!("WHERE id = ?1"), [id.0], read_service))
    }

    async fn find_service_by_key(&self, key: TokenHash) -> Result<Option<Service>, StoreError> {
        self.read(|conn| find(conn, select!("WHERE key_hash = ?1 AND revoked_at IS NULL"), [key.0], read_service))
    }

    async fn list_services(&self) -> Result<Vec<Service>, StoreError> {
        let sql = select!("WHERE key_hash IS NOT NULL ORDER BY created_at DESC, rowid DESC");
        self.read_aside(move |conn| list(conn, sql, (), read_service)).await
    }

    async fn revoke_service(&self, id: ServiceId, now: UnixSeconds, event: AuditEvent) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE services SET revoked_at = ?2
             WHERE id = ?1 AND revoked_at IS NULL AND key_hash IS NOT NULL";
        self.write(move |tx| {
            let revoked = change(tx.conn, SQL, (id.0, now))? == 1;
            if revoked {
                tx.append(&event)?;
            }
            Ok(revoked)
        })
        .await
    }
}

fn read_service(columns: &mut Columns<'_, '_>) -> Result<Service, StoreError> {
    Ok(Service {
        id: ServiceId(columns.take()?),
        name: columns.text()?,
        key_hash: columns.take::<Option<_>>()?.map(TokenHash),
        created_at: columns.take()?,
        revoked_at: columns.take()?,
    })
}
