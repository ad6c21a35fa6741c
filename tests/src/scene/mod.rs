//! The real `assent-server` with one person in it, for programs in other languages that are her phone.
//!
//! Everything is done as people do it: `init`, `run`, and the portal's forms. `bin/scene.rs` is the command;
//! `door.rs` has what the programs may ask for,
//! `portal.rs` what Ada does there.

mod door;
mod forms;
mod portal;

use std::process::Command;

use serde_json::{Value, json};

pub use door::open_door;
use forms::Forms;
use portal::between;

use crate::http::Http;
use crate::place::Place;
use crate::program::{Program, run_to_end, words_of};
use crate::service::Service;
use crate::world::ADA;

const PASSWORD: &str = "a quiet grey heron";

/// A server, Ada signed in at its portal, and a wiki that asks her.
pub struct Scene {
    place: Place,
    program: Option<Program>,
    ada: Forms,
    wiki: Service,
}

impl Scene {
    /// From nothing to a server with Ada and the wiki.
    pub async fn new() -> Self {
        // Whoever signed in once has proved herself for as long as a test takes.
        let place = Place::new().with("ASSENT_SESSION_FRESH_SECS", "3600");
        // Where the phones of these programs are woken.
        let place = place.with("ASSENT_PUSH_ALLOW", "127.0.0.1");
        let init = run_to_end(&place, &["init", "--config", place.path("assent.toml").to_str().unwrap()], "");
        assert!(init.status.success(), "{}", words_of(&init));
        let program = Program::start(&place);
        let words = program.words();
        let token = words.split_whitespace().find(|word| word.starts_with("ast_f_")).expect("a token is printed");
        let mut ada = Forms::at(&place.origin);
        ada.get("/set-up").await;
        let fields = [("token", token), ("name", "Ada"), ("email", ADA), ("password", PASSWORD)];
        ada.post("/set-up", &fields).await;
        ada.get("/admin/services").await;
        let page = ada.post("/admin/services", &[("name", "Wiki")]).await;
        let key = between(&page, r#"id="key">"#, "<").to_owned();
        let wiki = Service { id: String::new(), key, http: Http::to(&place.origin) };
        Self { place, program: Some(program), ada, wiki }
    }

    /// Where it is and whom it asks.
    fn facts(&self) -> Value {
        json!({ "origin": self.place.origin, "account": ADA, "service": "Wiki", "issuer": "Atelier" })
    }

    /// The wiki asks Ada: `id`, and `number` when one has to be typed. With `secs`, for so long.
    async fn ask(&self, with_number: bool, secs: u32) -> Value {
        if secs > 0 {
            return json!({ "id": self.wiki.ask_within(ADA, secs).await });
        }
        if with_number {
            let (id, number) = self.wiki.ask_number(ADA).await;
            return json!({ "id": id, "number": number });
        }
        json!({ "id": self.wiki.ask(ADA).await })
    }

    /// The wiki asks Ada, which may be refused: `code`, `none` for an ask that was taken.
    async fn try_ask(&self) -> Value {
        let asked = self.wiki.try_ask(ADA).await;
        json!({ "code": if asked.status == 201 { "none".to_owned() } else { asked.code() } })
    }

    /// Kills the server.
    fn stop(&mut self) -> Value {
        self.program.take().map_or_else(
            || json!({ "was_up": false }),
            |program| {
                program.kill();
                json!({ "was_up": true })
            },
        )
    }

    /// Starts it again over the same data.
    fn start(&mut self) -> Value {
        if self.program.is_none() {
            self.program = Some(Program::start(&self.place));
        }
        json!({})
    }
}

/// The code of `secret` (base32) at `at` Unix seconds, by oathtool(1).
fn oathtool(secret: &str, at: i64) -> Value {
    let now = format!("@{at}");
    let output = Command::new("oathtool").args(["--totp", "--base32", "--now", &now, secret]).output().unwrap();
    assert!(output.status.success(), "{}", words_of(&output));
    json!({ "code": String::from_utf8(output.stdout).unwrap().trim() })
}
