//! "This was not me": stops an identity check or a recovery.

use askama::Template;
use assent_core::secret::Secret;

use super::frame::Frame;

/// Asks once more, then says that it is done.
#[derive(Template)]
#[template(path = "not_me.html")]
pub struct NotMe {
    /// The page's surroundings.
    pub frame: Frame,
    /// What is stopped.
    pub what: Stopped,
    /// What came of it, if it was tried.
    pub done: Option<bool>,
    /// The proof from the link.
    pub token: Secret,
}

/// What is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// An identity check.
    IdentityCheck,
    /// A prepared recovery.
    Recovery,
}

impl Stopped {
    /// Where its form goes.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::IdentityCheck => "/not-me",
            Self::Recovery => "/recover/stop",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::IdentityCheck => "not-me-text",
            Self::Recovery => "stop-recovery-text",
        }
    }

    const fn done(self) -> &'static str {
        match self {
            Self::IdentityCheck => "not-me-done",
            Self::Recovery => "recovery-stopped",
        }
    }
}
