//! What people prepare for getting in again, and its use.

use async_trait::async_trait;

use super::{Rev, StoreError};
use crate::model::{
    AuditEvent, Email, NewRecovery, PersonId, Recovery, RecoveryId, RecoveryPlan, Session, TokenHash, Trustee,
    TrusteeId,
};

/// The next state of a recovery.
pub struct SaveRecovery {
    /// The revision that was read.
    pub rev: Rev,
    /// The recovery now.
    pub recovery: Recovery,
    /// A session that begins with it, and what the log says of that.
    pub session: Option<(Session, AuditEvent)>,
    /// Go into the chain.
    pub events: Vec<AuditEvent>,
}

/// Keeps what people prepare.
#[async_trait]
pub trait RecoveryPlanStore {
    /// What somebody prepared, if anything.
    async fn find_plan(&self, person: PersonId) -> Result<Option<RecoveryPlan>, StoreError>;

    /// Writes what somebody prepared, over what was there.
    async fn set_plan(&self, plan: RecoveryPlan, event: AuditEvent) -> Result<(), StoreError>;

    /// Adds somebody who is trusted. `false` when they were there already.
    async fn add_trustee(&self, new: Trustee, events: Vec<AuditEvent>) -> Result<bool, StoreError>;

    /// Whom a person trusts, oldest first.
    async fn list_trustees(&self, person: PersonId) -> Result<Vec<Trustee>, StoreError>;

    /// Who trusts a person: those they agreed to, and those who asked under this address.
    async fn list_trusting(&self, trustee: PersonId, email: &Email) -> Result<Vec<Trustee>, StoreError>;

    /// They agreed. `false` when they did before, or it is gone.
    async fn accept_trustee(&self, id: TrusteeId, trustee: PersonId, event: AuditEvent) -> Result<bool, StoreError>;

    /// Removes one. `false` when it is gone.
    async fn remove_trustee(&self, id: TrusteeId, event: AuditEvent) -> Result<bool, StoreError>;
}

/// Keeps its use.
#[async_trait]
pub trait RecoveryStore {
    /// Adds one that was just begun.
    async fn add_recovery(&self, new: NewRecovery) -> Result<(), StoreError>;

    /// One as it stands.
    async fn find_recovery(&self, id: RecoveryId) -> Result<Option<(Rev, Recovery)>, StoreError>;

    /// The one that the browser with this cookie began.
    async fn find_recovery_of(&self, holder: TokenHash) -> Result<Option<Recovery>, StoreError>;

    /// Those of a person's account, newest first: all that may open it, and the newest of the others.
    async fn list_recoveries(&self, person: PersonId) -> Result<Vec<Recovery>, StoreError>;

    /// Writes the next state. `false`, and nothing is written, when it was changed meanwhile, or a session can't begin
    /// because its person is locked.
    async fn save_recovery(&self, save: SaveRecovery) -> Result<bool, StoreError>;
}
