//! Which way to take the second step from now on.

use askama::Template;

use super::frame::Frame;
use super::sms_code::SmsProblem;
use super::words::Say;

/// The choice of a method.
#[derive(Template)]
#[template(path = "add_option.html")]
pub struct AddOption {
    /// The page's surroundings.
    pub frame: Frame,
    /// Whether two-step verification is being switched on with it.
    pub is_first: bool,
    /// Whether it is asked for, so that there is no way past it.
    pub is_required: bool,
    /// Whether it takes the place of everything that was lost, after an identity check.
    pub is_recovery: bool,
    /// Whether the person may leave the organisation instead.
    pub can_leave: bool,
    /// Whether a way was chosen that is not allowed any more.
    pub is_gone: bool,
    /// Whether another app may make the codes.
    pub can_code_app: bool,
    /// Whether passkeys can be had.
    pub can_passkey: bool,
    /// What went wrong with a passkey, if anything.
    pub problem: Option<PasskeyProblem>,
    /// Codes by SMS, if they can be had.
    pub sms: Option<SmsOffer>,
}

/// Codes by SMS.
pub struct SmsOffer {
    /// The countries that are served.
    pub countries: String,
    /// The number as it was typed.
    pub typed: String,
    /// What was wrong with it.
    pub problem: Option<NumberProblem>,
}

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberProblem {
    /// Nothing in the name that can be shown.
    NoName,
    /// No number.
    Bad,
    /// Not clear of which country.
    NoCountry,
    /// Of another country.
    NotServed,
    /// A landline or a special one.
    NotMobile,
    /// Set up already.
    Known,
    /// Too many already.
    TooMany,
    /// No code could be sent.
    Send(SmsProblem),
}

/// What went wrong with a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyProblem {
    /// Nothing in the name that can be shown.
    NoName,
    /// Too many already.
    TooMany,
    /// The authenticator's answer was not one.
    BadAnswer,
}

impl AddOption {
    fn problem(&self) -> Option<&'static str> {
        Some(match self.problem? {
            PasskeyProblem::NoName => "name-missing",
            PasskeyProblem::TooMany => "passkey-too-many",
            PasskeyProblem::BadAnswer => "passkey-failed",
        })
    }
}

impl NumberProblem {
    /// What it is, and what to do; `countries` are the ones that are served.
    #[must_use]
    pub fn words<'a>(self, frame: &Frame, countries: &'a str) -> Say<'a> {
        let key = match self {
            Self::Send(problem) => return problem.words(frame),
            Self::NotServed => return frame.t("number-not-served").with("countries", countries),
            Self::NoName => "name-missing",
            Self::Bad => "number-bad",
            Self::NoCountry => "number-no-country",
            Self::NotMobile => "number-not-mobile",
            Self::Known => "number-known",
            Self::TooMany => "number-too-many",
        };
        frame.t(key)
    }
}
