//! Measures what a held connection costs: `cargo run --release -p assent-server --example held_memory [count] [tls]`.
//!
//! Starts itself as the server, opens the connections (10,000 without a count), and reads the server's resident memory before and after.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a tool for developers")]

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use assent_server::config::{ProxyHeader, PublicUrl};
use assent_server::serve::{Edge, Hold, Options, Shutdown, Tls, bind, make_shutdown, serve};
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::{get, post};
use axum::{Extension, Router};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let tls = arguments.iter().any(|argument| argument == "tls");
    if arguments.iter().any(|argument| argument == "--serve") {
        run_server(tls).await;
    } else {
        let count = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
        measure(count, tls).await;
    }
}

async fn run_server(tls: bool) {
    let listener = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let (_stopper, shutdown) = make_shutdown();
    let router = Router::new()
        .route("/wait", post(wait))
        .route("/memory", get(async || memory_kib().to_string()))
        .with_state(Arc::new(shutdown.clone()));
    // With all that a real request passes through: each layer costs while it waits.
    let edge = Edge {
        public_url: PublicUrl::parse("https://localhost").unwrap(),
        trusted_proxies: Vec::new(),
        proxy_header: ProxyHeader::XForwardedFor,
        metrics: Arc::default(),
    };
    let router = edge.around(router);
    let tls = tls.then(|| {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        println!("{}", data_encoding::BASE64.encode(made.cert.der()));
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        Tls::from_der(vec![made.cert.der().clone()], key).unwrap()
    });
    println!("{}", listener.local_addr().unwrap().port());
    std::io::stdout().flush().unwrap();
    let options = Options { tls, max_connections: 19_000, drain: Duration::ZERO };
    serve(vec![listener], router, options, shutdown).await;
}

async fn wait(State(shutdown): State<Arc<Shutdown>>, Extension(hold): Extension<Hold>, body: Bytes) -> &'static str {
    drop(body);
    hold.begin();
    let _ = tokio::time::timeout(Duration::from_secs(600), shutdown.begun()).await;
    "late"
}

async fn measure(count: usize, tls: bool) {
    let mut child = start_child(tls);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let connector = tls.then(|| make_connector(&lines.next().unwrap().unwrap()));
    let port: u16 = lines.next().unwrap().unwrap().parse().unwrap();
    let before = ask_memory(port, connector.as_ref()).await;
    let request = held_request();
    let mut held = Vec::with_capacity(count);
    for _ in 0..count {
        let mut stream = open(port, connector.as_ref()).await;
        stream.write_all(request.as_bytes()).await.unwrap();
        held.push(stream);
    }
    let after = ask_memory(port, connector.as_ref()).await;
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let each = (after - before) as f64 / count as f64;
    println!("{count} held, tls {tls}: {before} KiB before, {after} KiB after, {each:.2} KiB each");
    child.kill().unwrap();
    child.wait().unwrap();
}

fn start_child(tls: bool) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg("--serve").args(tls.then_some("tls")).stdout(Stdio::piped());
    command.spawn().unwrap()
}

/// As large as a phone's pull with its signature.
fn held_request() -> String {
    let body = "x".repeat(700);
    let head = "POST /wait HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/jose\r\nuser-agent: assent/0.1\r\n";
    format!("{head}accept: application/jose\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

async fn ask_memory(port: u16, connector: Option<&TlsConnector>) -> u64 {
    let mut stream = open(port, connector).await;
    stream.write_all(b"GET /memory HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut text = String::new();
    let _ = stream.read_to_string(&mut text).await;
    text.rsplit("\r\n").next().unwrap().parse().unwrap()
}

async fn open(port: u16, connector: Option<&TlsConnector>) -> Box<dyn Stream> {
    let stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    match connector {
        None => Box::new(stream),
        Some(connector) => {
            Box::new(connector.connect(ServerName::try_from("localhost").unwrap(), stream).await.unwrap())
        }
    }
}

fn make_connector(certificate: &str) -> TlsConnector {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from(data_encoding::BASE64.decode(certificate.as_bytes()).unwrap())).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    TlsConnector::from(Arc::new(versions.unwrap().with_root_certificates(roots).with_no_client_auth()))
}

fn memory_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}
