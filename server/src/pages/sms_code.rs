//! A code by SMS: sending it, and typing it.

use askama::Template;

use super::frame::Frame;
use super::words::Say;

/// Which of the numbers gets a code.
#[derive(Template)]
#[template(path = "sms_choice.html")]
pub struct SmsChoice {
    /// The page's surroundings.
    pub frame: Frame,
    /// The numbers.
    pub numbers: Vec<SmsWay>,
}

/// A number that can get a code.
pub struct SmsWay {
    /// As it stands in addresses.
    pub id: String,
    /// Masked.
    pub number: String,
}

/// Asks for the code that came.
#[derive(Template)]
#[template(path = "sms_code.html")]
pub struct SmsCode {
    /// The page's surroundings.
    pub frame: Frame,
    /// What it is for.
    pub purpose: SmsPurpose,
    /// Where the code goes; with `/send` after it, where another one is asked for.
    pub action: String,
    /// The number, masked.
    pub number: String,
    /// What the page has to say.
    pub state: SmsState,
}

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmsPurpose {
    /// Signing in.
    SignIn,
    /// Setting a number up as a second step.
    Number,
    /// Setting a number for getting back in.
    Recovery,
}

/// What came of the code before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmsState {
    /// None was sent from this page.
    Fresh,
    /// One was just sent.
    Sent,
    /// It is not the one.
    Wrong,
    /// Too many tries.
    Throttled {
        /// Until the next try, at least 1.
        minutes: u32,
    },
    /// None could be sent.
    Refused(SmsProblem),
}

/// Why none was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmsProblem {
    /// Too many went to this number.
    NumberLimit {
        /// Until the next one, at least 1.
        minutes: u32,
    },
    /// Too many went to its country.
    CountryLimit {
        /// Until the next one, at least 1.
        minutes: u32,
    },
    /// The gateway did not take it.
    Broken,
    /// There is no gateway any more.
    NotSetUp,
}

impl SmsCode {
    const fn title(&self) -> &'static str {
        match self.purpose {
            SmsPurpose::SignIn => "sms-title",
            SmsPurpose::Number | SmsPurpose::Recovery => "sms-prove-title",
        }
    }

    const fn go(&self) -> &'static str {
        match self.purpose {
            SmsPurpose::SignIn => "sign-in",
            SmsPurpose::Number | SmsPurpose::Recovery => "sms-prove-go",
        }
    }

    const fn back(&self) -> (&'static str, &'static str) {
        match self.purpose {
            SmsPurpose::SignIn => ("/sign-in/ways", "other-ways"),
            SmsPurpose::Number => ("/security/add", "cancel"),
            SmsPurpose::Recovery => ("/profile/contact", "cancel"),
        }
    }
}

impl SmsProblem {
    /// What it is, and what to do.
    #[must_use]
    pub fn words(self, frame: &Frame) -> Say<'static> {
        match self {
            Self::NumberLimit { minutes } => frame.t("sms-number-limit").with("minutes", minutes),
            Self::CountryLimit { minutes } => frame.t("sms-country-limit").with("minutes", minutes),
            Self::Broken => frame.t("sms-broken"),
            Self::NotSetUp => frame.t("sms-not-set-up"),
        }
    }
}
