//! Somebody gets in again by what they prepared: two parts are proved, everybody is told, time passes, a new password
//! is chosen. Until then any device of the person stops it.

use assent_core::clock::UnixSeconds;
use assent_core::message::Context;
use serde::{Deserialize, Serialize};

use super::recovery_plan::{PARTS_NEEDED, Part};
use super::{PersonId, RecoveryId, TokenHash};

/// How long the parts may take, in seconds: a day.
const PROVE_SECS: i64 = 86_400;
/// How long it can be used after the waiting time, in seconds: three days.
const USE_SECS: i64 = 3 * 86_400;
/// How long its row is kept, in seconds.
pub const KEEP_RECOVERY_SECS: i64 = 30 * 86_400;

/// One try to get in again, from its beginning to its end.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// Its id.
    pub id: RecoveryId,
    /// Whose account it opens; nobody's id when there is none, or nothing was prepared. From outside it looks the same.
    pub person: PersonId,
    /// The account's canonical name, under which tries are counted.
    pub account: String,
    /// From where it was begun.
    pub context: Context,
    /// When.
    pub begun_at: UnixSeconds,
    /// What is read out to those who vouch, so that they vouch for this very browser.
    pub number: String,
    /// What was proved.
    pub proved: Vec<ProvedPart>,
    /// Where it stands.
    pub state: RecoveryState,
    /// When the waiting time is over.
    pub opens_at: Option<UnixSeconds>,
}

/// A part that was proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvedPart {
    /// Which.
    pub part: Part,
    /// When.
    pub at: UnixSeconds,
    /// Who vouched, for [`Part::Trustee`] and [`Part::Admin`].
    pub by: Option<PersonId>,
}

/// Where a recovery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecoveryState {
    /// Parts are missing.
    Open,
    /// The parts are there; time passes.
    Waiting,
    /// Stopped.
    Stopped,
    /// A new password was chosen.
    Used,
}

/// What its browser can do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecoveryStage {
    /// Prove parts.
    Prove,
    /// Wait.
    Wait {
        /// Until when.
        opens_at: UnixSeconds,
    },
    /// Choose a new password.
    Use,
    /// Nothing: it was stopped, used, or is too late.
    Over,
}

impl Recovery {
    /// What can be done at `now`.
    #[must_use]
    pub const fn stage(&self, now: UnixSeconds) -> RecoveryStage {
        match (self.state, self.opens_at) {
            (RecoveryState::Open, _) if now < self.begun_at + PROVE_SECS => RecoveryStage::Prove,
            (RecoveryState::Waiting, Some(opens_at)) if now < opens_at => RecoveryStage::Wait { opens_at },
            (RecoveryState::Waiting, Some(opens_at)) if now < opens_at + USE_SECS => RecoveryStage::Use,
            _ => RecoveryStage::Over,
        }
    }

    /// Whether something of it was proved and it may still open the account.
    #[must_use]
    pub fn is_live(&self, now: UnixSeconds) -> bool {
        self.stage(now) != RecoveryStage::Over && !self.proved.is_empty()
    }

    /// Whether this part was proved.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        self.proved.iter().any(|proved| proved.part == part)
    }

    /// A part was proved. With the last one that is needed the waiting begins. `None` when no part is missing, this one
    /// is there already, or whoever vouches did so before: two parts come from two sides.
    #[must_use]
    pub fn with_part(mut self, part: Part, by: Option<PersonId>, wait_secs: i64, now: UnixSeconds) -> Option<Self> {
        let is_same_side = by.is_some() && self.proved.iter().any(|proved| proved.by == by);
        if self.stage(now) != RecoveryStage::Prove || self.has(part) || is_same_side {
            return None;
        }
        self.proved.push(ProvedPart { part, at: now, by });
        if self.proved.len() >= PARTS_NEEDED {
            (self.state, self.opens_at) = (RecoveryState::Waiting, Some(now + wait_secs));
        }
        Some(self)
    }

    /// It was stopped; `None` when it is over.
    #[must_use]
    pub fn stopped(self, now: UnixSeconds) -> Option<Self> {
        let is_on = self.stage(now) != RecoveryStage::Over;
        is_on.then_some(Self { state: RecoveryState::Stopped, ..self })
    }

    /// A new password was chosen; `None` when it is not the time.
    #[must_use]
    pub fn used(self, now: UnixSeconds) -> Option<Self> {
        let is_time = self.stage(now) == RecoveryStage::Use;
        is_time.then_some(Self { state: RecoveryState::Used, ..self })
    }
}

/// A recovery as the store keeps it: with the hash of the cookie of the browser that began it.
#[derive(Clone)]
pub struct NewRecovery {
    /// The recovery.
    pub recovery: Recovery,
    /// The cookie's hash.
    pub holder: TokenHash,
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;
    const BEN: Option<PersonId> = Some(PersonId([2; 16]));

    fn ada() -> Recovery {
        Recovery {
            id: RecoveryId([1; 16]),
            person: PersonId([1; 16]),
            account: "ada@a.example".to_owned(),
            context: Context::default(),
            begun_at: 0,
            number: "123456".to_owned(),
            proved: Vec::new(),
            state: RecoveryState::Open,
            opens_at: None,
        }
    }

    #[test]
    fn two_parts_and_the_waiting_time_open_it_for_three_days() {
        let one = ada().with_part(Part::Sheet, None, DAY, 10).unwrap();
        assert_eq!((one.stage(10), one.is_live(10)), (RecoveryStage::Prove, true));
        let two = one.with_part(Part::Trustee, BEN, DAY, 20).unwrap();
        let opens_at = 20 + DAY;
        assert_eq!(two.stage(opens_at - 1), RecoveryStage::Wait { opens_at });
        assert_eq!(two.stage(opens_at), RecoveryStage::Use);
        assert_eq!(two.stage(opens_at + 3 * DAY), RecoveryStage::Over);
        assert!(two.clone().used(opens_at - 1).is_none());
        let used = two.used(opens_at).unwrap();
        assert_eq!((used.stage(opens_at), used.is_live(opens_at)), (RecoveryStage::Over, false));
    }

    #[test]
    fn a_part_counts_once_and_two_come_from_two_sides() {
        let one = ada().with_part(Part::Admin, BEN, DAY, 0).unwrap();
        assert!(one.clone().with_part(Part::Admin, Some(PersonId([3; 16])), DAY, 0).is_none());
        assert!(one.clone().with_part(Part::Trustee, BEN, DAY, 0).is_none());
        assert!(one.clone().with_part(Part::Sheet, None, DAY, DAY).is_none(), "too late");
        assert!(one.with_part(Part::Sheet, None, DAY, 0).is_some());
    }

    #[test]
    fn nothing_is_proved_after_a_stop() {
        assert!(!ada().is_live(0), "nothing was proved yet");
        let stopped = ada().with_part(Part::Sheet, None, DAY, 0).unwrap().stopped(1).unwrap();
        assert!(stopped.clone().with_part(Part::Device, None, DAY, 1).is_none());
        assert!(stopped.stopped(1).is_none());
    }
}
