//! Administrators' pages: services and people.

mod people;
mod services;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/services", get(services::show).post(services::add))
        .route("/services/{id}/revoke", get(services::ask_revoke).post(services::revoke))
        .route("/people", get(people::show))
        .route("/people/add", get(people::form).post(people::add))
        .route("/people/{id}", axum::routing::post(people::act))
}
