//! What the link opens that is sent when a password is closed.

use askama::Template;
use assent_core::secret::Secret;

use super::frame::Frame;

/// Says what happened, and goes on.
#[derive(Template)]
#[template(path = "unlock.html")]
pub struct UnlockPage {
    /// The page's surroundings.
    pub frame: Frame,
    /// What the link carried.
    pub token: Secret,
    /// Whose password it is; `None` when the link opens nothing.
    pub email: Option<String>,
}
