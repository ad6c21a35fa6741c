//! A phone is linked.

use askama::Template;

use super::frame::Frame;

/// Says that the phone is linked and what comes next.
#[derive(Template)]
#[template(path = "link_done.html")]
pub struct LinkDone {
    /// The page's surroundings.
    pub frame: Frame,
    /// The phone's name.
    pub phone: String,
    /// Whether two-step verification was just switched on, so that backup codes come next.
    pub is_first: bool,
}
