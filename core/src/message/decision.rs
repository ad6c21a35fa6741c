//! The person's answer.

use serde::{Deserialize, Serialize};

use super::{Message, Refusal, Sha256};
use crate::clock::UnixSeconds;
use crate::ids::ChallengeId;

/// Phone → server: the answer to exactly one prompt. `approve` is signed by the approve key, the others by the request key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Which challenge.
    pub challenge: ChallengeId,
    /// SHA-256 of the prompt's compact form as it was received and shown.
    pub prompt_sha256: Sha256,
    /// The answer.
    pub verdict: Verdict,
    /// The number typed, when one was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// When the prompt was shown, by the phone's corrected clock.
    pub shown_at: UnixSeconds,
    /// When it was answered.
    pub answered_at: UnixSeconds,
    /// Rises with each decision, update and leave of this phone.
    pub counter: u64,
    /// How the phone made sure that it was the person.
    pub user_verification: UserVerification,
}

/// YES, NO, or "it was not me".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// YES.
    Approve,
    /// NO.
    Deny,
    /// NO, and it was not me.
    Report,
}

/// How the phone made sure that it was the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UserVerification {
    /// Fingerprint or face.
    Biometric,
    /// The device's or the app's PIN.
    Pin,
    /// Somebody pressed a button.
    Presence,
}

impl Message for Decision {
    const TYPE: &'static str = "assent-decision+jwt";

    fn check(&self) -> Result<(), Refusal> {
        let is_number = |text: &String| (2..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if self.number.as_ref().is_none_or(is_number) { Ok(()) } else { Err(Refusal::BadValue) }
    }
}
