//! None of the other ways: help by an identity check.

use askama::Template;
use assent_core::clock::UnixSeconds;

use super::frame::Frame;
use super::html::Html;

/// What an identity check is, and the way to it.
#[derive(Template)]
#[template(path = "identity_ask.html")]
pub struct IdentityAsk {
    /// The page's surroundings.
    pub frame: Frame,
    /// Where the person stands.
    pub state: AskState,
}

/// Where the person stands.
pub enum AskState {
    /// There is no check here: somebody has to be asked in person.
    None,
    /// One can be asked for.
    Ask {
        /// It was asked for, and there were too many.
        is_refused: bool,
    },
    /// One waits for its pictures.
    Open {
        /// Where its steps are.
        url: String,
        /// The same to scan.
        qr: Html,
        /// How long it waits, in seconds.
        left_secs: u32,
    },
    /// One is with the reviewers, or was answered.
    Sent {
        /// When it is over.
        ends_at: UnixSeconds,
    },
}
