//! S3: passwords of clients that can't do a second step, as JSON and as HTTP Basic (RFC 7617).

use std::sync::Arc;

use assent_core::message::Text;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use http::header::{AUTHORIZATION, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use super::checks::wait_secs;
use super::key::{Caller, HeaderCaller};
use super::problems;
use crate::app::App;
use crate::model::{Scope, Service};
use crate::people::Origin;
use crate::problem::Problem;
use crate::programs::{Opened, SecretResult, check_secret};

const ACCOUNT: HeaderName = HeaderName::from_static("x-assent-account");
const SCOPE: HeaderName = HeaderName::from_static("x-assent-scope");

/// A password as a client sent it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PasswordBody {
    /// The account: an e-mail address. One that does not exist is told apart by nothing.
    #[schema(example = "ada@example.org")]
    account: String,
    /// An application password, an API token, or the account's own password.
    #[schema(value_type = String, example = "asta-qmvt-7rwd-kx4n-2hzc-5b3e")]
    password: Zeroizing<String>,
    /// The network address of the client.
    address: Option<String>,
}

/// What became of a password.
#[derive(Serialize, ToSchema)]
pub(super) struct PasswordCheckedBody {
    /// `accepted` opens the login; nothing else does.
    result: PasswordResult,
    /// `accepted`: `password`, `application-password` or `api-token`.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    /// `accepted`: the person's name for the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// `accepted`: what the program may do, `read` or `full`. The service sees to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'static str>,
    /// `throttled`: in how many seconds the next try makes sense.
    #[serde(skip_serializing_if = "Option::is_none")]
    wait_secs: Option<i64>,
}

/// What became of a password.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum PasswordResult {
    /// Right.
    Accepted,
    /// Wrong, there is no such account, or it is for another service.
    Wrong,
    /// The account's own password, but two-step verification is on: the client needs an application password.
    AppPasswordNeeded,
    /// Right, but the person has to set up two-step verification in the portal first.
    SetUpNeeded,
    /// Too many wrong ones before; it was not looked at.
    Throttled,
}

/// Check a password of a client that can't do a second step, such as a mail program or a script. The account's own
/// password opens only accounts without two-step verification.
#[utoipa::path(post, path = "/service/v1/password-checks", request_body = PasswordBody, security(("api_key" = [])),
    responses((status = 200, body = PasswordCheckedBody, description = "What became of the password"),
    (status = 400, description = "`bad-request`"), (status = 401, description = "`bad-key`"),
    (status = 503, description = "`busy`: too many hashes at once")))]
pub(super) async fn check(
    State(app): State<Arc<App>>,
    Caller(service): Caller,
    body: Result<Json<PasswordBody>, JsonRejection>,
) -> Result<Json<PasswordCheckedBody>, Problem> {
    let Json(body) = body.map_err(problems::bad_json)?;
    let address = body.address.as_deref().and_then(Text::tidy);
    let origin = Origin { service: Some(service.id), address: address.as_ref() };
    let found = check_secret(&app, &body.account, &body.password, origin).await?;
    Ok(Json(PasswordCheckedBody::of(&app, found)))
}

/// The same as HTTP Basic, for a proxy that asks before it lets a request through (nginx: `auth_request`). The client's
/// `Authorization` is passed on as it is; the service's key is in `X-Assent-Key`, the client's address in `X-Real-IP`.
#[utoipa::path(get, path = "/service/v1/basic",
    params(("X-Assent-Key" = String, Header, description = "The service's API key"),
    ("Authorization" = String, Header, description = "As the client sent it: `Basic …`")),
    responses((status = 204, description = "Right: `X-Assent-Account` and `X-Assent-Scope` say who and what for"),
    (status = 401, description = "Wrong, or nothing was sent"), (status = 403, description = "Not now")))]
pub(super) async fn basic(
    State(app): State<Arc<App>>,
    HeaderCaller(service): HeaderCaller,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Some(given) = read_basic(&headers) else { return Ok(challenge(&service)) };
    let Some((account, password)) = given.split_once(':') else { return Ok(challenge(&service)) };
    let address = headers.get("x-real-ip").and_then(|value| value.to_str().ok()).and_then(Text::tidy);
    let origin = Origin { service: Some(service.id), address: address.as_ref() };
    Ok(match check_secret(&app, account, password, origin).await? {
        SecretResult::Accepted(opened) => passed(account, &opened),
        SecretResult::Wrong | SecretResult::AppPasswordNeeded => challenge(&service),
        SecretResult::SetUpNeeded => StatusCode::FORBIDDEN.into_response(),
        SecretResult::Throttled(why) => {
            let wait = wait_secs(&app, why).map(|secs| (RETRY_AFTER, HeaderValue::from(secs)));
            (StatusCode::FORBIDDEN, wait.into_iter().collect::<HeaderMap>()).into_response()
        }
    })
}

fn read_basic(headers: &HeaderMap) -> Option<Zeroizing<String>> {
    let (scheme, given) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let decoded = BASE64.decode(given.trim().as_bytes()).ok()?;
    let text = String::from_utf8(decoded).ok().map(Zeroizing::new);
    text.filter(|_| scheme.eq_ignore_ascii_case("basic"))
}

fn passed(account: &str, opened: &Opened) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(SCOPE, HeaderValue::from_static(opened.scope().word()));
    if let Ok(account) = HeaderValue::try_from(account.trim()) {
        headers.insert(ACCOUNT, account);
    }
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// RFC 7617 §2: names are quoted, and UTF-8 is what is expected.
fn challenge(service: &Service) -> Response {
    let realm: String = service.name.as_str().chars().filter(|c| c.is_ascii() && !"\"\\".contains(*c)).collect();
    let header = HeaderValue::try_from(format!("Basic realm=\"{realm}\", charset=\"UTF-8\""));
    let header = header.unwrap_or_else(|_| HeaderValue::from_static("Basic realm=\"Assent\""));
    (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, header)]).into_response()
}

impl PasswordCheckedBody {
    fn of(app: &App, found: SecretResult) -> Self {
        let told = |result| Self { result, kind: None, name: None, scope: None, wait_secs: None };
        match found {
            SecretResult::Accepted(opened) => Self {
                kind: Some(opened.word()),
                scope: Some(opened.scope().word()),
                name: opened.into_name(),
                ..told(PasswordResult::Accepted)
            },
            SecretResult::Wrong => told(PasswordResult::Wrong),
            SecretResult::AppPasswordNeeded => told(PasswordResult::AppPasswordNeeded),
            SecretResult::SetUpNeeded => told(PasswordResult::SetUpNeeded),
            SecretResult::Throttled(why) => Self { wait_secs: wait_secs(app, why), ..told(PasswordResult::Throttled) },
        }
    }
}

impl Opened {
    const fn word(&self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Program { kind, .. } => kind.word(),
        }
    }

    const fn scope(&self) -> Scope {
        match self {
            Self::Password => Scope::Full,
            Self::Program { scope, .. } => *scope,
        }
    }

    fn into_name(self) -> Option<String> {
        match self {
            Self::Password => None,
            Self::Program { name, .. } => Some(name),
        }
    }
}
