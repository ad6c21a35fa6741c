//! What screens show, as plain records.

use assent_core::authenticator::{AccountKind, AccountView, LinkState};
use assent_core::clock::UnixSeconds;

/// An account in the list, with its code of now.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Account {
    /// Its id here.
    pub id: String,
    /// The person's own name for it.
    pub label: Option<String>,
    /// Whom it is with.
    pub issuer: String,
    /// Whose it is.
    pub name: String,
    /// Whether a server asks it.
    pub is_push: bool,
    /// Whether its server knows this phone no more.
    pub is_unlinked: bool,
    /// What to type now.
    pub code: Option<String>,
    /// What to type next.
    pub next_code: Option<String>,
    /// Seconds the code is still shown.
    pub secs_left: Option<u64>,
    /// Seconds it is shown in all.
    pub period_secs: Option<u64>,
}

/// A link that waits for its code to be typed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Link {
    /// The account here.
    pub account: String,
    /// The six digits to show; none when the link is complete.
    pub link_code: Option<String>,
    /// What the server calls itself.
    pub issuer: String,
    /// Whose account.
    pub account_name: String,
}

/// What waits for an answer: exactly what was verified.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Request {
    /// Names it in [`crate::AssentApp::answer`].
    pub id: String,
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
    /// When, in Unix seconds by this phone's clock.
    pub asked_at: UnixSeconds,
    /// When it ends, in Unix seconds by this phone's clock.
    pub expires_at: UnixSeconds,
    /// How many digits have to be typed; 0 = YES or NO.
    pub number_digits: u8,
}

/// What is new.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Update {
    /// What waits.
    pub requests: Vec<Request>,
    /// Accounts whose server could not be asked.
    pub unreachable: Vec<String>,
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

impl From<AccountView> for Account {
    fn from(view: AccountView) -> Self {
        let code = view.code.as_ref();
        Self {
            id: view.id.to_string(),
            label: view.label,
            issuer: view.issuer,
            name: view.name,
            is_push: view.kind == AccountKind::Push,
            is_unlinked: view.state == LinkState::Unlinked,
            code: code.map(|code| code.code.to_string()),
            next_code: code.and_then(|code| code.next.as_ref().map(|next| next.to_string())),
            secs_left: code.and_then(|code| code.secs_left),
            period_secs: code.and_then(|code| code.period_secs),
        }
    }
}

impl From<&assent_core::authenticator::Request> for Request {
    fn from(request: &assent_core::authenticator::Request) -> Self {
        let (prompt, context) = (&request.prompt, &request.prompt.context);
        let text = |text: &Option<assent_core::message::Text>| text.as_ref().map(ToString::to_string);
        Self {
            id: request.challenge().to_string(),
            service: prompt.service.name.to_string(),
            account_name: prompt.account.to_string(),
            address: text(&context.address),
            place: text(&context.place),
            browser: text(&context.browser),
            system: text(&context.system),
            asked_at: request.asked_at,
            expires_at: request.expires_at,
            number_digits: prompt.number_digits,
        }
    }
}
