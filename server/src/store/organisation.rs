//! What the organisation asks of everybody.

use async_trait::async_trait;

use super::StoreError;
use crate::model::{AuditEvent, PersonId, Role, Rules};

/// What became of a change of role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turned {
    /// Written.
    Done,
    /// It is another role than the one that was read.
    Conflict,
    /// Nobody would stand for the organisation any more; nothing was written.
    Last,
}

/// Keeps rules and roles.
#[async_trait]
pub trait OrganisationStore {
    /// The rules, if any were set.
    async fn rules(&self) -> Result<Option<Rules>, StoreError>;

    /// Sets the rules.
    async fn set_rules(&self, rules: Rules, event: AuditEvent) -> Result<(), StoreError>;

    /// Gives somebody another role, if theirs still is `from`. The last legal representative who is not locked stays.
    async fn set_role(&self, id: PersonId, from: Role, into: Role, event: AuditEvent) -> Result<Turned, StoreError>;
}
