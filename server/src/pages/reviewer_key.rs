//! A reviewer's key.

use askama::Template;
use assent_core::clock::UnixSeconds;

use super::frame::Frame;

/// Makes a key pair in the browser.
#[derive(Template)]
#[template(path = "reviewer_key.html")]
pub struct ReviewerKeyPage {
    /// The page's surroundings.
    pub frame: Frame,
    /// The reviewer's id, which goes into what is sealed.
    pub reviewer: String,
    /// The fingerprint of the key they have, and since when.
    pub present: Option<(String, UnixSeconds)>,
    /// Whether it was just made.
    pub is_made: bool,
    /// Whether what came was no key.
    pub is_refused: bool,
}
