//! One-time codes and backup codes.

use assent_core::clock::UnixSeconds;
use assent_core::ids::DeviceId;
use assent_core::message::Text;

use super::{CredentialId, PersonId};

/// A one-time-code secret of a person: an Assent phone's, or any other app's.
#[derive(Clone, PartialEq, Eq)]
pub struct OtpCredential {
    /// Its id.
    pub id: CredentialId,
    /// Whose it is.
    pub person: PersonId,
    /// The Assent phone that has it, if one has.
    pub device: Option<DeviceId>,
    /// The person's name for it.
    pub name: Text,
    /// The secret, sealed with the credential's id as its place.
    pub sealed_secret: Vec<u8>,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: String,
    /// 6 to 8.
    pub digits: u8,
    /// Seconds a code lives.
    pub period_secs: u32,
    /// The step of the last accepted code; only later ones count.
    pub last_step: Option<u64>,
    /// Whether it was proved once; before that it opens nothing.
    pub active: bool,
    /// When it was made.
    pub created_at: UnixSeconds,
    /// When a code of it was last accepted.
    pub used_at: Option<UnixSeconds>,
}

/// A passkey or security key of a person (WebAuthn).
#[derive(Clone, PartialEq, Eq)]
pub struct Passkey {
    /// How its owner names it.
    pub id: CredentialId,
    /// Whose it is.
    pub person: PersonId,
    /// The person's name for it.
    pub name: Text,
    /// Its credential id, as the authenticator made it.
    pub credential: Vec<u8>,
    /// The public key and what belongs to it, as JSON.
    pub key: String,
    /// When it was made.
    pub created_at: UnixSeconds,
    /// When it was last used.
    pub used_at: Option<UnixSeconds>,
}

/// A telephone number that gets codes by SMS.
#[derive(Clone, PartialEq, Eq)]
pub struct SmsFactor {
    /// Its id.
    pub id: CredentialId,
    /// Whose it is.
    pub person: PersonId,
    /// The person's name for it.
    pub name: Text,
    /// The number, sealed with the id as its place.
    pub sealed_number: Vec<u8>,
    /// Whether it was proved once; before that it opens nothing.
    pub active: bool,
    /// When it was made.
    pub created_at: UnixSeconds,
    /// When a code that went there was last accepted.
    pub used_at: Option<UnixSeconds>,
}

/// A person's backup codes: one salt for the set, so that one hashing checks all.
#[derive(Clone, PartialEq, Eq)]
pub struct BackupSet {
    /// Salt of the Argon2id hash.
    pub salt: [u8; 16],
    /// When the set was made.
    pub made_at: UnixSeconds,
    /// The codes.
    pub codes: Vec<BackupCode>,
}

/// One backup code.
#[derive(Clone, PartialEq, Eq)]
pub struct BackupCode {
    /// Keyed Argon2id of the code under the set's salt.
    pub hash: [u8; 32],
    /// When it was used, if it was.
    pub used_at: Option<UnixSeconds>,
}
