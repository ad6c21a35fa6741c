//! The password once more, before something that matters.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::company::buttons_of;
use super::half::go_on;
use crate::doors::web::{Form, Reply, Result, Visitor, minutes_until, safe_next};
use crate::pages::confirm::{Confirm, PasswordState};
use crate::passkeys::list_usable_passkeys;
use crate::people::{SignInRefused, prove_again};

pub(super) async fn show(visitor: Visitor) -> Response {
    let next = visitor.query("next").unwrap_or_default();
    let result = page(&visitor, &next, PasswordState::Fresh).await;
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
        Ok(new) => go_on(visitor, me, &new, safe_next(&fields.next)).await,
        Err(why) => page(visitor, &fields.next, password_state(visitor, why)?).await,
    }
}

/// What a page says when the password was not accepted.
pub(super) fn password_state(visitor: &Visitor, why: SignInRefused) -> Result<PasswordState> {
    match why {
        SignInRefused::Wrong => Ok(PasswordState::Wrong),
        SignInRefused::Throttled(why) => {
            Ok(PasswordState::Throttled { minutes: minutes_until(why, visitor.app.now()) })
        }
        SignInRefused::Failed(failure) => Err(failure.into()),
    }
}

async fn page(visitor: &Visitor, next: &str, state: PasswordState) -> Result {
    let me = visitor.me()?;
    let has_passkey = !list_usable_passkeys(&visitor.app, me.person.id).await?.is_empty();
    let status = if state == PasswordState::Fresh { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Confirm {
        frame: visitor.frame(),
        email: me.person.email.as_str().to_owned(),
        next: safe_next(next).to_owned(),
        has_password: me.person.has_password(),
        providers: buttons_of(visitor, me).await?,
        has_passkey,
        has_failed: visitor.query("failed").is_some(),
        state,
    };
    Reply::page_with(status, &page)
}
