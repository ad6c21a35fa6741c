//! Ask, wait, redeem, take back.

use std::sync::Arc;

use assent_core::ids::ChallengeId;
use assent_core::message::Outcome;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::{Extension, Json};
use http::StatusCode;
use http::request::Parts;
use serde::Deserialize;

use super::documents::{AskBody, AskedBody, CancelledBody, NumberBody, RedeemedBody, ServiceBody, Status, StatusBody};
use super::key::Caller;
use super::problems;
use crate::app::App;
use crate::approvals::{self, AskWish, NumberWish, Seen};
use crate::model::{Cancelled, State as Stands};
use crate::problem::Problem;
use crate::serve::Hold;
use crate::telemetry::Door;

/// The longest wait, in seconds.
const MAX_WAIT_SECS: u32 = 55;

/// Which service an API key is of.
#[utoipa::path(get, path = "/service/v1/service", security(("api_key" = [])), responses(
    (status = 200, body = ServiceBody, description = "The service"), (status = 401, description = "`bad-key`")))]
pub(super) async fn who_am_i(State(app): State<Arc<App>>, Caller(service): Caller) -> Json<ServiceBody> {
    let server_id = app.signing.server_id.clone();
    Json(ServiceBody { id: service.id.to_string(), name: service.name.to_string(), server_id })
}

/// Ask a person about a login. One request per person and service: a newer one takes the place of the older.
#[utoipa::path(post, path = "/service/v1/challenges", request_body = AskBody, security(("api_key" = [])), responses(
    (status = 201, body = AskedBody, description = "Asked, or waiting as if"),
    (status = 400, description = "`bad-request`, `bad-account`, `bad-life`"),
    (status = 401, description = "`bad-key`"),
    (status = 429, description = "`push-limit`: too many unanswered or denied; ask for a code instead. `push-quiet`: the person \
     wants quiet until `retry-after` is over; ask for a code instead")))]
pub(super) async fn ask(
    State(app): State<Arc<App>>,
    Caller(service): Caller,
    body: Result<Json<AskBody>, JsonRejection>,
) -> Result<(StatusCode, Json<AskedBody>), Problem> {
    let Json(body) = body.map_err(problems::bad_json)?;
    let number = match body.number {
        NumberBody::Policy => NumberWish::Policy,
        NumberBody::Always => NumberWish::Always,
    };
    let context = body.context.read();
    let wish = AskWish { service: service.id, account: body.account, context, number, lives_secs: body.lives_secs };
    let asking = approvals::ask(&app, wish).await.map_err(|error| problems::from_ask(error, &app))?;
    app.metrics.note_asked(Door::Service);
    let asked = AskedBody { id: asking.id.to_string(), number: asking.number, expires_at: asking.expires_at };
    Ok((StatusCode::CREATED, Json(asked)))
}

/// The challenge that the address names. What can't be a name is no challenge.
pub(super) struct Named(ChallengeId);

impl FromRequestParts<Arc<App>> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let named = Path::<String>::from_request_parts(parts, app).await;
        let id = named.ok().and_then(|Path(id)| id.parse().ok());
        id.map(Self).ok_or_else(problems::unknown)
    }
}

/// How long to wait.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct WaitQuery {
    /// Seconds to wait while nobody answered, at most 55; 0 = answer at once.
    #[serde(default)]
    wait: u32,
    /// Answer earlier when more phones than this have the request on their screen.
    reached: Option<usize>,
}

/// Wait for the answer. Answers at once when there is one.
#[utoipa::path(get, path = "/service/v1/challenges/{id}", params(("id" = String, Path), WaitQuery),
    security(("api_key" = [])), responses((status = 200, body = StatusBody, description = "Where it stands"),
    (status = 400, description = "`bad-request`"), (status = 401, description = "`bad-key`"),
    (status = 404, description = "`unknown-challenge`")))]
pub(super) async fn wait(
    State(app): State<Arc<App>>,
    Caller(service): Caller,
    Named(id): Named,
    query: Result<Query<WaitQuery>, QueryRejection>,
    Extension(hold): Extension<Hold>,
) -> Result<Json<StatusBody>, Problem> {
    let Query(query) = query.map_err(problems::bad_query)?;
    let service = service.id;
    let seen = if query.wait == 0 {
        approvals::find(&app, id, service).await
    } else {
        hold.begin();
        approvals::wait(&app, id, service, query.wait.min(MAX_WAIT_SECS), query.reached).await
    };
    seen.map(|seen| Json(status_of(&seen))).map_err(problems::from_wait)
}

/// Take the result. An approval counts once, within a minute after the answer.
#[utoipa::path(post, path = "/service/v1/challenges/{id}/redeem", params(("id" = String, Path)),
    security(("api_key" = [])), responses((status = 200, body = RedeemedBody, description = "How it ended"),
    (status = 401, description = "`bad-key`"), (status = 404, description = "`unknown-challenge`"),
    (status = 409, description = "`pending`, `redeemed` (counts once), `account-changed`"),
    (status = 410, description = "`too-late`: redeemed later than a minute after the answer")))]
pub(super) async fn redeem(
    State(app): State<Arc<App>>,
    Caller(service): Caller,
    Named(id): Named,
) -> Result<Json<RedeemedBody>, Problem> {
    let done = approvals::redeem(&app, id, service.id).await.map_err(problems::from_redeem)?;
    let outcome = match done.outcome {
        Outcome::Approved => Status::Approved,
        Outcome::Denied => Status::Denied,
        Outcome::Expired => Status::Expired,
        Outcome::Cancelled => Status::Cancelled,
    };
    let cancelled = done.cancelled.map(name_of);
    let (id, reported) = (id.to_string(), done.reported);
    Ok(Json(RedeemedBody { id, outcome, reported, cancelled, receipt: done.receipt }))
}

/// Take a request back: the person went away from the login page.
#[utoipa::path(post, path = "/service/v1/challenges/{id}/cancel", params(("id" = String, Path)),
    security(("api_key" = [])),
    responses((status = 200, body = CancelledBody, description = "Whether this ended it"),
    (status = 401, description = "`bad-key`"), (status = 404, description = "`unknown-challenge`")))]
pub(super) async fn cancel(
    State(app): State<Arc<App>>,
    Caller(service): Caller,
    Named(id): Named,
) -> Result<Json<CancelledBody>, Problem> {
    let cancelled = approvals::withdraw(&app, id, service.id).await.map_err(problems::from_wait)?;
    Ok(Json(CancelledBody { cancelled }))
}

fn status_of(seen: &Seen) -> StatusBody {
    let status = match seen.state {
        Stands::Pending { .. } => Status::Pending,
        Stands::Approved(_) => Status::Approved,
        Stands::Denied(_) => Status::Denied,
        Stands::Expired => Status::Expired,
        Stands::Cancelled(_) => Status::Cancelled,
        Stands::Consumed(_) => Status::Redeemed,
    };
    let (id, expires_at) = (seen.challenge.id.to_string(), seen.challenge.expires_at);
    StatusBody { id, status, reached: seen.reached.len(), expires_at }
}

const fn name_of(why: Cancelled) -> &'static str {
    match why {
        Cancelled::Withdrawn => "withdrawn",
        Cancelled::Superseded => "superseded",
        Cancelled::WrongNumber => "wrong-number",
    }
}
