//! What services send and get, as JSON.

use assent_core::message::{Context, ReceiptBundle, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who is asked about which login.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AskBody {
    /// The account: an e-mail address. One that does not exist waits like one that does.
    #[schema(example = "ada@example.org")]
    pub(super) account: String,
    /// Whether the person types the login page's number on the phone: `policy` (the server decides) or `always`.
    #[serde(default)]
    pub(super) number: NumberBody,
    /// How many seconds the request waits for its answer, 10 to 600; the server's default without it.
    #[schema(example = 120)]
    pub(super) lives_secs: Option<i64>,
    /// The circumstances, shown on the phone. What is unknown is left out, never guessed.
    #[serde(default)]
    pub(super) context: ContextBody,
}

/// Whether a number is typed.
#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum NumberBody {
    /// As the server's policy says.
    #[default]
    Policy,
    /// Always.
    Always,
}

/// From where and with what somebody signs in.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ContextBody {
    /// The network address of the browser.
    #[schema(example = "192.0.2.7")]
    pub(super) address: Option<String>,
    /// The place, if the service knows one.
    pub(super) place: Option<String>,
    /// The browser's `User-Agent`; the server makes browser and system of it.
    pub(super) user_agent: Option<String>,
    /// The browser or program, if it is known better than from `user_agent`.
    pub(super) browser: Option<String>,
    /// The system.
    pub(super) system: Option<String>,
    /// Whether this browser is new to the account.
    pub(super) new_browser: Option<bool>,
}

/// A request that was sent.
#[derive(Serialize, ToSchema)]
pub(super) struct AskedBody {
    /// Its name from now on.
    #[schema(example = "kdsSSLLNS7iJ9NdY0x1tTg")]
    pub(super) id: String,
    /// The number to show on the login page, if one has to be typed on the phone.
    pub(super) number: Option<String>,
    /// When it ends, in Unix seconds.
    pub(super) expires_at: i64,
}

/// Where a request stands.
#[derive(Serialize, ToSchema)]
pub(super) struct StatusBody {
    /// Its name.
    pub(super) id: String,
    /// Where it stands.
    pub(super) status: Status,
    /// How many phones have it on their screen. Tells whether the account exists: show it only after the password.
    pub(super) reached: usize,
    /// When it ends or ended by itself, in Unix seconds.
    pub(super) expires_at: i64,
}

/// Where a request stands.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    /// Nobody answered yet.
    Pending,
    /// YES; redeem it within a minute.
    Approved,
    /// NO.
    Denied,
    /// Nobody answered in time.
    Expired,
    /// Withdrawn, replaced by a newer one, or ended by wrong numbers.
    Cancelled,
    /// YES, and redeemed.
    Redeemed,
}

/// How a request ended.
#[derive(Serialize, ToSchema)]
pub(super) struct RedeemedBody {
    /// Its name.
    pub(super) id: String,
    /// `approved` opens the login, this once; nothing else does.
    pub(super) outcome: Status,
    /// Whether the person said that it was not them: the password is known to somebody else.
    pub(super) reported: bool,
    /// Why it was cancelled: `withdrawn`, `superseded` or `wrong-number`.
    pub(super) cancelled: Option<&'static str>,
    /// Proof of the answer, to keep; any JOSE library checks it.
    #[schema(value_type = Option<ReceiptDocument>)]
    pub(super) receipt: Option<ReceiptBundle>,
}

/// Three signed messages (JWS compact) and the keys to check them with.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the core's type, which knows nothing of OpenAPI")]
pub(super) struct ReceiptDocument {
    /// What the phone was shown, signed by the server.
    prompt: String,
    /// What the person answered, signed by the phone.
    decision: String,
    /// What the server made of it, and where that stands in its log.
    receipt: String,
    /// The server's root key (JWK); its thumbprint (RFC 7638) is the server's id.
    #[schema(value_type = Object)]
    root_key: String,
    /// The server's signing keys, signed by the root key.
    key_set: String,
    /// The phone's key that signed the decision (JWK).
    #[schema(value_type = Object)]
    device_key: String,
}

/// Whether a request was taken back.
#[derive(Serialize, ToSchema)]
pub(super) struct CancelledBody {
    /// `false` when it had ended already.
    pub(super) cancelled: bool,
}

/// A code as it was typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckBody {
    /// The account: an e-mail address. One that does not exist is told apart by nothing.
    #[schema(example = "ada@example.org")]
    pub(super) account: String,
    /// What was typed.
    #[schema(example = "123 456")]
    pub(super) code: String,
    /// The network address of who typed it.
    pub(super) address: Option<String>,
}

/// What became of a code.
#[derive(Serialize, ToSchema)]
pub(super) struct CheckedBody {
    /// `accepted` opens the login; nothing else does.
    pub(super) result: CheckResult,
    /// `reused` and `throttled`: in how many seconds the next try makes sense.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) wait_secs: Option<i64>,
    /// `phone_off`: by how many seconds the phone's clock is off; negative when it is slow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) off_secs: Option<i64>,
    /// `accepted` backup codes: how many are left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) left: Option<usize>,
}

/// What became of a code.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum CheckResult {
    /// Right, and used up.
    Accepted,
    /// Wrong, or there is no such account.
    Wrong,
    /// It counted before, or a later one did.
    Reused,
    /// It belongs to another time.
    PhoneOff,
    /// Too many wrong ones before; it was not looked at.
    Throttled,
}

/// The service of the API key.
#[derive(Serialize, ToSchema)]
pub(super) struct ServiceBody {
    /// Its id: the audience of its receipts.
    pub(super) id: String,
    /// The name people see on their phones.
    pub(super) name: String,
    /// The server's id: the thumbprint (RFC 7638) of its root key, to pin.
    pub(super) server_id: String,
}

impl CheckedBody {
    pub(super) const fn new(result: CheckResult) -> Self {
        Self { result, wait_secs: None, off_secs: None, left: None }
    }
}

impl ContextBody {
    /// The circumstances as the phone shows them: made showable, never refused.
    pub(super) fn read(self) -> Context {
        let tidy = |text: Option<String>| text.as_deref().and_then(Text::tidy);
        let agent = self.user_agent.as_deref().map(crate::people::read_user_agent).unwrap_or_default();
        Context {
            address: tidy(self.address),
            place: tidy(self.place),
            browser: tidy(self.browser).or(agent.browser),
            system: tidy(self.system).or(agent.system),
            new_browser: self.new_browser,
        }
    }
}
