//! A request as it is shown.

use std::sync::{Mutex, PoisonError};

use super::AccountId;
use crate::clock::UnixSeconds;
use crate::ids::ChallengeId;
use crate::message::{Prompt, Text, Verdict};

/// "Is this you?", checked and ready to be shown. Made by [`super::Authenticator::pending`] alone.
pub struct Request {
    /// The account here.
    pub account: AccountId,
    /// What the account's server calls itself.
    pub issuer: Text,
    /// What is asked, exactly as the server signed it.
    pub prompt: Prompt,
    /// When the login was begun, by the clock handed in.
    pub asked_at: UnixSeconds,
    /// When it came, by the clock handed in.
    pub received_at: UnixSeconds,
    /// When it ends, by the clock handed in.
    pub expires_at: UnixSeconds,
    /// The prompt's exact bytes.
    pub(super) compact: String,
    /// The key set that it was checked with.
    pub(super) key_set: String,
    /// The answer that went out last. Where its receipt did not come it is sent again as it is, so that it stays one.
    pub(super) sent: Mutex<Option<Sent>>,
}

/// An answer that went out. No secret: it is signed for this one request, and after locking it is not sent any more.
#[derive(Clone)]
pub(super) struct Sent {
    pub(super) verdict: Verdict,
    pub(super) number: Option<String>,
    pub(super) decision: String,
}

impl Request {
    /// A request to be looked at, in previews and tests of screens. Answering it is refused.
    #[must_use]
    pub fn sample(issuer: Text, prompt: Prompt, received_at: UnixSeconds, expires_at: UnixSeconds) -> Self {
        let (account, sent) = (AccountId([0; 16]), Mutex::default());
        let (compact, key_set, asked_at) = (String::new(), String::new(), prompt.asked_at);
        Self { account, issuer, prompt, asked_at, received_at, expires_at, compact, key_set, sent }
    }

    /// Which challenge.
    #[must_use]
    pub const fn challenge(&self) -> ChallengeId {
        self.prompt.challenge
    }

    /// How many seconds are left at `now`, by the clock handed in; 0 when it is over.
    #[must_use]
    pub fn secs_left(&self, now: UnixSeconds) -> i64 {
        self.expires_at.saturating_sub(now).max(0)
    }

    /// The same answer, if it went out before.
    pub(super) fn find_sent(&self, verdict: Verdict, number: Option<&str>) -> Option<String> {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        let same = sent.as_ref().filter(|sent| sent.verdict == verdict && sent.number.as_deref() == number);
        same.map(|sent| sent.decision.clone())
    }

    /// Whether an answer went out that was not refused.
    pub(super) fn was_answered(&self) -> bool {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    pub(super) fn keep_sent(&self, sent: Option<Sent>) {
        *self.sent.lock().unwrap_or_else(PoisonError::into_inner) = sent;
    }
}
