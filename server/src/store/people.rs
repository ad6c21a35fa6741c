//! People and their sessions.

use assent_core::clock::UnixSeconds;
use assent_core::message::Text;
use async_trait::async_trait;

use super::StoreError;
use crate::model::{
    Alerts, AuditEvent, Email, Mail, Person, PersonId, Session, SessionId, SignIn, TokenHash, TrustedBrowser,
};

/// A person to add.
pub struct NewPerson {
    /// The person.
    pub person: Person,
    /// Only if there is nobody yet: the first administrator.
    pub only_if_first: bool,
    /// Goes into the chain.
    pub event: AuditEvent,
}

/// What became of a [`NewPerson`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// Written.
    Done,
    /// The address is taken.
    Taken,
    /// There is somebody already.
    NotFirst,
}

/// Which people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Which {
    /// Of what kind.
    pub kind: Kind,
    /// Whose name or address has this in it; empty: everybody's.
    pub search: String,
}

/// People of what kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// All.
    #[default]
    Everyone,
    /// Those without a second step.
    WithoutTwoStep,
    /// Those who are locked.
    Locked,
    /// Those who work with the organisation from outside.
    External,
}

/// Keeps people.
#[async_trait]
pub trait PeopleStore {
    /// Adds a person.
    async fn add_person(&self, new: NewPerson) -> Result<Added, StoreError>;

    /// By id.
    async fn find_person(&self, id: PersonId) -> Result<Option<Person>, StoreError>;

    /// By address. Reads as much where there is none.
    async fn find_person_by_email(&self, email: &Email) -> Result<Option<Person>, StoreError>;

    /// Some of the people by address, those after `after`, at most `limit`.
    async fn list_people(&self, which: &Which, after: Option<&Email>, limit: u32) -> Result<Vec<Person>, StoreError>;

    /// How many there are of them; counting stops at `most`.
    async fn count_some(&self, which: &Which, most: u32) -> Result<u32, StoreError>;

    /// How many people there are.
    async fn count_people(&self) -> Result<u64, StoreError>;

    /// Which of these people have an active second factor (phone or one-time codes).
    async fn list_two_step(&self, people: &[PersonId]) -> Result<Vec<PersonId>, StoreError>;

    /// Sets the password's hash if it still is `old`, and opens it; ends all sessions but `keep`, and all half-done
    /// sign-ins; no browser is trusted any more.
    /// `false` if it was changed meanwhile.
    async fn set_password(
        &self,
        id: PersonId,
        old: &str,
        new: &str,
        keep: Option<SessionId>,
        event: AuditEvent,
    ) -> Result<bool, StoreError>;

    /// Sets name, language and alerts.
    async fn set_profile(
        &self,
        id: PersonId,
        name: &Text,
        language: &str,
        alerts: Alerts,
        event: AuditEvent,
    ) -> Result<(), StoreError>;

    /// Deletes an account: its row keeps its number only, everything else of it goes, its phones are told; `mail` waits
    /// to be sent all the same. `false`, and nothing is done, if nobody would stand for the organisation any more.
    async fn delete_person(
        &self,
        id: PersonId,
        now: UnixSeconds,
        mail: Option<Mail>,
        event: AuditEvent,
    ) -> Result<bool, StoreError>;

    /// Sets after how many wrong ones the password is closed, and whether the second step is asked for every time; then
    /// no browser is trusted any more.
    async fn set_caution(
        &self,
        id: PersonId,
        lock_after: Option<u32>,
        ask_always: bool,
        event: AuditEvent,
    ) -> Result<(), StoreError>;

    /// Opens the password again; the sign-in it comes from, if any, ends. `false` if that is gone at `now`, or it was
    /// open.
    async fn open_password(
        &self,
        id: PersonId,
        from: Option<TokenHash>,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError>;

    /// Locks (ending all sessions and half-done sign-ins) or unlocks, which opens the password too.
    async fn set_locked(
        &self,
        id: PersonId,
        locked_at: Option<UnixSeconds>,
        event: AuditEvent,
    ) -> Result<(), StoreError>;
}

/// Keeps browsers that are trusted for a while.
#[async_trait]
pub trait TrustStore {
    /// Adds one.
    async fn add_trusted(&self, browser: TrustedBrowser, event: AuditEvent) -> Result<(), StoreError>;

    /// A person's by its cookie's hash, if it has not ended at `now`; writes that it served.
    async fn use_trusted(&self, person: PersonId, token: TokenHash, now: UnixSeconds) -> Result<bool, StoreError>;

    /// A person's, newest first.
    async fn list_trusted(&self, person: PersonId, now: UnixSeconds) -> Result<Vec<TrustedBrowser>, StoreError>;

    /// Trusts one no more, or any. Gives how many.
    async fn forget_trusted(
        &self,
        person: PersonId,
        id: Option<SessionId>,
        event: AuditEvent,
    ) -> Result<u64, StoreError>;
}

/// Keeps sessions and half-done sign-ins.
#[async_trait]
pub trait SessionStore {
    /// Begins a session; one with a second step stops the person's identity check, if one goes on. The sign-in it comes from, if any, ends. `false` if that sign-in is gone (used or expired at
    /// `now`), or the person is locked or gone.
    async fn begin_session(
        &self,
        session: Session,
        from: Option<TokenHash>,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError>;

    /// A session by its cookie's hash, if it has not ended at `now`.
    async fn find_session(&self, token: TokenHash, now: UnixSeconds) -> Result<Option<Session>, StoreError>;

    /// A person's sessions, newest first.
    async fn list_sessions(&self, person: PersonId, now: UnixSeconds) -> Result<Vec<Session>, StoreError>;

    /// Writes when a session was last used.
    async fn touch_session(&self, id: SessionId, now: UnixSeconds) -> Result<(), StoreError>;

    /// A fresh proof: the session `id` whose cookie had the hash `token` gets `session`'s cookie, level and instants.
    /// The sign-in it comes from, if any, ends. `false` if the session or that sign-in is gone, or the session was
    /// renewed meanwhile.
    async fn renew_session(
        &self,
        id: SessionId,
        token: TokenHash,
        session: &Session,
        from: Option<TokenHash>,
    ) -> Result<bool, StoreError>;

    /// Ends one session of a person.
    async fn end_session(&self, person: PersonId, id: SessionId, event: AuditEvent) -> Result<bool, StoreError>;

    /// Ends all sessions of a person but `keep`. Gives how many.
    async fn end_other_sessions(
        &self,
        person: PersonId,
        keep: Option<SessionId>,
        event: AuditEvent,
    ) -> Result<u64, StoreError>;

    /// Stores a half-done sign-in.
    async fn add_sign_in(&self, sign_in: SignIn) -> Result<(), StoreError>;

    /// A half-done sign-in, if it has not ended at `now`.
    async fn find_sign_in(&self, token: TokenHash, now: UnixSeconds) -> Result<Option<SignIn>, StoreError>;

    /// Another challenge for a half-done sign-in.
    async fn set_sign_in_challenge(&self, sign_in: &SignIn) -> Result<(), StoreError>;
}
