//! The second step by a passkey.

use askama::Template;

use super::frame::Frame;

/// Asks for the passkey.
#[derive(Template)]
#[template(path = "passkey_entry.html")]
pub struct PasskeyEntry {
    /// The page's surroundings.
    pub frame: Frame,
    /// Whether the answer before was not a right one.
    pub has_failed: bool,
}
