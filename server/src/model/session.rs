//! Being signed in to the portal, and being half way there.

use assent_core::clock::UnixSeconds;
use assent_core::ids::ChallengeId;
use assent_core::message::Context;

use super::{PersonId, SessionId, TokenHash};

/// A browser that is signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// How its owner names it.
    pub id: SessionId,
    /// The hash of the cookie.
    pub token: TokenHash,
    /// Who is signed in.
    pub person: PersonId,
    /// How.
    pub level: Level,
    /// Browser, system, address.
    pub context: Context,
    /// When it began.
    pub created_at: UnixSeconds,
    /// When it was last used, to the minute.
    pub used_at: UnixSeconds,
    /// When the password was last proved.
    pub proved_at: UnixSeconds,
    /// When a second step was last proved, if one was.
    pub stepped_at: Option<UnixSeconds>,
    /// When it ends, whatever happens.
    pub expires_at: UnixSeconds,
}

/// How somebody is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// With the password, on an account without two-step verification.
    Password,
    /// With a second step.
    TwoStep,
    /// With the password, in a browser that is trusted for a while.
    Trusted,
    /// With the password, after an identity check: for setting up a second step and nothing else.
    Recovery,
}

/// What a half-done sign-in leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// A session, or a fresh one.
    Session,
    /// The same, and this browser is trusted for a while.
    Trust,
    /// The password opens again.
    Unlock,
}

/// A browser that is let in with the password alone for a while.
#[derive(Clone, PartialEq, Eq)]
pub struct TrustedBrowser {
    /// How its owner names it.
    pub id: SessionId,
    /// The hash of its cookie.
    pub token: TokenHash,
    /// Whose it is.
    pub person: PersonId,
    /// Browser, system, address.
    pub context: Context,
    /// Since when.
    pub created_at: UnixSeconds,
    /// When it last served.
    pub used_at: UnixSeconds,
    /// When it ends.
    pub expires_at: UnixSeconds,
}

/// A sign-in whose password was right and whose second step is missing. It is no session and opens nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct SignIn {
    /// The hash of its cookie.
    pub token: TokenHash,
    /// Who signs in.
    pub person: PersonId,
    /// The session that the second step makes fresh again; without, it begins one.
    pub session: Option<SessionId>,
    /// What it leads to.
    pub aim: Aim,
    /// The challenge on the phone, when one was sent.
    pub challenge: Option<ChallengeId>,
    /// The portal path to go on to.
    pub next: Option<String>,
    /// When it ends.
    pub expires_at: UnixSeconds,
}
