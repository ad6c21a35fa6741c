//! A real ntfy (`make ntfy`), and what its app on a phone does: it holds one connection to it.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use reqwest::Response;
use serde_json::Value;

use crate::http::Http;
use crate::place::find_port;

/// How often, and how long, it is looked whether it answers.
const LOOKS: u32 = 400;
const GLANCE: Duration = Duration::from_millis(25);

/// A running ntfy. Dropped, it is killed.
pub struct Ntfy {
    child: Child,
    /// `http://127.0.0.1:…`
    pub origin: String,
}

/// The line that the app on a phone holds.
pub struct Line(Response);

impl Ntfy {
    /// Starts it.
    pub async fn start() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let program = root.join("target/ntfy/root/usr/bin/ntfy");
        assert!(program.is_file(), "ntfy is not here; run `make ntfy`");
        let address = format!("127.0.0.1:{}", find_port());
        let origin = format!("http://{address}");
        let mut command = Command::new(program);
        command.args(["serve", "--listen-http", &address, "--base-url", &origin, "--config", "/dev/null"]);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let ntfy = Self { child, origin };
        let http = Http::to(&ntfy.origin);
        for _ in 0..LOOKS {
            if http.try_send(reqwest::Method::GET, "/v1/health", &[], "").await.is_ok() {
                return ntfy;
            }
            tokio::time::sleep(GLANCE).await;
        }
        panic!("ntfy does not answer");
    }

    /// Subscribes to a topic; nothing that comes afterwards is missed.
    pub async fn subscribe(&self, topic: &str) -> Line {
        let answer = reqwest::get(format!("{}/{topic}/json", self.origin)).await.unwrap();
        let mut line = Line(answer);
        assert_eq!(line.next().await["event"], "open");
        line
    }
}

impl Line {
    /// What comes next.
    pub async fn next(&mut self) -> Value {
        let chunk = self.0.chunk().await.unwrap().expect("ntfy holds the line");
        serde_json::from_slice(&chunk).unwrap()
    }
}

impl Drop for Ntfy {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
