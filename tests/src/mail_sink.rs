//! A real mail server (aiosmtpd) that keeps every mail it gets.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::peers::find_python;
use crate::place::find_port;

/// A running mail server. Dropped, it is killed.
pub struct MailSink {
    child: Child,
    mails: BufReader<ChildStdout>,
    /// As `mail.smtp` takes it.
    pub address: String,
}

impl MailSink {
    /// Starts it.
    #[must_use]
    pub fn start() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let port = find_port();
        let mut command = Command::new(find_python(root));
        command.arg(root.join("tests/peers/smtp_sink.py")).arg(port.to_string());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mails = BufReader::new(child.stdout.take().unwrap());
        let mut sink = Self { child, mails, address: format!("smtp://127.0.0.1:{port}") };
        assert_eq!(sink.receive()["listens"], true);
        sink
    }

    /// The next mail, as soon as it is there.
    pub fn receive(&mut self) -> Value {
        let mut line = String::new();
        self.mails.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("the mail server ended: {line:?}"))
    }

    /// The next mail with these words in its subject, as soon as it is there; those before it are gone.
    pub fn receive_about(&mut self, words: &str) -> Value {
        loop {
            let mail = self.receive();
            if mail["subject"].as_str().unwrap().contains(words) {
                return mail;
            }
        }
    }
}

/// A link in a mail, without the server's address.
pub fn link_in(mail: &Value, path: &str) -> String {
    let text = mail["text"].as_str().unwrap();
    let at = text.find(path).unwrap_or_else(|| panic!("{path}: {text}"));
    text[at..].split_whitespace().next().unwrap().to_owned()
}

impl Drop for MailSink {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
