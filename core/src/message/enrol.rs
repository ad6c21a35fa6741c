//! Linking a phone: `enrol` from the phone, `enrolled` from the server.

use ring::hmac;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Attestation, MAX_MESSAGE_BYTES, Message, Refusal, Text};
use crate::ids::{DeviceId, Nonce, TicketId};
use crate::keys::{Assurance, Jwk, PublicKey};
use crate::secret::Secret;

/// The longest [`Enrol`], in bytes: another message, and beside it an [`Attestation`], which the envelope makes 16/9 as long.
pub const MAX_ENROL_BYTES: usize = MAX_MESSAGE_BYTES + 44 * 1024;

const MAX_ENDPOINT_BYTES: usize = 1000;
const MAX_JWS_BYTES: usize = 2048;

/// Phone → server: "I hold this ticket, these are my keys". Signed by the request key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrol {
    /// Which ticket.
    pub ticket: TicketId,
    /// The key that approves.
    pub approve_key: Jwk,
    /// The key that asks, denies and reports.
    pub request_key: Jwk,
    /// A [`KeyProof`] signed by the approve key.
    pub approve_proof: String,
    /// [`enrol_mac`] under the ticket's secret, base64url.
    pub mac: String,
    /// What the phone is called.
    pub device: DeviceDescription,
    /// How well the keys are kept, as the phone says.
    pub assurance: Assurance,
    /// How well they are kept, as the hardware's maker says. Its challenge is [`super::derive_attestation_challenge`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<Attestation>,
    /// Where to wake the phone, when it can be woken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub push: Option<PushEndpoint>,
    /// Echoed in the answer.
    pub nonce: Nonce,
    /// The PKCE verifier (RFC 7636 §4.1) when the link was started on this phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verifier: Option<String>,
}

/// How a phone presents itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceDescription {
    /// The person's name for it.
    pub name: Text,
    /// Maker and model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<Text>,
    /// Operating system and version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<Text>,
    /// The app and its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<Text>,
}

/// Where a phone can be woken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum PushEndpoint {
    /// Web Push (RFC 8030, 8291) or UnifiedPush.
    Webpush {
        /// The push resource.
        endpoint: String,
        /// The receiver's public key, base64url.
        p256dh: String,
        /// The receiver's authentication secret, base64url.
        auth: String,
    },
    /// Google's service.
    Fcm {
        /// The registration token.
        token: String,
    },
    /// Apple's service.
    Apns {
        /// The device token.
        token: String,
        /// The app's bundle id.
        topic: String,
    },
}

/// "I, the approve key, belong to this request key and this ticket."
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyProof {
    /// Which ticket.
    pub ticket: TicketId,
    /// The enrolment's nonce.
    pub nonce: Nonce,
    /// The request key's thumbprint.
    pub request_key_id: String,
}

/// Server → phone: "you are linked", or, with `confirm`, "you will be when the link code is typed".
#[derive(Clone, Serialize, Deserialize)]
pub struct Enrolled {
    /// Which ticket.
    pub ticket: TicketId,
    /// The phone's nonce.
    pub nonce: Nonce,
    /// Made after the claim, so that nobody could compute the link code before.
    pub server_nonce: Nonce,
    /// The phone's id from now on.
    pub device: DeviceId,
    /// Whose account.
    pub account: Text,
    /// What the server calls itself.
    pub issuer: Text,
    /// The one-time codes of this account, unless policy has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otp: Option<OtpGrant>,
    /// The root key, whose thumbprint the ticket pinned.
    pub root_key: Jwk,
    /// A [`super::KeySet`].
    pub key_set: String,
    /// Whether the link code has to be typed on the portal page.
    pub confirm: bool,
}

/// The one-time-code parameters of an account.
#[derive(Clone, Serialize, Deserialize)]
pub struct OtpGrant {
    /// The secret, base32 without padding.
    pub secret: WireSecret,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: String,
    /// 6 to 8.
    pub digits: u8,
    /// Seconds a code lives.
    pub period_secs: u32,
}

/// A secret in a message: cleared when dropped, never shown.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WireSecret(pub Zeroizing<String>);

impl Message for Enrol {
    const TYPE: &'static str = "assent-enrol+jwt";

    fn check(&self) -> Result<(), Refusal> {
        let push_fits = self.push.as_ref().is_none_or(PushEndpoint::fits);
        let verifier_fits = self.verifier.as_ref().is_none_or(|text| (43..=128).contains(&text.len()));
        let chain_fits = self.attestation.as_ref().is_none_or(Attestation::fits);
        let fits = push_fits && verifier_fits && chain_fits && self.approve_proof.len() <= MAX_JWS_BYTES;
        // One key for both would let what needs no finger do what needs one.
        if fits && self.approve_key != self.request_key { Ok(()) } else { Err(Refusal::BadValue) }
    }
}

impl Message for KeyProof {
    const TYPE: &'static str = "assent-key-proof+jwt";
}

impl Message for Enrolled {
    const TYPE: &'static str = "assent-enrolled+jwt";
}

impl PushEndpoint {
    /// Whether no part is longer than a push service makes it.
    #[must_use]
    pub fn fits(&self) -> bool {
        let parts: &[&str] = match self {
            Self::Webpush { endpoint, p256dh, auth } => &[endpoint, p256dh, auth],
            Self::Fcm { token } => &[token],
            Self::Apns { token, topic } => &[token, topic],
        };
        parts.iter().all(|part| !part.is_empty() && part.len() <= MAX_ENDPOINT_BYTES)
    }
}

/// The proof that the phone knows the ticket's secret: HMAC-SHA-256 (RFC 2104) over
/// `"assent enrol v1" ‖ 00 ‖ ticket (16) ‖ approve key (65) ‖ request key (65) ‖ nonce (16)`.
#[must_use]
pub fn enrol_mac(
    secret: &Secret,
    ticket: TicketId,
    approve: &PublicKey,
    request: &PublicKey,
    nonce: Nonce,
) -> [u8; 32] {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, secret.expose()));
    context.update(b"assent enrol v1\0");
    context.update(&ticket.0);
    context.update(approve.point());
    context.update(request.point());
    context.update(&nonce.0);
    let mut mac = [0; 32];
    mac.copy_from_slice(context.sign().as_ref());
    mac
}
