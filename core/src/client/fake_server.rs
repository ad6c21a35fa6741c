//! A tiny HTTP responder on loopback, for servers that misbehave. The real server is tested end to end elsewhere.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::message::Sha256;

/// What came in: path and body.
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) body: String,
}

/// A whole HTTP answer.
pub(crate) struct Reply(pub(crate) Vec<u8>);

impl Reply {
    pub(crate) fn new(status: &str, kind: &str, body: &str) -> Self {
        let length = body.len();
        let head = format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n");
        Self(format!("{head}connection: close\r\n\r\n{body}").into_bytes())
    }

    pub(crate) fn jose(body: &str) -> Self {
        Self::new("200 OK", "application/jose", body)
    }

    pub(crate) fn problem(status: &str, code: &str) -> Self {
        let body = format!(r#"{{"status":0,"code":"{code}","title":"no","detail":"because"}}"#);
        Self::new(status, "application/problem+json", &body)
    }
}

/// Serves until the process ends; gives the address.
pub(crate) fn serve(answer: impl Fn(Asked) -> Reply + Send + Sync + 'static) -> String {
    let (listener, address) = listen("http");
    let answer = Arc::new(answer);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            std::thread::spawn(move || respond(stream, &*answer));
        }
    });
    address
}

/// The same over TLS with a certificate made for nobody; gives the address and its pin.
pub(crate) fn serve_tls(answer: impl Fn(Asked) -> Reply + Send + Sync + 'static) -> (String, Sha256) {
    let (listener, address) = listen("https");
    let (config, pin) = private_tls();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(config.clone()).unwrap();
            respond(StreamOwned::new(connection, stream), &answer);
        }
    });
    (address, pin)
}

fn listen(scheme: &str) -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("{scheme}://127.0.0.1:{}", listener.local_addr().unwrap().port());
    (listener, address)
}

fn private_tls() -> (Arc<ServerConfig>, Sha256) {
    let made = rcgen::generate_simple_self_signed(["nobody.example".to_owned()]).unwrap();
    let pin = Sha256::of(&rcgen::PublicKeyData::subject_public_key_info(&made.signing_key));
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let certificate = CertificateDer::from(made.cert.der().to_vec());
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    (Arc::new(config), pin)
}

fn respond(mut stream: impl Read + Write, answer: &dyn Fn(Asked) -> Reply) {
    let Some(asked) = read_request(&mut stream) else { return };
    drop(stream.write_all(&answer(asked).0));
    drop(stream.flush());
}

fn read_request(stream: &mut impl Read) -> Option<Asked> {
    let mut bytes = Vec::new();
    loop {
        if let Some(asked) = whole_request(&bytes) {
            return Some(asked);
        }
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
        }
    }
}

fn whole_request(bytes: &[u8]) -> Option<Asked> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let path = head.split(' ').nth(1)?.to_owned();
    (body.len() >= length.unwrap_or(0_usize)).then(|| Asked { path, body: body.to_owned() })
}
