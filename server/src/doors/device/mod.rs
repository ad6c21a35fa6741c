//! Phones: signed messages in, signed messages out (`docs/protocol.md`).

mod problems;

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Extension, Router};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};

use crate::app::App;
use crate::approvals;
use crate::devices::{self, hold_pull, open_pull};
use crate::problem::Problem;
use crate::serve::Hold;
use problems::{from_answer, from_device};

const JOSE: &str = "application/jose";

/// A message on its way out.
struct Jose(String);

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/enrol", post(enrol))
        .route("/pull", post(pull))
        .route("/decide", post(decide))
        .route("/update", post(update))
        .route("/leave", post(leave))
        .route("/handover", post(handover))
        .route("/succeed", post(succeed))
}

async fn enrol(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Result<Jose, Problem> {
    check_type(&headers)?;
    devices::enrol(&app, &body).await.map(Jose).map_err(|error| from_device(error, app.now()))
}

async fn pull(
    State(app): State<Arc<App>>,
    Extension(hold): Extension<Hold>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Jose, Problem> {
    check_type(&headers)?;
    let open = open_pull(&app, &body).await.map_err(|error| from_device(error, app.now()))?;
    // What waits is kept small: neither the request's head nor its body.
    drop((headers, body));
    let _held = app.metrics.hold_phone();
    hold.begin();
    hold_pull(&app, open).await.map(Jose).map_err(|error| from_device(error, app.now()))
}

async fn decide(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Result<Jose, Problem> {
    check_type(&headers)?;
    let text = std::str::from_utf8(&body).ok().and_then(|text| text.split_once('~'));
    let (prompt, decision) = text.ok_or_else(problems::not_a_pair)?;
    approvals::answer(&app, prompt, decision).await.map(Jose).map_err(|error| from_answer(error, app.now()))
}

async fn update(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Result<Jose, Problem> {
    check_type(&headers)?;
    devices::update(&app, &body).await.map(Jose).map_err(|error| from_device(error, app.now()))
}

async fn leave(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Result<Jose, Problem> {
    check_type(&headers)?;
    devices::leave(&app, &body).await.map(Jose).map_err(|error| from_device(error, app.now()))
}

async fn handover(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Result<Jose, Problem> {
    check_type(&headers)?;
    devices::handover(&app, &body).await.map(Jose).map_err(|error| from_device(error, app.now()))
}

async fn succeed(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Result<Jose, Problem> {
    check_type(&headers)?;
    devices::succeed(&app, &body).await.map(Jose).map_err(|error| from_device(error, app.now()))
}

/// No browser sends this type across sites without asking first.
fn check_type(headers: &HeaderMap) -> Result<(), Problem> {
    let found = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if found.is_some_and(|found| found.eq_ignore_ascii_case(JOSE)) {
        return Ok(());
    }
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-jose", "A message of type application/jose is expected"))
}

impl IntoResponse for Jose {
    fn into_response(self) -> Response {
        ([(CONTENT_TYPE, JOSE), (CACHE_CONTROL, "no-store")], self.0).into_response()
    }
}
