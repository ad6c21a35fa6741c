//! The key that signs pushes, and addresses that are gone.

use assent_core::clock::UnixSeconds;
use assent_core::ids::DeviceId;
use assent_core::message::PushEndpoint;
use async_trait::async_trait;
use rusqlite::Connection;

use super::SqliteStore;
use super::device_rows::find_device;
use super::rows::{change, change_one, find};
use crate::model::AuditEvent;
use crate::store::{PushStore, StoreError};

#[async_trait]
impl PushStore for SqliteStore {
    async fn push_key(&self) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(find_key)
    }

    async fn keep_push_key(&self, sealed: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        const SQL: &str = "INSERT INTO push_key (one, sealed) VALUES (1, ?1) ON CONFLICT DO NOTHING";
        self.write(move |tx| {
            change(tx.conn, SQL, [&sealed])?;
            Ok(find_key(tx.conn)?.unwrap_or(sealed))
        })
        .await
    }

    async fn lose_push(
        &self,
        id: DeviceId,
        endpoint: PushEndpoint,
        at: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE devices SET push = NULL, push_lost_at = ?2 WHERE id = ?1 AND state = 1";
        self.write(move |tx| {
            let device = find_device(tx.conn, id)?;
            if device.is_none_or(|device| device.push.as_ref() != Some(&endpoint)) {
                return Ok(false);
            }
            change_one(tx.conn, SQL, (id.0, at))?;
            tx.append(&event)?;
            Ok(true)
        })
        .await
    }
}

fn find_key(conn: &Connection) -> Result<Option<Vec<u8>>, StoreError> {
    find(conn, "SELECT sealed FROM push_key", (), |columns| columns.take())
}
