//! What signs: hardware on a phone, ring elsewhere.

use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde::{Deserialize, Serialize};

use super::{PublicKey, Signature};
use crate::random::{NoRandomness, Random, SystemEntropy};
use crate::secret::Secret;
use crate::worded::Worded;

/// A private key that signs but is never seen. Keystore and Secure Enclave implement this.
pub trait Signer: Send + Sync {
    /// The key's public half.
    fn public_key(&self) -> PublicKey;

    /// Signs `message` (ECDSA with SHA-256 over it). May ask the person first, so it may take long.
    ///
    /// # Errors
    /// [`SignError`] says what the person or the hardware did.
    fn sign(&self, message: &[u8]) -> Result<Signature, SignError>;
}

/// Why there is no signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The person did not confirm with fingerprint, face or PIN.
    #[error("it was not confirmed; nothing was sent")]
    NotConfirmed,
    /// The hardware no longer has the key, for example after a new fingerprint was added.
    #[error("this device's key is gone; repair the account to make a new one")]
    KeyGone,
    /// The key lies in a vault that is locked.
    #[error("the vault with the key is locked; unlock it and try again")]
    Locked,
    /// The hardware or the random source failed.
    #[error("the key could not sign; try again")]
    Failed,
}

/// How well a private key is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Assurance {
    /// In a separate secure element (StrongBox, Secure Enclave).
    Strongbox,
    /// In the main processor's trusted environment.
    Tee,
    /// In memory and in the vault: a terminal, a test, an old phone.
    Software,
}

/// A key in memory, made and used by ring.
pub struct SoftwareKey {
    pair: EcdsaKeyPair,
    public: PublicKey,
    random: SystemEntropy,
}

impl SoftwareKey {
    /// A new key, with the PKCS#8 form (RFC 5208) to keep.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source fails.
    pub fn make(random: &dyn Random) -> Result<(Self, Secret), NoRandomness> {
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, random.ring());
        let pkcs8 = Secret::copy_of(document.map_err(|_| NoRandomness)?.as_ref());
        let key = Self::from_pkcs8(&pkcs8).map_err(|_| NoRandomness)?;
        Ok((key, pkcs8))
    }

    /// The key from its PKCS#8 form.
    ///
    /// # Errors
    /// [`super::BadKey`] when it is not a P-256 private key.
    pub fn from_pkcs8(pkcs8: &Secret) -> Result<Self, super::BadKey> {
        let random = SystemEntropy::default();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.expose(), random.ring())
            .map_err(|_| super::BadKey)?;
        let public = PublicKey::from_point(pair.public_key().as_ref())?;
        Ok(Self { pair, public, random })
    }
}

impl Signer for SoftwareKey {
    fn public_key(&self) -> PublicKey {
        self.public
    }

    fn sign(&self, message: &[u8]) -> Result<Signature, SignError> {
        let raw = self.pair.sign(self.random.ring(), message).map_err(|_| SignError::Failed)?;
        Signature::from_fixed(raw.as_ref()).map(Signature::to_low_s).map_err(|_| SignError::Failed)
    }
}

impl Worded for SignError {
    fn key(&self) -> &'static str {
        match self {
            Self::NotConfirmed => "error-key-not-confirmed",
            Self::KeyGone => "error-key-gone",
            Self::Locked => "error-locked",
            Self::Failed => "error-key",
        }
    }

    fn detail(&self) -> String {
        self.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_key_signs_again_and_always_low() {
        let (key, pkcs8) = SoftwareKey::make(&SystemEntropy::default()).unwrap();
        let again = SoftwareKey::from_pkcs8(&pkcs8).unwrap();
        assert_eq!(again.public_key(), key.public_key());
        for n in 0..64_u8 {
            let signature = again.sign(&[n]).unwrap();
            assert!(key.public_key().verify(&[n], &signature).is_ok());
            assert!(key.public_key().verify(&[n, 0], &signature).is_err());
        }
    }

    #[test]
    fn a_damaged_key_is_refused() {
        assert!(SoftwareKey::from_pkcs8(&Secret::new(vec![1, 2, 3])).is_err());
    }
}
