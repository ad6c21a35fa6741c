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
}
