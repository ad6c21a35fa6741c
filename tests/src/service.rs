//! A relying party that knows the service API and nothing else.

use reqwest::Method;
use serde_json::{Value, json};

use crate::http::{Answer, Http};

/// A service with its API key.
#[derive(Clone)]
pub struct Service {
    /// Its id: the audience of its receipts.
    pub id: String,
    /// Its API key.
    pub key: String,
    /// Where it asks.
    pub http: Http,
}

impl Service {
    /// Sends `body` to `path` below `/service/v1`.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.try_post(path, body).await.expect("the server answers")
    }

    /// As [`Self::post`], to a server that may be dying.
    ///
    /// # Errors
    /// When there is no whole answer.
    pub async fn try_post(&self, path: &str, body: &Value) -> reqwest::Result<Answer> {
        let key = format!("Bearer {}", self.key);
        let headers = [("authorization", key.as_str()), ("content-type", "application/json")];
        self.http.try_send(Method::POST, &format!("/service/v1{path}"), &headers, body.to_string()).await
    }

    /// Reads `path` below `/service/v1`.
    pub async fn get(&self, path: &str) -> Answer {
        let key = format!("Bearer {}", self.key);
        let headers = [("authorization", key.as_str())];
        self.http.send(Method::GET, &format!("/service/v1{path}"), &headers, "").await
    }

    /// Asks `account` with a context as a login page sends it; gives the challenge's id.
    pub async fn ask(&self, account: &str) -> String {
        id_of(&self.try_ask(account).await.expect(201))
    }

    /// Asks for an answer within `secs`; gives the id.
    pub async fn ask_within(&self, account: &str, secs: u32) -> String {
        id_of(&self.post("/challenges", &json!({ "account": account, "lives_secs": secs })).await.expect(201))
    }

    /// Asks, and takes a refusal.
    pub async fn try_ask(&self, account: &str) -> Answer {
        let context = json!({ "address": "192.0.2.7", "place": "Lyon", "browser": "Firefox 140", "system": "Debian" });
        self.post("/challenges", &json!({ "account": account, "context": context })).await
    }

    /// Asks with a number to be typed on the phone; gives id and number.
    pub async fn ask_number(&self, account: &str) -> (String, String) {
        let asked = self.post("/challenges", &json!({ "account": account, "number": "always" })).await.expect(201);
        (id_of(&asked), asked["number"].as_str().unwrap().to_owned())
    }

    /// Waits up to `secs` for the answer; gives the status.
    pub async fn wait(&self, id: &str, secs: u32) -> String {
        let seen = self.get(&format!("/challenges/{id}?wait={secs}")).await.expect(200);
        seen["status"].as_str().unwrap().to_owned()
    }

    /// Redeems.
    pub async fn redeem(&self, id: &str) -> Answer {
        self.post(&format!("/challenges/{id}/redeem"), &json!({})).await
    }

    /// Takes a request back; gives whether that ended it.
    pub async fn cancel(&self, id: &str) -> bool {
        let answer = self.post(&format!("/challenges/{id}/cancel"), &json!({})).await.expect(200);
        answer["cancelled"].as_bool().unwrap()
    }

    /// Checks a one-time code; gives the whole answer.
    pub async fn check_code(&self, account: &str, code: &str) -> Value {
        self.post("/code-checks", &json!({ "account": account, "code": code })).await.expect(200)
    }

    /// Checks a backup code; gives the whole answer.
    pub async fn check_backup_code(&self, account: &str, code: &str) -> Value {
        self.post("/backup-code-checks", &json!({ "account": account, "code": code })).await.expect(200)
    }
}

fn id_of(asked: &Value) -> String {
    asked["id"].as_str().unwrap().to_owned()
}
