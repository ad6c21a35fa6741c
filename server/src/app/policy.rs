//! What is asked of people, as plain values; the configuration fills it.

use assent_core::message::Text;
use jiff::tz::TimeZone;

use crate::model::Rules;

/// The rules that an operator sets.
#[derive(Debug, Clone)]
pub struct Policy {
    /// What is asked of everybody, until the organisation sets other rules in the portal.
    pub rules: Rules,
    /// How long a challenge lives, in seconds, at most 600.
    pub challenge_secs: i64,
    /// How long a session lives without being used, in seconds.
    pub idle_secs: i64,
    /// How long a session lives in all, in seconds.
    pub life_secs: i64,
    /// How long a proof counts as fresh for changing factors, in seconds.
    pub fresh_secs: i64,
    /// How long a half-done sign-in lives, in seconds.
    pub sign_in_secs: i64,
    /// Steps before and after the present one whose code is taken (RFC 6238 §5.2 advises 1).
    pub code_window: u8,
    /// The name people know this server by.
    pub issuer: Text,
    /// `https://name[:port]`, without a slash at the end.
    pub public_url: String,
    /// The zone in which pages show times.
    pub time_zone: TimeZone,
    /// SHA-256 of the TLS public key (RFC 7469 §2.4) for tickets, when the certificate is a private one.
    pub tls_pin: Option<[u8; 32]>,
}

impl Policy {
    /// The rules as they are without a configuration.
    #[must_use]
    pub const fn new(issuer: Text, public_url: String) -> Self {
        Self {
            rules: Rules::DEFAULT,
            challenge_secs: 120,
            idle_secs: 3600,
            life_secs: 86_400,
            fresh_secs: 600,
            sign_in_secs: 600,
            code_window: 1,
            issuer,
            public_url,
            time_zone: TimeZone::UTC,
            tls_pin: None,
        }
    }
}
