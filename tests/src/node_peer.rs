//! Somebody else's program on Node.js, which says what it gets as lines of JSON.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

use crate::peers::find_python;

/// Longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running program. Dropped, it is killed.
pub(crate) struct NodePeer {
    child: Child,
    lines: Receiver<Value>,
}

impl NodePeer {
    /// Starts a script of `tests/peers`; its first argument is where its modules are.
    pub(crate) fn start(script: &str, arguments: &[&str]) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let peers = find_python(root).parent().unwrap().parent().unwrap().to_owned();
        let mut command = Command::new(peers.join("node/bin/node"));
        command.arg(root.join("tests/peers").join(script)).arg(peers.join("node_modules")).args(arguments);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let words = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in words.lines().map_while(Result::ok) {
                drop(sender.send(serde_json::from_str(&line).unwrap_or(Value::String(line))));
            }
        });
        Self { child, lines }
    }

    /// The next line, as soon as it is there.
    pub(crate) fn receive(&self) -> Value {
        self.lines.recv_timeout(PATIENCE).expect("it says something")
    }

    /// Whether it said nothing that was not received.
    pub(crate) fn is_silent(&self) -> bool {
        self.lines.try_recv().is_err()
    }
}

impl Drop for NodePeer {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
