//! A phone that speaks the protocol by hand, so that it can also speak it wrongly.

use std::sync::atomic::{AtomicU64, Ordering};

use assent_core::clock::UnixSeconds;
use assent_core::ids::{ChallengeId, DeviceId, Nonce};
use assent_core::keys::{Assurance, Signer, SoftwareKey};
use assent_core::message::{
    Addressing, Decision, DeviceDescription, Enrol, Enrolled, KeyProof, Message, Prompt, Pull, Pulled, Received,
    Sha256, Text, Ticket, UserVerification, Verdict, derive_link_code, enrol_mac, sign,
};
use assent_core::random::SystemEntropy;
use data_encoding::BASE64URL_NOPAD;

use super::TestApp;
use crate::approvals::{AnswerError, answer};
use crate::devices::{ConfirmLink, TicketWish, confirm_link, enrol, hold_pull, make_ticket, open_pull};
use crate::model::Person;
use crate::people::TwoStepState;
use crate::people::sessions::{self, SignedIn};

/// A phone's keys, and what it remembers.
pub(crate) struct TestPhone {
    pub(crate) id: DeviceId,
    pub(crate) approve: SoftwareKey,
    pub(crate) request: SoftwareKey,
    pub(crate) counter: AtomicU64,
}

impl TestPhone {
    /// A phone nobody knows.
    pub(crate) fn new() -> Self {
        let make = || SoftwareKey::make(&SystemEntropy::default()).unwrap().0;
        Self { id: DeviceId([0; 16]), approve: make(), request: make(), counter: AtomicU64::new(0) }
    }

    /// A phone that is linked to `person` the whole way.
    pub(crate) async fn link(app: &TestApp, person: &Person) -> Self {
        let mut phone = Self::new();
        let ticket = make_ticket(app, person.id, TicketWish::default()).await.unwrap();
        let code = phone.claim(app, &Ticket::parse(&ticket.text).unwrap()).await;
        let linked = confirm_link(app, &signed_in(app, person).await, ticket.id, &code).await.unwrap();
        assert!(matches!(linked, ConfirmLink::Linked { device, .. } if device == phone.id));
        phone
    }

    /// Takes a ticket; gives the link code.
    pub(crate) async fn claim(&mut self, app: &TestApp, ticket: &Ticket) -> String {
        let message = self.enrol(app, ticket, None);
        let answer = enrol(app, message.as_bytes()).await.unwrap();
        let enrolled = peek::<Enrolled>(&answer);
        self.id = enrolled.device;
        derive_link_code(&ticket.secret, &message, &answer).to_string()
    }

    /// The message that takes a ticket.
    pub(crate) fn enrol(&self, app: &TestApp, ticket: &Ticket, verifier: Option<&str>) -> String {
        let nonce = Nonce::make(&SystemEntropy::default()).unwrap();
        let (approve, request) = (self.approve.public_key(), self.request.public_key());
        let (approve_id, request_id) = (approve.thumbprint(), request.thumbprint());
        let proof = KeyProof { ticket: ticket.id, nonce, request_key_id: request_id.clone() };
        let mac = enrol_mac(&ticket.secret, ticket.id, &approve, &request, nonce);
        let text = |text| Text::new(text).unwrap();
        let message = Enrol {
            ticket: ticket.id,
            approve_key: approve.to_jwk(),
            request_key: request.to_jwk(),
            approve_proof: signed(app, proof, &approve_id, &self.approve, app.now()),
            mac: BASE64URL_NOPAD.encode(&mac),
            device: DeviceDescription { name: text("Pixel"), model: None, system: None, app: None },
            assurance: Assurance::Software,
            attestation: None,
            push: None,
            nonce,
            verifier: verifier.map(str::to_owned),
        };
        signed(app, message, &request_id, &self.request, app.now())
    }

    /// A message to the server under this phone's id.
    pub(crate) fn sign<M: Message>(&self, app: &TestApp, message: M, key: &SoftwareKey) -> String {
        signed(app, message, &self.id.to_string(), key, app.now())
    }

    /// The message that asks what is new.
    pub(crate) fn pull_message(&self, app: &TestApp, known: Vec<ChallengeId>, wait_secs: u32) -> String {
        let nonce = Nonce::make(&SystemEntropy::default()).unwrap();
        let pull = Pull { nonce, wait_secs, key_epoch: 1, seen_notice: u64::from(u32::MAX), known };
        self.sign(app, pull, &self.request)
    }

    /// What is new.
    pub(crate) async fn pull(&self, app: &TestApp, known: Vec<ChallengeId>, wait_secs: u32) -> Pulled {
        let message = self.pull_message(app, known, wait_secs);
        let open = open_pull(app, message.as_bytes()).await.unwrap();
        peek::<Pulled>(&hold_pull(app, open).await.unwrap())
    }

    /// The one prompt that waits.
    pub(crate) async fn prompt(&self, app: &TestApp) -> String {
        let mut pulled = self.pull(app, Vec::new(), 0).await;
        assert_eq!(pulled.prompts.len(), 1);
        pulled.prompts.remove(0)
    }

    /// A decision with the next counter.
    pub(crate) fn decision(&self, app: &TestApp, prompt: &str, verdict: Verdict, number: Option<&str>) -> Decision {
        Decision {
            challenge: peek::<Prompt>(prompt).challenge,
            prompt_sha256: Sha256::of(prompt.as_bytes()),
            verdict,
            number: number.map(str::to_owned),
            shown_at: app.now(),
            answered_at: app.now(),
            counter: self.counter.fetch_add(1, Ordering::Relaxed) + 1,
            user_verification: UserVerification::Biometric,
        }
    }

    /// The key that may say this.
    pub(crate) const fn key_for(&self, verdict: Verdict) -> &SoftwareKey {
        match verdict {
            Verdict::Approve => &self.approve,
            Verdict::Deny | Verdict::Report => &self.request,
        }
    }

    /// Answers a prompt.
    pub(crate) async fn answer(
        &self,
        app: &TestApp,
        prompt: &str,
        verdict: Verdict,
        number: Option<&str>,
    ) -> Result<String, AnswerError> {
        let decision = self.decision(app, prompt, verdict, number);
        answer(app, prompt, &self.sign(app, decision, self.key_for(verdict))).await
    }
}

/// Somebody who is signed in.
pub(crate) async fn signed_in(app: &TestApp, person: &Person) -> SignedIn {
    let level = crate::model::Level::TwoStep;
    let new = sessions::begin(app, person.id, level, <_>::default(), None).await.unwrap().unwrap();
    SignedIn { session: new.session, person: person.clone(), two_step: TwoStepState::On }
}

/// What a message says, unchecked.
pub(crate) fn peek<M: Message>(compact: &str) -> M {
    Received::new(compact.as_bytes()).unwrap().peek::<M>().unwrap().message
}

fn signed<M: Message>(app: &TestApp, message: M, issuer: &str, key: &SoftwareKey, now: UnixSeconds) -> String {
    let to = Addressing { issuer, audience: &app.signing.server_id, now, expires_at: now + 60 };
    sign(message, to, key, &SystemEntropy::default()).unwrap()
}
