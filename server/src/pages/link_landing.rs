//! The ticket's address, opened in a browser.

use askama::Template;

use super::frame::Frame;

/// Says where to get the app. The ticket's secret is in the fragment, which a server never sees.
#[derive(Template)]
#[template(path = "link_landing.html")]
pub struct LinkLanding {
    /// The page's surroundings.
    pub frame: Frame,
}
