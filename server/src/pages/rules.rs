//! Administration: what is asked of everybody.

use askama::Template;

use assent_core::keys::Assurance;

use super::frame::Frame;
use crate::model::{NumberMatch, Rules, TwoStep};

/// How long a request can be told to wait, in seconds.
pub const REQUEST_SECS: [u32; 4] = [60, 120, 300, 600];
/// How long a session can be told to live, in seconds.
pub const SESSION_SECS: [u32; 4] = [3_600, 28_800, 86_400, 604_800];

/// The organisation's rules.
#[derive(Template)]
#[template(path = "rules.html")]
pub struct RulesPage {
    /// The page's surroundings.
    pub frame: Frame,
    /// As they are, or as they were typed.
    pub rules: Rules,
    /// So many people will have to set up a second step: asked before it is saved.
    pub to_confirm: Option<u32>,
    /// Whether they were just saved.
    pub is_saved: bool,
}

impl RulesPage {
    const fn request_secs(&self) -> [u32; 4] {
        REQUEST_SECS
    }

    const fn session_secs(&self) -> [u32; 4] {
        SESSION_SECS
    }

    fn is_required(&self) -> bool {
        self.rules.two_step == TwoStep::Required
    }

    const fn assurances(&self) -> [(&'static str, &'static str, Option<Assurance>); 3] {
        [
            ("", "rules-key-any", None),
            ("tee", "rules-key-tee", Some(Assurance::Tee)),
            ("strongbox", "rules-key-strongbox", Some(Assurance::Strongbox)),
        ]
    }

    const fn matches(&self) -> [(&'static str, &'static str, NumberMatch); 3] {
        [
            ("never", "rules-number-never", NumberMatch::Never),
            ("new-browser", "rules-number-new", NumberMatch::NewBrowser),
            ("always", "rules-number-always", NumberMatch::Always),
        ]
    }
}
