//! Setting up another app that makes one-time codes.

use askama::Template;
use assent_core::secret::Secret;

use super::code_entry::CodeState;
use super::frame::Frame;
use super::html::Html;
use super::words::Say;

/// Shows the secret once and asks for a first code.
#[derive(Template)]
#[template(path = "code_app.html")]
pub struct CodeApp {
    /// The page's surroundings.
    pub frame: Frame,
    /// The credential, as it stands in addresses.
    pub id: String,
    /// The otpauth address as a QR code, from [`super::qr::draw`].
    pub qr: Html,
    /// The secret in base32, without spaces.
    pub secret: Secret,
    /// As the person calls the app, as it was typed.
    pub name: String,
    /// What came of the code before.
    pub state: CodeState,
}

impl CodeApp {
    /// The secret in groups of four, as people copy it.
    fn groups(&self) -> String {
        let letters: Vec<char> = self.frame.reveal(&self.secret).chars().collect();
        letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
    }

    fn problem(&self) -> Option<Say<'static>> {
        self.state.problem(&self.frame)
    }
}
