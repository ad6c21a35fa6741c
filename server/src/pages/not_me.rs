//! "This was not me": stops an identity check.

use askama::Template;
use assent_core::secret::Secret;

use super::frame::Frame;

/// Asks once more, then says that it is done.
#[derive(Template)]
#[template(path = "not_me.html")]
pub struct NotMe {
    /// The page's surroundings.
    pub frame: Frame,
    /// What came of it, if it was tried.
    pub done: Option<bool>,
    /// The proof from the link.
    pub token: Secret,
}
