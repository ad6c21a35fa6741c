//! What waits for an answer.

use assent_core::authenticator as core;
use assent_core::message::{Text, Verdict};

/// What waits for an answer: exactly what was verified.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Request {
    /// Names it in [`AssentApp::answer`].
    pub id: String,
    /// The account here.
    pub account: String,
    /// What the account's server calls itself.
    pub issuer: String,
    /// The service that asks.
    pub service: String,
    /// Whose login.
    pub account_name: String,
    /// From where.
    pub address: Option<String>,
    /// The place of the address.
    pub place: Option<String>,
    /// With what.
    pub browser: Option<String>,
    /// On what.
    pub system: Option<String>,
    /// Whether the browser is new to the account; none when nobody knows.
    pub is_new_browser: Option<bool>,
    /// When, in Unix seconds by this phone's clock.
    pub asked_at: i64,
    /// When it ends, in Unix seconds by this phone's clock.
    pub expires_at: i64,
    /// How many digits have to be typed; 0 = YES or NO.
    pub number_digits: u8,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Answer {
    /// YES.
    Approve,
    /// NO.
    Deny,
    /// NO, and it was not me.
    Report,
}

impl From<Answer> for Verdict {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Approve => Self::Approve,
            Answer::Deny => Self::Deny,
            Answer::Report => Self::Report,
        }
    }
}

impl From<&core::Request> for Request {
    fn from(request: &core::Request) -> Self {
        let (prompt, context) = (&request.prompt, &request.prompt.context);
        let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
        Self {
            id: request.challenge().to_string(),
            account: request.account.to_string(),
            issuer: request.issuer.to_string(),
            service: prompt.service.name.to_string(),
            account_name: prompt.account.to_string(),
            address: text(&context.address),
            place: text(&context.place),
            browser: text(&context.browser),
            system: text(&context.system),
            is_new_browser: context.new_browser,
            asked_at: request.asked_at,
            expires_at: request.expires_at,
            number_digits: prompt.number_digits,
        }
    }
}
