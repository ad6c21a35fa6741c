//! A phone that speaks the protocol by hand, so that it can also speak it wrongly.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use assent_core::clock::Clock;
use assent_core::ids::{DeviceId, Nonce};
use assent_core::keys::{Assurance, Signer, SoftwareKey};
use assent_core::message::{
    Addressing, Decision, Enrol, Enrolled, KeyProof, Message, Prompt, Pull, Pulled, Received, Sha256, Ticket,
    UserVerification, Verdict, derive_link_code, enrol_mac, sign,
};
use assent_core::random::SystemEntropy;
use data_encoding::BASE64URL_NOPAD;
use reqwest::Method;

use crate::http::{Answer, Http};
use crate::phone::description;
use crate::world::World;

/// The content type of all messages.
pub const JOSE: &str = "application/jose";
const MESSAGE_SECS: i64 = 60;

/// A phone's keys, and what it remembers.
pub struct HandPhone {
    /// Its id at the server.
    pub id: DeviceId,
    /// Says YES.
    pub approve: SoftwareKey,
    /// Says everything else.
    pub request: SoftwareKey,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
    /// Where it talks to.
    pub http: Http,
    /// Whom it talks to.
    pub server_id: String,
    counter: AtomicU64,
}

impl HandPhone {
    /// A phone nobody knows.
    #[must_use]
    pub fn new(http: &Http, server_id: &str, clock: Arc<dyn Clock>) -> Self {
        let make = || SoftwareKey::make(&SystemEntropy::default()).unwrap().0;
        Self {
            id: DeviceId([0; 16]),
            approve: make(),
            request: make(),
            clock,
            http: http.clone(),
            server_id: server_id.to_owned(),
            counter: AtomicU64::new(0),
        }
    }

    /// Links with a ticket and the link code, the whole way.
    pub async fn link_to(&mut self, world: &World, email: &str) {
        let ticket = world.make_ticket(email, None);
        let code = self.claim(&Ticket::parse(&ticket.text).unwrap()).await;
        assert_eq!(world.confirm_link(email, &ticket, &code)["result"], "linked");
    }

    /// Takes a ticket; gives the link code.
    pub async fn claim(&mut self, ticket: &Ticket) -> String {
        let message = self.enrol(ticket, |_| {});
        let answer = self.post("enrol", message.clone()).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        self.id = peek::<Enrolled>(&answer.body).device;
        derive_link_code(&ticket.secret, &message, &answer.body).to_string()
    }

    /// The message that takes a ticket, after `change`.
    pub fn enrol(&self, ticket: &Ticket, change: impl FnOnce(&mut Enrol)) -> String {
        let nonce = Nonce::make(&SystemEntropy::default()).unwrap();
        let (approve, request) = (self.approve.public_key(), self.request.public_key());
        let (approve_id, request_id) = (approve.thumbprint(), request.thumbprint());
        let proof = KeyProof { ticket: ticket.id, nonce, request_key_id: request_id.clone() };
        let mut message = Enrol {
            ticket: ticket.id,
            approve_key: approve.to_jwk(),
            request_key: request.to_jwk(),
            approve_proof: self.sign_as(&approve_id, proof, &self.approve),
            mac: BASE64URL_NOPAD.encode(&enrol_mac(&ticket.secret, ticket.id, &approve, &request, nonce)),
            device: description("Hand"),
            assurance: Assurance::Software,
            attestation: None,
            push: None,
            nonce,
            verifier: None,
        };
        change(&mut message);
        self.sign_as(&request_id, message, &self.request)
    }

    /// A message of this phone to its server.
    pub fn sign<M: Message>(&self, message: M, key: &SoftwareKey) -> String {
        self.sign_as(&self.id.to_string(), message, key)
    }

    /// A message in the name of `issuer`.
    pub fn sign_as<M: Message>(&self, issuer: &str, message: M, key: &SoftwareKey) -> String {
        let now = self.clock.now();
        let to = Addressing { issuer, audience: &self.server_id, now, expires_at: now + MESSAGE_SECS };
        sign(message, to, key, &SystemEntropy::default()).unwrap()
    }

    /// Sends a message to `/device/v1/{what}`.
    pub async fn post(&self, what: &str, message: impl Into<Vec<u8>>) -> Answer {
        self.try_post(what, message).await.expect("the server answers")
    }

    /// As [`Self::post`], to a server that may be dying.
    ///
    /// # Errors
    /// When there is no whole answer.
    pub async fn try_post(&self, what: &str, message: impl Into<Vec<u8>>) -> reqwest::Result<Answer> {
        let path = format!("/device/v1/{what}");
        self.http.try_send(Method::POST, &path, &[("content-type", JOSE)], message).await
    }

    /// A pull that waits for `wait_secs`. It names the newest of notices, so that only requests are news.
    #[must_use]
    pub fn pull_claims(&self, wait_secs: u32) -> Pull {
        let nonce = Nonce::make(&SystemEntropy::default()).unwrap();
        Pull { nonce, wait_secs, key_epoch: 1, seen_notice: u64::from(u32::MAX), known: Vec::new() }
    }

    /// What is new.
    pub async fn pull(&self, wait_secs: u32) -> Pulled {
        self.try_pull(wait_secs).await.expect("the server answers")
    }

    /// As [`Self::pull`], from a server that may be dying.
    ///
    /// # Errors
    /// When there is no whole answer.
    pub async fn try_pull(&self, wait_secs: u32) -> reqwest::Result<Pulled> {
        let message = self.sign(self.pull_claims(wait_secs), &self.request);
        let answer = self.try_post("pull", message).await?;
        assert_eq!(answer.status, 200, "{answer:?}");
        Ok(peek(&answer.body))
    }

    /// The one prompt that waits.
    pub async fn prompt(&self) -> String {
        let mut pulled = self.pull(0).await;
        assert_eq!(pulled.prompts.len(), 1, "{pulled:?}");
        pulled.prompts.remove(0)
    }

    /// A decision on a prompt with the next counter.
    #[must_use]
    pub fn decision(&self, prompt: &str, verdict: Verdict) -> Decision {
        let now = self.clock.now();
        Decision {
            challenge: peek::<Prompt>(prompt).challenge,
            prompt_sha256: Sha256::of(prompt.as_bytes()),
            verdict,
            number: None,
            shown_at: now,
            answered_at: now,
            counter: self.counter.fetch_add(1, Ordering::Relaxed) + 1,
            user_verification: UserVerification::Biometric,
        }
    }

    /// Prompt and signed decision as `decide` takes them.
    #[must_use]
    pub fn decided(&self, prompt: &str, verdict: Verdict) -> String {
        let key = if verdict == Verdict::Approve { &self.approve } else { &self.request };
        format!("{prompt}~{}", self.sign(self.decision(prompt, verdict), key))
    }

    /// Answers a prompt.
    pub async fn answer(&self, prompt: &str, verdict: Verdict) -> Answer {
        self.post("decide", self.decided(prompt, verdict)).await
    }
}

/// What a message says, unchecked.
#[must_use]
pub fn peek<M: Message>(compact: &str) -> M {
    Received::new(compact.as_bytes()).unwrap().peek::<M>().unwrap().message
}
