//! The envelope: JWS compact (RFC 7515 §3.1), ES256 only, explicitly typed (RFC 8725 §3.11).
//!
//! What is signed says what it is: `typ` names the message, `aud` whom it is for, `v` the protocol's version.
//! The very bytes received are verified; nothing is serialised again.

use data_encoding::BASE64URL_NOPAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::clock::UnixSeconds;
use crate::ids::Nonce;
use crate::keys::{PublicKey, SignError, Signature, Signer};
use crate::random::Random;

/// The longest message, in bytes; an [`super::Enrol`] may be [`super::MAX_ENROL_BYTES`] long.
pub const MAX_MESSAGE_BYTES: usize = 8 * 1024;

const VERSION: u8 = 1;

/// A message's own claims.
pub trait Message: Serialize + DeserializeOwned {
    /// The header's `typ`: `assent-<message>+jwt`.
    const TYPE: &'static str;

    /// Checks what the types can't.
    ///
    /// # Errors
    /// [`Refusal::BadValue`].
    fn check(&self) -> Result<(), Refusal> {
        Ok(())
    }
}

/// All claims of an envelope (RFC 7519 §4.1) with the message in them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims<M> {
    /// The protocol's version.
    pub v: u8,
    /// Who says it: a device id, a key's thumbprint or a server id.
    pub iss: String,
    /// Whom it is for.
    pub aud: String,
    /// When it was signed.
    pub iat: UnixSeconds,
    /// Until when it holds.
    pub exp: UnixSeconds,
    /// Names this one message.
    pub jti: Nonce,
    /// The message's own claims.
    #[serde(flatten)]
    pub message: M,
}

/// From whom, to whom and for how long a message is.
#[derive(Debug, Clone, Copy)]
pub struct Addressing<'a> {
    /// `iss`
    pub issuer: &'a str,
    /// `aud`
    pub audience: &'a str,
    /// `iat`
    pub now: UnixSeconds,
    /// `exp`
    pub expires_at: UnixSeconds,
}

/// Signs `message`. Gives the compact form.
///
/// # Errors
/// [`SignError`] from the signer, or [`SignError::Failed`] when the random source or the serialiser fails.
pub fn sign<M: Message>(
    message: M,
    to: Addressing<'_>,
    signer: &dyn Signer,
    random: &dyn Random,
) -> Result<String, SignError> {
    let claims = Claims {
        v: VERSION,
        iss: to.issuer.to_owned(),
        aud: to.audience.to_owned(),
        iat: to.now,
        exp: to.expires_at,
        jti: Nonce::make(random).map_err(|_| SignError::Failed)?,
        message,
    };
    let header = format!(r#"{{"alg":"ES256","typ":"{}","kid":"{}"}}"#, M::TYPE, signer.public_key().thumbprint());
    let payload = serde_json::to_vec(&claims).map_err(|_| SignError::Failed)?;
    let mut compact = String::with_capacity((header.len() + payload.len()) * 4 / 3 + 96);
    BASE64URL_NOPAD.encode_append(header.as_bytes(), &mut compact);
    compact.push('.');
    BASE64URL_NOPAD.encode_append(&payload, &mut compact);
    let signature = signer.sign(compact.as_bytes())?;
    compact.push('.');
    BASE64URL_NOPAD.encode_append(signature.as_bytes(), &mut compact);
    Ok(compact)
}

/// Which times of a message are accepted.
#[derive(Debug, Clone, Copy)]
pub enum Times {
    /// Signed not after `now` and valid at `now`, give or take `slack_secs`.
    Around {
        /// The reader's time.
        now: UnixSeconds,
        /// How far apart the two clocks may be, in seconds.
        slack_secs: i64,
    },
    /// Any: a nonce proves freshness, or the message is kept as a proof.
    Any,
}

/// What a reader expects around a message.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// `iss` must be this.
    pub issuer: &'a str,
    /// `aud` must be this.
    pub audience: &'a str,
    /// `iat` and `exp` must fit this.
    pub times: Times,
}

/// A message that came in and is not believed yet.
#[derive(Debug, Clone, Copy)]
pub struct Received<'a> {
    compact: &'a str,
    payload: &'a str,
    signature: &'a str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

impl<'a> Received<'a> {
    /// Takes bytes from outside. Checks only length and form.
    ///
    /// # Errors
    /// [`Refusal::TooLong`] or [`Refusal::Malformed`].
    pub fn new(bytes: &'a [u8]) -> Result<Self, Refusal> {
        Self::with_limit(bytes, MAX_MESSAGE_BYTES)
    }

    /// As [`Self::new`], for a message that may have `limit` bytes.
    ///
    /// # Errors
    /// [`Refusal::TooLong`] or [`Refusal::Malformed`].
    pub fn with_limit(bytes: &'a [u8], limit: usize) -> Result<Self, Refusal> {
        if bytes.len() > limit {
            return Err(Refusal::TooLong);
        }
        let compact = std::str::from_utf8(bytes).map_err(|_| Refusal::Malformed)?;
        let mut parts = compact.split('.');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(_), Some(payload), Some(signature), None) => Ok(Self { compact, payload, signature }),
            _ => Err(Refusal::Malformed),
        }
    }

    /// The thumbprint of the key that is said to have signed, of a message that is said to be an `M`.
    ///
    /// # Errors
    /// [`Refusal::Header`] for `alg: none`, another algorithm or another header member, [`Refusal::WrongType`].
    pub fn key_id<M: Message>(&self) -> Result<String, Refusal> {
        let encoded = self.compact.split('.').next().unwrap_or_default();
        let json = BASE64URL_NOPAD.decode(encoded.as_bytes()).map_err(|_| Refusal::Malformed)?;
        let header: Header = serde_json::from_slice(&json).map_err(|_| Refusal::Header)?;
        if header.alg != "ES256" {
            return Err(Refusal::Header);
        }
        if header.typ != M::TYPE {
            return Err(Refusal::WrongType);
        }
        Ok(header.kid)
    }

    /// Believes the message if `key` signed it as an `M` and everything around it is as expected.
    ///
    /// # Errors
    /// [`Refusal`] says which check failed.
    pub fn open<M: Message>(&self, key: &PublicKey, expected: &Expected<'_>) -> Result<Claims<M>, Refusal> {
        let claims = self.open_unaddressed::<M>(key)?;
        if claims.iss != expected.issuer {
            return Err(Refusal::WrongIssuer);
        }
        if claims.aud != expected.audience {
            return Err(Refusal::WrongAudience);
        }
        if let Times::Around { now, slack_secs } = expected.times {
            let fits = claims.iat <= now.saturating_add(slack_secs) && claims.exp.saturating_add(slack_secs) > now;
            if !fits {
                return Err(Refusal::Untimely);
            }
        }
        Ok(claims)
    }

    /// As [`Self::open`], for a message that names its own issuer or audience: the caller checks them.
    ///
    /// # Errors
    /// [`Refusal`] says which check failed.
    pub fn open_unaddressed<M: Message>(&self, key: &PublicKey) -> Result<Claims<M>, Refusal> {
        if self.key_id::<M>()? != key.thumbprint() {
            return Err(Refusal::WrongKey);
        }
        let signature = Signature::from_base64url(self.signature).map_err(|_| Refusal::Malformed)?;
        let signed = &self.compact[..self.compact.len() - self.signature.len() - 1];
        key.verify(signed.as_bytes(), &signature).map_err(|_| Refusal::BadSignature)?;
        let claims = self.peek::<M>()?;
        if claims.v != VERSION {
            return Err(Refusal::Version);
        }
        if claims.exp < claims.iat {
            return Err(Refusal::Untimely);
        }
        claims.message.check()?;
        Ok(claims)
    }

    /// What the message says, unproved: to learn which key should have signed it, never to act on.
    ///
    /// # Errors
    /// [`Refusal::Malformed`].
    pub fn peek<M: Message>(&self) -> Result<Claims<M>, Refusal> {
        let json = BASE64URL_NOPAD.decode(self.payload.as_bytes()).map_err(|_| Refusal::Malformed)?;
        serde_json::from_slice(&json).map_err(|_| Refusal::Malformed)
    }
}

#[cfg(test)]
#[path = "envelope_tests.rs"]
mod tests;
