//! Name and password, and the way out.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Cookie, Form, Nothing, Reply, Result, Visitor, minutes_until, safe_next};
use crate::pages::sign_in::{SignIn, SignInState};
use crate::people::{NextStep, Onward, Origin, SetUp, SignInRefused, after_password, check_password, sessions};

/// Where everybody begins.
pub(super) async fn start(visitor: Visitor) -> Response {
    let result = async {
        let to = match &visitor.signed_in {
            Some(_) => "/security",
            None if SetUp::is_open(&visitor.app).await? => "/set-up",
            None => "/sign-in",
        };
        Ok(Reply::see_other(to))
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = first_page(&visitor).await;
    visitor.answer(result)
}

async fn first_page(visitor: &Visitor) -> Result {
    let next = visitor.query("next").unwrap_or_default();
    let next = safe_next(&next);
    if visitor.signed_in.is_some() {
        return Ok(Reply::see_other(next));
    }
    if SetUp::is_open(&visitor.app).await? {
        return Ok(Reply::see_other("/set-up"));
    }
    let state = [
        ("out", SignInState::SignedOut),
        ("reset", SignInState::PasswordSet),
        ("unlocked", SignInState::Unlocked),
        ("deleted", SignInState::Deleted),
    ];
    let state = state.into_iter().find(|(name, _)| visitor.query(name).is_some());
    let state = state.map_or(SignInState::Fresh, |(_, state)| state);
    page(visitor, StatusCode::OK, next, "", state)
}

#[derive(Deserialize)]
pub(super) struct Fields {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    trust: String,
}

pub(super) async fn submit(Form(visitor, fields): Form<Fields>) -> Response {
    visitor.answer(sign_in(&visitor, &fields).await)
}

async fn sign_in(visitor: &Visitor, fields: &Fields) -> Result {
    let next = safe_next(&fields.next);
    let refused =
        match check_password(&visitor.app, &fields.email, &fields.password, Origin::portal(visitor.address())).await {
            Ok(ok) => {
                let context = visitor.context.clone();
                let trusted = visitor.trusted.as_deref();
                let onward = Onward { next: Some(next.to_owned()), trust: fields.trust == "yes", trusted };
                match after_password(&visitor.app, ok, context, onward).await {
                    Ok(NextStep::Session(new)) => return Ok(Reply::see_other(next).with_session(&new.token)),
                    Ok(NextStep::SecondStep { token, .. }) => {
                        return Ok(Reply::see_other("/sign-in/waiting").with_cookie(Cookie::Step, token.expose()));
                    }
                    Err(refused) => refused,
                }
            }
            Err(refused) => refused,
        };
    let (status, state) = match refused {
        SignInRefused::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, SignInState::Wrong),
        SignInRefused::Throttled(why) => {
            visitor.app.metrics.note_throttled("password");
            let minutes = minutes_until(why, visitor.app.now());
            (StatusCode::TOO_MANY_REQUESTS, SignInState::Throttled { minutes })
        }
        SignInRefused::Failed(failure) => return Err(failure.into()),
    };
    page(visitor, status, next, &fields.email, state)
}

pub(super) async fn sign_out(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let ended = match &visitor.signed_in {
        Some(me) => sessions::end(&visitor.app, me, me.session.id).await.map(drop),
        None => Ok(()),
    };
    let gone = Reply::see_other("/sign-in?out=1").with_cookie(Cookie::Session, "").with_cookie(Cookie::Step, "");
    visitor.answer(ended.map(|()| gone).map_err(Into::into))
}

fn page(visitor: &Visitor, status: StatusCode, next: &str, email: &str, state: SignInState) -> Result {
    let (next, email) = (next.to_owned(), email.to_owned());
    Reply::page_with(
        status,
        &SignIn { frame: visitor.frame(), next, email, can_passkey: visitor.app.passkeys.is_some(), state },
    )
}
