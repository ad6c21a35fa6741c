//! The number for getting back in: typed, and proved by a code where SMS go out.

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;

use super::contact::{HERE, refused};
use super::sms_number::{number_problem, trouble};
use super::sms_step::{problem_of, status_of};
use crate::contacts::{confirm_number, find_pending, remove_number, send_again, set_number};
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, minutes_until};
use crate::model::CredentialId;
use crate::pages::contact::{ContactField, ContactProblem};
use crate::pages::sms_code::{SmsCode, SmsPurpose, SmsState};
use crate::sms::{ConfirmNumber, NumberRefused};

#[derive(Deserialize)]
pub(super) struct Typed {
    number: String,
}

pub(super) async fn set(Form(visitor, typed): Form<Typed>) -> Response {
    let result = async {
        let me = visitor.fresh(HERE)?;
        match set_number(&visitor.app, me, &typed.number, visitor.lang).await {
            Ok(Some(id)) => Ok(Reply::see_other(format!("{HERE}/number/{id}?sent=1"))),
            Ok(None) => Ok(Reply::see_other(format!("{HERE}?done=number"))),
            Err(why) => {
                let problem = ContactProblem::Number(number_problem(&visitor, why)?);
                refused(&visitor, ContactField::Number, problem, &typed.number).await
            }
        }
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn remove(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        remove_number(&visitor.app, visitor.fresh(HERE)?).await.map_err(trouble)?;
        Ok(Reply::see_other(format!("{HERE}?done=number-removed")))
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn show(Path(id): Path<String>, visitor: Visitor) -> Response {
    let state = if visitor.query("sent").is_some() { SmsState::Sent } else { SmsState::Fresh };
    let result = page(&visitor, &id, state).await;
    visitor.answer(result)
}

pub(super) async fn send(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let me = visitor.fresh(HERE)?;
        match send_again(&visitor.app, me, read_id(&id)?, visitor.lang).await {
            Ok(true) => Ok(Reply::see_other(format!("{HERE}/number/{id}?sent=1"))),
            Ok(false) => Err(Trouble::NotFound),
            Err(NumberRefused::Send(why)) => page(&visitor, &id, SmsState::Refused(problem_of(&visitor, why))).await,
            Err(why) => Err(trouble(why)),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Code {
    code: String,
}

pub(super) async fn submit(Path(id): Path<String>, Form(visitor, typed): Form<Code>) -> Response {
    let result = async {
        let me = visitor.fresh(HERE)?;
        match confirm_number(&visitor.app, me, read_id(&id)?, &typed.code).await.map_err(trouble)? {
            ConfirmNumber::On => Ok(Reply::see_other(format!("{HERE}?done=number"))),
            ConfirmNumber::Gone => Err(Trouble::NotFound),
            ConfirmNumber::Wrong => page(&visitor, &id, SmsState::Wrong).await,
            ConfirmNumber::Throttled(why) => {
                visitor.app.metrics.note_throttled("sms code");
                page(&visitor, &id, SmsState::Throttled { minutes: minutes_until(why, visitor.app.now()) }).await
            }
        }
    };
    let result = result.await;
    visitor.answer(result)
}

async fn page(visitor: &Visitor, id: &str, state: SmsState) -> Result {
    let me = visitor.fresh(HERE)?;
    let number = find_pending(&visitor.app, me, read_id(id)?).await.map_err(trouble)?.ok_or(Trouble::NotFound)?;
    let page = SmsCode {
        frame: visitor.frame(),
        purpose: SmsPurpose::Recovery,
        action: format!("{HERE}/number/{id}"),
        number: number.mask(),
        state,
    };
    Reply::page_with(status_of(state), &page)
}

fn read_id(id: &str) -> Result<CredentialId> {
    id.parse().map_err(|_| Trouble::NotFound)
}
