//! Administration: what is asked of everybody.

use askama::Template;

use super::frame::Frame;
use crate::model::{NumberMatch, Rules, TwoStep};

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
    fn is_required(&self) -> bool {
        self.rules.two_step == TwoStep::Required
    }

    const fn matches(&self) -> [(&'static str, &'static str, NumberMatch); 3] {
        [
            ("never", "rules-number-never", NumberMatch::Never),
            ("new-browser", "rules-number-new", NumberMatch::NewBrowser),
            ("always", "rules-number-always", NumberMatch::Always),
        ]
    }
}
