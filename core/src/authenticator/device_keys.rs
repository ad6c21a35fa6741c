//! The phone's signing keys, by account and purpose: Keystore or Secure Enclave on a phone, software elsewhere.

use std::sync::Arc;

use super::{AccountId, Records, RecordsError};
use crate::keys::{Assurance, PublicKey, SignError, Signature, Signer, SoftwareKey};
use crate::message::UserVerification;
use crate::random::Random;

/// What a key may sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyPurpose {
    /// Approvals; the person is asked for each use where the hardware can.
    Approve,
    /// Everything else; nobody is asked.
    Request,
}

/// Names one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyName {
    /// The account; no key serves two.
    pub account: AccountId,
    /// What it may sign.
    pub purpose: KeyPurpose,
}

impl std::fmt::Display for KeyName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let purpose = match self.purpose {
            KeyPurpose::Approve => "approve",
            KeyPurpose::Request => "request",
        };
        write!(f, "{}.{purpose}", self.account)
    }
}

/// Makes, uses and deletes keys that are never seen. Calls may take long, as a person may be asked.
pub trait DeviceKeys: Send + Sync {
    /// Makes the key of this name, in place of an older one. Hardware that can attest to a key does so over `challenge`.
    ///
    /// # Errors
    /// [`SignError`].
    fn make(&self, name: &KeyName, challenge: Option<&[u8; 32]>) -> Result<PublicKey, SignError>;

    /// What the hardware attested when this account's approve key was made: certificates in DER, the key's own first. Empty where
    /// it can't.
    fn attestation(&self, _account: AccountId) -> Vec<Vec<u8>> {
        Vec::new()
    }

    /// Signs `message` (ECDSA with SHA-256 over it) in the low-s form.
    ///
    /// # Errors
    /// [`SignError`].
    fn sign(&self, name: &KeyName, message: &[u8]) -> Result<Signature, SignError>;

    /// Whether the key is there and would sign, as far as can be said without asking the person.
    ///
    /// # Errors
    /// [`SignError`].
    fn is_there(&self, _name: &KeyName) -> Result<bool, SignError> {
        Ok(true)
    }

    /// Deletes the key; nothing happens when it is gone already.
    ///
    /// # Errors
    /// [`SignError`].
    fn delete(&self, name: &KeyName) -> Result<(), SignError>;

    /// How well this account's approve key is kept.
    fn assurance(&self, account: AccountId) -> Assurance;

    /// How the person is asked before this account's approve key signs.
    fn user_verification(&self, account: AccountId) -> UserVerification;
}

/// One key of a [`DeviceKeys`], as the envelope wants it.
pub(super) struct NamedKey {
    pub(super) keys: Arc<dyn DeviceKeys>,
    pub(super) name: KeyName,
    pub(super) public: PublicKey,
}

impl Signer for NamedKey {
    fn public_key(&self) -> PublicKey {
        self.public
    }

    fn sign(&self, message: &[u8]) -> Result<Signature, SignError> {
        self.keys.sign(&self.name, message)
    }
}

const KEY: &str = "key";

/// Keys by ring, sealed among the other records: a terminal, a test, an old phone.
pub struct SoftwareKeys {
    records: Arc<dyn Records>,
    random: Arc<dyn Random>,
}

impl SoftwareKeys {
    /// Keys in `records`.
    #[must_use]
    pub fn new(records: Arc<dyn Records>, random: Arc<dyn Random>) -> Self {
        Self { records, random }
    }
}

impl DeviceKeys for SoftwareKeys {
    fn make(&self, name: &KeyName, _challenge: Option<&[u8; 32]>) -> Result<PublicKey, SignError> {
        let (key, pkcs8) = SoftwareKey::make(&*self.random).map_err(|_| SignError::Failed)?;
        self.records.put(KEY, &name.to_string(), &pkcs8).map_err(why_not)?;
        Ok(key.public_key())
    }

    fn sign(&self, name: &KeyName, message: &[u8]) -> Result<Signature, SignError> {
        let pkcs8 = self.records.find(KEY, &name.to_string()).map_err(why_not)?;
        let key = SoftwareKey::from_pkcs8(&pkcs8.ok_or(SignError::KeyGone)?).map_err(|_| SignError::KeyGone)?;
        key.sign(message)
    }

    fn is_there(&self, name: &KeyName) -> Result<bool, SignError> {
        Ok(self.records.find(KEY, &name.to_string()).map_err(|_| SignError::Failed)?.is_some())
    }

    fn delete(&self, name: &KeyName) -> Result<(), SignError> {
        self.records.remove(KEY, &name.to_string()).map_err(why_not)
    }

    fn assurance(&self, _account: AccountId) -> Assurance {
        Assurance::Software
    }

    fn user_verification(&self, _account: AccountId) -> UserVerification {
        UserVerification::Presence
    }
}

fn why_not(error: RecordsError) -> SignError {
    match error {
        RecordsError::Locked => SignError::Locked,
        // It never comes back by trying again.
        RecordsError::Damaged(_) | RecordsError::NotOurs => SignError::KeyGone,
        _ => SignError::Failed,
    }
}
