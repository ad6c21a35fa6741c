//! Factors that a person knows or reads off, and how often they were tried.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::{Rev, StoreError};
use crate::model::{AuditEvent, BackupSet, CredentialId, OtpCredential, PersonId, Throttle, ThrottleKey};

/// What a right try uses up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accept {
    /// Nothing: a password.
    Nothing,
    /// A step of a one-time-code credential; must be later than its last.
    Step {
        /// Which credential.
        credential: CredentialId,
        /// Which step.
        step: u64,
    },
    /// A code that went out by SMS; must be there, and must not have ended.
    SmsCode {
        /// What it is kept under.
        key: [u8; 32],
        /// The number that it went to, if that is a second step.
        factor: Option<CredentialId>,
    },
    /// A backup code; must be unused, and of the set that the person still has.
    BackupCode {
        /// Whose.
        person: PersonId,
        /// The salt of the set that was read.
        salt: [u8; 16],
        /// Which of the set.
        index: usize,
    },
}

/// A try that was judged, to be written before its result is told.
pub struct Attempt {
    /// What is counted together.
    pub key: ThrottleKey,
    /// The revision that was read: of all parallel tries only one is counted at a time.
    pub rev: Rev,
    /// The throttle afterwards.
    pub throttle: Throttle,
    /// What a right try uses up; `None` for a wrong try.
    pub accept: Option<Accept>,
    /// The server's time.
    pub now: UnixSeconds,
    /// Goes into the chain.
    pub event: Option<AuditEvent>,
    /// Whose password is closed by this try, and what goes into the chain if it was open.
    pub closes: Option<(PersonId, AuditEvent)>,
}

/// What became of an [`Attempt`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempted {
    /// Written.
    Done,
    /// Another try was counted meanwhile: read again, judge again.
    Conflict,
    /// The code was used before; nothing was written.
    Used,
}

/// Keeps throttles, one-time-code credentials and backup codes.
#[async_trait]
pub trait FactorStore {
    /// A throttle; `(0, default)` when nothing was counted yet.
    async fn throttle(&self, key: ThrottleKey) -> Result<(Rev, Throttle), StoreError>;

    /// Counts a try and uses up what it used, in one write.
    async fn attempt(&self, attempt: Attempt) -> Result<Attempted, StoreError>;

    /// Adds a credential.
    async fn add_otp(&self, credential: OtpCredential, event: Option<AuditEvent>) -> Result<(), StoreError>;

    /// A person's credentials, active or not, oldest first.
    async fn list_otp(&self, person: PersonId) -> Result<Vec<OtpCredential>, StoreError>;

    /// The same; of a person with fewer than `least` as much is read as for `least`, others' in their stead.
    async fn list_otp_evenly(&self, person: PersonId, least: usize) -> Result<Vec<OtpCredential>, StoreError>;

    /// Activates a credential that was proved once with the code of `step`. `false` if it is gone.
    async fn activate_otp(
        &self,
        id: CredentialId,
        person: PersonId,
        step: u64,
        events: Vec<AuditEvent>,
    ) -> Result<bool, StoreError>;

    /// Removes a credential that belongs to no phone. `false` if it is gone.
    async fn remove_otp(&self, id: CredentialId, person: PersonId, events: Vec<AuditEvent>)
    -> Result<bool, StoreError>;

    /// Replaces a person's backup codes.
    async fn set_backup_codes(&self, person: PersonId, set: &BackupSet, event: AuditEvent) -> Result<(), StoreError>;

    /// A person's backup codes.
    async fn backup_codes(&self, person: PersonId) -> Result<Option<BackupSet>, StoreError>;
}
