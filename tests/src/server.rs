//! The server under test as a process: `test-server`, over real sockets, its clock in the test's hand.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::administration::Order;
use crate::place::Place;
use crate::program::find_program;

/// A running test server. Dropped, it is killed.
pub struct TestServer {
    child: Child,
    talk: Mutex<Talk>,
    /// Its id: what a QR pins.
    pub server_id: String,
}

struct Talk {
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl TestServer {
    /// Starts it at `now`, or at this machine's time. It listens when this returns.
    #[must_use]
    pub fn start(place: &Place, now: Option<i64>) -> Self {
        let mut command = Command::new(find_program("test-server"));
        command.args(now.map(|now| now.to_string())).env_clear().envs(place.variables());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (orders, answers) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut talk = Talk { orders, answers };
        let begun = talk.hear();
        let server_id = begun["server_id"].as_str().unwrap().to_owned();
        Self { child, talk: Mutex::new(talk), server_id }
    }

    /// Has an order carried out and gives its result.
    pub fn order(&self, order: &Order) -> Value {
        let mut talk = self.talk.lock().unwrap_or_else(PoisonError::into_inner);
        let line = serde_json::to_string(order).unwrap();
        writeln!(talk.orders.as_mut().unwrap(), "{line}").unwrap();
        talk.hear()
    }

    /// Ends it in an orderly way.
    pub fn stop(mut self) {
        self.talk.get_mut().unwrap_or_else(PoisonError::into_inner).orders.take();
        assert!(self.child.wait().unwrap().success(), "the test server ends well");
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Talk {
    fn hear(&mut self) -> Value {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        let mut said: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("the test server said {line:?}"));
        assert!(said["error"].is_null(), "the test server refused: {}", said["error"]);
        said["ok"].take()
    }
}
