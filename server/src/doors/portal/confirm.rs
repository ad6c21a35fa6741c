//! The password once more, before something that matters.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Form, Reply, Result, Visitor, minutes_until, safe_next};
use crate::pages::confirm::{Confirm, PasswordState};
use crate::people::{SignInRefused, prove_again};

pub(super) async fn show(visitor: Visitor) -> Response {
    let next = visitor.query("next").unwrap_or_default();
    let result = page(&visitor, &next, PasswordState::Fresh);
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Fields {
    password: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn submit(Form(visitor, fields): Form<Fields>) -> Response {
    let result = prove(&visitor, &fields).await;
    visitor.answer(result)
}

async fn prove(visitor: &Visitor, fields: &Fields) -> Result {
    let me = visitor.me()?;
    match prove_again(&visitor.app, me, &fields.password).await {
        Ok(new) => Ok(Reply::see_other(safe_next(&fields.next)).with_session(&new.token)),
        Err(SignInRefused::Wrong) => page(visitor, &fields.next, PasswordState::Wrong),
        Err(SignInRefused::Throttled(why)) => {
            let minutes = minutes_until(why, visitor.app.now());
            page(visitor, &fields.next, PasswordState::Throttled { minutes })
        }
        Err(SignInRefused::Failed(failure)) => Err(failure.into()),
    }
}

fn page(visitor: &Visitor, next: &str, state: PasswordState) -> Result {
    let email = visitor.me()?.person.email.as_str().to_owned();
    let status = if state == PasswordState::Fresh { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Reply::page_with(status, &Confirm { frame: visitor.frame(), email, next: safe_next(next).to_owned(), state })
}
