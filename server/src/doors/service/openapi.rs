//! The OpenAPI document, made from the code.

use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::{challenges, checks, passwords};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Assent service API",
        description = "Ask people on their phones whether a login is theirs, and check their codes. Errors are \
            `application/problem+json` (RFC 9457) with a stable `code`."
    ),
    paths(
        challenges::who_am_i,
        challenges::ask,
        challenges::wait,
        challenges::redeem,
        challenges::cancel,
        checks::check_code,
        checks::check_backup_code,
        passwords::check,
        passwords::basic
    ),
    modifiers(&ApiKey)
)]
struct Document;

struct ApiKey;

impl Modify for ApiKey {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A service's API key"));
        let components = document.components.get_or_insert_with(Default::default);
        components.add_security_scheme("api_key", SecurityScheme::Http(scheme.build()));
    }
}

/// The document as JSON.
#[must_use]
pub fn document() -> String {
    Document::openapi().to_pretty_json().unwrap_or_default()
}

pub(super) async fn serve() -> Response {
    ([(CONTENT_TYPE, "application/json")], document()).into_response()
}
