//! `/metrics`, on an address of its own.

use std::sync::Arc;

use assent_core::secret::Secret;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};

use super::metrics::Metrics;
use crate::problem::Problem;

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

struct Scrape {
    metrics: Arc<Metrics>,
    token: Option<Secret>,
}

/// What the metrics' own listener serves; with a token, only to who sends it.
pub fn metrics_router(metrics: Arc<Metrics>, token: Option<Secret>) -> Router {
    Router::new().route("/metrics", get(show)).with_state(Arc::new(Scrape { metrics, token }))
}

async fn show(State(scrape): State<Arc<Scrape>>, headers: HeaderMap) -> Response {
    if scrape.token.as_ref().is_some_and(|token| !sends(&headers, token)) {
        let title = "This needs `Authorization: Bearer` with the token of `metrics_token`";
        return Problem::new(StatusCode::UNAUTHORIZED, "no-token", title).into_response();
    }
    ([(CONTENT_TYPE, OPEN_METRICS)], scrape.metrics.to_text()).into_response()
}

fn sends(headers: &HeaderMap, token: &Secret) -> bool {
    let given = headers.get(AUTHORIZATION).and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
    given.is_some_and(|given| token.matches(given))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use http::Request;
    use tower::ServiceExt;

    async fn status(token: Option<&str>, sent: Option<&str>) -> StatusCode {
        let router = metrics_router(Arc::default(), token.map(|token| Secret::copy_of(token.as_bytes())));
        let mut request = Request::builder().uri("/metrics");
        if let Some(sent) = sent {
            request = request.header(AUTHORIZATION, sent);
        }
        router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap().status()
    }

    #[tokio::test]
    async fn with_a_token_only_its_holder_reads() {
        assert_eq!(status(None, None).await, StatusCode::OK);
        assert_eq!(status(Some("hush"), Some("Bearer hush")).await, StatusCode::OK);
        assert_eq!(status(Some("hush"), Some("Bearer hus")).await, StatusCode::UNAUTHORIZED);
        assert_eq!(status(Some("hush"), None).await, StatusCode::UNAUTHORIZED);
    }
}
