//! In again after an accepted identity check.

use askama::Template;
use assent_core::secret::Secret;

use super::frame::Frame;

/// Asks for the password; what follows is the way to a new second step.
#[derive(Template)]
#[template(path = "way_back.html")]
pub struct WayBack {
    /// The page's surroundings.
    pub frame: Frame,
    /// The proof from the link.
    pub token: Secret,
    /// Whose account it is; `None` when the link opens nothing.
    pub email: Option<String>,
    /// What is wrong with the password.
    pub problem: Option<BackProblem>,
}

/// What is wrong with the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackProblem {
    /// It is another one.
    Wrong,
    /// It was tried too often.
    Throttled {
        /// Until the next try, at least 1.
        minutes: u32,
    },
}

impl WayBack {
    fn words(&self) -> Option<String> {
        Some(match self.problem? {
            BackProblem::Wrong => self.frame.t("confirm-wrong").to_string(),
            BackProblem::Throttled { minutes } => self.frame.t("throttled").with("minutes", minutes).to_string(),
        })
    }
}
