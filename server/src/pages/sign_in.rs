//! Name and password.

use askama::Template;

use super::company::ProviderButton;
use super::frame::Frame;

/// The first page: e-mail address and password.
#[derive(Template)]
#[template(path = "sign_in.html")]
pub struct SignIn {
    /// The page's surroundings.
    pub frame: Frame,
    /// Where to go on to afterwards, checked by the caller; carried as the hidden field `next`.
    pub next: String,
    /// The address as it was typed.
    pub email: String,
    /// Whether this browser shall be trusted, as it was ticked.
    pub trust: bool,
    /// Providers of company sign-in.
    pub providers: Vec<ProviderButton>,
    /// Whether the password is asked for now: where there are providers, the address comes first and says where to go.
    pub asks_password: bool,
    /// Whether this server can have passkeys.
    pub can_passkey: bool,
    /// What the page has to say.
    pub state: SignInState,
}

/// What the sign-in page has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInState {
    /// Nothing yet.
    Fresh,
    /// One sentence for a wrong name, a wrong password and a locked account alike.
    Wrong,
    /// The passkey is not known here, or did not answer as expected.
    PasskeyWrong,
    /// Too many tries.
    Throttled {
        /// Until the next try, at least 1.
        minutes: u32,
    },
    /// The person has just signed out.
    SignedOut,
    /// The account was just deleted.
    Deleted,
    /// A new password was just set by a link.
    PasswordSet,
    /// The password was just opened again by a link.
    Unlocked,
}
