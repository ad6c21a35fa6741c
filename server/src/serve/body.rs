//! How large a request's body may be, and how long it may take.

use std::time::Duration;

use assent_core::message::MAX_ENROL_BYTES;
use axum::body::Bytes;
use http::header::CONTENT_LENGTH;
use http::request::Parts;
use http::{Method, StatusCode};
use http_body_util::{BodyExt, Limited};
use hyper::body::{Body, Incoming};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::model::MAX_SEALED_PICTURE;
use crate::problem::Problem;

/// Largest body under `/device`, in bytes: the size of one message of the protocol.
pub const DEVICE_BODY_LIMIT: usize = 8 * 1024;
/// Where phones come with certificates of their hardware.
const ENROL: &str = "/device/v1/enrol";
/// Largest body elsewhere, in bytes.
pub const OTHER_BODY_LIMIT: usize = 64 * 1024;

/// Largest body with a person's picture, in bytes: the picture and what a form puts around it.
const FORM_WITH_PICTURE: usize = 1024 * 1024 + 8 * 1024;

const BODY_TIMEOUT: Duration = Duration::from_secs(15);
/// Sealed pictures come from phones, some over slow networks.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(60);
/// Large bodies are in memory before it is known whose they are. So many of a kind at once; further ones wait.
static PICTURES: Semaphore = Semaphore::const_new(16);
static SEALED_PICTURES: Semaphore = Semaphore::const_new(4);

/// What a body may be.
struct Allowed {
    bytes: usize,
    within: Duration,
    places: Option<&'static Semaphore>,
}

/// A body and, for a large one, its place in memory.
pub(super) type Taken = (Bytes, Option<SemaphorePermit<'static>>);

/// The whole body, in memory of its own. A body that says it is too large is refused before it is read.
pub(super) async fn take_body(parts: &Parts, incoming: Incoming) -> Result<Taken, Problem> {
    if incoming.is_end_stream() {
        return Ok((Bytes::new(), None));
    }
    let allowed = allow(parts);
    if length_of(parts).is_some_and(|length| length > allowed.bytes as u64) {
        return Err(too_large(allowed.bytes));
    }
    let place = match allowed.places {
        Some(places) => Some(Box::pin(wait_for_place(places, allowed.within)).await?),
        None => None,
    };
    read(incoming, &allowed).await.map(|body| (body, place))
}

async fn wait_for_place(places: &'static Semaphore, within: Duration) -> Result<SemaphorePermit<'static>, Problem> {
    let busy = || Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Too many ask at once").retry_after(2);
    let place = tokio::time::timeout(within, places.acquire()).await;
    place.ok().and_then(Result::ok).ok_or_else(busy)
}

async fn read(incoming: Incoming, allowed: &Allowed) -> Result<Bytes, Problem> {
    // Boxed: only requests with a body pay for it, and only until it is there.
    let collect = Box::pin(Limited::new(incoming, allowed.bytes).collect());
    match tokio::time::timeout(allowed.within, collect).await {
        // Copied, so that the buffer it was read into is free.
        Ok(Ok(collected)) => Ok(Bytes::copy_from_slice(&collected.to_bytes())),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => Err(too_large(allowed.bytes)),
        Ok(Err(_)) => Err(Problem::new(StatusCode::BAD_REQUEST, "body-cut", "The body ended early")),
        Err(_) => Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "body-slow", "The body took too long")),
    }
}

fn allow(parts: &Parts) -> Allowed {
    let path = parts.uri.path();
    let small = |bytes| Allowed { bytes, within: BODY_TIMEOUT, places: None };
    if path == ENROL {
        small(MAX_ENROL_BYTES)
    } else if path.strip_prefix("/device").is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
        small(DEVICE_BODY_LIMIT)
    } else if parts.method == Method::PUT && path.starts_with("/identity/") {
        Allowed { bytes: MAX_SEALED_PICTURE, within: UPLOAD_TIMEOUT, places: Some(&SEALED_PICTURES) }
    } else if path == "/profile/picture" {
        Allowed { bytes: FORM_WITH_PICTURE, within: BODY_TIMEOUT, places: Some(&PICTURES) }
    } else {
        small(OTHER_BODY_LIMIT)
    }
}

fn length_of(parts: &Parts) -> Option<u64> {
    parts.headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn too_large(limit: usize) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The request is too large")
        .with_detail(format!("At most {limit} bytes are taken here."))
}
