//! What the phone shows: signed by the server, bound to the phone's own nonce.

use serde::{Deserialize, Serialize};

use super::{Message, Refusal, Text};
use crate::clock::UnixSeconds;
use crate::ids::{ChallengeId, Nonce};

/// Server → phone: "is this you?". The envelope's `exp` is the challenge's expiry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// The nonce of the pull that asked.
    pub nonce: Nonce,
    /// Which challenge.
    pub challenge: ChallengeId,
    /// Who asks.
    pub service: Party,
    /// Whose login.
    pub account: Text,
    /// From where and with what.
    pub context: Context,
    /// How many digits of the login page's number have to be typed; 0 = plain YES / NO.
    pub number_digits: u8,
    /// When the login was begun.
    pub asked_at: UnixSeconds,
}

/// A service (relying party).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The service's id.
    pub id: String,
    /// The name people know.
    pub name: Text,
}

/// The circumstances of a login. What is unknown is absent, never guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The network address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Text>,
    /// The place that the address points to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Text>,
    /// The browser or program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<Text>,
    /// The operating system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<Text>,
    /// Whether this browser is new to the account; absent when nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_browser: Option<bool>,
}

impl Message for Prompt {
    const TYPE: &'static str = "assent-prompt+jwt";

    fn check(&self) -> Result<(), Refusal> {
        let digits_fit = matches!(self.number_digits, 0 | 2..=6);
        if digits_fit && self.service.id.len() <= super::MAX_TEXT_BYTES { Ok(()) } else { Err(Refusal::BadValue) }
    }
}
