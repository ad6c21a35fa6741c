//! A number that gets codes by SMS: typed, and proved by the first one.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::add_option::add_option;
use super::sms_page::{self, Code, problem_of, read_id};
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, encoded};
use crate::model::BadNumber;
use crate::pages::add_option::{AddOption, NumberProblem, SmsOffer};
use crate::pages::sms_code::{SmsPurpose, SmsState};
use crate::sms::{
    ConfirmNumber, NumberRefused, SmsNumber, SmsRefused, add_number, confirm_number, find_unproved, send_again,
};

const WAY_BACK: &str = "/security/add";

#[derive(Deserialize)]
pub(super) struct Typed {
    name: String,
    number: String,
}

pub(super) async fn begin(Form(visitor, typed): Form<Typed>) -> Response {
    let result = add(&visitor, &typed).await;
    visitor.answer(result)
}

async fn add(visitor: &Visitor, typed: &Typed) -> Result {
    let me = visitor.fresh(WAY_BACK)?;
    match add_number(&visitor.app, me, &typed.name, &typed.number, visitor.lang).await {
        Ok(id) => Ok(Reply::see_other(format!("/security/sms/{id}?sent=1"))),
        Err(why) => {
            let problem = number_problem(visitor, why)?;
            let mut page = add_option(visitor, me).await?;
            page.sms = page.sms.map(|sms| SmsOffer { typed: typed.number.clone(), problem: Some(problem), ..sms });
            Reply::page_with(StatusCode::UNPROCESSABLE_ENTITY, &AddOption { problem: None, ..page })
        }
    }
}

pub(super) async fn show(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = page(&visitor, &id, sms_page::opened(&visitor)).await;
    visitor.answer(result)
}

pub(super) async fn send(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let me = visitor.fresh(WAY_BACK)?;
        match send_again(&visitor.app, me, read_id(&id)?, visitor.lang).await {
            Ok(true) => Ok(Reply::see_other(format!("/security/sms/{id}?sent=1"))),
            Ok(false) => Err(Trouble::NotFound),
            Err(NumberRefused::Send(why)) => page(&visitor, &id, sms_page::refused(&visitor, why)).await,
            Err(why) => Err(trouble(why)),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn submit(Path(id): Path<String>, Form(visitor, typed): Form<Code>) -> Response {
    let result = prove(&visitor, &id, &typed.code).await;
    visitor.answer(result)
}

async fn prove(visitor: &Visitor, id: &str, code: &str) -> Result {
    let me = visitor.fresh(WAY_BACK)?;
    let gone = || Ok(Reply::see_other("/security"));
    let found = find_unproved(&visitor.app, me, read_id(id)?).await.map_err(trouble)?;
    let Some(number) = found else { return gone() };
    match confirm_number(&visitor.app, me, number.id, code).await.map_err(trouble)? {
        ConfirmNumber::On => {
            visitor.stepped(format!("/security/added/sms?name={}", encoded(number.name.as_str()))).await
        }
        ConfirmNumber::Wrong => page_of(visitor, &number, SmsState::Wrong),
        ConfirmNumber::Throttled(why) => page_of(visitor, &number, sms_page::throttled(visitor, why)),
        ConfirmNumber::Gone => gone(),
    }
}

async fn page(visitor: &Visitor, id: &str, state: SmsState) -> Result {
    let me = visitor.fresh(WAY_BACK)?;
    let found = find_unproved(&visitor.app, me, read_id(id)?).await.map_err(trouble)?;
    page_of(visitor, &found.ok_or(Trouble::NotFound)?, state)
}

fn page_of(visitor: &Visitor, number: &SmsNumber, state: SmsState) -> Result {
    sms_page::page(visitor, SmsPurpose::Number, format!("/security/sms/{}", number.id), &number.number, state)
}

/// What is wrong with a number, for a page.
pub(super) fn number_problem(visitor: &Visitor, why: NumberRefused) -> Result<NumberProblem> {
    Ok(match why {
        NumberRefused::NoName => NumberProblem::NoName,
        NumberRefused::Number(BadNumber::NoNumber) => NumberProblem::Bad,
        NumberRefused::Number(BadNumber::WithoutCountry) => NumberProblem::NoCountry,
        NumberRefused::Number(BadNumber::NotServed) => NumberProblem::NotServed,
        NumberRefused::Number(BadNumber::NotMobile) => NumberProblem::NotMobile,
        NumberRefused::Known => NumberProblem::Known,
        NumberRefused::TooMany => NumberProblem::TooMany,
        NumberRefused::Send(why) => NumberProblem::Send(problem_of(visitor, why)),
        why @ (NumberRefused::NotOffered | NumberRefused::NotAllowed(_) | NumberRefused::Failed(_)) => {
            return Err(trouble(why));
        }
    })
}

pub(super) fn trouble(why: NumberRefused) -> Trouble {
    match why {
        NumberRefused::Failed(failure) => failure.into(),
        NumberRefused::NotAllowed(_) => Trouble::Confirm(WAY_BACK.to_owned()),
        NumberRefused::NotOffered | NumberRefused::Send(SmsRefused::NotSetUp) => Trouble::NotFound,
        _ => Trouble::BadForm,
    }
}
