//! Forms that came from one of our pages.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::Response;
use serde::de::DeserializeOwned;

use super::reply::Trouble;
use super::visitor::Visitor;
use crate::app::App;

/// A form and who sent it. Its token was checked.
pub(in crate::doors) struct Form<T>(pub(in crate::doors) Visitor, pub(in crate::doors) T);

/// A form with nothing in it but its token.
#[derive(serde::Deserialize)]
pub(in crate::doors) struct Nothing {}

#[derive(serde::Deserialize)]
struct Proof {
    #[serde(default)]
    csrf: String,
}

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, app).await?;
        let body = Bytes::from_request(Request::from_parts(parts, body), app).await;
        let read = body.map_err(|_| Trouble::BadForm).and_then(|body| read(&visitor, &body));
        match read {
            Ok(form) => Ok(Self(visitor, form)),
            Err(trouble) => Err(visitor.answer(Err(trouble))),
        }
    }
}

fn read<T: DeserializeOwned>(visitor: &Visitor, body: &[u8]) -> Result<T, Trouble> {
    let proof: Proof = parse(body)?;
    visitor.check_csrf(&proof.csrf)?;
    parse(body)
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Trouble> {
    serde_urlencoded::from_bytes(body).map_err(|_| Trouble::BadForm)
}

/// Where a form says to go on to, if that is a page of this portal; else the security page.
pub(in crate::doors) fn safe_next(next: &str) -> &str {
    let is_ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n', '\t', '\0']);
    if is_ours && next.len() <= 1024 { next } else { "/security" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_on_leads_nowhere_else() {
        assert_eq!(safe_next("/admin/services?x=1"), "/admin/services?x=1");
        for bad in ["", "security", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "/\t/evil"]
        {
            assert_eq!(safe_next(bad), "/security", "{bad}");
        }
        assert_eq!(safe_next(&format!("/{}", "a".repeat(1200))), "/security");
    }
}
