//! A push server whose receiver is somebody else's (npm `http_ece`), and which keeps every push it gets.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use assent_core::message::PushEndpoint;
use serde_json::Value;

use crate::peers::find_python;
use crate::place::{Place, find_port};

/// Longer than a push takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running push server. Dropped, it is killed.
pub struct PushServer {
    child: Child,
    pushes: Receiver<Value>,
    /// `http://127.0.0.1:…`
    pub origin: String,
    p256dh: String,
    auth: String,
}

impl PushServer {
    /// Starts it.
    #[must_use]
    pub fn start() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let peers = find_python(root).parent().unwrap().parent().unwrap().to_owned();
        let port = find_port();
        let mut command = Command::new(peers.join("node/bin/node"));
        command.arg(root.join("tests/peers/push_server.mjs")).arg(peers.join("node_modules")).arg(port.to_string());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let words = BufReader::new(child.stdout.take().unwrap());
        let (sender, pushes) = channel();
        std::thread::spawn(move || {
            for line in words.lines().map_while(Result::ok) {
                drop(sender.send(serde_json::from_str(&line).unwrap_or(Value::String(line))));
            }
        });
        let keys: Value = pushes.recv_timeout(PATIENCE).expect("the push server listens");
        let text = |name: &str| keys[name].as_str().unwrap().to_owned();
        let (p256dh, auth) = (text("p256dh"), text("auth"));
        Self { child, pushes, origin: format!("http://127.0.0.1:{port}"), p256dh, auth }
    }

    /// A place whose server may reach it.
    #[must_use]
    pub fn known_to(&self, place: Place) -> Place {
        place.with("ASSENT_PUSH_ALLOW", "127.0.0.1").with("ASSENT_PUSH_CONTACT", "mailto:ops@atelier.example")
    }

    /// What a phone hands in that is woken here; `path` says how the server answers (`tests/peers/push_server.mjs`).
    #[must_use]
    pub fn endpoint(&self, path: &str) -> PushEndpoint {
        let (endpoint, p256dh, auth) = (format!("{}{path}", self.origin), self.p256dh.clone(), self.auth.clone());
        PushEndpoint::Webpush { endpoint, p256dh, auth }
    }

    /// The next push, as soon as it is there.
    #[must_use]
    pub fn receive(&self) -> Value {
        self.pushes.recv_timeout(PATIENCE).expect("a push comes")
    }

    /// Whether none came that was not received.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pushes.try_recv().is_err()
    }
}

impl Drop for PushServer {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
