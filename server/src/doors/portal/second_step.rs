//! The second step: asking the phone and waiting for it, and every other way.

use axum::Extension;
use axum::response::Response;
use serde::Serialize;

use assent_core::ids::ChallengeId;
use assent_core::message::{Outcome, Verdict};

use super::half::Half;
use super::sms_step::way_of;
use crate::approvals::{self, AskError, AskWish, NumberWish, RedeemError, Seen, WaitError};
use crate::doors::web::{Cookie, Form, Nothing, Reply, Result, Trouble, Visitor, name_browser};
use crate::model::{Aim, Answer, Cancelled, Device, PushRefused, State};
use crate::pages::other_ways::OtherWays;
use crate::pages::waiting::{Answered, Facts, Open, Reach, Waiting, WaitingState};
use crate::passkeys::list_usable_passkeys;
use crate::people::{code_names, set_challenge};
use crate::recovery::count_backup_codes;
use crate::serve::Hold;
use crate::services::PORTAL;
use crate::telemetry::Door;

/// How long the page's script may wait for news, in seconds.
const WAIT_SECS: u32 = 50;
/// Until a request should have reached a phone, in seconds.
const REACH_SECS: i64 = 8;

pub(super) async fn waiting(visitor: Visitor) -> Response {
    let result = async {
        let half = Half::find(&visitor).await?;
        match half.sign_in.challenge {
            _ if half.phones.is_empty() => Ok(Reply::see_other(half.first_way(&visitor).await?)),
            Some(id) => look(&visitor, half, id).await,
            None => ask(&visitor, half).await,
        }
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn ask_again(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async { ask(&visitor, Half::find(&visitor).await?).await };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn stop(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        Half::find(&visitor).await?.withdraw(&visitor).await?;
        Ok(Reply::see_other("/sign-in").with_cookie(Cookie::Step, ""))
    };
    let result = result.await;
    visitor.answer(result)
}

/// What the page's script reads.
#[derive(Serialize)]
pub(super) struct News {
    /// Where to go, once something changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) go: Option<&'static str>,
}

/// Answers when the page that the browser shows is out of date.
pub(super) async fn news(visitor: Visitor, Extension(hold): Extension<Hold>) -> Response {
    hold.begin();
    let result = async {
        let half = Half::find(&visitor).await?;
        let Some(id) = half.sign_in.challenge else { return Ok(Reply::json(&News { go: Some("/sign-in/waiting") })) };
        let reached = visitor.query("reached").and_then(|count| count.parse().ok()).unwrap_or(0);
        let seen = approvals::wait(&visitor.app, id, PORTAL, WAIT_SECS, Some(reached)).await.map_err(trouble)?;
        let changed = !matches!(seen.state, State::Pending { .. }) || seen.reached.len() > reached;
        Ok(Reply::json(&News { go: changed.then_some("/sign-in/waiting") }))
    };
    let result = result.await;
    visitor.answer(match result {
        Err(Trouble::SignIn) => Ok(Reply::json(&News { go: Some("/sign-in") })),
        other => other,
    })
}

pub(super) async fn ways(visitor: Visitor) -> Response {
    let result = async {
        let half = Half::find(&visitor).await?;
        let passkeys = list_usable_passkeys(&visitor.app, half.person.id).await?;
        let left = count_backup_codes(&visitor.app, half.person.id).await?.map(|codes| codes.left);
        Reply::page(&OtherWays {
            frame: visitor.frame(),
            phones: half.phones.iter().map(name_of).collect(),
            passkeys: passkeys.iter().map(|one| one.name.to_string()).collect(),
            numbers: half.numbers(&visitor).await?.iter().map(way_of).collect(),
            code_apps: code_names(&visitor.app, half.person.id).await?,
            can_ask_help: half.sign_in.aim != Aim::Unlock,
            backup_codes_left: left.filter(|left| *left > 0).and_then(|left| left.try_into().ok()),
        })
    };
    let result = result.await;
    visitor.answer(result)
}

async fn ask(visitor: &Visitor, half: Half) -> Result {
    let wish = AskWish {
        service: PORTAL,
        account: half.person.email.as_str().to_owned(),
        context: visitor.context.clone(),
        number: NumberWish::Policy,
        lives_secs: None,
    };
    match approvals::ask(&visitor.app, wish).await {
        Ok(asking) => {
            visitor.app.metrics.note_asked(Door::Portal);
            set_challenge(&visitor.app, half.sign_in, Some(asking.id)).await?;
            Ok(Reply::see_other("/sign-in/waiting"))
        }
        Err(AskError::Budget(PushRefused::Quiet { until })) => page(visitor, &half, WaitingState::Quiet { until }, 0),
        Err(AskError::Budget(_)) => page(visitor, &half, WaitingState::CodesOnly, 0),
        Err(AskError::Failed(failure)) => Err(failure.into()),
        Err(AskError::Busy | AskError::BadAccount | AskError::BadLife) => Err(crate::app::Failure::Busy.into()),
    }
}

async fn look(visitor: &Visitor, half: Half, id: ChallengeId) -> Result {
    let seen = approvals::find(&visitor.app, id, PORTAL).await.map_err(trouble)?;
    if !matches!(seen.state, State::Approved(_)) {
        let reached = seen.reached.len();
        let state = waiting_state(visitor, &half, &seen);
        return page(visitor, &half, state, reached);
    }
    match approvals::redeem(&visitor.app, id, PORTAL).await {
        Ok(redeemed) if redeemed.outcome == Outcome::Approved => half.finish(visitor, None).await,
        Err(RedeemError::Failed(failure)) => Err(failure.into()),
        // Too late, redeemed in another window, or the account changed: the page says that it is over.
        Ok(_) | Err(_) => page(visitor, &half, WaitingState::Cancelled, 0),
    }
}

fn waiting_state(visitor: &Visitor, half: &Half, seen: &Seen) -> WaitingState {
    let challenge = &seen.challenge;
    let (now, life) = (visitor.app.now(), challenge.expires_at - challenge.asked_at);
    let secs = |secs: i64| u32::try_from(secs.max(0)).unwrap_or(u32::MAX);
    let phone = |id| half.phones.iter().find(|phone| phone.id == id).map(name_of).unwrap_or_default();
    let answered = |answer: &Answer| Answered { phone: phone(answer.device), at: answer.decided_at };
    let quiet = half.person.quiet_at(now);
    match &seen.state {
        State::Pending { .. } if let Some(until) = quiet => WaitingState::Quiet { until },
        State::Pending { .. } => WaitingState::Open(Open {
            number: challenge.number.clone(),
            reach: match seen.reached.first() {
                Some(first) => Reach::Reached(phone(*first)),
                None if now - challenge.asked_at >= REACH_SECS => Reach::NotReached,
                None => Reach::Sent,
            },
            left_secs: secs(challenge.expires_at - now),
            life_secs: secs(life),
        }),
        State::Denied(answer) if answer.verdict == Verdict::Report => WaitingState::Reported(answered(answer)),
        State::Denied(answer) => WaitingState::Denied(answered(answer)),
        State::Expired => WaitingState::Expired { life_secs: secs(life) },
        State::Cancelled(Cancelled::Superseded) => WaitingState::Superseded,
        State::Cancelled(_) | State::Approved(_) | State::Consumed(_) => WaitingState::Cancelled,
    }
}

fn page(visitor: &Visitor, half: &Half, state: WaitingState, reached: usize) -> Result {
    let context = &visitor.context;
    Reply::page(&Waiting {
        frame: visitor.frame(),
        facts: Facts {
            account: half.person.email.as_str().to_owned(),
            address: context.address.as_ref().map(|address| visitor.place_of(address.as_str())),
            browser: name_browser(context),
        },
        phones: u32::try_from(half.phones.len()).unwrap_or(u32::MAX),
        state,
        poll: format!("/sign-in/news?reached={reached}"),
    })
}

fn name_of(device: &Device) -> String {
    device.description.name.to_string()
}

fn trouble(error: WaitError) -> Trouble {
    match error {
        WaitError::Unknown => Trouble::SignIn,
        WaitError::Failed(failure) => failure.into(),
    }
}
