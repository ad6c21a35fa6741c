//! How many pushes a person gets before only codes are left, so that nobody is worn down until they press YES.

use assent_core::clock::UnixSeconds;
use assent_core::message::Verdict;
use serde::{Deserialize, Serialize};

const SHORT_SECS: i64 = 600;
const SHORT_LIMIT: usize = 3;
const DAY_SECS: i64 = 86_400;
const DAY_LIMIT: usize = 10;
const PAUSE_SECS: i64 = 900;
const DENIALS_TO_PAUSE: u8 = 2;

/// What is remembered of a person's pushes: 3 unanswered in 10 minutes, 10 a day, then codes only until a success;
/// two denials in a row pause for 15 minutes; a report switches pushes off until another factor succeeds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushBudget {
    /// When the pushes that nobody answered were sent, oldest first.
    unanswered: Vec<UnixSeconds>,
    /// NOs in a row.
    denials: u8,
    /// No push before this.
    paused_until: UnixSeconds,
    /// No push until another factor succeeds.
    off: bool,
}

/// Why no push is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PushRefused {
    /// Too many went unanswered.
    #[error("too many requests went unanswered; sign in with a code instead")]
    TooMany,
    /// Denied twice.
    #[error("requests were denied; no new one is sent before the pause is over")]
    Paused {
        /// When the pause is over.
        until: UnixSeconds,
    },
    /// The person wants quiet.
    #[error("the person's phones are quiet; sign in with a code or another way instead")]
    Quiet {
        /// When requests are sent again.
        until: UnixSeconds,
    },
    /// Reported.
    #[error("a request was reported; sign in with a code or another way instead")]
    Reported,
}

impl PushBudget {
    /// The budget after one more push at `now`.
    ///
    /// # Errors
    /// [`PushRefused`] says why none may be sent.
    pub fn spend(mut self, now: UnixSeconds) -> Result<Self, PushRefused> {
        if self.off {
            return Err(PushRefused::Reported);
        }
        if now < self.paused_until {
            return Err(PushRefused::Paused { until: self.paused_until });
        }
        self.unanswered.retain(|&at| at > now - DAY_SECS);
        let recent = self.unanswered.iter().filter(|&&at| at > now - SHORT_SECS).count();
        if recent >= SHORT_LIMIT || self.unanswered.len() >= DAY_LIMIT {
            return Err(PushRefused::TooMany);
        }
        self.unanswered.push(now);
        Ok(self)
    }

    /// The budget after an answer at `now`.
    #[must_use]
    pub fn answered(mut self, verdict: Verdict, now: UnixSeconds) -> Self {
        match verdict {
            Verdict::Approve => return Self::default(),
            Verdict::Report => self.off = true,
            Verdict::Deny => {
                self.unanswered.pop();
                self.denials += 1;
                if self.denials >= DENIALS_TO_PAUSE {
                    self.denials = 0;
                    self.paused_until = now + PAUSE_SECS;
                }
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fourth_unanswered_push_in_ten_minutes_is_not_sent() {
        let mut budget = PushBudget::default();
        for n in 0..3 {
            budget = budget.spend(1000 + n).unwrap();
        }
        assert_eq!(budget.clone().spend(1599), Err(PushRefused::TooMany));
        assert!(budget.spend(1601).is_ok());
    }

    #[test]
    fn ten_unanswered_a_day_are_the_end_until_a_success() {
        let mut budget = PushBudget::default();
        for n in 0..10 {
            budget = budget.spend(n * 700).unwrap();
        }
        assert_eq!(budget.clone().spend(20_000), Err(PushRefused::TooMany));
        assert!(budget.answered(Verdict::Approve, 20_000).spend(20_000).is_ok());
    }

    #[test]
    fn two_denials_pause_and_a_report_ends_pushes() {
        let budget = PushBudget::default().spend(0).unwrap().answered(Verdict::Deny, 1);
        let paused = budget.spend(2).unwrap().answered(Verdict::Deny, 3);
        assert_eq!(paused.clone().spend(902), Err(PushRefused::Paused { until: 903 }));
        assert!(paused.spend(903).is_ok());
        let reported = PushBudget::default().answered(Verdict::Report, 0);
        assert_eq!(reported.spend(DAY_SECS * 30), Err(PushRefused::Reported));
    }
}
