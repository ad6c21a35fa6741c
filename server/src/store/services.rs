//! Services.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::StoreError;
use crate::model::{AuditEvent, Service, ServiceId, TokenHash};

/// Keeps services.
#[async_trait]
pub trait ServiceStore {
    /// Adds a service, or does nothing if its id exists (the portal's own).
    async fn add_service(&self, service: Service, event: Option<AuditEvent>) -> Result<(), StoreError>;

    /// By id, revoked ones too.
    async fn find_service(&self, id: ServiceId) -> Result<Option<Service>, StoreError>;

    /// By the hash of an API key that is not revoked.
    async fn find_service_by_key(&self, key: TokenHash) -> Result<Option<Service>, StoreError>;

    /// All services with a key, newest first.
    async fn list_services(&self) -> Result<Vec<Service>, StoreError>;

    /// Revokes a service's key. `false` if it was revoked before.
    async fn revoke_service(&self, id: ServiceId, now: UnixSeconds, event: AuditEvent) -> Result<bool, StoreError>;
}
