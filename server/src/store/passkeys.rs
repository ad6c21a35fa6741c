//! Passkeys and security keys.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::StoreError;
use crate::model::{AuditEvent, CredentialId, Passkey, PersonId};

/// Keeps passkeys, and what authenticators were asked.
#[async_trait]
pub trait PasskeyStore {
    /// Adds one. `false` if its credential is known already; then nothing is written.
    async fn add_passkey(&self, passkey: Passkey, events: Vec<AuditEvent>) -> Result<bool, StoreError>;

    /// A person's, oldest first.
    async fn list_passkeys(&self, person: PersonId) -> Result<Vec<Passkey>, StoreError>;

    /// By the authenticator's credential id.
    async fn find_passkey(&self, credential: &[u8]) -> Result<Option<Passkey>, StoreError>;

    /// Writes that one was used, with its key as it is now. `false` if it is gone.
    async fn use_passkey(
        &self,
        id: CredentialId,
        key: String,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError>;

    /// Removes one. `false` if it is gone.
    async fn remove_passkey(
        &self,
        id: CredentialId,
        person: PersonId,
        events: Vec<AuditEvent>,
    ) -> Result<bool, StoreError>;

    /// Keeps what an authenticator was asked, in place of an earlier question under the same key.
    async fn keep_ceremony(&self, key: [u8; 32], state: String, expires_at: UnixSeconds) -> Result<(), StoreError>;

    /// Takes it away: each question counts for one answer. `None` when it is over at `now`.
    async fn take_ceremony(&self, key: [u8; 32], now: UnixSeconds) -> Result<Option<String>, StoreError>;
}
