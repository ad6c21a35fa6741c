//! The password once more, before something that matters.

use askama::Template;

use super::company::ProviderButton;
use super::frame::Frame;

/// Asks for the password again.
#[derive(Template)]
#[template(path = "confirm.html")]
pub struct Confirm {
    /// The page's surroundings.
    pub frame: Frame,
    /// The account's address, for password managers.
    pub email: String,
    /// Where to go on to; carried as the hidden field `next`.
    pub next: String,
    /// Whether a password opens this account.
    pub has_password: bool,
    /// The providers that can say again who it is.
    pub providers: Vec<ProviderButton>,
    /// Whether the person has a passkey, which proves as much.
    pub has_passkey: bool,
    /// Whether a passkey did not answer as expected.
    pub has_failed: bool,
    /// What came of the password before.
    pub state: PasswordState,
}

/// What came of a password typed to confirm something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasswordState {
    /// None was typed yet.
    Fresh,
    /// It is not the password.
    Wrong,
    /// Too many tries.
    Throttled {
        /// Until the next try, at least 1.
        minutes: u32,
    },
}
