//! Instants in the person's zone.

use assent_core::clock::UnixSeconds;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The zone of the person.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of this machine.
    #[must_use]
    pub fn of_machine() -> Self {
        Self(TimeZone::system())
    }

    /// Coordinated universal time.
    #[must_use]
    pub const fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// Day and minute, `2026-11-20 14:05`.
    #[must_use]
    pub fn day_and_minute(&self, at: UnixSeconds) -> String {
        self.format(at, "%Y-%m-%d %H:%M")
    }

    /// Time of the day, `14:05:09`.
    #[must_use]
    pub fn time(&self, at: UnixSeconds) -> String {
        self.format(at, "%H:%M:%S")
    }

    /// Hour and minute, `14:05`: enough for what is within a day.
    #[must_use]
    pub fn minute(&self, at: UnixSeconds) -> String {
        self.format(at, "%H:%M")
    }

    /// The next instant after `now` at which it is `hour`:`minute` here, at most a day ahead.
    #[must_use]
    pub fn next(&self, hour: i8, minute: i8, now: UnixSeconds) -> Option<UnixSeconds> {
        let today = Timestamp::from_second(now).ok()?.to_zoned(self.0.clone()).date();
        let at = |date: jiff::civil::Date| {
            let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
            let zoned = date.to_datetime(time).to_zoned(self.0.clone()).ok()?;
            Some(zoned.timestamp().as_second())
        };
        at(today).filter(|at| *at > now).or_else(|| at(today.tomorrow().ok()?))
    }

    fn format(&self, at: UnixSeconds, pattern: &str) -> String {
        let zoned = Timestamp::from_second(at).map(|instant| instant.to_zoned(self.0.clone()));
        zoned.map_or_else(|_| at.to_string(), |zoned| zoned.strftime(pattern).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_the_day_is_the_next_one() {
        let now = 1_800_000_000; // 08:00 UTC
        assert_eq!(Zone::utc().next(8, 1, now), Some(now + 60));
        assert_eq!(Zone::utc().next(8, 0, now), Some(now + 86_400));
        assert_eq!(Zone::utc().next(7, 0, now), Some(now + 23 * 3600));
        assert_eq!(Zone::utc().next(24, 0, now), None);
        assert_eq!(Zone::utc().minute(now), "08:00");
    }

    #[test]
    fn instants_are_shown_in_the_zone() {
        assert_eq!(Zone::utc().day_and_minute(1_800_000_000), "2027-01-15 08:00");
        assert_eq!(Zone::utc().time(1_800_000_001), "08:00:01");
        assert_eq!(Zone::utc().time(i64::MAX), i64::MAX.to_string());
    }
}
