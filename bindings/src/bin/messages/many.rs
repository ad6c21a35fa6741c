//! Good messages of each kind.

use std::sync::Mutex;

use assent_core::ids::{ChallengeId, DeviceId, Nonce};
use assent_core::keys::{Assurance, SignError, Signature, Signer, SoftwareKey};
use assent_core::message::{
    Addressing, AuditPosition, Context, Decision, Done, Leave, Message, Outcome, Party, Prompt, Pull, Receipt, Sha256,
    Update, UserVerification, Verdict, sign,
};
use assent_core::random::{NoRandomness, Random, SystemEntropy};
use serde_json::{Value, json};

use crate::dice::Dice;
use crate::{Failed, hex};

/// What is made.
pub(crate) const KINDS: [&str; 7] = ["decision", "done", "leave", "prompt", "pull", "receipt", "update"];

/// A message of a kind, with all that goes into it and comes out of it.
pub(crate) fn make(kind: &str, key: &SoftwareKey, dice: &mut Dice) -> Result<Value, Failed> {
    match kind {
        "decision" => entry(kind, decision(dice), key, dice),
        "done" => entry(kind, Done { request: Nonce(dice.bytes()) }, key, dice),
        "leave" => entry(kind, Leave { counter: dice.number() >> 1 }, key, dice),
        "prompt" => entry(kind, prompt(dice), key, dice),
        "pull" => entry(kind, pull(dice), key, dice),
        "receipt" => entry(kind, receipt(dice), key, dice),
        _ => {
            let update = Update { counter: dice.below(1000), name: dice.maybe_text(), ..Update::default() };
            entry(kind, Update { stop_recovery: dice.flip(), ..update }, key, dice)
        }
    }
}

fn entry<M: Message>(kind: &str, message: M, key: &SoftwareKey, dice: &mut Dice) -> Result<Value, Failed> {
    let (issuer, audience) = (DeviceId(dice.bytes()).to_string(), Sha256(dice.bytes()).to_string());
    let issued_at = dice.moment();
    let expires_at = issued_at + dice.below(600).cast_signed();
    let jti = dice.bytes::<16>();
    let said = serde_json::to_string(&message)?;
    let to = Addressing { issuer: &issuer, audience: &audience, now: issued_at, expires_at };
    let heard = Hearing { key, heard: Mutex::default() };
    let compact = sign(message, to, &heard, &Given(jti, SystemEntropy::default()))?;
    let input = heard.heard.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let claims = said.strip_prefix('{').unwrap_or_default();
    let jti_text = Nonce(jti).to_string();
    let head = format!(
        r#"{{"v":1,"iss":"{issuer}","aud":"{audience}","iat":{issued_at},"exp":{expires_at},"jti":"{jti_text}""#
    );
    Ok(json!({
        "kind": kind, "message": said, "issuer": issuer, "audience": audience, "issued_at": issued_at,
        "expires_at": expires_at, "jti_hex": hex(&jti), "key": serde_json::to_string(&key.public_key().to_jwk())?,
        "input": input, "compact": compact, "claims": format!("{head},{claims}"),
    }))
}

fn decision(dice: &mut Dice) -> Decision {
    Decision {
        challenge: ChallengeId(dice.bytes()),
        prompt_sha256: Sha256(dice.bytes()),
        verdict: dice.one_of(&[Verdict::Approve, Verdict::Deny, Verdict::Report]),
        number: if dice.flip() { Some(format!("{:06}", dice.below(1_000_000))) } else { None },
        shown_at: dice.moment(),
        answered_at: dice.moment(),
        counter: dice.below(1 << 40),
        user_verification: dice.one_of(&[
            UserVerification::Biometric,
            UserVerification::Pin,
            UserVerification::Presence,
        ]),
    }
}

fn prompt(dice: &mut Dice) -> Prompt {
    Prompt {
        nonce: Nonce(dice.bytes()),
        challenge: ChallengeId(dice.bytes()),
        service: Party { id: Nonce(dice.bytes()).to_string(), name: dice.text() },
        account: dice.text(),
        context: Context {
            address: dice.maybe_text(),
            place: dice.maybe_text(),
            browser: dice.maybe_text(),
            system: dice.maybe_text(),
            new_browser: if dice.flip() { Some(dice.flip()) } else { None },
        },
        number_digits: dice.one_of(&[0, 2, 6]),
        asked_at: dice.moment(),
    }
}

fn pull(dice: &mut Dice) -> Pull {
    Pull {
        nonce: Nonce(dice.bytes()),
        wait_secs: u32::try_from(dice.below(56)).unwrap_or(0),
        key_epoch: dice.below(1000),
        seen_notice: dice.number() >> 1,
        known: (0..dice.below(4)).map(|_| ChallengeId(dice.bytes())).collect(),
    }
}

fn receipt(dice: &mut Dice) -> Receipt {
    Receipt {
        challenge: ChallengeId(dice.bytes()),
        outcome: dice.one_of(&[Outcome::Approved, Outcome::Denied, Outcome::Expired, Outcome::Cancelled]),
        prompt_sha256: Sha256(dice.bytes()),
        decision_sha256: Sha256(dice.bytes()),
        decided_at: dice.moment(),
        device: DeviceId(dice.bytes()),
        assurance: dice.one_of(&[Assurance::Strongbox, Assurance::Tee, Assurance::Software]),
        audit: AuditPosition { seq: dice.below(1 << 50), hash: Sha256(dice.bytes()) },
    }
}

/// Signs, and remembers what.
struct Hearing<'a> {
    key: &'a SoftwareKey,
    heard: Mutex<String>,
}

impl Signer for Hearing<'_> {
    fn public_key(&self) -> assent_core::keys::PublicKey {
        self.key.public_key()
    }

    fn sign(&self, message: &[u8]) -> Result<Signature, SignError> {
        let text = String::from_utf8(message.to_vec()).map_err(|_| SignError::Failed)?;
        *self.heard.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = text;
        self.key.sign(message)
    }
}

/// Randomness that is known beforehand.
struct Given([u8; 16], SystemEntropy);

impl Random for Given {
    fn fill(&self, into: &mut [u8]) -> Result<(), NoRandomness> {
        into.copy_from_slice(self.0.get(..into.len()).ok_or(NoRandomness)?);
        Ok(())
    }

    fn ring(&self) -> &ring::rand::SystemRandom {
        self.1.ring()
    }
}
