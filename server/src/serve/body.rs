//! How large a request's body may be, and how long it may take.

use std::time::Duration;

use axum::body::Bytes;
use http::StatusCode;
use http::header::CONTENT_LENGTH;
use http::request::Parts;
use http_body_util::{BodyExt, Limited};
use hyper::body::{Body, Incoming};
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// Largest body under `/device`, in bytes: the size of one message of the protocol.
pub const DEVICE_BODY_LIMIT: usize = 8 * 1024;
/// Largest body elsewhere, in bytes.
pub const OTHER_BODY_LIMIT: usize = 64 * 1024;

/// Largest body at `PICTURE_PATH`, in bytes: a picture and what a form puts around it.
const PICTURE_BODY_LIMIT: usize = 1024 * 1024 + 8 * 1024;
/// Where pictures are uploaded.
const PICTURE_PATH: &str = "/profile/picture";
/// Pictures that are read at once, whoever sends them: they are in memory before it is known who that is.
static PICTURES: Semaphore = Semaphore::const_new(16);

const BODY_TIMEOUT: Duration = Duration::from_secs(15);

/// The whole body, in memory of its own. A body that says it is too large is refused before it is read.
pub(super) async fn take_body(parts: &Parts, incoming: Incoming) -> Result<Bytes, Problem> {
    if incoming.is_end_stream() {
        return Ok(Bytes::new());
    }
    let limit = limit_of(parts.uri.path());
    if length_of(parts).is_some_and(|length| length > limit as u64) {
        return Err(too_large(limit));
    }
    let _place = match limit {
        PICTURE_BODY_LIMIT => Some(PICTURES.try_acquire().map_err(|_| busy())?),
        _ => None,
    };
    // Boxed: only requests with a body pay for it, and only until it is there.
    let collect = Box::pin(Limited::new(incoming, limit).collect());
    match tokio::time::timeout(BODY_TIMEOUT, collect).await {
        // Copied, so that the buffer it was read into is free.
        Ok(Ok(collected)) => Ok(Bytes::copy_from_slice(&collected.to_bytes())),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => Err(too_large(limit)),
        Ok(Err(_)) => Err(Problem::new(StatusCode::BAD_REQUEST, "body-cut", "The body ended early")),
        Err(_) => Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "body-slow", "The body took too long")),
    }
}

fn limit_of(path: &str) -> usize {
    let below = path.strip_prefix("/device");
    if below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
        DEVICE_BODY_LIMIT
    } else if path == PICTURE_PATH {
        PICTURE_BODY_LIMIT
    } else {
        OTHER_BODY_LIMIT
    }
}

fn length_of(parts: &Parts) -> Option<u64> {
    parts.headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn busy() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Too many pictures come at once; try again in a moment")
}

fn too_large(limit: usize) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The request is too large")
        .with_detail(format!("At most {limit} bytes are taken here."))
}
