//! What a service keeps: the proof that a certain phone answered a certain question.

use serde::{Deserialize, Serialize};

use super::{Decision, KeySet, Message, Prompt, Received, Refusal, Sha256, Verdict};
use crate::clock::UnixSeconds;
use crate::ids::{ChallengeId, DeviceId};
use crate::keys::{Assurance, Jwk, PublicKey};

/// Server → service (and phone): how a challenge ended by an answer, and where that stands in the audit chain.
/// Its audience is the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Which challenge.
    pub challenge: ChallengeId,
    /// How it ended.
    pub outcome: Outcome,
    /// Of the exact prompt.
    pub prompt_sha256: Sha256,
    /// Of the exact decision.
    pub decision_sha256: Sha256,
    /// When the server took the decision.
    pub decided_at: UnixSeconds,
    /// Which phone.
    pub device: DeviceId,
    /// How well the phone's keys are kept.
    pub assurance: Assurance,
    /// Where it stands in the server's audit chain.
    pub audit: AuditPosition,
}

/// How a challenge ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The person said YES.
    Approved,
    /// The person said NO.
    Denied,
    /// Nobody answered in time.
    Expired,
    /// Withdrawn or superseded.
    Cancelled,
}

/// A place in the audit chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPosition {
    /// The entry's number.
    pub seq: u64,
    /// The chain's hash after it.
    pub hash: Sha256,
}

impl Message for Receipt {
    const TYPE: &'static str = "assent-receipt+jwt";
}

/// The three JWS of a receipt with the public keys to check them offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptBundle {
    /// A [`Prompt`], exactly as the phone got it.
    pub prompt: String,
    /// A [`Decision`], exactly as the server got it.
    pub decision: String,
    /// A [`Receipt`].
    pub receipt: String,
    /// The server's root key; its thumbprint is the server id.
    pub root_key: Jwk,
    /// A [`KeySet`].
    pub key_set: String,
    /// The phone's key that signed the decision.
    pub device_key: Jwk,
}

/// What a checked bundle proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The server's id.
    pub server_id: String,
    /// The thumbprint of the phone's key.
    pub device_key_id: String,
    /// What was shown.
    pub prompt: Prompt,
    /// What was answered.
    pub decision: Decision,
    /// What came of it.
    pub receipt: Receipt,
}

/// Why a bundle proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// One of the keys is not a key.
    #[error("a key in the receipt is damaged")]
    BadKey,
    /// The key set does not open.
    #[error("the key set: {0}")]
    KeySet(Refusal),
    /// The prompt does not open.
    #[error("the prompt: {0}")]
    Prompt(Refusal),
    /// The decision does not open.
    #[error("the decision: {0}")]
    Decision(Refusal),
    /// The receipt does not open.
    #[error("the receipt: {0}")]
    Receipt(Refusal),
    /// The parts are real but do not belong together.
    #[error("the parts of the receipt do not belong together")]
    Mismatch,
    /// Another server or phone than the one that is trusted.
    #[error("the receipt is from a server or a phone that you did not pin")]
    NotPinned,
}

impl ReceiptBundle {
    /// Checks all signatures and that the parts belong together, for the service `service_id`.
    ///
    /// Compare [`Proof::server_id`] and [`Proof::device_key_id`] with what you pinned: a bundle carries its own keys.
    ///
    /// # Errors
    /// [`ReceiptError`] names the part that fails.
    pub fn check(&self, service_id: &str) -> Result<Proof, ReceiptError> {
        let root = PublicKey::try_from(&self.root_key).map_err(|_| ReceiptError::BadKey)?;
        let device_key = PublicKey::try_from(&self.device_key).map_err(|_| ReceiptError::BadKey)?;
        let keys = KeySet::open(&self.key_set, &root).map_err(ReceiptError::KeySet)?;
        let server_id = root.thumbprint();
        let prompt = open_by::<Prompt>(&self.prompt, &keys).map_err(ReceiptError::Prompt)?;
        let receipt = open_by::<Receipt>(&self.receipt, &keys).map_err(ReceiptError::Receipt)?;
        let decision = Received::new(self.decision.as_bytes())
            .and_then(|received| received.open_unaddressed::<Decision>(&device_key))
            .map_err(ReceiptError::Decision)?;
        let device = receipt.message.device.to_string();
        let addressed = prompt.iss == server_id
            && prompt.aud == device
            && decision.iss == device
            && decision.aud == server_id
            && receipt.iss == server_id
            && receipt.aud == service_id
            && prompt.message.service.id == service_id;
        if !addressed || !self.belongs_together(&prompt.message, &decision.message, &receipt.message) {
            return Err(ReceiptError::Mismatch);
        }
        Ok(Proof {
            server_id,
            device_key_id: device_key.thumbprint(),
            prompt: prompt.message,
            decision: decision.message,
            receipt: receipt.message,
        })
    }

    fn belongs_together(&self, prompt: &Prompt, decision: &Decision, receipt: &Receipt) -> bool {
        let shown = Sha256::of(self.prompt.as_bytes());
        let outcome_fits = match decision.verdict {
            Verdict::Approve => receipt.outcome == Outcome::Approved,
            Verdict::Deny | Verdict::Report => receipt.outcome == Outcome::Denied,
        };
        outcome_fits
            && decision.prompt_sha256 == shown
            && receipt.prompt_sha256 == shown
            && receipt.decision_sha256 == Sha256::of(self.decision.as_bytes())
            && decision.challenge == prompt.challenge
            && receipt.challenge == prompt.challenge
    }
}

fn open_by<M: Message>(compact: &str, keys: &KeySet) -> Result<super::Claims<M>, Refusal> {
    let received = Received::new(compact.as_bytes())?;
    let key = keys.find(&received.key_id::<M>()?).ok_or(Refusal::WrongKey)?;
    received.open_unaddressed(&key)
}
