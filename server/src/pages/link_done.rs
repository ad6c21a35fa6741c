//! A phone is linked, or another app that makes codes or a passkey is set up.

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
    /// What it is.
    pub kind: Linked,
    /// Whether two-step verification was just switched on, so that backup codes come next.
    pub is_first: bool,
    /// The phone that went when this one came.
    pub replaced: Option<String>,
}

/// What was set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Linked {
    /// A phone.
    Phone,
    /// An app that makes codes.
    CodeApp,
    /// A passkey.
    Passkey,
    /// A number for codes by SMS.
    Sms,
}

impl LinkDone {
    const fn title(&self) -> &'static str {
        match self.kind {
            Linked::Phone => "link-done",
            Linked::CodeApp => "link-done-app",
            Linked::Passkey => "link-done-passkey",
            Linked::Sms => "link-done-sms",
        }
    }

    const fn text(&self) -> &'static str {
        match self.kind {
            Linked::Phone => "link-done-text",
            Linked::CodeApp | Linked::Passkey | Linked::Sms => "link-done-text-other",
        }
    }
}
