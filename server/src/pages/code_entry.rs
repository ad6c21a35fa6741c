//! The second step by a code of six digits.

use askama::Template;

use super::frame::Frame;
use super::words::Say;

/// Asks for the code an app shows.
#[derive(Template)]
#[template(path = "code_entry.html")]
pub struct CodeEntry {
    /// The page's surroundings.
    pub frame: Frame,
    /// The names of the phones and apps that make codes.
    pub apps: Vec<String>,
    /// What the page has to say.
    pub state: CodeState,
}

/// What came of the code before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeState {
    /// None was typed yet.
    Fresh,
    /// It fits no step.
    Wrong,
    /// It was used before.
    Reused,
    /// It fits a step too far away.
    ClockOff {
        /// Positive when the phone is behind.
        slow_secs: i64,
    },
    /// Too many tries.
    Throttled {
        /// Until the next try, at least 1.
        minutes: u32,
    },
}

impl CodeEntry {
    fn apps_listed(&self) -> String {
        self.apps.join(", ")
    }

    fn problem(&self) -> Option<Say<'static>> {
        self.state.problem(&self.frame)
    }
}

impl CodeState {
    /// The sentence under the field.
    pub(super) fn problem(&self, frame: &Frame) -> Option<Say<'static>> {
        match self {
            Self::Fresh | Self::Throttled { .. } => None,
            Self::Wrong => Some(frame.t("code-wrong")),
            Self::Reused => Some(frame.t("code-reused")),
            Self::ClockOff { slow_secs } => {
                let key = if *slow_secs > 0 { "code-clock-slow" } else { "code-clock-fast" };
                let secs = u32::try_from(slow_secs.unsigned_abs()).unwrap_or(u32::MAX);
                Some(frame.t(key).with("time", frame.duration(&secs)))
            }
        }
    }
}
