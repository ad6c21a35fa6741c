//! Getting in again by what was prepared, in the browser that began it.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::problem_of;
use crate::doors::web::{Cookie, Form, Nothing, Reply, Result, Trouble, Visitor, minutes_until};
use crate::model::{Part, Recovery, RecoveryStage};
use crate::pages::recover::{Proving, Recover, RecoverState};
use crate::pages::set_up::PasswordProblem;
use crate::recovery::ResetRefused;
use crate::recovery_plans::{TriedPart, begin, find_begun, finish, try_device, try_sheet};

const HERE: &str = "/recover";

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = async {
        let recovery = find(&visitor).await?;
        page(&visitor, StatusCode::OK, state_of(&visitor, recovery.as_ref()))
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Named {
    email: String,
}

pub(super) async fn start(Form(visitor, named): Form<Named>) -> Response {
    let begun = begin(&visitor.app, &named.email, visitor.context.clone()).await;
    let result = begun.map_err(Into::into);
    let result = result.map(|token| Reply::see_other(HERE).with_cookie(Cookie::Recovery, token.expose()));
    visitor.answer(result)
}

pub(super) async fn again(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    visitor.answer(Ok(Reply::see_other(HERE).with_cookie(Cookie::Recovery, "")))
}

#[derive(Deserialize)]
pub(super) struct TypedCode {
    part: String,
    code: String,
}

pub(super) async fn prove(Form(visitor, typed): Form<TypedCode>) -> Response {
    let result = try_part(&visitor, &typed).await;
    visitor.answer(result)
}

async fn try_part(visitor: &Visitor, typed: &TypedCode) -> Result {
    let (app, now) = (&visitor.app, visitor.app.now());
    let recovery = find(visitor).await?.filter(|one| one.stage(now) == RecoveryStage::Prove);
    let Some(recovery) = recovery else { return Ok(Reply::see_other(HERE)) };
    let (part, tried) = match typed.part.as_str() {
        "sheet" => (Part::Sheet, try_sheet(app, &recovery, &typed.code).await?),
        "device" => (Part::Device, try_device(app, &recovery, &typed.code).await?),
        _ => return Err(Trouble::BadForm),
    };
    let proving = proving(&recovery);
    match tried {
        TriedPart::Right => Ok(Reply::see_other(HERE)),
        TriedPart::Wrong => {
            let state = RecoverState::Prove(Proving { wrong: Some(part), ..proving });
            page(visitor, StatusCode::UNPROCESSABLE_ENTITY, state)
        }
        TriedPart::Throttled(why) => {
            app.metrics.note_throttled("recovery");
            let state = RecoverState::Prove(Proving { throttled: Some(minutes_until(why, now)), ..proving });
            page(visitor, StatusCode::TOO_MANY_REQUESTS, state)
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    new: String,
}

pub(super) async fn choose(Form(visitor, chosen): Form<Chosen>) -> Response {
    let result = set_password(&visitor, &chosen.new).await;
    visitor.answer(result)
}

async fn set_password(visitor: &Visitor, new: &str) -> Result {
    let cookie = visitor.recovery.as_deref().unwrap_or_default();
    match finish(&visitor.app, cookie, new, visitor.context.clone()).await {
        Ok(new) => Ok(Reply::see_other("/security/add").with_session(&new.token).with_cookie(Cookie::Recovery, "")),
        Err(ResetRefused::New(why)) => {
            page(visitor, StatusCode::UNPROCESSABLE_ENTITY, use_state(Some(problem_of(&why))))
        }
        Err(ResetRefused::Gone) => Ok(Reply::see_other(HERE)),
        Err(ResetRefused::Failed(failure)) => Err(failure.into()),
    }
}

async fn find(visitor: &Visitor) -> Result<Option<Recovery>> {
    match &visitor.recovery {
        Some(cookie) => Ok(find_begun(&visitor.app, cookie).await?),
        None => Ok(None),
    }
}

fn state_of(visitor: &Visitor, recovery: Option<&Recovery>) -> RecoverState {
    let Some(recovery) = recovery else { return RecoverState::Name };
    match recovery.stage(visitor.app.now()) {
        RecoveryStage::Prove => RecoverState::Prove(proving(recovery)),
        RecoveryStage::Wait { opens_at } => RecoverState::Wait { opens_at },
        RecoveryStage::Use => use_state(None),
        RecoveryStage::Over => RecoverState::Over,
    }
}

const fn use_state(problem: Option<PasswordProblem>) -> RecoverState {
    RecoverState::Use { problem }
}

fn proving(recovery: &Recovery) -> Proving {
    let proved = recovery.proved.iter().map(|proved| proved.part).collect();
    Proving { number: recovery.number.clone(), proved, wrong: None, throttled: None }
}

fn page(visitor: &Visitor, status: StatusCode, state: RecoverState) -> Result {
    Reply::page_with(status, &Recover { frame: visitor.frame(), state })
}
