//! How a handler says that it waits.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::response::Response;
use http::header::CONNECTION;
use http::request::Parts;

/// An answer that is being made.
pub(super) type Answer = Pin<Box<dyn Future<Output = Response> + Send>>;

/// In the extensions of each request: a handler calls [`Hold::begin`] before it waits for longer than a moment,
/// after it has dropped the request's head and body. Its connection then costs a fraction.
#[derive(Debug, Clone, Default)]
pub struct Hold(Arc<AtomicBool>);

impl Hold {
    /// Says that the answer will take a while.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(super) fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A request taken out of hyper.
pub(super) struct Held {
    pub(super) answer: Answer,
    /// What a new hyper connection reads in place of the request, so that it frames the answer alike.
    pub(super) head: Vec<u8>,
}

impl Held {
    /// Method, version and the wish to keep the connection decide how an answer is framed (RFC 9112 §6.3, §9.3).
    pub(super) fn head_of(parts: &Parts) -> Vec<u8> {
        let mut head = format!("{} / {:?}\r\n", parts.method, parts.version).into_bytes();
        if let Some(connection) = parts.headers.get(CONNECTION) {
            head.extend_from_slice(b"connection: ");
            head.extend_from_slice(connection.as_bytes());
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(b"\r\n");
        head
    }
}

/// What passes between a connection's task and the service inside hyper.
#[derive(Default)]
pub(super) struct Slot {
    content: Mutex<Content>,
    /// Whether bytes for the peer are stuck in hyper, which then must not be dropped.
    pub(super) write_blocked: AtomicBool,
}

#[derive(Default)]
enum Content {
    #[default]
    Nothing,
    Held(Held),
    Ready(Response<Body>),
}

impl Slot {
    pub(super) fn put_held(&self, held: Held) {
        self.put(Content::Held(held));
    }

    pub(super) fn put_ready(&self, response: Response) {
        self.put(Content::Ready(response));
    }

    /// The held request, once nothing is stuck.
    pub(super) fn take_held(&self) -> Option<Held> {
        if self.write_blocked.load(Ordering::Relaxed) {
            return None;
        }
        let mut content = self.content.lock().unwrap_or_else(PoisonError::into_inner);
        match std::mem::take(&mut *content) {
            Content::Held(held) => Some(held),
            other => {
                *content = other;
                None
            }
        }
    }

    pub(super) fn take_ready(&self) -> Option<Response> {
        let mut content = self.content.lock().unwrap_or_else(PoisonError::into_inner);
        match std::mem::take(&mut *content) {
            Content::Ready(response) => Some(response),
            other => {
                *content = other;
                None
            }
        }
    }

    fn put(&self, content: Content) {
        *self.content.lock().unwrap_or_else(PoisonError::into_inner) = content;
    }
}
