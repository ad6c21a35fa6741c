//! Numbers that get codes by SMS, the codes on their way, and how many SMS were sent.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::{Conflict, Rev, StoreError};
use crate::model::{AuditEvent, CredentialId, PersonId, SmsFactor, SmsTally};

/// A tally to write.
pub struct TallyWrite {
    /// What is counted together: a keyed hash of a number or a country.
    pub key: [u8; 32],
    /// The revision that was read.
    pub rev: Rev,
    /// The tally afterwards.
    pub tally: SmsTally,
}

/// Keeps numbers, codes on their way, and tallies of SMS.
#[async_trait]
pub trait SmsStore {
    /// A tally; `(0, default)` when nothing was counted yet.
    async fn sms_tally(&self, key: [u8; 32]) -> Result<(Rev, SmsTally), StoreError>;

    /// Writes them all at `now`, or none if one of them was written meanwhile.
    async fn put_sms_tallies(
        &self,
        writes: Vec<TallyWrite>,
        now: UnixSeconds,
    ) -> Result<Result<(), Conflict>, StoreError>;

    /// Keeps a code that is about to go out, in place of an earlier one under the same key. `mac` is all that is kept.
    async fn put_sms_code(&self, key: [u8; 32], mac: [u8; 32], expires_at: UnixSeconds) -> Result<(), StoreError>;

    /// The code under a key, if it has not ended at `now`. [`super::Accept::SmsCode`] uses it up.
    async fn sms_code(&self, key: [u8; 32], now: UnixSeconds) -> Result<Option<[u8; 32]>, StoreError>;

    /// Adds a number.
    async fn add_sms_factor(&self, factor: SmsFactor) -> Result<(), StoreError>;

    /// A person's, proved or not, oldest first.
    async fn list_sms_factors(&self, person: PersonId) -> Result<Vec<SmsFactor>, StoreError>;

    /// Activates a number that was proved. `false` if it is gone or was active.
    async fn activate_sms_factor(
        &self,
        id: CredentialId,
        person: PersonId,
        events: Vec<AuditEvent>,
    ) -> Result<bool, StoreError>;

    /// Removes one. `false` if it is gone.
    async fn remove_sms_factor(
        &self,
        id: CredentialId,
        person: PersonId,
        events: Vec<AuditEvent>,
    ) -> Result<bool, StoreError>;
}
