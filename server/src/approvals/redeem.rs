//! Handing the result out, an approval only once.

use assent_core::ids::ChallengeId;
use assent_core::message::{Outcome, ReceiptBundle, Verdict};

use super::{Seen, WaitError, find};
use crate::app::{App, Failure};
use crate::model::{Answer, AuditEvent, AuditKind, Cancelled, Challenge, Refused, ServiceId, State};
use crate::store::{Redeem, Redeemed, StoreError};

/// What a service gets.
pub struct Redemption {
    /// The challenge it was about.
    pub challenge: Challenge,
    /// How it ended.
    pub outcome: Outcome,
    /// Why, when it was cancelled.
    pub cancelled: Option<Cancelled>,
    /// Whether the person said "it was not me".
    pub reported: bool,
    /// The proof, when somebody answered.
    pub receipt: Option<ReceiptBundle>,
}

/// Why nothing is handed out.
#[derive(Debug, thiserror::Error)]
pub enum RedeemError {
    /// Nobody answered yet.
    #[error("nobody answered yet; wait for the request first")]
    Pending,
    /// Not redeemable any more.
    #[error(transparent)]
    Refused(Refused),
    /// The person was locked or the phone removed since the answer.
    #[error("the account or the phone changed after the answer; ask again")]
    AccountChanged,
    /// No such challenge of this service.
    #[error("there is no such request of this service; it may be older than a day")]
    Unknown,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for RedeemError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Redeems. An approval is consumed by it; any other end is only told.
///
/// # Errors
/// [`RedeemError`].
pub async fn redeem(app: &App, id: ChallengeId, service: ServiceId) -> Result<Redemption, RedeemError> {
    let seen = match find(app, id, service).await {
        Ok(seen) => seen,
        Err(WaitError::Unknown) => return Err(RedeemError::Unknown),
        Err(WaitError::Failed(failure)) => return Err(failure.into()),
    };
    match &seen.state {
        State::Pending { .. } => Err(RedeemError::Pending),
        State::Expired => Ok(without_receipt(seen.challenge, Outcome::Expired, None)),
        State::Cancelled(why) => {
            let why = Some(*why);
            Ok(without_receipt(seen.challenge, Outcome::Cancelled, why))
        }
        State::Denied(answer) => with_receipt(app, seen.challenge.clone(), answer, Outcome::Denied).await,
        State::Approved(_) | State::Consumed(_) => consume(app, seen).await,
    }
}

async fn consume(app: &App, seen: Seen) -> Result<Redemption, RedeemError> {
    let now = app.clock.now();
    let challenge = seen.challenge;
    let event = AuditEvent {
        person: Some(challenge.person),
        service: Some(challenge.service),
        detail: Some(challenge.id.to_string()),
        ..AuditEvent::new(now, AuditKind::ChallengeRedeemed)
    };
    let redeem = Redeem { challenge: challenge.id, service: challenge.service, now, event };
    match app.store.redeem(redeem).await? {
        Redeemed::Done(answer) => with_receipt(app, challenge, &answer, Outcome::Approved).await,
        Redeemed::Refused(why) => Err(RedeemError::Refused(why)),
        Redeemed::AccountChanged => Err(RedeemError::AccountChanged),
        Redeemed::Unknown => Err(RedeemError::Unknown),
    }
}

const fn without_receipt(challenge: Challenge, outcome: Outcome, cancelled: Option<Cancelled>) -> Redemption {
    Redemption { challenge, outcome, cancelled, reported: false, receipt: None }
}

async fn with_receipt(
    app: &App,
    challenge: Challenge,
    answer: &Answer,
    outcome: Outcome,
) -> Result<Redemption, RedeemError> {
    let device = app.store.find_device(answer.device).await?;
    let device = device.ok_or(StoreError::Damaged("an answer without its phone"))?;
    let key = if answer.verdict == Verdict::Approve { device.approve_key } else { device.request_key };
    let receipt = ReceiptBundle {
        prompt: answer.prompt.clone(),
        decision: answer.decision.clone(),
        receipt: answer.receipt.clone(),
        root_key: app.signing.root_key.to_jwk(),
        key_set: app.signing.key_set.clone(),
        device_key: key.to_jwk(),
    };
    let reported = answer.verdict == Verdict::Report;
    Ok(Redemption { challenge, outcome, cancelled: None, reported, receipt: Some(receipt) })
}
