//! What was answered, with the proof.

use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::book::{from_plain, to_plain};
use super::request::{Request, Sent};
use super::{AccountId, AuthError, Authenticator};
use crate::clock::UnixSeconds;
use crate::ids::ChallengeId;
use crate::message::{Context, Outcome, Proof, ReceiptBundle, Text, Verdict};

pub(super) const HISTORY: &str = "history";

/// The longest history; the oldest entries go first.
const MAX_ENTRIES: usize = 1000;

/// One answered request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Which challenge.
    pub challenge: ChallengeId,
    /// The account here; it may be gone since.
    pub account: AccountId,
    /// What the server called itself.
    pub issuer: Text,
    /// Whose login.
    pub account_name: Text,
    /// Who asked.
    pub service: Text,
    /// The service's id, which the receipt is addressed to.
    pub service_id: String,
    /// From where and with what.
    pub context: Context,
    /// When the login was begun, in the server's time.
    pub asked_at: UnixSeconds,
    /// When it was answered, by the clock handed in.
    pub answered_at: UnixSeconds,
    /// The answer.
    pub verdict: Verdict,
    /// How it ended.
    pub outcome: Outcome,
    /// The proof.
    pub receipt: ReceiptBundle,
}

impl HistoryEntry {
    pub(super) fn new(request: &Request, proof: &Proof, receipt: ReceiptBundle, now: UnixSeconds) -> Self {
        let prompt = &request.prompt;
        Self {
            challenge: prompt.challenge,
            account: request.account,
            issuer: request.issuer.clone(),
            account_name: prompt.account.clone(),
            service: prompt.service.name.clone(),
            service_id: prompt.service.id.clone(),
            context: prompt.context.clone(),
            asked_at: prompt.asked_at,
            answered_at: now,
            verdict: proof.decision.verdict,
            outcome: proof.receipt.outcome,
            receipt,
        }
    }
}

impl Authenticator {
    /// What was answered, newest first. An entry that can't be read is among [`Authenticator::damaged`].
    ///
    /// # Errors
    /// [`AuthError`] of the vault.
    pub fn history(&self) -> Result<Vec<HistoryEntry>, AuthError> {
        let records = self.book.records.list(HISTORY)?;
        // The vault has them in the order in which they came, which those of one second keep.
        let entries = records.iter().rev().filter_map(|(_, plain)| from_plain(plain).ok());
        let mut entries: Vec<HistoryEntry> = entries.collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.answered_at));
        Ok(entries)
    }

    /// The entry of one challenge, if there is one.
    ///
    /// # Errors
    /// [`AuthError`] of the vault.
    pub fn find_history(&self, challenge: ChallengeId) -> Result<Option<HistoryEntry>, AuthError> {
        let plain = self.book.records.find(HISTORY, &challenge.to_string())?;
        plain.map(|plain| from_plain(&plain)).transpose()
    }

    /// A request that this phone answered, as it was: nothing but "it was not me" may still be said of it.
    ///
    /// # Errors
    /// [`AuthError`] of the vault, [`AuthError::BadReceipt`].
    pub fn recall(&self, challenge: ChallengeId) -> Result<Option<Request>, AuthError> {
        let Some(entry) = self.find_history(challenge)? else { return Ok(None) };
        let proof = entry.receipt.check(&entry.service_id).map_err(AuthError::BadReceipt)?;
        let sent = Sent { verdict: entry.verdict, number: proof.decision.number, decision: entry.receipt.decision };
        Ok(Some(Request {
            account: entry.account,
            issuer: entry.issuer,
            prompt: proof.prompt,
            asked_at: entry.asked_at,
            received_at: entry.answered_at,
            expires_at: entry.answered_at,
            compact: entry.receipt.prompt,
            key_set: entry.receipt.key_set,
            sent: Mutex::new(Some(sent)),
        }))
    }

    pub(super) fn keep_history(&self, entry: &HistoryEntry) -> Result<(), AuthError> {
        self.book.records.put(HISTORY, &entry.challenge.to_string(), &to_plain(entry)?)?;
        // Someone waits for the receipt: all are read only when there are too many.
        if self.book.records.list(HISTORY)?.len() > MAX_ENTRIES {
            for old in self.history()?.iter().skip(MAX_ENTRIES) {
                self.book.records.remove(HISTORY, &old.challenge.to_string())?;
            }
        }
        Ok(())
    }
}
