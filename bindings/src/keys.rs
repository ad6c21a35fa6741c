//! The phone's hardware as this face asks for it.

use crate::PlatformError;

/// What a key may sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum KeyPurpose {
    /// Approvals: ask the person for finger, face or PIN at each use.
    Approve,
    /// Everything else: ask nobody.
    Request,
}

/// How well keys are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Assurance {
    /// In a separate secure element: StrongBox, Secure Enclave.
    Strongbox,
    /// In the main processor's trusted environment.
    Tee,
    /// In memory: a test, an old phone.
    Software,
}

/// How the person is asked before the approve key signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum UserVerification {
    /// Finger or face.
    Biometric,
    /// The device's or the app's PIN.
    Pin,
    /// Somebody pressed a button.
    Presence,
}

/// Keystore or Secure Enclave: keys on P-256 that are used but never seen, and one that wraps the vault's key.
///
/// Called on threads of its own, never on the caller's; a call may take as long as a person does.
#[uniffi::export(foreign)]
pub trait HardwareKeys: Send + Sync {
    /// Makes the key of this account and purpose, in place of an older one. Gives its public half: the 65 bytes of the
    /// uncompressed point (SEC 1 §2.3.3), or its SubjectPublicKeyInfo in DER (RFC 5480). With a `challenge` (32 bytes), hardware that
    /// can attest to the key does so over it; hardware that can't makes the key all the same.
    ///
    /// # Errors
    /// [`PlatformError`].
    fn make(&self, account: String, purpose: KeyPurpose, challenge: Option<Vec<u8>>) -> Result<Vec<u8>, PlatformError>;

    /// What the hardware attested when this account's approve key was made: X.509 certificates in DER, the key's own first, each
    /// signed by the next. Empty: nothing, or only a certificate that the key signed itself.
    ///
    /// # Errors
    /// [`PlatformError`]; then nothing is said.
    fn attestation(&self, account: String) -> Result<Vec<Vec<u8>>, PlatformError>;

    /// Signs `message` with ECDSA over its SHA-256. Gives DER (RFC 3279 §2.2.3) or the 64 bytes `r ‖ s`.
    ///
    /// # Errors
    /// [`PlatformError`].
    fn sign(&self, account: String, purpose: KeyPurpose, message: Vec<u8>) -> Result<Vec<u8>, PlatformError>;

    /// Whether the key is there and would sign, as far as can be said without asking the person: on Android, whether
    /// `initSign` takes it; a new fingerprint may have ended it.
    ///
    /// # Errors
    /// [`PlatformError`]; [`PlatformError::KeyGone`] says no too.
    fn is_there(&self, account: String, purpose: KeyPurpose) -> Result<bool, PlatformError>;

    /// Deletes the key; nothing happens when it is gone already.
    ///
    /// # Errors
    /// [`PlatformError`].
    fn delete(&self, account: String, purpose: KeyPurpose) -> Result<(), PlatformError>;

    /// Wraps the vault's key, and makes the wrapping key on first use. Clear `vault_key` afterwards.
    ///
    /// # Errors
    /// [`PlatformError`].
    fn wrap_vault_key(&self, vault_key: Vec<u8>) -> Result<Vec<u8>, PlatformError>;

    /// Gives back what [`Self::wrap_vault_key`] took.
    ///
    /// # Errors
    /// [`PlatformError::KeyGone`] when another key wrapped it.
    fn unwrap_vault_key(&self, wrapped: Vec<u8>) -> Result<Vec<u8>, PlatformError>;

    /// How well this account's approve key is kept.
    ///
    /// # Errors
    /// [`PlatformError`]; then the weakest is said.
    fn assurance(&self, account: String) -> Result<Assurance, PlatformError>;

    /// How the person is asked before this account's approve key signs.
    ///
    /// # Errors
    /// [`PlatformError`]; then the weakest is said.
    fn user_verification(&self, account: String) -> Result<UserVerification, PlatformError>;
}
