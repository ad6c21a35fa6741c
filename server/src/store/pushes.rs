//! The key that signs pushes, and addresses that are gone.

use assent_core::clock::UnixSeconds;
use assent_core::ids::DeviceId;
use assent_core::message::PushEndpoint;
use async_trait::async_trait;

use super::StoreError;
use crate::model::AuditEvent;

/// Keeps what pushes need.
#[async_trait]
pub trait PushStore {
    /// The key, sealed, if there is one.
    async fn push_key(&self) -> Result<Option<Vec<u8>>, StoreError>;

    /// Keeps a key, sealed, unless there is one already. Gives the one that is kept.
    async fn keep_push_key(&self, sealed: Vec<u8>) -> Result<Vec<u8>, StoreError>;

    /// Forgets where an active phone is woken, if that still is `endpoint`. `false` if it is not.
    async fn lose_push(
        &self,
        id: DeviceId,
        endpoint: PushEndpoint,
        at: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError>;
}
