//! A refusal as programs read it: `application/problem+json` (RFC 9457).

use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use serde::Serialize;

/// A refusal. `code` never changes once published; title and detail are for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The HTTP status.
    #[serde(serialize_with = "as_number")]
    pub status: StatusCode,
    /// What programs compare.
    pub code: &'static str,
    /// What happened, the same for each case of `code`.
    pub title: &'static str,
    /// What happened here and what to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The server's time in Unix seconds, where a clock may be wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_time: Option<i64>,
    /// In how many seconds to try again; also the `Retry-After` header (RFC 9110 §10.2.3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_secs: Option<i64>,
}

impl Problem {
    /// A refusal without detail.
    #[must_use]
    pub const fn new(status: StatusCode, code: &'static str, title: &'static str) -> Self {
        Self { status, code, title, detail: None, server_time: None, retry_after_secs: None }
    }

    /// The same with what happened here and what to do next.
    #[must_use]
    pub fn with_detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// The same with when to try again, in seconds.
    #[must_use]
    pub fn retry_after(self, secs: i64) -> Self {
        Self { retry_after_secs: Some(secs.max(1)), ..self }
    }

    /// The JSON text of its body. It has no `type`: RFC 9457 §4.2.1 reads that as `about:blank`.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.to_json()).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(secs) = self.retry_after_secs {
            headers.insert(RETRY_AFTER, HeaderValue::from(secs));
        }
        response
    }
}

fn as_number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_json_with_its_own_content_type() {
        let problem =
            Problem::new(StatusCode::GONE, "ticket-used", "This ticket was used").with_detail("Make a new one.");
        let text = r#"{"status":410,"code":"ticket-used","title":"This ticket was used","detail":"Make a new one."}"#;
        assert_eq!(problem.to_json(), text);
        let response = problem.into_response();
        assert_eq!(response.status(), StatusCode::GONE);
        assert_eq!(response.headers()[CONTENT_TYPE], "application/problem+json");
        assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
    }
}
