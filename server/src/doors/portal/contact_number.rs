//! The number for getting back in: typed, and proved by a code where SMS go out.

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;

use super::contact::{HERE, refused};
use super::sms_number::{number_problem, trouble};
use super::sms_page::{self, Code, read_id};
use crate::contacts::{confirm_number, find_pending, remove_number, send_again, set_number};
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor};
use crate::pages::contact::{ContactField, ContactProblem};
use crate::pages::sms_code::{SmsPurpose, SmsState};
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
    let result = page(&visitor, &id, sms_page::opened(&visitor)).await;
    visitor.answer(result)
}

pub(super) async fn send(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let me = visitor.fresh(HERE)?;
        match send_again(&visitor.app, me, read_id(&id)?, visitor.lang).await {
            Ok(true) => Ok(Reply::see_other(format!("{HERE}/number/{id}?sent=1"))),
            Ok(false) => Err(Trouble::NotFound),
            Err(NumberRefused::Send(why)) => page(&visitor, &id, sms_page::refused(&visitor, why)).await,
            Err(why) => Err(trouble(why)),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn submit(Path(id): Path<String>, Form(visitor, typed): Form<Code>) -> Response {
    let result = async {
        let me = visitor.fresh(HERE)?;
        match confirm_number(&visitor.app, me, read_id(&id)?, &typed.code).await.map_err(trouble)? {
            ConfirmNumber::On => Ok(Reply::see_other(format!("{HERE}?done=number"))),
            ConfirmNumber::Gone => Err(Trouble::NotFound),
            ConfirmNumber::Wrong => page(&visitor, &id, SmsState::Wrong).await,
            ConfirmNumber::Throttled(why) => page(&visitor, &id, sms_page::throttled(&visitor, why)).await,
        }
    };
    let result = result.await;
    visitor.answer(result)
}

async fn page(visitor: &Visitor, id: &str, state: SmsState) -> Result {
    let me = visitor.fresh(HERE)?;
    let number = find_pending(&visitor.app, me, read_id(id)?).await.map_err(trouble)?.ok_or(Trouble::NotFound)?;
    sms_page::page(visitor, SmsPurpose::Recovery, format!("{HERE}/number/{id}"), &number, state)
}
