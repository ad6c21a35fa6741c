//! What Ada does at her portal.

use serde_json::{Value, json};

use super::Scene;

impl Scene {
    /// A ticket: its `text` for the phone, its `id` for [`Self::confirm`].
    pub(super) async fn ticket(&mut self) -> Value {
        self.ada.get("/security/add").await;
        let page = self.ada.post("/security/link", &[]).await;
        let text = unescape(between(&page, r#"<code class="once">"#, "<"));
        let id = self.ada.path.rsplit('/').next().unwrap().to_owned();
        json!({ "text": text, "id": id })
    }

    /// Ada types a link code: `is_linked`.
    pub(super) async fn confirm(&mut self, ticket: &str, code: &str) -> Value {
        let path = format!("/security/link/{ticket}");
        self.ada.get(&path).await;
        self.ada.post(&path, &[("code", code)]).await;
        let page = self.ada.get("/security").await;
        json!({ "is_linked": page.contains("/security/remove/") })
    }

    /// Ada removes all her phones: `removed`.
    pub(super) async fn remove_phones(&mut self) -> Value {
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

    /// The names of her phones: `names`, one a line, sorted.
    pub(super) async fn phones(&mut self) -> Value {
        let page = self.ada.get("/security").await;
        let before = page.split(r#"href="/security/replace/"#).collect::<Vec<_>>();
        let (_, listed) = before.split_last().unwrap();
        let mut names: Vec<_> =
            listed.iter().map(|row| unescape(last(row, "<b>").split("</b>").next().unwrap())).collect();
        names.sort();
        assert_eq!(self.ada.path, "/security");
        json!({ "names": names.join("\n") })
    }

    /// Where her phones are woken, as the copy of her data says: `addresses`, one a line.
    pub(super) async fn woken_at(&mut self) -> Value {
        let copy: Value = serde_json::from_str(&self.ada.get("/profile/data").await).unwrap();
        let phones = copy["factors"]["phones"].as_array().unwrap();
        let addresses: Vec<_> = phones.iter().filter_map(|phone| phone["woken_at"]["address"].as_str()).collect();
        json!({ "addresses": addresses.join("\n") })
    }

    /// Ada says yes to the app that opened this address in her phone's browser: `callback`.
    pub(super) async fn sign_in(&mut self, address: &str) -> Value {
        let path = address.strip_prefix(&self.place.origin).expect("a page of this server");
        self.ada.get(path).await;
        let (path, request) = path.split_once('?').unwrap();
        self.ada.post(path, &[("request", request), ("answer", "yes")]).await;
        json!({ "callback": self.ada.path })
    }
}

pub(super) fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("no {before} in {page}"));
    rest.split(after).next().unwrap()
}

fn unescape(text: &str) -> String {
    text.replace("&#x2f;", "/").replace("&#47;", "/").replace("&#39;", "'").replace("&#38;", "&").replace("&amp;", "&")
}

fn last<'a>(text: &'a str, before: &str) -> &'a str {
    text.rsplit(before).next().unwrap()
}
