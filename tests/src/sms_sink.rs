//! A real HTTP server that stands for the operator's SMS gateway: it keeps every SMS, or fails as it is told.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

use crate::place::Place;

/// Longer than a server takes to ask the gateway.
const PATIENCE: Duration = Duration::from_secs(10);
/// What the gateway wants to see.
const SECRET: &str = "Bearer gateway-secret";

/// How the gateway behaves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// It takes every SMS.
    Fine,
    /// It answers 500.
    Broken,
    /// It answers 200, without the word that it took the SMS.
    Silent,
    /// It never answers.
    Asleep,
}

/// A running gateway.
pub struct SmsSink {
    mood: Arc<Mutex<Mood>>,
    taken: Receiver<Value>,
    address: String,
}

impl SmsSink {
    /// Starts it.
    #[must_use]
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/send", listener.local_addr().unwrap());
        let (sender, taken) = channel();
        let mood = Arc::new(Mutex::new(Mood::Fine));
        let moods = Arc::clone(&mood);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (sender, mood) = (sender.clone(), *moods.lock().unwrap());
                std::thread::spawn(move || serve(stream, mood, &sender));
            }
        });
        Self { mood, taken, address }
    }

    /// A place whose server sends SMS here.
    #[must_use]
    pub fn known_to(&self, place: Place) -> Place {
        place
            .with("ASSENT_SMS_URL", &self.address)
            .with("ASSENT_SMS_HEADERS", "Content-Type: application/json,Authorization: Bearer {secret}")
            .with("ASSENT_SMS_BODY", r#"{"to": "{to}", "text": "{text}", "from": "{sender}"}"#)
            .with("ASSENT_SMS_SECRET", "gateway-secret")
            .with("ASSENT_SMS_SENDER", "Atelier")
            .with("ASSENT_SMS_EXPECT", "\"taken\"")
            .with("ASSENT_SMS_TIMEOUT_SECS", "1")
    }

    /// From now on it behaves so.
    pub fn be(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// The next SMS: `to`, `text`, `from`.
    #[must_use]
    pub fn receive(&self) -> Value {
        self.taken.recv_timeout(PATIENCE).expect("an SMS comes")
    }

    /// The six digits of the next SMS to this number.
    #[must_use]
    pub fn code_to(&self, number: &str) -> String {
        let sms = self.receive();
        assert_eq!(sms["to"], number);
        let text = sms["text"].as_str().unwrap();
        text.split(|letter: char| !letter.is_ascii_digit()).find(|word| word.len() == 6).unwrap().to_owned()
    }

    /// Whether none came that was not received.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.taken.try_recv().is_err()
    }
}

fn serve(mut stream: TcpStream, mood: Mood, taken: &Sender<Value>) {
    let body = read(&stream);
    if mood == Mood::Asleep {
        std::thread::park_timeout(PATIENCE);
        return;
    }
    let (status, answer) = match mood {
        Mood::Broken => ("500 Internal Server Error", "{}"),
        Mood::Silent => ("200 OK", "{}"),
        Mood::Fine | Mood::Asleep => ("202 Accepted", r#"{"result": "taken"}"#),
    };
    if mood == Mood::Fine {
        drop(taken.send(body));
    }
    let length = answer.len();
    drop(write!(stream, "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{answer}"));
}

/// The body of a request that knows the secret.
fn read(stream: &TcpStream) -> Value {
    let mut reader = BufReader::new(stream);
    let (mut length, mut knows_secret) = (0, false);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim().split_once(": ") else {
            if line.trim().is_empty() {
                break;
            }
            continue;
        };
        match name.to_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap(),
            "authorization" => knows_secret = value == SECRET,
            _ => {}
        }
    }
    assert!(knows_secret, "the gateway is given its secret");
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    serde_json::from_slice(&body).unwrap()
}
