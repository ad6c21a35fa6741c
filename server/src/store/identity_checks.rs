//! Identity checks, their sealed pictures, and who looks at them.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::{Rev, StoreError};
use crate::model::{
    AuditEvent, CheckId, CheckState, IdentityCheck, Mail, PersonId, PictureKind, Reviewer, ReviewerKey, Session,
    SessionId,
};

/// A check that was just asked for.
pub struct NewCheck {
    /// The check.
    pub check: IdentityCheck,
    /// Checks of this person that were asked for after this count.
    pub since: UnixSeconds,
    /// With so many of them, this one is not added.
    pub most: u32,
    /// Goes into the chain.
    pub event: AuditEvent,
}

/// The next state of a check.
pub struct SaveCheck {
    /// The revision that was read.
    pub rev: Rev,
    /// The check now.
    pub check: IdentityCheck,
    /// Deletes its pictures, with the proof in the chain; says why.
    pub drop_pictures: Option<&'static str>,
    /// A session that begins with it, and what the log says of that.
    pub session: Option<(Session, AuditEvent)>,
    /// Waits to be sent.
    pub mail: Option<Mail>,
    /// The server's time.
    pub now: UnixSeconds,
    /// Go into the chain.
    pub events: Vec<AuditEvent>,
}

/// A sealed picture.
pub struct NewPicture {
    /// Of which check.
    pub check: CheckId,
    /// What it shows.
    pub kind: PictureKind,
    /// As it came: what the server can't read.
    pub sealed: Vec<u8>,
    /// Its SHA-256.
    pub sha256: [u8; 32],
    /// When it came.
    pub now: UnixSeconds,
}

/// Keeps identity checks.
#[async_trait]
pub trait IdentityStore {
    /// Adds a check. `false` when there were too many, or one still goes on.
    async fn add_check(&self, new: NewCheck) -> Result<bool, StoreError>;

    /// A check as it stands.
    async fn find_check(&self, id: CheckId) -> Result<Option<(Rev, IdentityCheck)>, StoreError>;

    /// A person's checks, newest first.
    async fn list_checks(&self, person: PersonId) -> Result<Vec<IdentityCheck>, StoreError>;

    /// Those that stand so, oldest first, at most `limit`.
    async fn list_checks_in(&self, state: CheckState, limit: u32) -> Result<Vec<IdentityCheck>, StoreError>;

    /// Writes the next state of a check. `false`, and nothing is written, when it was changed meanwhile, or a session
    /// can't begin because its person is locked.
    async fn save_check(&self, save: SaveCheck) -> Result<bool, StoreError>;

    /// Keeps a picture, over an earlier one of its kind. `false` when the check is not open any more.
    async fn put_picture(&self, new: NewPicture) -> Result<bool, StoreError>;

    /// Which pictures there are.
    async fn list_pictures(&self, check: CheckId) -> Result<Vec<PictureKind>, StoreError>;

    /// A picture as it came.
    async fn find_picture(&self, check: CheckId, kind: PictureKind) -> Result<Option<Vec<u8>>, StoreError>;

    /// Takes away backup codes and trusted browsers, and ends all sessions but `keep`.
    async fn forget_old_ways(&self, person: PersonId, keep: SessionId, event: AuditEvent) -> Result<(), StoreError>;
}

/// Keeps who looks at identity checks.
#[async_trait]
pub trait ReviewerStore {
    /// Whether somebody looks at identity checks; without that right their key goes.
    async fn set_reviewer(&self, person: PersonId, reviews: bool, event: AuditEvent) -> Result<(), StoreError>;

    /// Sets a reviewer's key, over an earlier one. `false` if they are no reviewer.
    async fn set_reviewer_key(&self, key: ReviewerKey, events: Vec<AuditEvent>) -> Result<bool, StoreError>;

    /// A reviewer's key.
    async fn find_reviewer_key(&self, person: PersonId) -> Result<Option<ReviewerKey>, StoreError>;

    /// Everybody who can look at a check now.
    async fn list_reviewers(&self) -> Result<Vec<Reviewer>, StoreError>;

    /// Everybody who stands for the organisation and is not locked.
    async fn list_representatives(&self) -> Result<Vec<PersonId>, StoreError>;
}
