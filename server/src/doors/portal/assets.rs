//! The stylesheet, the script and the pictures.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderMap, StatusCode};
use ring::digest::{SHA256, digest};

use crate::pages::assets::ALL;

pub(super) async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ALL.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let hash = digest(&SHA256, asset.text.as_bytes());
    let tag = format!("\"{}\"", BASE64URL_NOPAD.encode(hash.as_ref()));
    // Asked for each time, sent only when it changed: after an update nobody sees new pages in an old dress.
    let common = [(ETAG, tag.clone()), (CACHE_CONTROL, "no-cache".to_owned())];
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let kind = [(CONTENT_TYPE, asset.media_type), (X_CONTENT_TYPE_OPTIONS, "nosniff")];
    (common, kind, asset.text).into_response()
}
