//! What is in a file, as it is shown before anything is written.

use assent_core::authenticator::{AlreadyHere, Preview};
use assent_core::otp::Kind;
use assent_core::transfer::LeftOut as CoreLeftOut;
use assent_core::worded::Worded;

use crate::error_of::whole;

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ImportContents {
    /// Whose export it is, for programs: `aegis`, `google`, …
    pub format: String,
    /// The same for people.
    pub format_name: String,
    /// The accounts, in the file's order.
    pub entries: Vec<ImportEntry>,
    /// What can't be taken over.
    pub left_out: Vec<LeftOut>,
    /// Which of several QR codes are missing, counted from 1.
    pub missing: Vec<u32>,
}

/// An account of the file.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ImportEntry {
    /// Whom it is with; empty when the file does not say.
    pub issuer: String,
    /// Whose it is.
    pub name: String,
    /// The person's own name for it.
    pub label: Option<String>,
    /// What moves its codes on.
    pub kind: CodeKind,
    /// Whether its secret is short: it works, but should be replaced at the website.
    pub is_weak: bool,
    /// The account here that makes the same codes: ask what to do.
    pub here: Option<String>,
    /// Of counted codes: how many more were used here than the file knows.
    pub used_since: Option<u64>,
    /// The place of the first entry of the file that makes the same codes: ask what to do.
    pub earlier: Option<u32>,
}

/// What moves codes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum CodeKind {
    /// Time.
    Timed,
    /// Use.
    Counted,
    /// Time, in Steam's letters.
    Steam,
}

/// What can't be taken over.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LeftOut {
    /// Its name, as far as it has one.
    pub what: String,
    /// The key of the words that say why.
    pub key: String,
    /// What these words mention.
    pub detail: String,
}

impl From<&Preview> for ImportContents {
    fn from(preview: &Preview) -> Self {
        let entries = preview.entries.iter().map(|entry| ImportEntry {
            issuer: entry.issuer.clone(),
            name: entry.name.clone(),
            label: entry.label.clone(),
            kind: entry.kind.into(),
            is_weak: entry.is_weak,
            here: entry.here.as_ref().map(|here| here.account.to_string()),
            used_since: entry.here.as_ref().and_then(count_used),
            earlier: entry.earlier.map(whole),
        });
        Self {
            format: preview.format.code().to_owned(),
            format_name: preview.format.name().to_owned(),
            entries: entries.collect(),
            left_out: preview.left_out.iter().map(LeftOut::from).collect(),
            missing: preview.missing.clone(),
        }
    }
}

fn count_used(here: &AlreadyHere) -> Option<u64> {
    here.behind.map(|behind| behind.here.saturating_sub(behind.file))
}

impl From<Kind> for CodeKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Totp { .. } => Self::Timed,
            Kind::Hotp { .. } => Self::Counted,
            Kind::Steam => Self::Steam,
        }
    }
}

impl From<&CoreLeftOut> for LeftOut {
    fn from(out: &CoreLeftOut) -> Self {
        Self { what: out.what.clone(), key: out.why.key().to_owned(), detail: out.why.detail() }
    }
}
