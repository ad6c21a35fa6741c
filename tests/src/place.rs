//! A server's folder and address, which outlive the process.

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU16, Ordering};

use crate::mail_sink::MailSink;

/// Below the ports that Linux gives to outgoing connections (`ip_local_port_range`), so that none is taken by chance.
const FIRST_PORT: u16 = 20_000;
const PORTS: u16 = 12_000;

/// Who mails come from.
pub const FROM: &str = "Atelier <no-reply@atelier.example>";

/// Where a server lives.
pub struct Place {
    folder: tempfile::TempDir,
    /// Its port on 127.0.0.1.
    pub port: u16,
    /// `http://127.0.0.1:…`, or with a name.
    pub origin: String,
    more: Vec<(String, String)>,
}

impl Place {
    /// A new folder and a free port.
    #[must_use]
    pub fn new() -> Self {
        let port = find_port();
        let origin = format!("http://127.0.0.1:{port}");
        Self { folder: tempfile::tempdir().unwrap(), port, origin, more: Vec::new() }
    }

    /// A place that has a name, as passkeys need one: `http://localhost:…`.
    #[must_use]
    pub fn named() -> Self {
        let place = Self::new();
        Self { origin: format!("http://localhost:{}", place.port), ..place }
    }

    /// The same with one more `ASSENT_…` variable.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.more.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Mails go to this sink, from [`FROM`].
    #[must_use]
    pub fn mailing(self, sink: &MailSink) -> Self {
        self.with("ASSENT_MAIL_SMTP", &sink.address).with("ASSENT_MAIL_FROM", FROM)
    }

    /// A path in its folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `127.0.0.1:…`
    #[must_use]
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The configuration as variables.
    #[must_use]
    pub fn variables(&self) -> Vec<(String, String)> {
        let data = self.folder.path().to_string_lossy().into_owned();
        let own = [
            ("ASSENT_PUBLIC_URL", self.origin.clone()),
            ("ASSENT_LISTEN", self.address()),
            ("ASSENT_DATA_DIR", data),
            ("ASSENT_NAME", "Atelier".to_owned()),
        ];
        own.into_iter().map(|(name, value)| (name.to_owned(), value)).chain(self.more.clone()).collect()
    }
}

impl Default for Place {
    fn default() -> Self {
        Self::new()
    }
}

/// A port that nobody listens at. Each test process counts on from a place of its own.
#[must_use]
pub fn find_port() -> u16 {
    static TRIED: AtomicU16 = AtomicU16::new(0);
    let process = u16::try_from(std::process::id() % u32::from(PORTS)).unwrap_or(0).wrapping_mul(97) % PORTS;
    loop {
        let tried = TRIED.fetch_add(1, Ordering::Relaxed);
        assert!(tried < PORTS, "no port is free");
        let port = FIRST_PORT + (process + tried) % PORTS;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
