//! YES, NO, "it was not me".

use std::sync::Arc;

use super::account::{Account, Linked};
use super::request::{Request, Sent};
use super::trust::TrustedServer;
use super::{AuthError, Authenticator, HistoryEntry, KeyPurpose};
use crate::clock::UnixSeconds;
use crate::message::{
    Decision, Outcome, Proof, Receipt, ReceiptBundle, ReceiptError, Received, Refusal, Sha256, UserVerification,
    Verdict,
};

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// How the request ended.
    pub outcome: Outcome,
    /// The proof of it, checked.
    pub receipt: ReceiptBundle,
    /// Whether it could be written into the history.
    pub in_history: bool,
}

impl Authenticator {
    /// Answers a request now or not at all: without network nothing is kept for later.
    ///
    /// # Errors
    /// [`AuthError::Expired`] and [`AuthError::NumberNeeded`] before anything is sent; later the server's refusal, or
    /// [`AuthError::Client`] with a timeout when it is not known whether the answer arrived (answering the same again
    /// is safe), or [`AuthError::BadReceipt`].
    pub async fn answer(
        &self,
        request: &Request,
        verdict: Verdict,
        number: Option<&str>,
    ) -> Result<Answered, AuthError> {
        let number = check_answer(request, verdict, number, self.clock.now())?;
        let account = self.book.get(request.account)?;
        let client = self.client(account.id, account.active()?)?;
        let decision = match request.find_sent(verdict, number.as_deref()) {
            Some(sent) => sent,
            None => self.decide(&account, request, verdict, number).await?,
        };
        let receipt =
            client.decide(&request.compact, &decision).await.map_err(|error| forget_refused(request, error))?;
        let linked = account.active()?;
        let (bundle, proof) = self.check_receipt(linked, request, verdict, &decision, receipt)?;
        let entry = HistoryEntry::new(request, &proof, bundle.clone(), self.clock.now());
        let in_history = self.keep_history(&entry).is_ok();
        Ok(Answered { outcome: proof.receipt.outcome, receipt: bundle, in_history })
    }

    /// Makes the decision, remembered before it is sent.
    async fn decide(
        &self,
        account: &Account,
        request: &Request,
        verdict: Verdict,
        number: Option<String>,
    ) -> Result<String, AuthError> {
        let counter = self.book.next_counter(account.id)?;
        let linked = account.linked()?;
        let now = self.server_now(linked);
        let approving = verdict == Verdict::Approve;
        let message = Decision {
            challenge: request.challenge(),
            prompt_sha256: Sha256::of(request.compact.as_bytes()),
            verdict,
            number: number.clone(),
            shown_at: request.received_at.saturating_add(linked.time_offset_secs),
            answered_at: now,
            counter,
            user_verification: if approving {
                self.keys.user_verification(account.key_owner())
            } else {
                UserVerification::Presence
            },
        };
        let purpose = if approving { KeyPurpose::Approve } else { KeyPurpose::Request };
        let decision = self.sign_by_person(account, message, purpose, now).await?;
        request.keep_sent(Some(Sent { verdict, number, decision: decision.clone() }));
        Ok(decision)
    }

    /// The receipt must prove this answer to this prompt, by this server, for the service that was shown.
    fn check_receipt(
        &self,
        linked: &Linked,
        request: &Request,
        verdict: Verdict,
        decision: &str,
        receipt: String,
    ) -> Result<(ReceiptBundle, Proof), AuthError> {
        let device_key = if verdict == Verdict::Approve { &linked.approve_key } else { &linked.request_key };
        let bundle = ReceiptBundle {
            prompt: request.compact.clone(),
            decision: decision.to_owned(),
            receipt,
            root_key: linked.root_key.clone(),
            key_set: request.key_set.clone(),
            device_key: device_key.clone(),
        };
        let proof = bundle.check(&request.prompt.service.id).map_err(AuthError::BadReceipt)?;
        let server = TrustedServer::new(&linked.root()?, &bundle.key_set)?;
        let signer = Received::new(bundle.receipt.as_bytes())?.key_id::<Receipt>()?;
        if server.find_key(&signer, self.server_now(linked)).is_none() {
            return Err(AuthError::BadReceipt(ReceiptError::Receipt(Refusal::WrongKey)));
        }
        Ok((bundle, proof))
    }
}

/// What can be refused without asking anybody. Gives the number to send.
fn check_answer(
    request: &Request,
    verdict: Verdict,
    number: Option<&str>,
    now: UnixSeconds,
) -> Result<Option<String>, AuthError> {
    if request.compact.is_empty() {
        return Err(AuthError::Untrusted(Refusal::Malformed));
    }
    // "It was not me" may follow an answer of this phone; the server says for how long.
    let follows = verdict == Verdict::Report && request.was_answered();
    if request.secs_left(now) == 0 && !follows {
        return Err(AuthError::Expired);
    }
    let digits = request.prompt.number_digits;
    if verdict != Verdict::Approve || digits == 0 {
        return Ok(None);
    }
    let typed = number.unwrap_or_default().trim();
    let fits = typed.len() == usize::from(digits) && typed.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Ok(Some(typed.to_owned())) } else { Err(AuthError::NumberNeeded { digits }) }
}

/// A refused answer is over; only one whose fate is unknown may be sent again as it is.
fn forget_refused(request: &Request, error: crate::client::ClientError) -> AuthError {
    if matches!(error, crate::client::ClientError::Refused { .. }) {
        request.keep_sent(None);
    }
    error.into()
}

/// Requests are shared between screen and answer.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<Arc<Request>>();
};
