//! The real `assent-server` with one person in it, for programs in other languages that are her phone.
//!
//! Everything is done as people do it: `init`, `run`, and the portal's forms. `bin/scene.rs` is the command;
//! `door.rs` has what the programs may ask for.

mod door;
mod forms;

use std::process::Command;

use serde_json::{Value, json};

pub use door::open_door;
use forms::Forms;

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

    /// A ticket: its `text` for the phone, its `id` for [`Self::confirm`].
    async fn ticket(&mut self) -> Value {
        self.ada.get("/security/add").await;
        let page = self.ada.post("/security/link", &[]).await;
        let text = unescape(between(&page, r#"<code class="once">"#, "<"));
        let id = self.ada.path.rsplit('/').next().unwrap().to_owned();
        json!({ "text": text, "id": id })
    }

    /// Ada types a link code: `is_linked`.
    async fn confirm(&mut self, ticket: &str, code: &str) -> Value {
        let path = format!("/security/link/{ticket}");
        self.ada.get(&path).await;
        self.ada.post(&path, &[("code", code)]).await;
        let page = self.ada.get("/security").await;
        json!({ "is_linked": page.contains("/security/remove/") })
    }

    /// Ada removes all her phones: `removed`.
    async fn remove_phones(&mut self) -> Value {
        let mut removed = 0;
        loop {
            let page = self.ada.get("/security").await;
            let Some((_, rest)) = page.split_once("/security/remove/") else { return json!({ "removed": removed }) };
            let path = format!("/security/remove/{}", rest.split('"').next().unwrap());
            self.ada.get(&path).await;
            self.ada.post(&path, &[]).await;
            removed += 1;
        }
    }

    /// The wiki asks Ada: `id`, and `number` when one has to be typed.
    async fn ask(&self, with_number: bool) -> Value {
        if with_number {
            let (id, number) = self.wiki.ask_number(ADA).await;
            return json!({ "id": id, "number": number });
        }
        json!({ "id": self.wiki.ask(ADA).await })
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

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("no {before} in {page}"));
    rest.split(after).next().unwrap()
}

fn unescape(text: &str) -> String {
    text.replace("&#x2f;", "/").replace("&#47;", "/").replace("&#38;", "&").replace("&amp;", "&")
}
