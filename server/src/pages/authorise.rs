//! Linking from the phone itself: the last question.

use askama::Template;

use super::frame::Frame;

/// Asks whether the app that opened this page may act for the person.
#[derive(Template)]
#[template(path = "authorise.html")]
pub struct Authorise {
    /// The page's surroundings.
    pub frame: Frame,
    /// Maker and model, as the app said; not proven.
    pub phone: String,
    /// The account's address.
    pub account: String,
    /// The hidden field `request` that names the app's request.
    pub request: String,
    /// Whether it can still be answered.
    pub state: AuthoriseState,
}

/// Whether the app's request can still be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthoriseState {
    /// It waits for an answer.
    Ready,
    /// It is too old, was answered, or is not one of ours.
    Expired,
}
