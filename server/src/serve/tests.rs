mod at_the_edge;
mod over_tls;

use std::sync::Arc;

use axum::body::Bytes as Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use http::StatusCode;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;

use super::*;

/// A router with a handler that waits until it is told to go on.
struct Waiting {
    go_on: Notify,
    begun: mpsc::UnboundedSender<()>,
    dropped: mpsc::UnboundedSender<()>,
}

struct TellWhenDropped(mpsc::UnboundedSender<()>);

impl Drop for TellWhenDropped {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

async fn wait(State(waiting): State<Arc<Waiting>>, Extension(hold): Extension<Hold>, body: Body) -> Response {
    let _told = TellWhenDropped(waiting.dropped.clone());
    let length = body.len();
    drop(body);
    hold.begin();
    let _ = waiting.begun.send(());
    waiting.go_on.notified().await;
    format!("late {length}").into_response()
}

struct Running {
    address: SocketAddr,
    stopper: Stopper,
    server: JoinHandle<()>,
    waiting: Arc<Waiting>,
    begun: mpsc::UnboundedReceiver<()>,
    dropped: mpsc::UnboundedReceiver<()>,
}

async fn start_with(tls: Option<Tls>, max_connections: usize, drain: Duration) -> Running {
    let (begun_sender, begun) = mpsc::unbounded_channel();
    let (dropped_sender, dropped) = mpsc::unbounded_channel();
    let waiting = Arc::new(Waiting { go_on: Notify::new(), begun: begun_sender, dropped: dropped_sender });
    let router = Router::new()
        .route("/now", get(async |Extension(peer): Extension<PeerAddr>| peer.0.ip().to_string()))
        .route("/large", get(async || vec![b'x'; LARGE]))
        .route("/wait", post(wait).get(wait))
        .route("/device/v1/pull", post(async |body: Body| body.len().to_string()))
        .route("/echo", post(async |body: Body| body.len().to_string()))
        .with_state(Arc::clone(&waiting));
    let listener = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stopper, shutdown) = make_shutdown();
    let server = tokio::spawn(serve(vec![listener], router, Options { tls, max_connections, drain }, shutdown));
    Running { address, stopper, server, waiting, begun, dropped }
}

async fn start() -> Running {
    start_with(None, 64, Duration::from_secs(10)).await
}

async fn connect(running: &Running) -> TcpStream {
    TcpStream::connect(running.address).await.unwrap()
}

async fn say(stream: &mut (impl AsyncWrite + Unpin), text: &str) {
    stream.write_all(text.as_bytes()).await.unwrap();
    stream.flush().await.unwrap();
}

/// Reads one answer: its head, and as many bytes as that announces.
async fn hear(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut text = hear_head(stream).await;
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |n| n.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.unwrap();
    text.push_str(&String::from_utf8(body).unwrap());
    text
}

async fn hear_head(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        bytes.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(bytes).unwrap()
}

async fn is_closed(stream: &mut TcpStream) -> bool {
    matches!(stream.read(&mut [0; 16]).await, Ok(0) | Err(_))
}

/// More than sockets take in unread.
const LARGE: usize = 16 * 1024 * 1024;
const NOW: &str = "GET /now HTTP/1.1\r\nhost: x\r\n\r\n";
const WAIT: &str = "POST /wait HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\nabc";

#[tokio::test]
async fn a_connection_serves_one_request_after_another_and_tells_who_the_peer_is() {
    let running = start().await;
    let mut stream = connect(&running).await;
    for _ in 0..3 {
        say(&mut stream, NOW).await;
        let answer = hear(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("127.0.0.1"), "{answer}");
    }
}

#[tokio::test]
async fn a_held_request_is_answered_and_its_connection_goes_on() {
    let mut running = start().await;
    let mut stream = connect(&running).await;
    for _ in 0..3 {
        say(&mut stream, WAIT).await;
        running.begun.recv().await.unwrap();
        running.waiting.go_on.notify_one();
        let answer = hear(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("late 3"), "{answer}");
        say(&mut stream, NOW).await;
        assert!(hear(&mut stream).await.ends_with("127.0.0.1"));
    }
}

#[tokio::test]
async fn requests_sent_ahead_are_answered_in_their_order() {
    let mut running = start().await;
    let mut stream = connect(&running).await;
    say(&mut stream, &format!("{NOW}{WAIT}{NOW}")).await;
    running.begun.recv().await.unwrap();
    say(&mut stream, WAIT).await;
    assert!(hear(&mut stream).await.ends_with("127.0.0.1"));
    running.waiting.go_on.notify_one();
    assert!(hear(&mut stream).await.ends_with("late 3"));
    assert!(hear(&mut stream).await.ends_with("127.0.0.1"));
    running.begun.recv().await.unwrap();
    running.waiting.go_on.notify_one();
    assert!(hear(&mut stream).await.ends_with("late 3"));
}

#[tokio::test]
async fn an_answer_still_on_its_way_is_not_lost_when_the_next_request_is_held() {
    let mut running = start().await;
    let mut stream = connect(&running).await;
    say(&mut stream, &format!("GET /large HTTP/1.1\r\nhost: x\r\n\r\n{WAIT}{NOW}")).await;
    assert!(hear(&mut stream).await.ends_with("xxx"));
    running.begun.recv().await.unwrap();
    running.waiting.go_on.notify_one();
    assert!(hear(&mut stream).await.ends_with("late 3"));
    assert!(hear(&mut stream).await.ends_with("127.0.0.1"));
}

#[tokio::test]
async fn a_held_answer_is_framed_as_its_request_asked() {
    let mut running = start().await;
    for (request, closes) in [
        ("HEAD /wait HTTP/1.1\r\nhost: x\r\n\r\n", false),
        ("GET /wait HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", true),
        ("GET /wait HTTP/1.0\r\n\r\n", true),
    ] {
        let mut stream = connect(&running).await;
        say(&mut stream, request).await;
        running.begun.recv().await.unwrap();
        running.waiting.go_on.notify_one();
        let answer = if closes { hear(&mut stream).await } else { hear_head(&mut stream).await };
        assert!(answer.starts_with(&request[request.find("HTTP").unwrap()..][..8]), "{answer}");
        if closes {
            assert!(is_closed(&mut stream).await, "{request}");
        } else {
            say(&mut stream, NOW).await;
            assert!(hear(&mut stream).await.ends_with("127.0.0.1"));
        }
    }
}

#[tokio::test]
async fn a_held_request_is_dropped_when_its_peer_goes() {
    let mut running = start().await;
    let mut stream = connect(&running).await;
    say(&mut stream, WAIT).await;
    running.begun.recv().await.unwrap();
    drop(stream);
    running.dropped.recv().await.unwrap();
}

#[tokio::test]
async fn a_body_that_says_it_is_too_large_is_refused_before_it_is_sent() {
    let running = start().await;
    for (path, limit) in [("/device/v1/pull", DEVICE_BODY_LIMIT), ("/echo", OTHER_BODY_LIMIT)] {
        let mut stream = connect(&running).await;
        say(&mut stream, &format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n", limit + 1)).await;
        let answer = hear(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("\"code\":\"too-large\""), "{answer}");
        let mut stream = connect(&running).await;
        let body = "x".repeat(limit);
        say(&mut stream, &format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-length: {limit}\r\n\r\n{body}")).await;
        assert!(hear(&mut stream).await.ends_with(&limit.to_string()));
    }
}

#[tokio::test]
async fn a_body_in_pieces_is_refused_when_it_grows_too_large() {
    let running = start().await;
    let mut stream = connect(&running).await;
    let piece = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
    let head = "POST /device/v1/pull HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n";
    say(&mut stream, &format!("{head}{piece}{piece}{piece}")).await;
    assert!(hear(&mut stream).await.starts_with("HTTP/1.1 413"));
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let running = start().await;
    let mut stream = connect(&running).await;
    say(&mut stream, &format!("GET /now HTTP/1.1\r\nhost: x\r\nx-long: {}\r\n\r\n", "x".repeat(17_000))).await;
    assert!(hear_head(&mut stream).await.starts_with("HTTP/1.1 431"));
}

#[tokio::test]
async fn one_connection_too_many_is_told_so() {
    let running = start_with(None, 1, Duration::ZERO).await;
    let mut first = connect(&running).await;
    say(&mut first, NOW).await;
    hear(&mut first).await;
    let mut second = connect(&running).await;
    say(&mut second, NOW).await;
    let answer = hear(&mut second).await;
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("retry-after: 5"), "{answer}");
    assert!(is_closed(&mut second).await);
}

#[tokio::test]
async fn a_stop_lets_answers_under_way_finish_and_closes_the_rest() {
    let mut running = start().await;
    let (mut idle, mut waiting) = (connect(&running).await, connect(&running).await);
    say(&mut idle, NOW).await;
    hear(&mut idle).await;
    say(&mut waiting, WAIT).await;
    running.begun.recv().await.unwrap();
    running.stopper.stop();
    assert!(is_closed(&mut idle).await);
    assert!(!running.server.is_finished());
    running.waiting.go_on.notify_one();
    let answer = hear(&mut waiting).await;
    assert!(answer.ends_with("late 3") && answer.contains("connection: close"), "{answer}");
    running.server.await.unwrap();
    assert!(TcpStream::connect(running.address).await.is_err());
}

#[tokio::test]
async fn a_stop_cuts_what_takes_too_long() {
    let mut running = start_with(None, 64, Duration::ZERO).await;
    let mut stream = connect(&running).await;
    say(&mut stream, WAIT).await;
    running.begun.recv().await.unwrap();
    running.stopper.stop();
    running.server.await.unwrap();
    running.dropped.recv().await.unwrap();
    assert!(is_closed(&mut stream).await);
}
