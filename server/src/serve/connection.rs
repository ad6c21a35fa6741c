//! One connection, from its first byte to its last.

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::CONNECTION;
use http::{HeaderValue, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::ReadBuf;
use tokio::net::TcpStream;
use tower::Service;

use super::body::take_body;
use super::hold::{Held, Hold, Slot};
use super::io::{Stream, Wire};
use super::shutdown::Shutdown;
use super::tls::Tls;

/// Largest head of a request, in bytes; hyper answers a larger one with 431.
const HEAD_LIMIT: usize = 16 * 1024;
/// How long a head may take, and how long a connection may lie idle. Longer than the 60 s for which proxies
/// keep theirs, so that it is the proxy that closes.
const HEAD_TIMEOUT: Duration = Duration::from_secs(65);
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// Bytes taken in ahead while a request is held; further ones stay with the peer.
const AHEAD_LIMIT: usize = 8 * 1024;

/// Who is at the other end of the socket: a proxy, perhaps. In the extensions of each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeerAddr(pub SocketAddr);

/// What all connections share.
pub(super) struct Shared {
    pub(super) router: Router,
    pub(super) tls: Option<Tls>,
    pub(super) shutdown: Shutdown,
}

/// Serves one connection to its end.
pub(super) async fn run(shared: Arc<Shared>, stream: TcpStream, peer: SocketAddr) {
    let Some(mut wire) = open(&shared, stream).await else { return };
    let slot = Arc::new(Slot::default());
    let mut ahead = Bytes::new();
    loop {
        let stream = Stream { wire, ahead, slot: Arc::clone(&slot) };
        // Boxed, so that all of it is given back while the request is held.
        let Some((held, back, rest)) = Box::pin(drive(&shared, stream, peer)).await else { return };
        wire = back;
        let Some((response, next)) = wait(held, &mut wire, rest, &shared.shutdown).await else { return };
        slot.put_ready(response);
        ahead = next;
    }
}

async fn open(shared: &Shared, stream: TcpStream) -> Option<Wire> {
    let Some(tls) = &shared.tls else { return Some(Wire::Plain(stream)) };
    // Boxed: a handshake needs room that a held request must not pay for.
    let handshake = Box::pin(tokio::time::timeout(HANDSHAKE_TIMEOUT, tls.accept(stream)));
    match handshake.await {
        Ok(Ok(stream)) => Some(Wire::Tls(Box::new(stream))),
        Ok(Err(error)) => {
            tracing::debug!(%error, "a TLS handshake failed");
            None
        }
        Err(_) => None,
    }
}

/// Lets hyper serve until the connection ends, or until a request is held: then it comes back with the wire and
/// what was read beyond the request.
async fn drive(shared: &Arc<Shared>, stream: Stream, peer: SocketAddr) -> Option<(Held, Wire, Bytes)> {
    let slot = Arc::clone(&stream.slot);
    let service = {
        let (shared, slot) = (Arc::clone(shared), Arc::clone(&slot));
        hyper::service::service_fn(move |request| answer(&shared, &slot, peer, request))
    };
    let mut connection = builder().serve_connection(TokioIo::new(stream), service);
    let mut stopping = pin!(shared.shutdown.begun());
    let mut told = false;
    let held = poll_fn(|cx| {
        loop {
            // Before it is told to stop it reads what is there: a held answer to write is such a thing.
            if Pin::new(&mut connection).poll(cx).is_ready() {
                return Poll::Ready(None);
            }
            if let Some(held) = slot.take_held() {
                return Poll::Ready(Some(held));
            }
            if told || stopping.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            told = true;
            Pin::new(&mut connection).graceful_shutdown();
        }
    })
    .await?;
    let parts = connection.into_parts();
    Some((held, parts.io.into_inner().wire, parts.read_buf))
}

fn builder() -> http1::Builder {
    let mut builder = http1::Builder::new();
    // No pipeline_flush: an earlier answer must not lie in a buffer that is dropped with a held request.
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(HEAD_LIMIT)
        .keep_alive(true)
        .half_close(false);
    builder
}

type Answering = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

fn answer(shared: &Arc<Shared>, slot: &Arc<Slot>, peer: SocketAddr, request: Request<Incoming>) -> Answering {
    if let Some(response) = slot.take_ready() {
        return Box::pin(std::future::ready(Ok(response)));
    }
    let (shared, slot) = (Arc::clone(shared), Arc::clone(slot));
    Box::pin(async move { Ok(ask_router(&shared.router, &slot, peer, request).await) })
}

async fn ask_router(router: &Router, slot: &Slot, peer: SocketAddr, request: Request<Incoming>) -> Response {
    let (mut parts, incoming) = request.into_parts();
    // A large body keeps its place until it is answered.
    let (body, _place) = match take_body(&parts, incoming).await {
        Ok(taken) => taken,
        Err(problem) => return closing(problem.into_response()),
    };
    let head = Held::head_of(&parts);
    let hold = Hold::default();
    parts.extensions.insert(PeerAddr(peer));
    parts.extensions.insert(hold.clone());
    // Called without asking for readiness: a router is always ready.
    let asked = router.clone().call(Request::from_parts(parts, Body::from(body)));
    let mut held = Some(Held { answer: Box::pin(async move { asked.await.into_response() }), head });
    poll_fn(|cx| poll_or_hold(&mut held, &hold, slot, cx)).await
}

fn poll_or_hold(held: &mut Option<Held>, hold: &Hold, slot: &Slot, cx: &mut Context<'_>) -> Poll<Response> {
    let Some(waiting) = held else { return Poll::Pending };
    let polled = waiting.answer.as_mut().poll(cx);
    if polled.is_pending() && hold.has_begun() {
        held.take().into_iter().for_each(|held| slot.put_held(held));
    }
    polled
}

fn closing(mut response: Response) -> Response {
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Waits for the answer of a held request, and with it what the next hyper connection reads first; or `None`
/// when the peer has gone, and the request is dropped with its answer.
async fn wait(mut held: Held, wire: &mut Wire, rest: Bytes, shutdown: &Shutdown) -> Option<(Response, Bytes)> {
    // A copy: the rest would keep the whole 8 KiB it was read into.
    let mut rest = rest.to_vec();
    let response = poll_fn(|cx| match held.answer.as_mut().poll(cx) {
        Poll::Ready(response) => Poll::Ready(Some(response)),
        Poll::Pending if has_gone(wire, &mut rest, cx) => Poll::Ready(None),
        Poll::Pending => Poll::Pending,
    })
    .await?;
    let response = if shutdown.has_begun() { closing(response) } else { response };
    held.head.extend_from_slice(&rest);
    Some((response, Bytes::from(held.head)))
}

fn has_gone(wire: &mut Wire, rest: &mut Vec<u8>, cx: &mut Context<'_>) -> bool {
    let mut bytes = [0; 512];
    while rest.len() < AHEAD_LIMIT {
        let mut into = ReadBuf::new(&mut bytes);
        match wire.poll_read(cx, &mut into) {
            Poll::Pending => return false,
            Poll::Ready(Ok(())) if !into.filled().is_empty() => rest.extend_from_slice(into.filled()),
            Poll::Ready(_) => return true,
        }
    }
    false
}
