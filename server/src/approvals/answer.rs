//! Taking a phone's answer.

use std::sync::Arc;

use assent_core::clock::UnixSeconds;
use assent_core::ids::DeviceId;
use assent_core::keys::PublicKey;
use assent_core::message::{
    Addressing, AuditPosition, Claims, Decision, DeviceState, Expected, NoticeKind, Outcome, Prompt, Receipt, Received,
    Refusal, Sha256, Text, Times, Verdict, sign,
};
use assent_core::secret::same;

use crate::app::{App, Failure, RETRIES};
use crate::model::{Answer, AuditEvent, AuditKind, Challenge, Device, PushBudget, Refused, State, Throttled};
use crate::people::{Account, Factor, check_throttle, count_failure, reset_throttle};
use crate::store::{NewNotice, ReceiptMaker, Rev, Settle, Settled, StoreError};
use crate::telemetry::Answered;

/// How far a phone's clock may be off, in seconds.
pub const CLOCK_SLACK_SECS: i64 = 900;
/// How long a receipt says that it lives, in seconds: ten years. It is checked long after the fact.
const RECEIPT_SECS: i64 = 315_360_000;

/// Why an answer does not count.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// A message is not what it must be.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The phone is not linked, or not any more.
    #[error("this phone is not linked to an account here; link it again")]
    NotLinked,
    /// The prompt is not one that this server showed this phone, or the answer is to another one.
    #[error("this is not an answer to a request that this server sent to this phone")]
    NotOurs,
    /// The challenge has another end already.
    #[error("{why}")]
    Settled {
        /// In words.
        why: Refused,
        /// How it stands.
        state: Box<State>,
    },
    /// A number has to be typed.
    #[error("type the number that the sign-in page shows")]
    NumberMissing,
    /// The number is another one.
    #[error("that is not the number on the sign-in page; {tries_left} tries left")]
    NumberWrong {
        /// 0: the request is over.
        tries_left: u8,
    },
    /// Too many wrong numbers, over all requests.
    #[error(transparent)]
    Throttled(#[from] Throttled),
    /// The message was used before.
    #[error("this answer was sent before, or the phone was restored from a backup; repair it")]
    StaleCounter,
    /// Others are faster, again and again.
    #[error("several answers came at once; try again")]
    Busy,
    /// No receipt could be made.
    #[error("the server could not sign the receipt; nothing was decided, try again")]
    NotSigned,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for AnswerError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes the decision `decision` on the prompt `prompt`, both as compact JWS. Gives the receipt once the answer is on disk.
/// The same answer again gives the same receipt. After its own answer a phone may still add "it was not me".
///
/// # Errors
/// [`AnswerError`]; then nothing was decided.
pub async fn answer(app: &App, prompt: &str, decision: &str) -> Result<String, AnswerError> {
    let now = app.clock.now();
    let (device, claims) = open_decision(app, decision, now).await?;
    check_prompt(app, &device, prompt, &claims.message)?;
    let challenge = app.store.find_challenge(claims.message.challenge).await?.ok_or(AnswerError::NotOurs)?;
    if challenge.person != device.person {
        return Err(AnswerError::NotOurs);
    }
    if let Some(receipt) = find_same_answer(&challenge, &device, claims.message.verdict) {
        return Ok(receipt);
    }
    let may_answer = challenge.check_answerable(device.id, claims.message.verdict, now);
    may_answer.map_err(|why| settled(why, &challenge, now))?;
    let taking = Taking { app, device, challenge, claims, prompt, decision, now };
    taking.check_number().await?;
    taking.settle().await
}

/// Who signed it, and whether that key may say this.
async fn open_decision(app: &App, decision: &str, now: UnixSeconds) -> Result<(Device, Claims<Decision>), AnswerError> {
    let received = Received::new(decision.as_bytes())?;
    let key_id = received.key_id::<Decision>()?;
    let said = received.peek::<Decision>()?;
    let id: DeviceId = said.iss.parse().map_err(|_| AnswerError::NotLinked)?;
    let device = app.store.find_device(id).await?.ok_or(AnswerError::NotLinked)?;
    let key = key_for(&device, said.message.verdict);
    if key.thumbprint() != key_id {
        return Err(Refusal::WrongKey.into());
    }
    let times = Times::Around { now, slack_secs: CLOCK_SLACK_SECS };
    let claims =
        received.open::<Decision>(key, &Expected { issuer: &said.iss, audience: &app.signing.server_id, times })?;
    // Only now, so that a stranger does not learn which phones exist.
    if device.state == DeviceState::Active { Ok((device, claims)) } else { Err(AnswerError::NotLinked) }
}

const fn key_for(device: &Device, verdict: Verdict) -> &PublicKey {
    match verdict {
        Verdict::Approve => &device.approve_key,
        Verdict::Deny | Verdict::Report => &device.request_key,
    }
}

/// The answer must be to exactly this prompt, and the prompt must be ours, to this phone.
fn check_prompt(app: &App, device: &Device, prompt: &str, decision: &Decision) -> Result<(), AnswerError> {
    let shown = Sha256::of(prompt.as_bytes());
    if shown != decision.prompt_sha256 {
        return Err(AnswerError::NotOurs);
    }
    if app.issued.has(shown, decision.challenge, device.id) {
        return Ok(());
    }
    let expected = Expected { issuer: &app.signing.server_id, audience: &device.id.to_string(), times: Times::Any };
    let received = Received::new(prompt.as_bytes())?;
    let claims = received.open::<Prompt>(&app.signing.prompt_key, &expected).map_err(|_| AnswerError::NotOurs)?;
    if claims.message.challenge == decision.challenge { Ok(()) } else { Err(AnswerError::NotOurs) }
}

/// Answers are told apart by challenge, phone and verdict, never by their bytes: a signature can be made twice.
fn find_same_answer(challenge: &Challenge, device: &Device, verdict: Verdict) -> Option<String> {
    let answer = match &challenge.state {
        State::Approved(answer) | State::Denied(answer) => answer,
        State::Consumed(consumed) => &consumed.answer,
        _ => return None,
    };
    (answer.device == device.id && answer.verdict == verdict).then(|| answer.receipt.clone())
}

fn settled(why: Refused, challenge: &Challenge, now: UnixSeconds) -> AnswerError {
    AnswerError::Settled { why, state: Box::new(challenge.state_at(now)) }
}

/// One answer on its way into the store.
struct Taking<'a> {
    app: &'a App,
    device: Device,
    challenge: Challenge,
    claims: Claims<Decision>,
    prompt: &'a str,
    decision: &'a str,
    now: UnixSeconds,
}

impl Taking<'_> {
    /// A YES needs the number of the login page, when there is one. Wrong ones count on the person, not on the challenge.
    async fn check_number(&self) -> Result<(), AnswerError> {
        let Some(number) = &self.challenge.number else { return Ok(()) };
        if self.claims.message.verdict != Verdict::Approve {
            return Ok(());
        }
        let typed = self.claims.message.number.as_ref().ok_or(AnswerError::NumberMissing)?;
        let account = self.account().await?;
        check_throttle(self.app, Factor::Number, &account).await??;
        if same(typed.as_bytes(), number.as_bytes()) {
            return Ok(reset_throttle(self.app, Factor::Number, &account).await?);
        }
        count_failure(self.app, Factor::Number, &account).await?;
        Err(self.count_wrong_number().await?)
    }

    async fn account(&self) -> Result<Account, AnswerError> {
        let person = self.app.store.find_person(self.device.person).await?;
        Ok(Account::of(person.filter(|person| person.locked_at.is_none()).ok_or(AnswerError::NotLinked)?))
    }

    async fn count_wrong_number(&self) -> Result<AnswerError, AnswerError> {
        let (id, counter) = (self.challenge.id, self.claims.message.counter);
        let event = self.event(AuditKind::NumberWrong);
        let after = self.app.store.count_wrong_number(id, self.device.id, counter, self.now, event).await?;
        self.app.wake.answers.wake(id);
        Ok(match after {
            Settled::Counted(challenge) => {
                let open = matches!(challenge.state, State::Pending { .. });
                AnswerError::NumberWrong { tries_left: u8::from(open) }
            }
            Settled::Refused(why, challenge) => settled(why, &challenge, self.now),
            Settled::StaleCounter => AnswerError::StaleCounter,
            _ => AnswerError::NotOurs,
        })
    }

    async fn settle(&self) -> Result<String, AnswerError> {
        for _ in 0..RETRIES {
            let (rev, budget) = self.app.store.push_budget(self.device.person).await?;
            let budget = (rev, budget.answered(self.claims.message.verdict, self.now));
            match self.app.store.settle(self.to_settle(budget)).await? {
                Settled::Done(answer) => {
                    self.tell();
                    self.app.metrics.note_answered(self.answered());
                    return Ok(answer.receipt);
                }
                Settled::Refused(why, challenge) => {
                    // The same answer may have won on another connection.
                    let same = find_same_answer(&challenge, &self.device, self.claims.message.verdict);
                    return same.ok_or_else(|| settled(why, &challenge, self.now));
                }
                Settled::Unknown | Settled::Counted(_) => return Err(AnswerError::NotOurs),
                Settled::StaleCounter => return Err(AnswerError::StaleCounter),
                Settled::NotSigned => return Err(AnswerError::NotSigned),
                Settled::Conflict => {}
            }
        }
        Err(AnswerError::Busy)
    }

    fn to_settle(&self, budget: (Rev, PushBudget)) -> Settle {
        let verdict = self.claims.message.verdict;
        let kind = match verdict {
            Verdict::Approve => AuditKind::ChallengeApproved,
            Verdict::Deny => AuditKind::ChallengeDenied,
            Verdict::Report => AuditKind::ChallengeReported,
        };
        let answer = Answer {
            device: self.device.id,
            verdict,
            decided_at: self.now,
            prompt: self.prompt.to_owned(),
            decision: self.decision.to_owned(),
            receipt: String::new(),
        };
        Settle {
            challenge: self.challenge.id,
            now: self.now,
            answer,
            counter: self.claims.message.counter,
            budget,
            event: self.event(kind),
            notice: (verdict == Verdict::Report).then(|| self.report_notice()),
            receipt: self.receipt_maker(),
        }
    }

    fn receipt_maker(&self) -> ReceiptMaker {
        let signing = Arc::clone(&self.app.signing);
        let random = Arc::clone(&self.app.random);
        let audience = self.challenge.service.to_string();
        let now = self.now;
        let outcome = if self.claims.message.verdict == Verdict::Approve { Outcome::Approved } else { Outcome::Denied };
        let make = Receipt {
            challenge: self.challenge.id,
            outcome,
            prompt_sha256: self.claims.message.prompt_sha256,
            decision_sha256: Sha256::of(self.decision.as_bytes()),
            decided_at: now,
            device: self.device.id,
            assurance: self.device.assurance,
            audit: AuditPosition { seq: 0, hash: Sha256([0; 32]) },
        };
        Box::new(move |audit| {
            let to =
                Addressing { issuer: &signing.server_id, audience: &audience, now, expires_at: now + RECEIPT_SECS };
            sign(Receipt { audit, ..make }, to, &signing.prompt, &*random)
        })
    }

    const fn answered(&self) -> Answered {
        match self.claims.message.verdict {
            Verdict::Approve => Answered::Approved,
            Verdict::Deny => Answered::Denied,
            Verdict::Report => Answered::Reported,
        }
    }

    /// Whoever waits for this answer, and the person's other phones that still show the request.
    fn tell(&self) {
        self.app.issued.forget(self.claims.message.prompt_sha256);
        self.app.wake.reached.forget(self.challenge.id);
        self.app.wake.answers.wake(self.challenge.id);
        self.app.wake.phones.wake(self.device.person);
    }

    fn report_notice(&self) -> NewNotice {
        let service = self.reported_service();
        NewNotice { person: self.device.person, at: self.now, kind: NoticeKind::Reported { service } }
    }

    /// The service's name as the phone showed it.
    fn reported_service(&self) -> Text {
        let shown = Received::new(self.prompt.as_bytes()).and_then(|prompt| prompt.peek::<Prompt>());
        shown.map_or_else(|_| self.challenge.account.clone(), |claims| claims.message.service.name)
    }

    fn event(&self, kind: AuditKind) -> AuditEvent {
        AuditEvent {
            person: Some(self.device.person),
            service: Some(self.challenge.service),
            device: Some(self.device.id),
            address: self.challenge.context.address.as_ref().map(ToString::to_string),
            detail: Some(self.challenge.id.to_string()),
            ..AuditEvent::new(self.now, kind)
        }
    }
}
