//! What a backend must keep, as traits. A backend holds no rules: it applies conditional writes, all or nothing, and
//! says which condition failed. Every writing call is durable before it returns, and puts its audit events into the
//! chain in the same transaction. No call takes a closure over a connection or names a type of one database.
//!
//! `rev` is the revision of a small record (push budget, throttle) for an optimistic write: read it, compute the new
//! record with the model's pure functions, hand both back; on [`Conflict`] somebody else was first: read again.

mod challenges;
mod company;
mod contacts;
mod devices;
mod identity_checks;
mod mails;
mod organisation;
mod passkeys;
mod people;
mod program_keys;
mod pushes;
mod recovery_plans;
mod services;
mod sms;
pub mod sqlite;
mod throttles;
mod webhooks;

#[cfg(test)]
pub mod suite;

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

pub use challenges::{Ask, Asked, ChallengeStore, ReceiptMaker, Redeem, Redeemed, Settle, Settled};
pub use company::{CompanyStore, ProviderSaved};
pub use contacts::{ContactStore, Moved};
pub use devices::{Claim, Claimed, Confirm, Confirmed, DeviceChange, DeviceStore, NewNotice, Succeed, Succeeded};
pub use identity_checks::{IdentityStore, NewCheck, NewPicture, ReviewerStore, SaveCheck};
pub use mails::MailStore;
pub use organisation::{OrganisationStore, Turned};
pub use passkeys::PasskeyStore;
pub use people::{Added, Kind, NewPerson, PeopleStore, SessionStore, TrustStore, Which};
pub use program_keys::{ProgramKeyStore, Revoke};
pub use pushes::PushStore;
pub use recovery_plans::{RecoveryPlanStore, RecoveryStore, SaveRecovery};
pub use services::ServiceStore;
pub use sms::{SmsStore, TallyWrite};
pub use throttles::{Accept, Attempt, Attempted, FactorStore};
pub use webhooks::{Told, WebhookStore};

use crate::model::{AuditEntry, AuditEvent, PersonId};

/// Everything that is kept.
pub trait Store:
    AuditStore
    + ChallengeStore
    + CompanyStore
    + ContactStore
    + DeviceStore
    + FactorStore
    + IdentityStore
    + MailStore
    + OrganisationStore
    + PasskeyStore
    + PeopleStore
    + ProgramKeyStore
    + PushStore
    + RecoveryPlanStore
    + RecoveryStore
    + ReviewerStore
    + ServiceStore
    + SessionStore
    + SmsStore
    + TrustStore
    + Upkeep
    + WebhookStore
    + Send
    + Sync
{
}

impl<T> Store for T where
    T: AuditStore
        + ChallengeStore
        + CompanyStore
        + ContactStore
        + DeviceStore
        + FactorStore
        + IdentityStore
        + MailStore
        + OrganisationStore
        + PasskeyStore
        + PeopleStore
        + ProgramKeyStore
        + PushStore
        + RecoveryPlanStore
        + RecoveryStore
        + ReviewerStore
        + ServiceStore
        + SessionStore
        + SmsStore
        + TrustStore
        + Upkeep
        + WebhookStore
        + Send
        + Sync
{
}

/// A revision for an optimistic write; 0 = there is no record yet.
pub type Rev = u64;

/// The backend failed; nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The disk is full.
    #[error("the disk is full; nothing was written. Free some space, then try again")]
    Full,
    /// The database can't be written.
    #[error("the database is read-only; nothing was written. Check its owner and mode")]
    ReadOnly,
    /// The backend is shutting down or gone.
    #[error("the database is closed or not reachable; try again in a moment")]
    Unavailable,
    /// What was read makes no sense.
    #[error("a stored record is damaged ({0}); restore it from a backup")]
    Damaged(&'static str),
    /// Anything else, in the backend's words.
    #[error("the database failed: {0}")]
    Other(String),
}

/// Who reads the log and does something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follower {
    /// Mails to people.
    Mail,
    /// Notices to their phones.
    Phones,
    /// Messages to services.
    Webhooks,
}

/// Somebody else wrote first, or the condition does not hold any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict;

/// A page of a list, newest first: entries before `before`, at most `limit`.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// The last entry's number of the page before.
    pub before: Option<u64>,
    /// How many entries.
    pub limit: u32,
    /// Not before this instant.
    pub from: UnixSeconds,
    /// Before this instant.
    pub until: UnixSeconds,
}

impl Page {
    /// The newest entries, of whatever time.
    #[must_use]
    pub const fn newest(limit: u32) -> Self {
        Self { before: None, limit, from: UnixSeconds::MIN, until: UnixSeconds::MAX }
    }
}

/// The chained log.
#[async_trait]
pub trait AuditStore {
    /// How far `follower` has read the log, and the entries after that, oldest first, at most `limit`.
    async fn read_on(&self, follower: Follower, limit: u32) -> Result<(u64, Vec<AuditEntry>), StoreError>;

    /// Adds events that belong to no other write. Gives the number of the last one.
    async fn append_audit(&self, events: Vec<AuditEvent>) -> Result<u64, StoreError>;

    /// A person's entries, newest first.
    async fn list_activity(&self, person: PersonId, page: Page) -> Result<Vec<AuditEntry>, StoreError>;

    /// Walks the whole chain. `Ok(n)`: n entries, unbroken; `Err(Damaged)` otherwise.
    async fn verify_audit(&self) -> Result<u64, StoreError>;
}

/// Looking after the backend itself.
#[async_trait]
pub trait Upkeep: Send + Sync {
    /// Whether it can be written to right now: writes and commits a heartbeat.
    async fn check_writable(&self) -> Result<(), StoreError>;

    /// Writes down expiries before `now`, forgets challenges settled before `now - keep_secs`, tickets, sign-ins and
    /// sessions that ended. Gives how many rows went.
    async fn sweep(&self, now: UnixSeconds, keep_secs: i64) -> Result<u64, StoreError>;

    /// A consistent copy into a file that must not exist yet.
    async fn backup(&self, to: &std::path::Path) -> Result<(), StoreError>;
}
