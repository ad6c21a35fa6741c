//! A phone: what it signs.

use std::sync::atomic::{AtomicU64, Ordering};

use assent_core::clock::{Clock, SystemClock};
use assent_core::ids::{ChallengeId, DeviceId, Nonce};
use assent_core::keys::SoftwareKey;
use assent_core::message::{
    Addressing, Decision, Message, Pull, Pulled, Received, Sha256, UserVerification, Verdict, sign,
};
use assent_core::otp::OtpKey;
use assent_core::random::SystemEntropy;

use crate::Fault;

const LIVES_SECS: i64 = 60;

/// A linked phone and its codes.
pub(crate) struct Phone {
    /// Its id.
    pub(crate) id: DeviceId,
    /// Whose it is.
    pub(crate) account: String,
    /// The key that approves.
    pub(crate) approve_key: SoftwareKey,
    /// The key that asks.
    pub(crate) request_key: SoftwareKey,
    /// Its one-time codes.
    pub(crate) codes: OtpKey,
    /// The last step whose code was used; 0 = none.
    pub(crate) last_step: AtomicU64,
    /// The last counter.
    pub(crate) counter: AtomicU64,
}

impl Phone {
    /// A signed pull that waits at most `wait_secs`.
    pub(crate) fn pull(&self, server: &str, wait_secs: u32) -> Result<String, Fault> {
        let nonce = Nonce::make(&SystemEntropy::default())?;
        let pull = Pull { nonce, wait_secs, key_epoch: 1, seen_notice: 0, known: Vec::new() };
        self.sign(pull, server, &self.request_key)
    }

    /// YES to the one prompt of a pull's answer: what `decide` takes.
    pub(crate) fn approve(&self, server: &str, challenge: ChallengeId, pulled: &[u8]) -> Result<String, Fault> {
        let pulled = Received::new(pulled)?.peek::<Pulled>()?.message;
        let prompt = pulled.prompts.into_iter().next().ok_or("no prompt in a pull's answer")?;
        let now = SystemClock.now();
        let decision = Decision {
            challenge,
            prompt_sha256: Sha256::of(prompt.as_bytes()),
            verdict: Verdict::Approve,
            number: None,
            shown_at: now,
            answered_at: now,
            counter: self.counter.fetch_add(1, Ordering::Relaxed) + 1,
            user_verification: UserVerification::Presence,
        };
        Ok(format!("{prompt}~{}", self.sign(decision, server, &self.approve_key)?))
    }

    /// A code that counts and was not used yet, if there is one now: of the step before, this one or the next.
    pub(crate) fn fresh_code(&self) -> Option<String> {
        let now = self.codes.step_at(SystemClock.now());
        let step = (self.last_step.load(Ordering::Relaxed) + 1).max(now - 1);
        if step > now + 1 {
            return None;
        }
        self.last_step.store(step, Ordering::Relaxed);
        Some(self.codes.code_for_step(step))
    }

    fn sign<M: Message>(&self, message: M, server: &str, key: &SoftwareKey) -> Result<String, Fault> {
        let now = SystemClock.now();
        let issuer = self.id.to_string();
        let to = Addressing { issuer: &issuer, audience: server, now, expires_at: now + LIVES_SECS };
        Ok(sign(message, to, key, &SystemEntropy::default())?)
    }
}
