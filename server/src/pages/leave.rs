//! Leaving the organisation, for people from outside.

use askama::Template;

use super::frame::Frame;

/// Says what goes.
#[derive(Template)]
#[template(path = "leave.html")]
pub struct Leave {
    /// The page's surroundings.
    pub frame: Frame,
}
