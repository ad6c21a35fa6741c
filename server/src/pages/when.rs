//! Instants and durations in a person's words: "Today at 09:41", "14 November", "1 min 48 s".

use assent_core::clock::UnixSeconds;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::words::{Say, Words};

/// Where the words will stand, and how much they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// By itself: "Today at 09:41", "14 November".
    Alone,
    /// By itself, with the time on every day: "14 November at 16:20".
    Exact,
    /// Inside a sentence: "today at 09:41", "on 14 November".
    Inside,
    /// Inside a sentence, with the time on every day: "on 14 November at 16:20".
    InsideExact,
}

/// `at` as it is called at `now` in `zone`.
#[must_use]
pub fn words_for(words: &'static Words, zone: &TimeZone, at: UnixSeconds, now: UnixSeconds, style: Style) -> String {
    let (at, now) = (civil(zone, at), civil(zone, now));
    let key = match (days_between(at, now), style) {
        (0, Style::Inside | Style::InsideExact) => "when-today-inside",
        (0, _) => "when-today",
        (1, Style::Inside | Style::InsideExact) => "when-yesterday-inside",
        (1, _) => "when-yesterday",
        (_, Style::Alone) => "when-day",
        (_, Style::Inside) => "when-day-inside",
        (_, Style::Exact) => "when-day-exact",
        (_, Style::InsideExact) => "when-day-inside-exact",
    };
    let time = time_in_day(at);
    words.t(key).with("time", time).with("day", day(words, at, now)).to_string()
}

/// The time of the day alone: "07:00".
#[must_use]
pub fn time_of_day(zone: &TimeZone, at: UnixSeconds) -> String {
    time_in_day(civil(zone, at))
}

fn time_in_day(at: DateTime) -> String {
    at.strftime("%H:%M").to_string()
}

/// A duration as minutes and seconds: "1 min 48 s", "48 s".
#[must_use]
pub fn words_for_duration(words: &'static Words, secs: u32) -> String {
    match (secs / 60, secs % 60) {
        (0, secs) => words.t("duration-seconds").with("seconds", secs).to_string(),
        (minutes, 0) => words.t("duration-minutes").with("minutes", minutes).to_string(),
        (minutes, secs) => words.t("duration-both").with("minutes", minutes).with("seconds", secs).to_string(),
    }
}

fn day(words: &'static Words, at: DateTime, now: DateTime) -> Say<'static> {
    let key = if at.year() == now.year() { "when-date" } else { "when-date-year" };
    words
        .t(key)
        .with("day", words.t("when-day-number").with("number", at.day().unsigned_abs() as usize))
        .with("month", words.t(MONTHS.get(at.month().unsigned_abs() as usize - 1).copied().unwrap_or_default()))
        .with("year", at.year().to_string())
}

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10",
    "month-11", "month-12",
];

fn civil(zone: &TimeZone, at: UnixSeconds) -> DateTime {
    zone.to_datetime(Timestamp::from_second(at).unwrap_or(Timestamp::UNIX_EPOCH))
}

fn days_between(at: DateTime, now: DateTime) -> i64 {
    (now.date() - at.date()).get_days().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::words::Lang;

    /// 2026-11-20T09:00:00 in Geneva, an hour ahead of UTC.
    const NOW: UnixSeconds = 1_795_161_600;
    const HOUR: i64 = 3_600;
    const DAY: i64 = 24 * HOUR;

    fn said(lang: Lang, at: UnixSeconds, style: Style) -> String {
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        words_for(Words::get(lang), &zone, at, NOW, style)
    }

    #[test]
    fn the_day_begins_at_midnight_where_the_person_is() {
        assert_eq!(said(Lang::En, NOW - 9 * HOUR, Style::Alone), "Today at 00:00");
        assert_eq!(said(Lang::En, NOW - 9 * HOUR - 1, Style::Alone), "Yesterday at 23:59");
        assert_eq!(said(Lang::En, NOW - 33 * HOUR - 1, Style::Alone), "18\u{a0}November");
    }

    #[test]
    fn another_year_is_named() {
        assert_eq!(said(Lang::En, NOW - 365 * DAY, Style::Alone), "20\u{a0}November 2025");
        assert_eq!(said(Lang::En, NOW - 6 * DAY, Style::Exact), "14\u{a0}November at 09:00");
    }

    #[test]
    fn french_writes_the_first_as_an_ordinal_and_keeps_day_and_month_together() {
        assert_eq!(said(Lang::Fr, NOW - 19 * DAY, Style::Alone), "1er\u{a0}novembre");
        assert_eq!(said(Lang::Fr, NOW - 6 * DAY, Style::Inside), "le 14\u{a0}novembre");
        assert_eq!(said(Lang::Fr, NOW, Style::Inside), "aujourd’hui à 09:00");
        assert_eq!(said(Lang::Fr, NOW + DAY, Style::InsideExact), "le 21\u{a0}novembre à 09:00");
    }

    #[test]
    fn durations_leave_out_what_is_nought() {
        let words = Words::get(Lang::En);
        let said = [48, 60, 108].map(|secs| words_for_duration(words, secs));
        assert_eq!(said, ["48\u{a0}s", "1\u{a0}min", "1\u{a0}min 48\u{a0}s"]);
    }

    #[test]
    fn an_instant_in_the_future_is_named_by_its_day() {
        assert_eq!(said(Lang::En, NOW + 2 * DAY, Style::Alone), "22\u{a0}November");
    }
}
