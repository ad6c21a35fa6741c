//! P16: another phone takes a phone's place.

use askama::Template;

use super::frame::Frame;

/// Says what moves and what does not.
#[derive(Template)]
#[template(path = "replace_phone.html")]
pub struct ReplacePhone {
    /// The page's surroundings.
    pub frame: Frame,
    /// As the old phone stands in addresses.
    pub id: String,
    /// As it calls itself.
    pub name: String,
}
