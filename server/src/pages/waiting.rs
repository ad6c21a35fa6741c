//! The second step by phone: the page that waits.

use askama::Template;
use assent_core::clock::UnixSeconds;

use super::frame::Frame;
use super::html::Html;
use super::ring;
use super::words::Say;

/// The page that waits for the phone's answer and goes on by itself.
#[derive(Template)]
#[template(path = "waiting.html")]
pub struct Waiting {
    /// The page's surroundings.
    pub frame: Frame,
    /// What was asked, as the phone shows it.
    pub facts: Facts,
    /// How many phones were asked.
    pub phones: u32,
    /// Where it stands.
    pub state: WaitingState,
    /// Address that answers with `{"go": address}` once something changed, else with `{}`.
    pub poll: String,
}

/// What the phone shows about the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The account's address.
    pub account: String,
    /// The network address.
    pub address: Option<String>,
    /// Browser and system, such as "Firefox, Debian".
    pub browser: Option<String>,
}

/// Where the request stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WaitingState {
    /// No answer yet.
    Open(Open),
    /// Somebody said NO.
    Denied(Answered),
    /// Somebody said NO and that it was not them.
    Reported(Answered),
    /// The time ran out.
    Expired {
        /// How long it lived.
        life_secs: u32,
    },
    /// A newer request took its place.
    Superseded,
    /// It was called off.
    Cancelled,
    /// The push budget is used up or pushes are paused: codes only.
    CodesOnly,
    /// The person wants no requests now.
    Quiet {
        /// Until when.
        until: UnixSeconds,
    },
}

/// A request that still waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The number to type on the phone, 2 to 6 digits.
    pub number: Option<String>,
    /// How far it got.
    pub reach: Reach,
    /// Seconds left.
    pub left_secs: u32,
    /// Seconds it lives in all.
    pub life_secs: u32,
}

/// How far a request got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Sent a moment ago.
    Sent,
    /// Long enough ago that something is likely wrong.
    NotReached,
    /// Shown or fetched by this phone.
    Reached(String),
}

/// Who answered, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The phone's name.
    pub phone: String,
    /// When it answered.
    pub at: UnixSeconds,
}

/// How a request ended: the same page, gone grey.
pub struct Ending<'a> {
    icon: &'static str,
    title: Say<'a>,
    text: Say<'a>,
    pane: Say<'a>,
    step: Option<Say<'a>>,
}

impl Waiting {
    fn open(&self) -> Option<&Open> {
        match &self.state {
            WaitingState::Open(open) => Some(open),
            _ => None,
        }
    }

    fn empty_ring(&self) -> Html {
        ring::draw_empty()
    }

    fn is_codes_only(&self) -> bool {
        matches!(self.state, WaitingState::CodesOnly | WaitingState::Quiet { .. })
    }

    fn ending(&self) -> Ending<'static> {
        let t = |key| self.frame.t(key);
        let ending =
            |icon, title, text, step| Ending { icon, title: t(title), text: t(text), pane: t("waiting-ended"), step };
        match &self.state {
            WaitingState::Denied(who) => {
                ending("no", "waiting-denied", "waiting-denied-text", Some(self.answered("waiting-step-denied", who)))
            }
            WaitingState::Reported(who) => ending(
                "warn",
                "waiting-reported",
                "waiting-reported-text",
                Some(self.answered("waiting-step-reported", who)),
            ),
            WaitingState::Expired { life_secs } => {
                let step = t("waiting-step-expired").with("time", self.frame.duration(life_secs));
                let ending = ending("code", "waiting-expired", "waiting-expired-text", Some(step));
                Ending { pane: t("waiting-time-up"), ..ending }
            }
            WaitingState::Superseded => ending("again", "waiting-superseded", "waiting-superseded-text", None),
            WaitingState::CodesOnly => {
                let ending = ending("lock", "waiting-codes-only", "waiting-codes-only-text", None);
                Ending { pane: t("waiting-paused"), ..ending }
            }
            WaitingState::Quiet { until } => {
                let text = t("waiting-quiet-text").with("until", self.frame.clock(until));
                let ending = ending("lock", "waiting-quiet", "waiting-quiet-text", None);
                Ending { pane: t("waiting-paused"), text, ..ending }
            }
            WaitingState::Cancelled | WaitingState::Open(_) => {
                ending("no", "waiting-cancelled", "waiting-cancelled-text", None)
            }
        }
    }

    fn answered(&self, key: &'static str, who: &Answered) -> Say<'static> {
        self.frame.t(key).with("phone", &who.phone).with("when", self.frame.when_inside(&who.at))
    }
}

impl Open {
    fn ring(&self) -> Html {
        ring::draw_time(self.left_secs, self.life_secs)
    }

    /// Two or three digits stand on one line, more on two.
    fn lines(&self) -> Vec<&str> {
        let digits = self.number.as_deref().unwrap_or_default();
        if digits.len() <= 3 || !digits.is_ascii() {
            return vec![digits];
        }
        let (first, second) = digits.split_at(digits.len().div_ceil(2));
        vec![first, second]
    }

    /// The number so that a screen reader says digit by digit.
    fn spelled(&self) -> String {
        let digits = self.number.as_deref().unwrap_or_default();
        digits.chars().map(String::from).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(number: &str) -> Vec<String> {
        let open = Open { number: Some(number.into()), reach: Reach::Sent, left_secs: 1, life_secs: 2 };
        open.lines().into_iter().map(String::from).collect()
    }

    #[test]
    fn a_number_of_two_or_three_digits_stands_on_one_line() {
        assert_eq!(lines("42"), ["42"]);
        assert_eq!(lines("417092"), ["417", "092"]);
        assert_eq!(lines("41709"), ["417", "09"]);
    }

    #[test]
    fn the_number_is_spelled_for_the_ear() {
        let open = Open { number: Some("092".into()), reach: Reach::Sent, left_secs: 1, life_secs: 2 };
        assert_eq!(open.spelled(), "0 9 2");
    }
}
