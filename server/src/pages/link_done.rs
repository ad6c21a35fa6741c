//! A phone is linked, or another app that makes codes is set up.

use askama::Template;

use super::frame::Frame;

/// Says that it is done and what comes next.
#[derive(Template)]
#[template(path = "link_done.html")]
pub struct LinkDone {
    /// The page's surroundings.
    pub frame: Frame,
    /// The phone's or the app's name.
    pub name: String,
    /// Whether it only makes codes.
    pub is_code_app: bool,
    /// Whether two-step verification was just switched on, so that backup codes come next.
    pub is_first: bool,
}

impl LinkDone {
    const fn title(&self) -> &'static str {
        if self.is_code_app { "link-done-app" } else { "link-done" }
    }
}
