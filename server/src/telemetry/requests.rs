//! One line for each request.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use http::{Method, StatusCode};

use super::metrics::Metrics;

/// What a request's line will say: method, route, status, time. Nothing of what was sent.
pub struct RequestLog {
    method: Method,
    route: Option<MatchedPath>,
    begun: Instant,
}

impl RequestLog {
    /// Notes what there is to know when a request comes in.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "measures how long an answer takes")]
    pub fn begin(request: &Request) -> Self {
        let route = request.extensions().get::<MatchedPath>().cloned();
        Self { method: request.method().clone(), route, begun: Instant::now() }
    }

    /// Writes the line and counts the request.
    pub fn end(self, status: StatusCode, metrics: &Arc<Metrics>) {
        // The template, never the path as sent: that may hold an id, a token, anything.
        let route = self.route.as_ref().map_or("unmatched", MatchedPath::as_str);
        let took = self.begun.elapsed();
        metrics.note_request(route, status);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        // Methods are made up easily too.
        let method = if is_common(&self.method) { self.method.as_str() } else { "OTHER" };
        tracing::info!(http.method = method, http.route = route, http.status = status.as_u16(), micros, "request");
    }
}

fn is_common(method: &Method) -> bool {
    [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS]
        .contains(method)
}
