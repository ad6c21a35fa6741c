//! Removing a phone, an app, a passkey or a number.

use askama::Template;

use super::factor::{Factor, FactorKind};
use super::frame::Frame;

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
    const fn text(&self) -> &'static str {
        match self.factor.kind {
            FactorKind::Phone { .. } => "remove-phone-text",
            FactorKind::CodeApp => "remove-app-text",
            FactorKind::Passkey => "remove-passkey-text",
            FactorKind::Sms { .. } => "remove-sms-text",
        }
    }
}
