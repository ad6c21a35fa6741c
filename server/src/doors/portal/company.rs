//! Company sign-in: the way to a provider and back, to sign in, to link, or to prove again who one is.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::half::go_on;
use crate::company::{
    Begun, Came, CompanyRefused, Returned, UnlinkRefused, Visit, Wish, begin_confirm, begin_link, begin_sign_in,
    finish, list_links, list_names, unlink,
};
use crate::doors::web::{Cookie, Form, Nothing, Reply, Result, Trouble, Visitor, safe_next};
use crate::model::ProviderId;
use crate::pages::company::{CompanyEnded, CompanyGo, CompanyProblem, ProviderButton};
use crate::pages::frame::Frame;
use crate::people::NextStep;
use crate::people::sessions::SignedIn;

const SECURITY: &str = "/security";

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    trust: String,
}

pub(super) async fn sign_in(Path(id): Path<String>, Form(visitor, fields): Form<Fields>) -> Response {
    let result = async {
        let wish =
            Wish { next: Some(safe_next(&fields.next).to_owned()), trust: fields.trust == "yes", email: &fields.email };
        go_to_sign_in(&visitor, read(&id)?, wish).await
    };
    let result = result.await;
    visitor.answer(result)
}

/// The page that leads to a provider, to sign in.
pub(super) async fn go_to_sign_in(visitor: &Visitor, provider: ProviderId, wish: Wish<'_>) -> Result {
    go(visitor, begin_sign_in(&visitor.app, provider, visitor.browser(), wish).await)
}

pub(super) async fn link(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let me = visitor.fresh(SECURITY)?;
        go(&visitor, begin_link(&visitor.app, read(&id)?, visitor.browser(), me).await)
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn remove(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let me = visitor.fresh(SECURITY)?;
        let done = match unlink(&visitor.app, me, read(&id)?).await {
            Ok(()) => "company-unlinked",
            Err(UnlinkRefused::OnlyThere) => "company-kept",
            Err(UnlinkRefused::Gone) => return Err(Trouble::NotFound),
            Err(UnlinkRefused::NotAllowed(why)) => return Err(why.into()),
            Err(UnlinkRefused::Failed(failure)) => return Err(failure.into()),
        };
        Ok(Reply::see_other(format!("{SECURITY}?done={done}")))
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Onward {
    #[serde(default)]
    next: String,
}

pub(super) async fn confirm(Path(id): Path<String>, Form(visitor, onward): Form<Onward>) -> Response {
    let result = async {
        let (me, next) = (visitor.me()?, safe_next(&onward.next));
        go(&visitor, begin_confirm(&visitor.app, read(&id)?, visitor.browser(), me, next).await)
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn callback(visitor: Visitor) -> Response {
    let result = come_back(&visitor).await;
    visitor.answer(result)
}

async fn come_back(visitor: &Visitor) -> Result {
    let returned = Returned {
        state: visitor.query("state").unwrap_or_default(),
        code: visitor.query("code"),
        iss: visitor.query("iss"),
        error: visitor.query("error"),
    };
    let visit = Visit {
        browser: visitor.browser(),
        signed_in: visitor.signed_in.as_ref(),
        context: visitor.context.clone(),
        trusted: visitor.trusted.as_deref(),
    };
    match finish(&visitor.app, &returned, visit).await {
        Ok(Came::SignIn(NextStep::Session(new), next)) => {
            Ok(Reply::see_other(safe_next(&next.unwrap_or_default())).with_session(&new.token))
        }
        Ok(Came::SignIn(NextStep::SecondStep { token, .. }, _)) => {
            Ok(Reply::see_other("/sign-in/waiting").with_cookie(Cookie::Step, token.expose()))
        }
        Ok(Came::Linked) => Ok(Reply::see_other(format!("{SECURITY}?done=company-linked"))),
        Ok(Came::Confirmed(new, next)) => {
            let me = visitor.signed_in.as_ref().ok_or(Trouble::SignIn)?;
            go_on(visitor, me, &new, safe_next(&next)).await
        }
        Err((provider, refused)) => ended(visitor, provider, refused),
    }
}

/// The buttons of all providers.
pub(super) async fn buttons(visitor: &Visitor) -> Result<Vec<ProviderButton>> {
    let names = list_names(&visitor.app).await?;
    Ok(names.into_iter().map(|(id, name)| ProviderButton { id: id.to_string(), name: name.to_string() }).collect())
}

/// The buttons of those providers that somebody is linked at.
pub(super) async fn buttons_of(visitor: &Visitor, me: &SignedIn) -> Result<Vec<ProviderButton>> {
    let linked = list_links(&visitor.app, &me.person).await?.into_iter().filter(|one| one.link.is_some());
    let button =
        linked.map(|one| ProviderButton { id: one.provider.id.to_string(), name: one.provider.name.to_string() });
    Ok(button.collect())
}

/// A page of its own on the way: a form of ours may lead nowhere but here, and a redirect would be part of it (CSP 3,
/// `form-action`).
fn go(visitor: &Visitor, begun: std::result::Result<Begun, CompanyRefused>) -> Result {
    match begun {
        Ok(begun) => Reply::page(&CompanyGo { frame: frame(visitor), provider: begun.name, url: begun.url }),
        Err(refused) => ended(visitor, None, refused),
    }
}

fn ended(visitor: &Visitor, provider: Option<String>, refused: CompanyRefused) -> Result {
    use CompanyProblem as Problem;
    let (status, problem) = match refused {
        CompanyRefused::Failed(failure) => return Err(failure.into()),
        CompanyRefused::SignedOut => return Err(Trouble::SignIn),
        CompanyRefused::NotFreshHere => return Err(Trouble::Confirm(SECURITY.to_owned())),
        CompanyRefused::Gone => (StatusCode::NOT_FOUND, Problem::Gone),
        CompanyRefused::Over => (StatusCode::GONE, Problem::Over),
        CompanyRefused::Denied => (StatusCode::FORBIDDEN, Problem::Denied),
        CompanyRefused::Refused => (StatusCode::FORBIDDEN, Problem::Refused),
        CompanyRefused::Unreachable(_) => (StatusCode::BAD_GATEWAY, Problem::Unreachable),
        CompanyRefused::Untrusted(_) => (StatusCode::FORBIDDEN, Problem::Untrusted),
        CompanyRefused::Clock => (StatusCode::FORBIDDEN, Problem::Clock),
        CompanyRefused::NotAsked => (StatusCode::FORBIDDEN, Problem::NotAsked),
        CompanyRefused::Unlinked => (StatusCode::FORBIDDEN, Problem::Unlinked),
        CompanyRefused::Other => (StatusCode::FORBIDDEN, Problem::Other),
        CompanyRefused::Taken => (StatusCode::CONFLICT, Problem::Taken),
        CompanyRefused::Locked => (StatusCode::FORBIDDEN, Problem::Locked),
    };
    Reply::page_with(status, &CompanyEnded { frame: frame(visitor), provider, problem })
}

/// The address of these pages holds what counts once: nothing on them leads elsewhere with it, also not to another
/// language.
fn frame(visitor: &Visitor) -> Frame {
    let path = if visitor.signed_in.is_some() { SECURITY } else { "/sign-in" };
    Frame { path: path.to_owned(), ..visitor.frame() }
}

fn read(id: &str) -> Result<ProviderId> {
    id.parse().map_err(|_| Trouble::NotFound)
}
