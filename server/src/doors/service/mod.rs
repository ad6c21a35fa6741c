//! Services (relying parties): ask, wait, redeem, and check codes, with an API key.

mod challenges;
mod checks;
mod documents;
mod key;
mod openapi;
mod passwords;
mod problems;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

pub use openapi::document;

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/service", get(challenges::who_am_i))
        .route("/challenges", post(challenges::ask))
        .route("/challenges/{id}", get(challenges::wait))
        .route("/challenges/{id}/redeem", post(challenges::redeem))
        .route("/challenges/{id}/cancel", post(challenges::cancel))
        .route("/code-checks", post(checks::check_code))
        .route("/backup-code-checks", post(checks::check_backup_code))
        .route("/password-checks", post(passwords::check))
        .route("/basic", get(passwords::basic))
        .route("/openapi.json", get(openapi::serve))
}
