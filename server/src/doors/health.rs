//! Whether the server lives, and whether it can work.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::get;

use crate::app::{App, Failure};
use crate::problem::Problem;

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/healthz", get(async || "ok\n")).route("/readyz", get(ready))
}

/// Ready is who can write to disk and is not about to stop.
async fn ready(State(app): State<Arc<App>>) -> Result<&'static str, Problem> {
    if app.shutdown.has_begun() {
        return Err(super::failures::busy());
    }
    app.store.check_writable().await.map_err(Failure::from)?;
    Ok("ready\n")
}
