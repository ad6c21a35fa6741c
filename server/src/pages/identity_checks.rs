//! Identity checks that wait for a reviewer.

use askama::Template;
use assent_core::clock::UnixSeconds;

use super::frame::Frame;

/// The list, oldest first.
#[derive(Template)]
#[template(path = "identity_checks.html")]
pub struct IdentityChecks {
    /// The page's surroundings.
    pub frame: Frame,
    /// Whether the reviewer has a key.
    pub has_key: bool,
    /// Whether an answer was just given.
    pub is_answered: bool,
    /// What waits.
    pub waiting: Vec<WaitingCheck>,
}

/// One of them.
pub struct WaitingCheck {
    /// As it stands in addresses.
    pub id: String,
    /// Whose account it is about.
    pub name: String,
    /// When everything was sent.
    pub sent_at: UnixSeconds,
    /// Whole hours until its pictures go.
    pub left_hours: u32,
    /// Whether this reviewer has answered.
    pub is_answered: bool,
}
