//! The browser's virtual authenticator (WebAuthn Level 3 §11): a passkey without a finger.

use http::Method;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::driver_command;

/// An authenticator that is plugged into a browser.
pub struct Authenticator {
    id: String,
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
    driver_command::command(&browser.client, format!("webauthn/{path}"), method, body).await
}
