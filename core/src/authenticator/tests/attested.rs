//! Hardware that attests to the keys that it makes.

use std::sync::Mutex;

use super::super::*;
use super::world::*;
use crate::keys::{Assurance, PublicKey, SignError, Signature};
use crate::message::*;

/// Keys in memory, and a chain that says so.
struct AttestedKeys {
    keys: SoftwareKeys,
    chain: Vec<Vec<u8>>,
    made: Mutex<Vec<(KeyPurpose, Option<[u8; 32]>)>>,
}

impl DeviceKeys for AttestedKeys {
    fn make(&self, name: &KeyName, challenge: Option<&[u8; 32]>) -> Result<PublicKey, SignError> {
        self.made.lock().unwrap().push((name.purpose, challenge.copied()));
        self.keys.make(name, challenge)
    }

    fn attestation(&self, _account: AccountId) -> Vec<Vec<u8>> {
        self.chain.clone()
    }

    fn sign(&self, name: &KeyName, message: &[u8]) -> Result<Signature, SignError> {
        self.keys.sign(name, message)
    }

    fn delete(&self, name: &KeyName) -> Result<(), SignError> {
        self.keys.delete(name)
    }

    fn assurance(&self, _account: AccountId) -> Assurance {
        Assurance::Tee
    }

    fn user_verification(&self, account: AccountId) -> UserVerification {
        self.keys.user_verification(account)
    }
}

fn phone(chain: Vec<Vec<u8>>) -> (Authenticator, Arc<AttestedKeys>) {
    let Phone { clock, records, .. } = Phone::new();
    let keys = SoftwareKeys::new(records.clone(), Arc::new(random()));
    let keys = Arc::new(AttestedKeys { keys, chain, made: Mutex::default() });
    (Authenticator::new(records, keys.clone(), clock, Arc::new(random())), keys)
}

fn enrols(server: &FakeAssent) -> Vec<Enrol> {
    let limit = MAX_ENROL_BYTES;
    let read = |body: String| Received::with_limit(body.as_bytes(), limit).unwrap().peek::<Enrol>().unwrap().message;
    server.came_to("enrol").into_iter().map(read).collect()
}

#[test]
fn the_approve_key_is_attested_over_the_ticket_and_the_chain_is_sent() {
    run(async {
        let server = FakeAssent::start();
        let chain = vec![vec![1; 900], vec![2; 900]];
        let (phone, keys) = phone(chain.clone());
        phone.link(&server.ticket(), description()).await.unwrap();
        let ticket = Ticket::parse(&server.ticket()).unwrap();
        let challenge = derive_attestation_challenge(&ticket.server_id, ticket.id);
        let made = keys.made.lock().unwrap().clone();
        assert_eq!(made, [(KeyPurpose::Approve, Some(challenge)), (KeyPurpose::Request, None)]);
        let sent = enrols(&server).remove(0);
        assert_eq!((sent.attestation, sent.assurance), (Attestation::of_android(&chain), Assurance::Tee));
    });
}

#[test]
fn a_server_from_before_attestation_gets_an_enrolment_that_fits() {
    run(async {
        let server = FakeAssent::start();
        server.set(|it| it.mischief = Mischief::TakesNoLongEnrol);
        let (phone, _) = phone(vec![vec![1; 6000]]);
        let linking = phone.link(&server.ticket(), description()).await.unwrap();
        assert_eq!(phone.account(linking.account).unwrap().state, LinkState::Active);
        let sent = enrols(&server);
        assert_eq!(sent.iter().map(|enrol| enrol.attestation.is_some()).collect::<Vec<_>>(), [true, false]);
        assert_eq!(sent[0].approve_proof, sent[1].approve_proof, "the person is asked once");
    });
}

#[test]
fn a_short_enrolment_that_is_too_large_all_the_same_is_not_sent_again() {
    run(async {
        let server = FakeAssent::start();
        server.set(|it| it.mischief = Mischief::Problem("too-large"));
        let (phone, _) = phone(vec![vec![1; 100]]);
        assert!(phone.link(&server.ticket(), description()).await.is_err());
        assert_eq!(enrols(&server).len(), 1);
    });
}
