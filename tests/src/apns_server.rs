//! Apple's push service, by somebody else's HTTP/2 (Node.js) and tokens (npm `jose`), which keeps every push it gets.

use assent_core::message::PushEndpoint;
use serde_json::Value;
use tempfile::TempDir;

use crate::node_peer::NodePeer;
use crate::place::{Place, find_port};

/// The app that it wakes.
pub const TOPIC: &str = "org.atelier.assent";

/// A running service.
pub struct ApnsServer {
    peer: NodePeer,
    port: u16,
    folder: TempDir,
}

impl ApnsServer {
    /// Starts it, with a key for who sends.
    #[must_use]
    pub fn start() -> Self {
        let (port, folder) = (find_port(), TempDir::new().unwrap());
        let key = folder.path().join("AuthKey.p8");
        let peer = NodePeer::start("apns_server.mjs", &[&port.to_string(), key.to_str().unwrap(), TOPIC]);
        assert_eq!(peer.receive(), "listening");
        Self { peer, port, folder }
    }

    /// A place whose server sends there.
    #[must_use]
    pub fn known_to(&self, place: Place) -> Place {
        let server = format!("http://127.0.0.1:{}", self.port);
        let key = self.folder.path().join("AuthKey.p8");
        place
            .with("ASSENT_APNS_SERVER", &server)
            .with("ASSENT_APNS_KEY", key.to_str().unwrap())
            .with("ASSENT_APNS_KEY_ID", "ABC123DEFG")
            .with("ASSENT_APNS_TEAM", "DEF123GHIJ")
            .with("ASSENT_APNS_TOPIC", TOPIC)
    }

    /// What a phone hands in that is woken here; `kind`, two digits, says how the service answers (`tests/peers/apns_server.mjs`).
    #[must_use]
    pub fn endpoint(kind: &str) -> PushEndpoint {
        PushEndpoint::Apns { token: kind.to_owned() + &"ab".repeat(31), topic: TOPIC.to_owned() }
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
