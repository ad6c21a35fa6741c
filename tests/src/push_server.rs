//! A push server whose receiver is somebody else's (npm `http_ece`), and which keeps every push it gets.

use assent_core::message::PushEndpoint;
use serde_json::Value;

use crate::node_peer::NodePeer;
use crate::place::{Place, find_port};

/// A running push server.
pub struct PushServer {
    peer: NodePeer,
    /// `http://127.0.0.1:…`
    pub origin: String,
    p256dh: String,
    auth: String,
}

impl PushServer {
    /// Starts it.
    #[must_use]
    pub fn start() -> Self {
        let port = find_port();
        let peer = NodePeer::start("push_server.mjs", &[&port.to_string()]);
        let keys = peer.receive();
        let text = |name: &str| keys[name].as_str().unwrap().to_owned();
        let (p256dh, auth) = (text("p256dh"), text("auth"));
        Self { peer, origin: format!("http://127.0.0.1:{port}"), p256dh, auth }
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
        self.peer.receive()
    }

    /// Whether none came that was not received.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.peer.is_silent()
    }
}
