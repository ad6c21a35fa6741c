//! Codes that a service's own login page took.

use std::sync::Arc;

use assent_core::message::Text;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;

use super::documents::{CheckBody, CheckResult, CheckedBody};
use super::key::Caller;
use super::problems;
use crate::app::App;
use crate::model::Throttled;
use crate::people::{self, Account, CodeResult, Origin};
use crate::problem::Problem;
use crate::recovery::{self, BackupCodeResult};

/// Check a one-time code. Each counts once; wrong ones are throttled over all services, addresses and sessions.
#[utoipa::path(post, path = "/service/v1/code-checks", request_body = CheckBody, security(("api_key" = [])),
    responses((status = 200, body = CheckedBody, description = "What became of the code"),
    (status = 400, description = "`bad-request`"), (status = 401, description = "`bad-key`")))]
pub(super) async fn check_code(
    State(app): State<Arc<App>>,
    Caller(service): Caller,
    body: Result<Json<CheckBody>, JsonRejection>,
) -> Result<Json<CheckedBody>, Problem> {
    let Json(body) = body.map_err(problems::bad_json)?;
    let account = Account::find(&app, &body.account).await?;
    let address = body.address.as_deref().and_then(Text::tidy);
    let origin = Origin { service: Some(service.id), address: address.as_ref() };
    let checked = CheckedBody::new(CheckResult::Wrong);
    Ok(Json(match people::check_code(&app, &account, &body.code, origin).await? {
        CodeResult::Accepted { .. } => CheckedBody::new(CheckResult::Accepted),
        CodeResult::Wrong => checked,
        CodeResult::Reused { wait_secs } => {
            CheckedBody { wait_secs: Some(wait_secs), ..CheckedBody::new(CheckResult::Reused) }
        }
        CodeResult::PhoneOff { secs } => {
            CheckedBody { off_secs: Some(secs), ..CheckedBody::new(CheckResult::PhoneOff) }
        }
        CodeResult::Throttled(why) => throttled(&app, why),
    }))
}

/// Check a backup code. Each counts once.
#[utoipa::path(post, path = "/service/v1/backup-code-checks", request_body = CheckBody, security(("api_key" = [])),
    responses((status = 200, body = CheckedBody, description = "What became of the code"),
    (status = 400, description = "`bad-request`"), (status = 401, description = "`bad-key`"),
    (status = 503, description = "`busy`: too many hashes at once")))]
pub(super) async fn check_backup_code(
    State(app): State<Arc<App>>,
    Caller(service): Caller,
    body: Result<Json<CheckBody>, JsonRejection>,
) -> Result<Json<CheckedBody>, Problem> {
    let Json(body) = body.map_err(problems::bad_json)?;
    let account = Account::find(&app, &body.account).await?;
    let address = body.address.as_deref().and_then(Text::tidy);
    let origin = Origin { service: Some(service.id), address: address.as_ref() };
    Ok(Json(match recovery::check_backup_code(&app, &account, &body.code, origin).await? {
        BackupCodeResult::Accepted { left } => {
            CheckedBody { left: Some(left), ..CheckedBody::new(CheckResult::Accepted) }
        }
        BackupCodeResult::Wrong | BackupCodeResult::NotACode => CheckedBody::new(CheckResult::Wrong),
        BackupCodeResult::Used => CheckedBody::new(CheckResult::Reused),
        BackupCodeResult::Throttled(why) => throttled(&app, why),
    }))
}

fn throttled(app: &App, why: Throttled) -> CheckedBody {
    CheckedBody { wait_secs: wait_secs(app, why), ..CheckedBody::new(CheckResult::Throttled) }
}

/// In how many seconds the next try makes sense; `None`: not before somebody opens it.
pub(super) fn wait_secs(app: &App, why: Throttled) -> Option<i64> {
    match why {
        Throttled::Until(until) => Some((until - app.now()).max(1)),
        Throttled::Closed => None,
    }
}
