//! Telling services what happened, and how far the log was read for that.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::StoreError;
use crate::model::{AuditEvent, Delivery, DeliveryId, ServiceId, Webhook};

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What the service or the way there said.
    pub answer: String,
    /// When the service took it, if it did.
    pub done_at: Option<UnixSeconds>,
    /// When to try again, if at all.
    pub next_at: Option<UnixSeconds>,
}

/// Keeps webhooks and deliveries.
#[async_trait]
pub trait WebhookStore {
    /// Sets a service's webhook, in place of an earlier one.
    async fn set_webhook(&self, webhook: Webhook, event: AuditEvent) -> Result<(), StoreError>;

    /// Removes it, and what was still to be told. `false` if there was none.
    async fn remove_webhook(&self, service: ServiceId, event: AuditEvent) -> Result<bool, StoreError>;

    /// A service's webhook.
    async fn find_webhook(&self, service: ServiceId) -> Result<Option<Webhook>, StoreError>;

    /// All of services whose key opens.
    async fn list_webhooks(&self) -> Result<Vec<Webhook>, StoreError>;

    /// Notes that the log was read from `from` up to the entry `to`, and queues what came of it. `false` if somebody
    /// else had read it already.
    async fn queue_deliveries(&self, from: u64, to: u64, deliveries: Vec<Delivery>) -> Result<bool, StoreError>;

    /// What is due first at `now`, counted as tried, for nobody else before `until`.
    async fn take_delivery(&self, now: UnixSeconds, until: UnixSeconds) -> Result<Option<Delivery>, StoreError>;

    /// Writes what came of a try.
    async fn settle_delivery(&self, id: DeliveryId, told: Told) -> Result<(), StoreError>;

    /// What a service was told, newest first, at most `limit`.
    async fn list_deliveries(&self, service: ServiceId, limit: u32) -> Result<Vec<Delivery>, StoreError>;

    /// Makes it due at `now`, as if it was never tried. `false` if it is not this service's.
    async fn resend(&self, service: ServiceId, id: DeliveryId, now: UnixSeconds) -> Result<bool, StoreError>;
}
