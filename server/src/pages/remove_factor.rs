//! Removing a phone or an app.

use askama::Template;

use super::frame::Frame;
use super::security::Factor;

/// Says what will be lost.
#[derive(Template)]
#[template(path = "remove_factor.html")]
pub struct RemoveFactor {
    /// The page's surroundings.
    pub frame: Frame,
    /// What is to go.
    pub factor: Factor,
    /// Whether two-step verification is switched off with it.
    pub is_last: bool,
}

impl RemoveFactor {
    const fn is_phone(&self) -> bool {
        matches!(self.factor.kind, super::security::FactorKind::Phone { .. })
    }
}
