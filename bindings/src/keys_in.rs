//! The phone's hardware as core asks for it.

use std::sync::{Arc, Mutex, PoisonError};

use assent_core::authenticator::{AccountId, AuthError, DeviceKeys, KeyName, KeyPurpose as CorePurpose};
use assent_core::keys::{Assurance as CoreAssurance, PublicKey, SignError, Signature};
use assent_core::lock::LockError;
use assent_core::message::UserVerification as CoreVerification;
use assent_core::random::Random;
use assent_core::secret::Secret;
use assent_core::vault::{KeyWrapper, VaultError};

use crate::{AppError, Assurance, HardwareKeys, KeyPurpose, PlatformError, UserVerification};

/// What stands before the point in the SubjectPublicKeyInfo of every key on P-256 (RFC 5480 §2).
const SPKI_HEAD: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
    0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// Core's keys, kept by the app's hardware.
pub(crate) struct HardwareKeysIn {
    app: Arc<dyn HardwareKeys>,
    /// Why the vault's key was not wrapped or unwrapped: core's errors have no room for it.
    refused: Mutex<Option<PlatformError>>,
}

impl HardwareKeysIn {
    /// Over what the app handed in.
    pub(crate) fn new(app: Arc<dyn HardwareKeys>) -> Self {
        Self { app, refused: Mutex::default() }
    }

    /// The app's error for the lock's: what the hardware said counts more than that it said something.
    pub(crate) fn explain(&self, error: LockError) -> AppError {
        let said = self.refused.lock().unwrap_or_else(PoisonError::into_inner).take();
        match (&error, said) {
            (LockError::Vault(VaultError::KeyStore(_)), Some(said)) => of_platform(said),
            _ => error.into(),
        }
    }

    fn keep(&self, error: PlatformError) -> VaultError {
        let words = error.to_string();
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        VaultError::KeyStore(words)
    }
}

impl DeviceKeys for HardwareKeysIn {
    fn make(&self, name: &KeyName, challenge: Option<&[u8; 32]>) -> Result<PublicKey, SignError> {
        let challenge = challenge.map(|bytes| bytes.to_vec());
        let public = self.app.make(name.account.to_string(), purpose_of(name), challenge).map_err(to_sign_error)?;
        let point = public.strip_prefix(&SPKI_HEAD).unwrap_or(&public);
        PublicKey::from_point(point).map_err(|_| SignError::Failed)
    }

    fn attestation(&self, account: AccountId) -> Vec<Vec<u8>> {
        self.app.attestation(account.to_string()).unwrap_or_default()
    }

    fn sign(&self, name: &KeyName, message: &[u8]) -> Result<Signature, SignError> {
        let signed = self.app.sign(name.account.to_string(), purpose_of(name), message.to_vec());
        let signed = signed.map_err(to_sign_error)?;
        let signature = if signed.len() == 64 { Signature::from_fixed(&signed) } else { Signature::from_der(&signed) };
        signature.map(Signature::to_low_s).map_err(|_| SignError::Failed)
    }

    fn is_there(&self, name: &KeyName) -> Result<bool, SignError> {
        match self.app.is_there(name.account.to_string(), purpose_of(name)) {
            Err(PlatformError::KeyGone) => Ok(false),
            said => said.map_err(to_sign_error),
        }
    }

    fn delete(&self, name: &KeyName) -> Result<(), SignError> {
        self.app.delete(name.account.to_string(), purpose_of(name)).map_err(to_sign_error)
    }

    fn assurance(&self, account: AccountId) -> CoreAssurance {
        match self.app.assurance(account.to_string()) {
            Ok(Assurance::Strongbox) => CoreAssurance::Strongbox,
            Ok(Assurance::Tee) => CoreAssurance::Tee,
            Ok(Assurance::Software) | Err(_) => CoreAssurance::Software,
        }
    }

    fn user_verification(&self, account: AccountId) -> CoreVerification {
        match self.app.user_verification(account.to_string()) {
            Ok(UserVerification::Biometric) => CoreVerification::Biometric,
            Ok(UserVerification::Pin) => CoreVerification::Pin,
            Ok(UserVerification::Presence) | Err(_) => CoreVerification::Presence,
        }
    }
}

impl KeyWrapper for HardwareKeysIn {
    fn wrap(&self, key: &Secret, _random: &dyn Random) -> Result<Vec<u8>, VaultError> {
        self.app.wrap_vault_key(key.expose().to_vec()).map_err(|error| self.keep(error))
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<Secret, VaultError> {
        match self.app.unwrap_vault_key(wrapped.to_vec()) {
            Ok(key) => Ok(Secret::new(key)),
            Err(PlatformError::KeyGone) => Err(VaultError::WrongKey),
            Err(error) => Err(self.keep(error)),
        }
    }
}

fn purpose_of(name: &KeyName) -> KeyPurpose {
    match name.purpose {
        CorePurpose::Approve => KeyPurpose::Approve,
        CorePurpose::Request => KeyPurpose::Request,
    }
}

fn to_sign_error(error: PlatformError) -> SignError {
    match error {
        PlatformError::NotConfirmed => SignError::NotConfirmed,
        PlatformError::KeyGone => SignError::KeyGone,
        PlatformError::Failed { .. } => SignError::Failed,
    }
}

fn of_platform(error: PlatformError) -> AppError {
    match error {
        PlatformError::NotConfirmed => AuthError::from(SignError::NotConfirmed).into(),
        PlatformError::KeyGone => VaultError::WrongKey.into(),
        PlatformError::Failed { detail } => VaultError::KeyStore(detail).into(),
    }
}

#[cfg(test)]
mod tests {
    use assent_core::authenticator::AccountId;

    use super::*;
    use crate::testing::{TestKeys, Wire};

    fn name() -> KeyName {
        KeyName { account: AccountId([7; 16]), purpose: CorePurpose::Approve }
    }

    #[test]
    fn whatever_form_the_hardware_speaks_the_signature_verifies() {
        for wire in [Wire::Der, Wire::Raw] {
            let keys = HardwareKeysIn::new(Arc::new(TestKeys::speaking(wire)));
            let public = keys.make(&name(), None).unwrap();
            for n in 0..32_u8 {
                let signature = keys.sign(&name(), &[n]).unwrap();
                assert!(signature.is_low_s());
                assert!(public.verify(&[n], &signature).is_ok(), "{n}");
            }
        }
    }

    #[test]
    fn a_key_that_the_hardware_lost_is_not_there() {
        let keys = Arc::new(TestKeys::speaking(Wire::Der));
        let own = HardwareKeysIn::new(Arc::clone(&keys) as Arc<_>);
        assert_eq!(own.is_there(&name()), Ok(false));
        own.make(&name(), None).unwrap();
        assert_eq!(own.is_there(&name()), Ok(true));
        for (why, said) in [
            (PlatformError::KeyGone, Ok(false)),
            (PlatformError::Failed { detail: String::new() }, Err(SignError::Failed)),
        ] {
            keys.refuse(why);
            assert_eq!(own.is_there(&name()), said);
        }
    }

    #[test]
    fn the_hardware_attests_over_the_challenge_and_what_it_can_t_say_is_nothing() {
        let keys = Arc::new(TestKeys::speaking(Wire::Der));
        let own = HardwareKeysIn::new(Arc::clone(&keys) as Arc<_>);
        own.make(&name(), Some(&[9; 32])).unwrap();
        assert_eq!(own.attestation(name().account), [vec![9; 32]]);
        keys.refuse(PlatformError::Failed { detail: String::new() });
        assert!(own.attestation(name().account).is_empty());
    }

    #[test]
    fn what_the_person_did_is_told_apart() {
        let keys = TestKeys::speaking(Wire::Raw);
        keys.refuse(PlatformError::NotConfirmed);
        let keys = HardwareKeysIn::new(Arc::new(keys));
        assert_eq!(keys.sign(&name(), b"m").err(), Some(SignError::NotConfirmed));
        let locked = keys.unwrap(&[1]).err().unwrap();
        assert!(matches!(keys.explain(locked.into()), AppError::NotConfirmed { .. }));
    }
}
