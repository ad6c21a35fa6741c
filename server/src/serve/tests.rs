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

mod over_tls {
    use super::*;
    use crate::config::TlsFiles;
    use rustls::pki_types::{CertificateDer, ServerName};
    use tokio_rustls::TlsConnector;
    use tokio_rustls::client::TlsStream;

    struct Folder(tempfile::TempDir);

    impl Folder {
        /// Writes a new certificate and key, and gives the certificate.
        fn renew(&self) -> CertificateDer<'static> {
            let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
            let files = self.files();
            std::fs::write(files.certificate, made.cert.pem()).unwrap();
            std::fs::write(files.key, made.signing_key.serialize_pem()).unwrap();
            made.cert.der().clone()
        }

        fn files(&self) -> TlsFiles {
            TlsFiles { certificate: self.0.path().join("c.pem"), key: self.0.path().join("k.pem") }
        }
    }

    async fn connect(running: &Running, trusted: CertificateDer<'static>) -> std::io::Result<TlsStream<TcpStream>> {
        let mut roots = rustls::RootCertStore::empty();
        roots.add(trusted).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let versions = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = versions.unwrap().with_root_certificates(roots).with_no_client_auth();
        let stream = super::connect(running).await;
        TlsConnector::from(Arc::new(config)).connect(ServerName::try_from("localhost").unwrap(), stream).await
    }

    #[tokio::test]
    async fn held_requests_are_answered_too() {
        let folder = Folder(tempfile::tempdir().unwrap());
        let certificate = folder.renew();
        let mut running = start_with(Some(Tls::load(&folder.files()).unwrap()), 64, Duration::ZERO).await;
        let mut stream = connect(&running, certificate).await.unwrap();
        for _ in 0..2 {
            say(&mut stream, WAIT).await;
            running.begun.recv().await.unwrap();
            running.waiting.go_on.notify_one();
            assert!(hear(&mut stream).await.ends_with("late 3"));
        }
    }

    #[tokio::test]
    async fn a_renewed_certificate_is_used_after_a_reload_and_a_broken_one_never() {
        let folder = Folder(tempfile::tempdir().unwrap());
        let old = folder.renew();
        let tls = Tls::load(&folder.files()).unwrap();
        let running = start_with(Some(tls.clone()), 64, Duration::ZERO).await;
        let new = folder.renew();
        assert!(connect(&running, old.clone()).await.is_ok());
        tls.reload().unwrap();
        assert!(connect(&running, old).await.is_err());
        std::fs::write(folder.files().certificate, "rubbish").unwrap();
        assert!(matches!(tls.reload(), Err(TlsError::Empty { .. })));
        assert!(connect(&running, new).await.is_ok());
    }

    #[tokio::test]
    async fn a_key_of_another_certificate_is_refused_with_both_names() {
        let folder = Folder(tempfile::tempdir().unwrap());
        folder.renew();
        let key = std::fs::read(folder.files().key).unwrap();
        folder.renew();
        std::fs::write(folder.files().key, key).unwrap();
        let error = Tls::load(&folder.files()).err().unwrap().to_string();
        assert!(error.contains("c.pem") && error.contains("k.pem"), "{error}");
    }
}

mod at_the_edge {
    use super::*;
    use crate::config::{Log, LogFormat, ProxyHeader, PublicUrl};
    use crate::telemetry::tests::Kept;
    use crate::telemetry::{Metrics, make_log};
    use http::Request;
    use tower::ServiceExt;

    fn edge(metrics: &Arc<Metrics>) -> Router {
        let edge = Edge {
            public_url: PublicUrl::parse("https://login.example.org").unwrap(),
            trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
            proxy_header: ProxyHeader::XForwardedFor,
            metrics: Arc::clone(metrics),
        };
        let show = get(async |Extension(client): Extension<ClientAddress>| client.0.to_string());
        edge.around(Router::new().route("/people/{id}", show))
    }

    fn request(path: &str, host: &str) -> Request<axum::body::Body> {
        let request = Request::builder().uri(path).header("host", host).header("x-forwarded-for", "198.51.100.1");
        let peer = PeerAddr("10.0.0.1:4711".parse().unwrap());
        request.extension(peer).body(axum::body::Body::empty()).unwrap()
    }

    #[tokio::test]
    async fn a_request_for_another_host_is_refused_and_others_know_their_client() {
        let router = edge(&Arc::default());
        let refused = router.clone().oneshot(request("/people/ada", "evil.example")).await.unwrap();
        assert_eq!(refused.status(), StatusCode::MISDIRECTED_REQUEST);
        let answered = router.oneshot(request("/people/ada", "login.example.org")).await.unwrap();
        let body = axum::body::to_bytes(answered.into_body(), 100).await.unwrap();
        assert_eq!(body, "198.51.100.1");
    }

    #[tokio::test]
    async fn a_line_has_the_route_and_nothing_that_was_sent() {
        let kept = Kept::default();
        let log = Log { format: LogFormat::Json, level: tracing::level_filters::LevelFilter::TRACE };
        let _guard = tracing::subscriber::set_default(make_log(log, kept.clone()));
        let metrics = Arc::default();
        edge(&metrics).oneshot(request("/people/canary1?code=canary2", "login.example.org")).await.unwrap();
        edge(&metrics).oneshot(request("/canary3", "login.example.org")).await.unwrap();
        let text = kept.text() + &metrics.to_text();
        assert!(text.contains("\"http.route\":\"/people/{id}\"") && text.contains("\"http.status\":404"), "{text}");
        assert!(!text.contains("canary") && !text.contains("198.51.100.1"), "{text}");
    }
}
