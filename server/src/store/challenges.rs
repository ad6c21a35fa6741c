//! Challenges: asked, answered, redeemed.

use assent_core::clock::UnixSeconds;
use assent_core::ids::{ChallengeId, DeviceId};
use assent_core::keys::SignError;
use assent_core::message::AuditPosition;
use async_trait::async_trait;

use super::{NewNotice, Rev, StoreError};
use crate::model::{Answer, AuditEvent, Cancelled, Challenge, PersonId, PushBudget, Refused, ServiceId};

/// A new challenge.
pub struct Ask {
    /// The challenge, pending.
    pub challenge: Challenge,
    /// The push budget as it was read, and as it will be.
    pub budget: (Rev, PushBudget),
    /// Goes into the chain.
    pub event: AuditEvent,
}

/// What became of an [`Ask`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Stored; these pending challenges of the same person and service were superseded.
    Stored(Vec<ChallengeId>),
    /// The push budget was changed meanwhile; nothing was written.
    Conflict,
}

/// Makes the receipt when the entry's place in the chain is known, inside the transaction.
pub type ReceiptMaker = Box<dyn FnOnce(AuditPosition) -> Result<String, SignError> + Send>;

/// A phone's answer to be written.
pub struct Settle {
    /// Which challenge; must be pending and not past its expiry at `now`.
    pub challenge: ChallengeId,
    /// The server's time.
    pub now: UnixSeconds,
    /// The answer, its `receipt` still empty. Its device must be active and belong to the challenge's person.
    pub answer: Answer,
    /// Must be higher than the device's last.
    pub counter: u64,
    /// The person's push budget as it was read, and as it will be.
    pub budget: (Rev, PushBudget),
    /// Goes into the chain; the receipt names its place.
    pub event: AuditEvent,
    /// For the person's phones, if the answer is news.
    pub notice: Option<NewNotice>,
    /// Makes the receipt.
    pub receipt: ReceiptMaker,
}

/// What became of a [`Settle`] or of a wrong number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// Written, with the receipt in it.
    Done(Answer),
    /// The wrong number was counted; the challenge as it stands afterwards.
    Counted(Box<Challenge>),
    /// Not pending or past its time; the challenge as it stands.
    Refused(Refused, Box<Challenge>),
    /// No such challenge, or not this device's.
    Unknown,
    /// The counter does not rise: an old or copied message.
    StaleCounter,
    /// The budget was changed meanwhile; nothing was written.
    Conflict,
    /// No receipt could be signed; nothing was written.
    NotSigned,
}

/// The service takes an approval.
pub struct Redeem {
    /// Which challenge.
    pub challenge: ChallengeId,
    /// Whose; another service's challenge is unknown.
    pub service: ServiceId,
    /// The server's time; more than [`crate::model::REDEEM_SECS`] after the answer is too late.
    pub now: UnixSeconds,
    /// Goes into the chain.
    pub event: AuditEvent,
}

/// What became of a [`Redeem`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redeemed {
    /// Handed out, this once.
    Done(Answer),
    /// Not redeemable.
    Refused(Refused),
    /// The person was locked or the phone removed since the answer.
    AccountChanged,
    /// No such challenge of this service.
    Unknown,
}

/// Keeps challenges.
#[async_trait]
pub trait ChallengeStore {
    /// The person's push budget; `(0, default)` when there is none yet.
    async fn push_budget(&self, person: PersonId) -> Result<(Rev, PushBudget), StoreError>;

    /// Writes a budget, for "another factor succeeded". `false` on a conflict.
    async fn set_push_budget(&self, person: PersonId, rev: Rev, budget: &PushBudget) -> Result<bool, StoreError>;

    /// Stores a challenge and supersedes pending ones.
    async fn ask(&self, ask: Ask) -> Result<Asked, StoreError>;

    /// A challenge as it was last written ([`Challenge::state_at`] judges expiry).
    async fn find_challenge(&self, id: ChallengeId) -> Result<Option<Challenge>, StoreError>;

    /// The person's challenges that are pending and not expired at `now`, oldest first, at most 16.
    async fn list_pending(&self, person: PersonId, now: UnixSeconds) -> Result<Vec<Challenge>, StoreError>;

    /// Writes an answer.
    async fn settle(&self, settle: Settle) -> Result<Settled, StoreError>;

    /// Counts a wrong number (the second one ends the challenge) under the same conditions as an answer.
    /// [`Settled::Counted`] when it was counted.
    async fn count_wrong_number(
        &self,
        id: ChallengeId,
        device: DeviceId,
        counter: u64,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<Settled, StoreError>;

    /// Ends a pending challenge of this service. `false` when it was not pending.
    async fn cancel(
        &self,
        id: ChallengeId,
        service: ServiceId,
        why: Cancelled,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError>;

    /// Hands an approval out once.
    async fn redeem(&self, redeem: Redeem) -> Result<Redeemed, StoreError>;
}
