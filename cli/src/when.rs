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

    fn format(&self, at: UnixSeconds, pattern: &str) -> String {
        let zoned = Timestamp::from_second(at).map(|instant| instant.to_zoned(self.0.clone()));
        zoned.map_or_else(|_| at.to_string(), |zoned| zoned.strftime(pattern).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_shown_in_the_zone() {
        assert_eq!(Zone::utc().day_and_minute(1_800_000_000), "2027-01-15 08:00");
        assert_eq!(Zone::utc().time(1_800_000_001), "08:00:01");
        assert_eq!(Zone::utc().time(i64::MAX), i64::MAX.to_string());
    }
}
