//! Protocols in, protocols out. A door translates for the rooms: it decides nothing and never touches the store.

mod admin;
pub mod device;
mod failures;
mod health;
mod portal;
pub mod service;
mod web;

use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse, Response};
use http::header::ACCEPT;
use http::{HeaderMap, StatusCode};

use portal::problem_of;

use crate::app::App;
use crate::problem::Problem;

/// All doors of a server.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .merge(health::router())
        .nest("/device/v1", device::router())
        .nest("/service/v1", service::router())
        .merge(portal::router())
        .nest("/admin", admin::router())
        .fallback(no_such_address)
        .method_not_allowed_fallback(wrong_method)
        .with_state(app)
}

/// A page for people, a problem document for programs.
async fn no_such_address(headers: HeaderMap, visitor: web::Visitor) -> Response {
    let accepts = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepts.contains("text/html") {
        return visitor.answer(Err(web::Trouble::NotFound));
    }
    Problem::new(StatusCode::NOT_FOUND, "no-such-address", "There is nothing at this address").into_response()
}

async fn wrong_method() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", "This address is asked with another method")
}
