//! A phone whose hardware attests to its approve keys.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use assent_core::authenticator::{
    AccountId, Authenticator, DeviceKeys, KeyName, KeyPurpose, MemoryRecords, SoftwareKeys,
};
use assent_core::clock::ManualClock;
use assent_core::keys::{Assurance, PublicKey, SignError, Signature};
use assent_core::message::UserVerification;
use assent_core::random::SystemEntropy;

use crate::hardware_maker::{Maker, Said};
use crate::phone::Phone;

impl Phone {
    /// A phone of this maker, without accounts. It claims the StrongBox, and its hardware says `change` of the honest truth.
    #[must_use]
    pub fn attested(clock: Arc<ManualClock>, maker: &Arc<Maker>, change: fn(&mut Said)) -> Self {
        let (records, random) = (Arc::new(MemoryRecords::default()), Arc::new(SystemEntropy::default()));
        let keys = SoftwareKeys::new(records.clone(), random.clone());
        let keys = Hardware { keys, maker: Arc::clone(maker), change, chains: Mutex::default() };
        let own = Authenticator::new(records, Arc::new(keys), Arc::clone(&clock) as Arc<_>, random);
        Self { own, clock }
    }
}

/// Keys in memory that a maker vouches for.
struct Hardware {
    keys: SoftwareKeys,
    maker: Arc<Maker>,
    change: fn(&mut Said),
    chains: Mutex<HashMap<AccountId, Vec<Vec<u8>>>>,
}

impl DeviceKeys for Hardware {
    fn make(&self, name: &KeyName, challenge: Option<&[u8; 32]>) -> Result<PublicKey, SignError> {
        let public = self.keys.make(name, challenge)?;
        if let (KeyPurpose::Approve, Some(challenge)) = (name.purpose, challenge) {
            let mut said = Said::honest(challenge);
            (self.change)(&mut said);
            self.chains.lock().unwrap().insert(name.account, self.maker.attest(public.point(), &said));
        }
        Ok(public)
    }

    fn attestation(&self, account: AccountId) -> Vec<Vec<u8>> {
        self.chains.lock().unwrap().get(&account).cloned().unwrap_or_default()
    }

    fn sign(&self, name: &KeyName, message: &[u8]) -> Result<Signature, SignError> {
        self.keys.sign(name, message)
    }

    fn delete(&self, name: &KeyName) -> Result<(), SignError> {
        self.keys.delete(name)
    }

    fn assurance(&self, _account: AccountId) -> Assurance {
        Assurance::Strongbox
    }

    fn user_verification(&self, _account: AccountId) -> UserVerification {
        UserVerification::Biometric
    }
}
