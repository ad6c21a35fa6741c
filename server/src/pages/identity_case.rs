//! One identity check, for a reviewer.

use askama::Template;
use assent_core::clock::UnixSeconds;

use super::frame::Frame;
use super::identity_words::{document_key, picture_key, proved_key, reason_key};
use crate::model::{CodeWay, Document, PictureKind, Reason, Role};

/// Who asks, their pictures once the passphrase opens them, and the answer.
#[derive(Template)]
#[template(path = "identity_case.html")]
pub struct IdentityCase {
    /// The page's surroundings.
    pub frame: Frame,
    /// As it stands in addresses.
    pub id: String,
    /// Whose account it is about.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// What they are.
    pub role: Role,
    /// The telephone number.
    pub number: Option<String>,
    /// Whether it was proved.
    pub proved: Option<CodeWay>,
    /// From which address it was asked for.
    pub address: Option<String>,
    /// With what.
    pub browser: Option<String>,
    /// When.
    pub asked_at: UnixSeconds,
    /// Whole hours until its pictures go.
    pub left_hours: u32,
    /// What is shown.
    pub document: Document,
    /// The pictures.
    pub pictures: Vec<PictureKind>,
    /// The reviewer's id and key, as JSON for the page's script; `None` when they have none.
    pub key: Option<CaseKey>,
    /// How many have accepted.
    pub accepted: usize,
    /// How many have to, this reviewer among them.
    pub needed: usize,
    /// Whether this reviewer has answered.
    pub is_answered: bool,
    /// Whether it was refused without a reason.
    pub lacks_reason: bool,
}

/// What the script opens pictures with, together with the passphrase.
pub struct CaseKey {
    /// Whose.
    pub reviewer: String,
    /// The public half.
    pub public: String,
    /// The private half under its passphrase, as JSON.
    pub wrapped: String,
}

impl IdentityCase {
    const fn document_words(&self) -> &'static str {
        document_key(self.document)
    }

    const fn proved_words(&self) -> &'static str {
        proved_key(self.proved)
    }

    fn shown(&self) -> Vec<(&'static str, &'static str)> {
        let words = |kind| match kind {
            PictureKind::Selfie => "case-selfie",
            other => picture_key(self.document, other),
        };
        self.pictures.iter().map(|kind| (kind.word(), words(*kind))).collect()
    }

    fn reasons(&self) -> [(&'static str, &'static str); 6] {
        Reason::ALL.map(|reason| (reason.word(), reason_key(reason)))
    }
}
