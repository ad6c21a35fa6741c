//! How fast and how often something that a person knows may be tried.

use assent_core::clock::UnixSeconds;
use serde::{Deserialize, Serialize};

/// Tries without a wait.
const FAST_TRIES: u32 = 5;
/// Failures in a row after which the factor is off until somebody resets it (NIST SP 800-63B-4 §3.2.2).
const MAX_IN_A_ROW: u32 = 100;
const FIRST_WAIT_SECS: i64 = 30;
const LONGEST_WAIT_SECS: i64 = 3600;

/// What is counted together: a keyed hash of the factor and the account's name, known or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ThrottleKey(pub [u8; 32]);

/// The failures in a row of one factor of one account, over all sessions, addresses and nodes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Throttle {
    /// Failures since the last success.
    pub failures: u32,
    /// No try before this.
    pub blocked_until: UnixSeconds,
}

/// Why a try is not even looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Throttled {
    /// Later again.
    #[error("too many wrong tries; wait before the next one")]
    Until(UnixSeconds),
    /// Never again without help.
    #[error("too many wrong tries; this way is closed until an administrator opens it")]
    Closed,
}

impl Throttle {
    /// Whether a try may be made at `now`.
    ///
    /// # Errors
    /// [`Throttled`].
    pub const fn check(&self, now: UnixSeconds) -> Result<(), Throttled> {
        if self.failures >= MAX_IN_A_ROW {
            Err(Throttled::Closed)
        } else if now < self.blocked_until {
            Err(Throttled::Until(self.blocked_until))
        } else {
            Ok(())
        }
    }

    /// After one more failure at `now`: from the fifth on each waits twice as long as the one before, an hour at most.
    #[must_use]
    pub fn failed(self, now: UnixSeconds) -> Self {
        let failures = self.failures.saturating_add(1);
        let doublings = failures.saturating_sub(FAST_TRIES).min(16);
        let wait = if failures < FAST_TRIES { 0 } else { (FIRST_WAIT_SECS << doublings).min(LONGEST_WAIT_SECS) };
        Self { failures, blocked_until: now + wait }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_tries_are_fast_and_a_hundred_in_a_row_are_the_end() {
        let mut throttle = Throttle::default();
        for _ in 0..5 {
            assert_eq!(throttle.check(0), Ok(()));
            throttle = throttle.failed(0);
        }
        assert_eq!(throttle.check(0), Err(Throttled::Until(30)));
        let mut now = 0;
        let mut tries = 5;
        while throttle.check(now) != Err(Throttled::Closed) {
            now = throttle.blocked_until;
            throttle = throttle.failed(now);
            tries += 1;
        }
        assert_eq!(tries, 100);
        assert_eq!(throttle.check(now + 1_000_000), Err(Throttled::Closed));
    }
}
