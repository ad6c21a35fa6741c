//! A forgotten password, or what one signs in with.

use assent_core::secret::Secret;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::problem_of;
use crate::contacts::ask_login_name;
use crate::doors::web::{Form, Reply, Result, Visitor};
use crate::pages::forgotten::{Forgotten, ForgottenName, Reset};
use crate::pages::set_up::PasswordProblem;
use crate::recovery::{ResetRefused, ask_reset, find_reset, reset_password};

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = forgotten(&visitor, false);
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Asked {
    email: String,
}

pub(super) async fn ask(Form(visitor, asked): Form<Asked>) -> Response {
    let done = ask_reset(&visitor.app, &asked.email, visitor.address()).await;
    let result = done.map_err(Into::into).and_then(|()| forgotten(&visitor, true));
    visitor.answer(result)
}

fn forgotten(visitor: &Visitor, is_asked: bool) -> Result {
    Reply::page(&Forgotten { frame: visitor.frame(), has_mail: visitor.app.mail.is_there(), is_asked })
}

pub(super) async fn show_name(visitor: Visitor) -> Response {
    let result = forgotten_name(&visitor, false);
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Known {
    number: String,
    email: String,
}

pub(super) async fn ask_name(Form(visitor, known): Form<Known>) -> Response {
    let done = ask_login_name(&visitor.app, &known.number, &known.email, visitor.address()).await;
    let result = done.map_err(Into::into).and_then(|()| forgotten_name(&visitor, true));
    visitor.answer(result)
}

fn forgotten_name(visitor: &Visitor, is_asked: bool) -> Result {
    Reply::page(&ForgottenName { frame: visitor.frame(), has_mail: visitor.app.mail.is_there(), is_asked })
}

pub(super) async fn show_reset(visitor: Visitor) -> Response {
    let token = visitor.query("token").unwrap_or_default();
    let result = reset(&visitor, &token, None).await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    token: String,
    new: String,
}

pub(super) async fn submit_reset(Form(visitor, chosen): Form<Chosen>) -> Response {
    let done = reset_password(&visitor.app, &chosen.token, &chosen.new, visitor.address()).await;
    let result = match done {
        Ok(()) => Ok(Reply::see_other("/sign-in?reset=1")),
        Err(ResetRefused::New(why)) => reset(&visitor, &chosen.token, Some(problem_of(&why))).await,
        Err(ResetRefused::Gone) => reset(&visitor, "", None).await,
        Err(ResetRefused::Failed(failure)) => Err(failure.into()),
    };
    visitor.answer(result)
}

async fn reset(visitor: &Visitor, token: &str, problem: Option<PasswordProblem>) -> Result {
    let (status, email) = match find_reset(&visitor.app, token).await {
        Ok(person) if problem.is_none() => (StatusCode::OK, Some(person.email)),
        Ok(person) => (StatusCode::UNPROCESSABLE_ENTITY, Some(person.email)),
        Err(ResetRefused::Failed(failure)) => return Err(failure.into()),
        Err(_) => (StatusCode::GONE, None),
    };
    let email = email.map(|email| email.as_str().to_owned());
    let token = Secret::copy_of(token.as_bytes());
    // The address of this page is a secret: nothing on it leads elsewhere with it, also not to another language.
    let mut frame = visitor.frame();
    "/reset".clone_into(&mut frame.path);
    Reply::page_with(status, &Reset { frame, token, email, problem })
}
