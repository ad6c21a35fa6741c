//! Protocols in, protocols out. A door translates for the rooms: it decides nothing and never touches the store.

pub mod device;
mod failures;
mod health;
pub mod service;

use std::sync::Arc;

use axum::Router;
use http::StatusCode;

use crate::app::App;
use crate::problem::Problem;

/// All doors of a server.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .merge(health::router())
        .nest("/device/v1", device::router())
        .nest("/service/v1", service::router())
        .fallback(no_such_address)
        .method_not_allowed_fallback(wrong_method)
        .with_state(app)
}

async fn no_such_address() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "no-such-address", "There is nothing at this address")
}

async fn wrong_method() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", "This address is asked with another method")
}
