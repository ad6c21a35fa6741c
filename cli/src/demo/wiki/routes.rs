//! The wiki's pages and what their forms do.

use std::net::Ipv4Addr;
use std::sync::Arc;

use assent_core::secret::same;
use axum::extract::{Form, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE, USER_AGENT,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use super::Site;
use super::api::{ApiError, Ask, Context};
use super::logins::Login;
use super::pages;
use crate::demo::EMAIL;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";
/// How long the waiting page's script may wait, in seconds.
const WAIT_SECS: u32 = 50;

type At = State<Arc<Site>>;

pub(super) fn router(site: Arc<Site>) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/login", post(login))
        .route("/waiting", get(waiting))
        .route("/waiting/news", get(news))
        .route("/code", post(code))
        .route("/logout", post(logout))
        .route("/receipt", get(receipt))
        .route("/wiki.css", get(async || ([(CONTENT_TYPE, "text/css")], super::STYLE)))
        .route("/wiki.js", get(async || ([(CONTENT_TYPE, "text/javascript")], include_str!("wiki.js"))))
        .with_state(site)
}

async fn home(State(site): At, headers: HeaderMap) -> Response {
    match find(&site, &headers) {
        Some((_, Login::In { account, receipt })) => {
            let proof = receipt.and_then(|receipt| receipt.check(&site.service_id).ok());
            page(&pages::inside(&account, proof.as_ref().filter(|proof| proof.server_id == site.server_id)))
        }
        Some((_, Login::Waiting { .. })) => see_other("/waiting", None),
        None => page(&pages::login("")),
    }
}

#[derive(Deserialize)]
struct Credentials {
    email: String,
    password: String,
    #[serde(default)]
    number: String,
}

async fn login(State(site): At, headers: HeaderMap, Form(typed): Form<Credentials>) -> Response {
    let fits = same(typed.password.as_bytes(), site.password.as_bytes());
    if !fits || typed.email.trim() != EMAIL {
        return page(&pages::login("The address or the password is wrong."));
    }
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let number = if typed.number == "yes" { "always" } else { "policy" };
    let address = Ipv4Addr::LOCALHOST.to_string();
    let ask = Ask { account: EMAIL, number, context: Context { address: &address, user_agent: agent } };
    match site.api.ask(&ask).await {
        Ok(asked) => {
            let account = EMAIL.to_owned();
            let login = Login::Waiting { account, challenge: asked.id, number: asked.number };
            see_other("/waiting", site.logins.add(login).as_deref())
        }
        // No push now: the code still works.
        Err(ApiError::Refused { code, .. }) if code == "push-limit" => {
            let login = Login::Waiting { account: EMAIL.to_owned(), challenge: String::new(), number: None };
            see_other("/waiting", site.logins.add(login).as_deref())
        }
        Err(error) => page(&pages::login(&error.to_string())),
    }
}

async fn waiting(State(site): At, headers: HeaderMap) -> Response {
    let Some((cookie, Login::Waiting { account, challenge, number })) = find(&site, &headers) else {
        return see_other("/", None);
    };
    if challenge.is_empty() {
        return page(&pages::ended("paused"));
    }
    match site.api.wait(&challenge, 0, 0).await {
        Ok(seen) if seen.status == "pending" => page(&pages::waiting(number.as_deref(), seen.reached)),
        Ok(seen) if seen.status == "approved" => redeem(&site, &cookie, account, &challenge).await,
        Ok(seen) => page(&pages::ended(&seen.status)),
        Err(error) => page(&pages::login(&error.to_string())),
    }
}

async fn redeem(site: &Site, cookie: &str, account: String, challenge: &str) -> Response {
    match site.api.redeem(challenge).await {
        Ok(redeemed) if redeemed.outcome == "approved" => {
            site.logins.remove(cookie);
            let login = Login::In { account, receipt: redeemed.receipt.map(Box::new) };
            see_other("/", site.logins.add(login).as_deref())
        }
        Ok(redeemed) => page(&pages::ended(&redeemed.outcome)),
        Err(error) => page(&pages::login(&error.to_string())),
    }
}

/// Answers once the waiting page is out of date.
async fn news(State(site): At, headers: HeaderMap) -> Response {
    let Some((_, Login::Waiting { challenge, .. })) = find(&site, &headers) else {
        return Json(json!({ "go": "/" })).into_response();
    };
    match site.api.wait(&challenge, WAIT_SECS, usize::MAX).await {
        Ok(seen) if seen.status == "pending" => Json(json!({})).into_response(),
        Ok(_) | Err(_) => Json(json!({ "go": "/waiting" })).into_response(),
    }
}

#[derive(Deserialize)]
struct Typed {
    code: String,
}

async fn code(State(site): At, headers: HeaderMap, Form(typed): Form<Typed>) -> Response {
    let Some((cookie, Login::Waiting { account, challenge, .. })) = find(&site, &headers) else {
        return see_other("/", None);
    };
    let is_short = typed.code.chars().filter(char::is_ascii_digit).count() <= 8 && typed.code.len() <= 9;
    let checked = if is_short {
        site.api.check_code(&account, &typed.code).await
    } else {
        site.api.check_backup_code(&account, &typed.code).await
    };
    match checked {
        Ok(checked) if checked.result == "accepted" => {
            // The phone need not answer any more.
            let _ = site.api.cancel(&challenge).await;
            site.logins.remove(&cookie);
            see_other("/", site.logins.add(Login::In { account, receipt: None }).as_deref())
        }
        Ok(checked) => page(&pages::code_refused(&checked.result)),
        Err(error) => page(&pages::login(&error.to_string())),
    }
}

async fn logout(State(site): At, headers: HeaderMap) -> Response {
    if let Some((cookie, _)) = find(&site, &headers) {
        site.logins.remove(&cookie);
    }
    see_other("/", Some(""))
}

/// The proof of this login, to keep.
async fn receipt(State(site): At, headers: HeaderMap) -> Response {
    match find(&site, &headers) {
        Some((_, Login::In { receipt: Some(receipt), .. })) => Json(receipt).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn find(site: &Site, headers: &HeaderMap) -> Option<(String, Login)> {
    let line = headers.get(COOKIE)?.to_str().ok()?;
    let cookie = line.split(';').find_map(|pair| pair.trim().strip_prefix("wiki="))?;
    Some((cookie.to_owned(), site.logins.find(cookie)?))
}

fn page(html: &str) -> Response {
    let headers =
        [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, POLICY), (CACHE_CONTROL, "no-store")];
    (headers, html.to_owned()).into_response()
}

fn see_other(to: &'static str, cookie: Option<&str>) -> Response {
    let mut answer = (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response();
    let set = cookie.and_then(|cookie| format!("wiki={cookie}; Path=/; HttpOnly; SameSite=Lax").parse().ok());
    if let Some(set) = set {
        answer.headers_mut().insert(SET_COOKIE, set);
    }
    answer
}
