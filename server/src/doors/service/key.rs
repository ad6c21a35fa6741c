//! Which service asks: the bearer of an API key (RFC 6750 §2.1).

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::StatusCode;
use http::header::AUTHORIZATION;
use http::request::Parts;

use crate::app::App;
use crate::model::Service;
use crate::problem::Problem;
use crate::services::find_by_key;

/// The service of the request's API key. To have one is the permission.
pub(super) struct Caller(pub(super) Service);

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let key = header.and_then(|value| value.split_once(' '));
        let key = key.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, key)| key.trim());
        find(app, key).await.map(Self)
    }
}

/// The same from `X-Assent-Key`, where `Authorization` is somebody else's.
pub(super) struct HeaderCaller(pub(super) Service);

impl FromRequestParts<Arc<App>> for HeaderCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let key = parts.headers.get("x-assent-key").and_then(|value| value.to_str().ok());
        find(app, key).await.map(Self)
    }
}

async fn find(app: &App, key: Option<&str>) -> Result<Service, Problem> {
    let found = match key {
        Some(key) => find_by_key(app, key).await?,
        None => None,
    };
    found.ok_or_else(refusal)
}

fn refusal() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "bad-key", "A service's API key is needed")
        .with_detail("Send `Authorization: Bearer ast_k_…`; an administrator makes keys in the portal, under Services.")
}
