//! The steps of an identity check, on a device with a camera. Nothing about the account is on these pages.

use askama::Template;

use super::frame::Frame;
use super::identity_words::{document_key, picture_key};
use crate::model::{CodeWay, Document, PictureKind};

/// The step that comes now.
#[derive(Template)]
#[template(path = "identity_steps.html")]
pub struct IdentitySteps {
    /// The page's surroundings.
    pub frame: Frame,
    /// The link's token, as it stands in the address.
    pub token: String,
    /// What is asked now.
    pub step: StepShown,
}

/// What is asked now.
pub enum StepShown {
    /// The telephone number.
    Number {
        /// What was wrong with the last one.
        problem: Option<NumberProblem>,
    },
    /// The code.
    Code {
        /// Where it went.
        way: CodeWay,
        /// Whether the last one was wrong.
        is_wrong: bool,
    },
    /// The kind of document.
    Document,
    /// The pictures.
    Pictures(Pictures),
    /// Nothing: the answer comes by mail.
    Sent,
    /// Nothing: another device goes through the steps.
    Elsewhere,
    /// Nothing: it is over.
    Gone,
}

/// The pictures that are asked for.
pub struct Pictures {
    /// The check's id.
    pub check: String,
    /// For whom they are sealed, as JSON.
    pub reviewers: String,
    /// What they show.
    pub document: Document,
    /// Which are there.
    pub there: Vec<PictureKind>,
    /// Whether it was sent while some were missing.
    pub is_incomplete: bool,
}

/// What was wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberProblem {
    /// It is none.
    NotANumber,
    /// Too many codes were sent.
    TooMany,
}

impl NumberProblem {
    const fn key(self) -> &'static str {
        match self {
            Self::NotANumber => "number-none",
            Self::TooMany => "identity-too-many-codes",
        }
    }
}

impl IdentitySteps {
    const fn documents(&self) -> [Document; 4] {
        Document::ALL
    }

    const fn document_key(&self, document: &Document) -> &'static str {
        document_key(*document)
    }
}

impl Pictures {
    fn list(&self) -> Vec<(&'static str, &'static str, &'static str, bool)> {
        let camera = |kind| if kind == PictureKind::Selfie { "user" } else { "environment" };
        let one = |kind: &PictureKind| {
            (kind.word(), picture_key(self.document, *kind), camera(*kind), self.there.contains(kind))
        };
        self.document.pictures().iter().map(one).collect()
    }

    fn is_whole(&self) -> bool {
        self.document.pictures().iter().all(|kind| self.there.contains(kind))
    }
}
