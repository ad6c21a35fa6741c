//! Telling services what happened.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::SqliteStore;
use super::followers::note_read;
use super::rows::{Columns, change, change_one, find, list};
use crate::model::{AuditEvent, Delivery, DeliveryId, ServiceId, Webhook};
use crate::store::{Follower, StoreError, Told, WebhookStore};

macro_rules! deliveries {
    ($rest:literal) => {
        concat!("SELECT id, service, kind, body, made_at, tries, next_at, done_at, answer FROM deliveries ", $rest)
    };
}

#[async_trait]
impl WebhookStore for SqliteStore {
    async fn set_webhook(&self, new: Webhook, event: AuditEvent) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO webhooks (service, url, sealed_secret, created_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET url = excluded.url, sealed_secret = excluded.sealed_secret,
             created_at = excluded.created_at";
        self.write(move |tx| {
            change_one(tx.conn, SQL, (new.service.0, new.url, new.sealed_secret, new.created_at))?;
            tx.append(&event)
        })
        .await
    }

    async fn remove_webhook(&self, service: ServiceId, event: AuditEvent) -> Result<bool, StoreError> {
        const WAITING: &str = "DELETE FROM deliveries WHERE service = ?1 AND next_at IS NOT NULL";
        self.write(move |tx| {
            let removed = change(tx.conn, "DELETE FROM webhooks WHERE service = ?1", [service.0])? == 1;
            if removed {
                change(tx.conn, WAITING, [service.0])?;
                tx.append(&event)?;
            }
            Ok(removed)
        })
        .await
    }

    async fn find_webhook(&self, service: ServiceId) -> Result<Option<Webhook>, StoreError> {
        const SQL: &str = "SELECT service, url, sealed_secret, created_at FROM webhooks WHERE service = ?1";
        self.read(|conn| find(conn, SQL, [service.0], read_webhook))
    }

    async fn list_webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        const SQL: &str = "SELECT w.service, w.url, w.sealed_secret, w.created_at FROM webhooks w
             JOIN services s ON s.id = w.service WHERE s.revoked_at IS NULL";
        self.read(|conn| list(conn, SQL, (), read_webhook))
    }

    async fn queue_deliveries(&self, from: u64, to: u64, deliveries: Vec<Delivery>) -> Result<bool, StoreError> {
        const SQL: &str = "INSERT INTO deliveries (id, service, kind, body, made_at, tries, next_at, done_at, answer)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        self.write(move |tx| {
            if !note_read(tx.conn, Follower::Webhooks, from, to)? {
                return Ok(false);
            }
            for new in deliveries {
                let Delivery { id, service, kind, body, made_at, tries, next_at, done_at, answer } = new;
                let params = (id.0, service.0, kind, body, made_at, tries, next_at, done_at, answer);
                change_one(tx.conn, SQL, params)?;
            }
            Ok(true)
        })
        .await
    }

    async fn take_delivery(&self, now: UnixSeconds, until: UnixSeconds) -> Result<Option<Delivery>, StoreError> {
        const DUE: &str = deliveries!("WHERE next_at <= ?1 ORDER BY next_at, n LIMIT 1");
        const TAKE: &str = "UPDATE deliveries SET tries = tries + 1, next_at = ?2 WHERE id = ?1";
        // A look that changes nothing costs no commit.
        if self.read(|conn| find(conn, DUE, [now], read_delivery))?.is_none() {
            return Ok(None);
        }
        self.write(move |tx| {
            let due = find(tx.conn, DUE, [now], read_delivery)?;
            let Some(due) = due else { return Ok(None) };
            change_one(tx.conn, TAKE, (due.id.0, until))?;
            Ok(Some(Delivery { tries: due.tries + 1, ..due }))
        })
        .await
    }

    async fn settle_delivery(&self, id: DeliveryId, told: Told) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE deliveries SET answer = ?2, done_at = ?3, next_at = ?4 WHERE id = ?1";
        self.write(move |tx| change(tx.conn, SQL, (id.0, told.answer, told.done_at, told.next_at)).map(drop)).await
    }

    async fn list_deliveries(&self, service: ServiceId, limit: u32) -> Result<Vec<Delivery>, StoreError> {
        let sql = deliveries!("WHERE service = ?1 ORDER BY n DESC LIMIT ?2");
        self.read_aside(move |conn| list(conn, sql, (service.0, limit), read_delivery)).await
    }

    async fn resend(&self, service: ServiceId, id: DeliveryId, now: UnixSeconds) -> Result<bool, StoreError> {
        const SQL: &str =
            "UPDATE deliveries SET tries = 0, next_at = ?3, done_at = NULL WHERE service = ?1 AND id = ?2";
        self.write(move |tx| Ok(change(tx.conn, SQL, (service.0, id.0, now))? == 1)).await
    }
}

fn read_webhook(columns: &mut Columns<'_, '_>) -> Result<Webhook, StoreError> {
    Ok(Webhook {
        service: ServiceId(columns.take()?),
        url: columns.take()?,
        sealed_secret: columns.take()?,
        created_at: columns.take()?,
    })
}

fn read_delivery(columns: &mut Columns<'_, '_>) -> Result<Delivery, StoreError> {
    Ok(Delivery {
        id: DeliveryId(columns.take()?),
        service: ServiceId(columns.take()?),
        kind: columns.take()?,
        body: columns.take()?,
        made_at: columns.take()?,
        tries: columns.take()?,
        next_at: columns.take()?,
        done_at: columns.take()?,
        answer: columns.take()?,
    })
}
