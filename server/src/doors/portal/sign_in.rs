//! Name and password, and the way out.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::company::{buttons, go_to_sign_in};
use crate::company::{Wish, find_by_mail};
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
    let shown = Shown { next, asks_password: visitor.query("password").is_some(), ..Shown::default() };
    page(visitor, StatusCode::OK, state, shown).await
}

#[derive(Deserialize)]
pub(super) struct Fields {
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    trust: String,
}

impl Fields {
    /// As it was typed, and the password is the way.
    fn shown(&self) -> Shown<'_> {
        let (next, trust) = (safe_next(&self.next), self.trust == "yes");
        Shown { next, email: &self.email, trust, asks_password: true }
    }
}

pub(super) async fn submit(Form(visitor, fields): Form<Fields>) -> Response {
    let result = match fields.password.as_str() {
        "" => lead(&visitor, &fields).await,
        _ => sign_in(&visitor, &fields).await,
    };
    visitor.answer(result)
}

/// The address alone: on to its provider, or to the password. The domain decides, never whether there is an account.
async fn lead(visitor: &Visitor, fields: &Fields) -> Result {
    let next = safe_next(&fields.next);
    match find_by_mail(&visitor.app, &fields.email).await? {
        Some(provider) => {
            let trust = fields.trust == "yes";
            go_to_sign_in(visitor, provider, Wish { next: Some(next.to_owned()), trust, email: &fields.email }).await
        }
        None => page(visitor, StatusCode::OK, SignInState::Fresh, fields.shown()).await,
    }
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
    page(visitor, status, state, fields.shown()).await
}

pub(super) async fn sign_out(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let ended = match &visitor.signed_in {
        Some(me) => sessions::end(&visitor.app, me, me.session.id).await.map(drop),
        None => Ok(()),
    };
    let gone = Reply::see_other("/sign-in?out=1").with_cookie(Cookie::Session, "").with_cookie(Cookie::Step, "");
    visitor.answer(ended.map(|()| gone).map_err(Into::into))
}

/// What was typed and what is to be typed.
#[derive(Default)]
pub(super) struct Shown<'a> {
    pub(super) next: &'a str,
    pub(super) email: &'a str,
    pub(super) trust: bool,
    /// Whether the password is known to be the way; else it is asked for only where there are no providers.
    pub(super) asks_password: bool,
}

pub(super) async fn page(visitor: &Visitor, status: StatusCode, state: SignInState, shown: Shown<'_>) -> Result {
    let providers = buttons(visitor).await?;
    let page = SignIn {
        frame: visitor.frame(),
        next: shown.next.to_owned(),
        email: shown.email.to_owned(),
        trust: shown.trust,
        asks_password: shown.asks_password || providers.is_empty(),
        providers,
        can_passkey: visitor.app.passkeys.is_some(),
        state,
    };
    Reply::page_with(status, &page)
}
