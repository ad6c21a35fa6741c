//! Which way to take the second step from now on.

use askama::Template;

use super::frame::Frame;

/// The choice of a method.
#[derive(Template)]
#[template(path = "add_option.html")]
pub struct AddOption {
    /// The page's surroundings.
    pub frame: Frame,
    /// Whether two-step verification is being switched on with it.
    pub is_first: bool,
    /// Whether it is asked for, so that there is no way past it.
    pub is_required: bool,
    /// Whether the person may leave the organisation instead.
    pub can_leave: bool,
    /// Whether this server can have passkeys.
    pub can_passkey: bool,
    /// What went wrong with a passkey, if anything.
    pub problem: Option<PasskeyProblem>,
}

/// What went wrong with a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyProblem {
    /// Nothing in the name that can be shown.
    NoName,
    /// Too many already.
    TooMany,
    /// The authenticator's answer was not one.
    BadAnswer,
}

impl AddOption {
    fn problem(&self) -> Option<&'static str> {
        Some(match self.problem? {
            PasskeyProblem::NoName => "name-missing",
            PasskeyProblem::TooMany => "passkey-too-many",
            PasskeyProblem::BadAnswer => "passkey-failed",
        })
    }
}
