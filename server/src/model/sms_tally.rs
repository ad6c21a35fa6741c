//! How many SMS went somewhere, so that nobody makes money or noise with them (toll fraud, SMS pumping).

use assent_core::clock::UnixSeconds;
use serde::{Deserialize, Serialize};

const MINUTE_SECS: i64 = 60;

/// So many in so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmsLimit {
    /// SMS at most.
    pub most: u32,
    /// In so many seconds, a day at most.
    pub secs: i64,
}

/// The SMS to one number or one country, by the minute, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmsTally(Vec<(UnixSeconds, u32)>);

impl SmsTally {
    /// How long they are remembered, in seconds.
    pub const LIFE_SECS: i64 = 86_400;

    /// The tally after one more at `now`.
    ///
    /// # Errors
    /// When the next may be sent, if one of the limits is reached.
    pub fn spend(mut self, limits: &[SmsLimit], now: UnixSeconds) -> Result<Self, UnixSeconds> {
        self.0.retain(|(minute, _)| *minute > now - Self::LIFE_SECS);
        if let Some(until) = limits.iter().filter_map(|limit| self.find_end(*limit, now)).max() {
            return Err(until);
        }
        let minute = now - now.rem_euclid(MINUTE_SECS);
        match self.0.last_mut() {
            Some((last, count)) if *last >= minute => *count = count.saturating_add(1),
            _ => self.0.push((minute, 1)),
        }
        Ok(self)
    }

    /// When a limit that is reached ends.
    fn find_end(&self, limit: SmsLimit, now: UnixSeconds) -> Option<UnixSeconds> {
        let mut left = limit.most;
        for (minute, count) in self.0.iter().rev().take_while(|(minute, _)| *minute > now - limit.secs) {
            left = left.saturating_sub(*count);
            if left == 0 {
                return Some(minute + limit.secs);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: [SmsLimit; 2] = [SmsLimit { most: 2, secs: 3600 }, SmsLimit { most: 3, secs: 86_400 }];

    #[test]
    fn each_limit_holds_until_its_time_is_over() {
        let tally = SmsTally::default().spend(&LIMITS, 0).unwrap().spend(&LIMITS, 61).unwrap();
        assert_eq!(tally.clone().spend(&LIMITS, 62), Err(3600), "two an hour");
        let tally = tally.spend(&LIMITS, 3600).unwrap();
        assert_eq!(tally.clone().spend(&LIMITS, 7300), Err(86_400), "three a day");
        assert!(tally.spend(&LIMITS, 86_400).is_ok());
    }

    #[test]
    fn many_in_a_minute_take_one_place() {
        let limit = [SmsLimit { most: 100, secs: 3600 }];
        let tally = (0..100).try_fold(SmsTally::default(), |tally, _| tally.spend(&limit, 59)).unwrap();
        assert_eq!(tally, SmsTally(vec![(0, 100)]));
        assert_eq!(tally.clone().spend(&limit, 59), Err(3600));
        assert_eq!(tally.spend(&limit, 90_000).unwrap(), SmsTally(vec![(90_000, 1)]), "old ones are forgotten");
    }
}
