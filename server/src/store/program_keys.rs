//! Application passwords and API tokens.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::StoreError;
use crate::model::{AuditEvent, PersonId, ProgramKey, ProgramKeyId, ProgramKeyKind, TokenHash};

/// Which ones are revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revoke {
    /// This one.
    One(ProgramKeyId),
    /// All of a kind.
    All(ProgramKeyKind),
}

/// Keeps what programs use in a person's place.
#[async_trait]
pub trait ProgramKeyStore {
    /// Adds one.
    async fn add_program_key(&self, key: ProgramKey, event: AuditEvent) -> Result<(), StoreError>;

    /// A person's, newest first.
    async fn list_program_keys(&self, person: PersonId) -> Result<Vec<ProgramKey>, StoreError>;

    /// By the hash of the secret.
    async fn find_program_key(&self, hash: TokenHash) -> Result<Option<ProgramKey>, StoreError>;

    /// Writes when and from where one was used; nothing if it was revoked meanwhile.
    async fn use_program_key(
        &self,
        id: ProgramKeyId,
        now: UnixSeconds,
        from: Option<String>,
        event: Option<AuditEvent>,
    ) -> Result<(), StoreError>;

    /// Takes a person's away. Gives how many; without any the event is not written.
    async fn revoke_program_keys(&self, person: PersonId, which: Revoke, event: AuditEvent) -> Result<u64, StoreError>;
}
