//! The browser's virtual authenticator (WebAuthn Level 3 §11): a passkey without a finger.

use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::browser::Browser;

/// An authenticator that is plugged into a browser.
pub struct Authenticator {
    id: String,
}

#[derive(Debug)]
struct Command {
    path: String,
    method: Method,
    body: Option<Value>,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/webauthn/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (self.method.clone(), self.body.as_ref().map(Value::to_string))
    }
}

impl Authenticator {
    /// One that verifies its user, and remembers accounts.
    pub async fn plug_into(browser: &Browser) -> Self {
        let options = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
            "isUserConsenting": true, "isUserVerified": true,
        });
        let made = command(browser, "authenticator".to_owned(), Method::POST, Some(options)).await;
        Self { id: made.as_str().unwrap().to_owned() }
    }

    /// Whether its user is recognised from now on.
    pub async fn set_verified(&self, browser: &Browser, is_verified: bool) {
        let body = Some(json!({ "isUserVerified": is_verified }));
        command(browser, format!("authenticator/{}/uv", self.id), Method::POST, body).await;
    }

    /// Its keys, private ones too.
    pub async fn keys(&self, browser: &Browser) -> Vec<Value> {
        let keys = command(browser, format!("authenticator/{}/credentials", self.id), Method::GET, None).await;
        keys.as_array().cloned().unwrap_or_default()
    }

    /// A key made elsewhere, such as a copy.
    pub async fn put_key(&self, browser: &Browser, key: &Value) {
        let path = format!("authenticator/{}/credential", self.id);
        command(browser, path, Method::POST, Some(key.clone())).await;
    }
}

async fn command(browser: &Browser, path: String, method: Method, body: Option<Value>) -> Value {
    browser.client.issue_cmd(Command { path, method, body }).await.unwrap()
}
