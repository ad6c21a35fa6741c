//! Getting in again by what was prepared.

use askama::Template;
use assent_core::clock::UnixSeconds;

use super::frame::Frame;
use super::set_up::PasswordProblem;
use crate::model::Part;

/// Every step of it, in the browser that began it.
#[derive(Template)]
#[template(path = "recover.html")]
pub struct Recover {
    /// The page's surroundings.
    pub frame: Frame,
    /// Where it stands.
    pub state: RecoverState,
}

/// Where it stands.
pub enum RecoverState {
    /// Nothing was begun here.
    Name,
    /// Parts are missing. The same is shown for every name.
    Prove(Proving),
    /// Time passes.
    Wait {
        /// Until when.
        opens_at: UnixSeconds,
    },
    /// A new password.
    Use {
        /// What is wrong with the one that was typed.
        problem: Option<PasswordProblem>,
    },
    /// Stopped, used or too late.
    Over,
}

/// What is proved, and what is typed.
pub struct Proving {
    /// What those who vouch are read out.
    pub number: String,
    /// What was proved.
    pub proved: Vec<Part>,
    /// Which part was wrong just now.
    pub wrong: Option<Part>,
    /// Until the next try, in minutes, when there were too many.
    pub throttled: Option<u32>,
}

impl Recover {
    const fn title_key(&self, part: &Part) -> &'static str {
        match part {
            Part::Sheet => "recover-sheet",
            _ => "recover-device",
        }
    }

    const fn label_key(&self, part: &Part) -> &'static str {
        match part {
            Part::Sheet => "recover-sheet-code",
            _ => "recover-device-code",
        }
    }

    const fn wrong_id(&self, part: &Part) -> &'static str {
        match part {
            Part::Sheet => "sheet-wrong",
            _ => "device-wrong",
        }
    }

    const fn done_key(&self, part: &Part) -> &'static str {
        match part {
            Part::Device => "recover-device-done",
            Part::Sheet => "recover-sheet-done",
            Part::Trustee => "recover-trustee-done",
            Part::Admin => "recover-admin-done",
        }
    }
}

impl Proving {
    fn has(&self, part: &Part) -> bool {
        self.proved.contains(part)
    }

    fn is_wrong(&self, part: &Part) -> bool {
        self.wrong == Some(*part)
    }

    /// Read out in two halves.
    fn spaced(&self) -> String {
        let half = self.number.len() / 2;
        match (self.number.get(..half), self.number.get(half..)) {
            (Some(one), Some(other)) => format!("{one} {other}"),
            _ => self.number.clone(),
        }
    }
}
