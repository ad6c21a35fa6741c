//! When a page can't be shown: what happened, and what to do next.

use askama::Template;

use super::frame::Frame;
use super::words::Say;

/// An error with its way out.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// The page's surroundings.
    pub frame: Frame,
    /// What went wrong.
    pub problem: Problem,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// 404.
    NotFound,
    /// 403: the form is too old or came from elsewhere.
    FormExpired,
    /// 403: not for this person.
    Forbidden,
    /// 500.
    Internal {
        /// What the log calls it.
        reference: String,
    },
    /// 503.
    Unavailable,
}

impl Problem {
    const fn icon(&self) -> &'static str {
        match self {
            Self::NotFound => "help",
            Self::FormExpired => "code",
            Self::Forbidden => "lock",
            Self::Internal { .. } | Self::Unavailable => "warn",
        }
    }

    const fn title(&self) -> &'static str {
        match self {
            Self::NotFound => "error-404",
            Self::FormExpired => "error-form",
            Self::Forbidden => "error-403",
            Self::Internal { .. } => "error-500",
            Self::Unavailable => "error-503",
        }
    }

    fn text(&self, frame: &Frame) -> Say<'static> {
        match self {
            Self::NotFound => frame.t("error-404-text"),
            Self::FormExpired => frame.t("error-form-text"),
            Self::Forbidden => frame.t("error-403-text"),
            Self::Internal { reference } => frame.t("error-500-text").with("reference", reference),
            Self::Unavailable => frame.t("error-503-text"),
        }
    }
}
