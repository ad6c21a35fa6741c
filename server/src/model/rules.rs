//! What the organisation asks of everybody.

use assent_core::keys::Assurance;
use serde::{Deserialize, Serialize};

/// The rules that an organisation sets in the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Whether everybody needs a second step.
    pub two_step: TwoStep,
    /// Whether the login page's number is typed on the phone.
    pub number_match: NumberMatch,
    /// Its digits, 2 to 6.
    pub number_digits: u8,
    /// NIST SP 800-63B-4 at AAL2: longer passwords for everybody, sessions of a day at most and an hour without use,
    /// and no codes by SMS (§3.1.3.3 has them restricted).
    pub strict: bool,
    /// Which ways of taking the second step, besides the Assent app, may be set up from now on.
    #[serde(default)]
    pub methods: Methods,
    /// Where the key of a phone that is linked from now on lies at least; `None`: anywhere.
    #[serde(default)]
    pub assurance: Option<Assurance>,
    /// Whether phones that are linked from now on must prove that their key lies in hardware.
    #[serde(default)]
    pub proved_keys: bool,
    /// How long a request waits for its answer, in seconds; `None`: as configured.
    #[serde(default)]
    pub request_secs: Option<u32>,
    /// How long a session lives at most, in seconds; `None`: as configured.
    #[serde(default)]
    pub session_secs: Option<u32>,
    /// Whether two reviewers have to accept an identity check.
    #[serde(default)]
    pub two_reviewers: bool,
}

/// Ways of taking the second step besides the Assent app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Methods {
    /// Codes of any other app.
    pub code_apps: bool,
    /// Passkeys and security keys.
    pub passkeys: bool,
    /// Codes by SMS, where there is a gateway and the rules are not strict.
    pub sms: bool,
}

impl Methods {
    /// Every way.
    pub const ALL: Self = Self { code_apps: true, passkeys: true, sms: true };
}

impl Default for Methods {
    fn default() -> Self {
        Self::ALL
    }
}

/// Whether everybody needs a second step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TwoStep {
    /// Each person decides.
    Optional,
    /// Who has none sets one up before anything else.
    Required,
}

/// Whether a number is carried from the login page to the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberMatch {
    /// Only where a service asks for it.
    Never,
    /// From a browser that is new to the account, or of which that is not known.
    NewBrowser,
    /// For every request.
    Always,
}

/// NIST SP 800-63B-4 §2.2.3: how long a session lives at AAL2, in seconds, in all and without use.
const STRICT_LIFE_SECS: i64 = 86_400;
const STRICT_IDLE_SECS: i64 = 3_600;

impl Rules {
    /// How long a session may live where the configuration says `secs`, in all.
    #[must_use]
    pub fn life_secs(&self, secs: i64) -> i64 {
        let secs = self.session_secs.map_or(secs, |most| secs.min(most.into()));
        if self.strict { secs.min(STRICT_LIFE_SECS) } else { secs }
    }

    /// The same without use.
    #[must_use]
    pub fn idle_secs(&self, secs: i64) -> i64 {
        if self.strict { secs.min(STRICT_IDLE_SECS) } else { secs }
    }

    /// Whether a phone with a key that lies there may be linked.
    #[must_use]
    pub const fn allows(&self, key: Assurance) -> bool {
        match self.assurance {
            None | Some(Assurance::Software) => true,
            Some(Assurance::Tee) => !matches!(key, Assurance::Software),
            Some(Assurance::Strongbox) => matches!(key, Assurance::Strongbox),
        }
    }

    /// As they are where nobody set any.
    pub const DEFAULT: Self = Self {
        two_step: TwoStep::Optional,
        number_match: NumberMatch::Never,
        number_digits: 6,
        strict: false,
        methods: Methods::ALL,
        assurance: None,
        proved_keys: false,
        request_secs: None,
        session_secs: None,
        two_reviewers: false,
    };
}
