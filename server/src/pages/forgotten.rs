//! A forgotten password: asking for a link, and what the link opens.

use askama::Template;
use assent_core::secret::Secret;

use super::frame::Frame;
use super::set_up::PasswordProblem;

/// Asks for the address.
#[derive(Template)]
#[template(path = "forgotten.html")]
pub struct Forgotten {
    /// The page's surroundings.
    pub frame: Frame,
    /// Whether this server sends mail at all.
    pub has_mail: bool,
    /// Whether it was asked: the same is said of every address.
    pub is_asked: bool,
}

/// Asks for number and address for getting back in.
#[derive(Template)]
#[template(path = "forgotten_name.html")]
pub struct ForgottenName {
    /// The page's surroundings.
    pub frame: Frame,
    /// Whether this server sends mail at all.
    pub has_mail: bool,
    /// Whether it was asked: the same is said whatever was typed.
    pub is_asked: bool,
}

/// What the link in the mail opens.
#[derive(Template)]
#[template(path = "reset.html")]
pub struct Reset {
    /// The page's surroundings.
    pub frame: Frame,
    /// What the link carried.
    pub token: Secret,
    /// Whose password it is; `None` when the link opens nothing.
    pub email: Option<String>,
    /// What the new one lacks.
    pub problem: Option<PasswordProblem>,
}

impl Reset {
    fn token(&self) -> &str {
        std::str::from_utf8(self.token.expose()).unwrap_or_default()
    }
}
