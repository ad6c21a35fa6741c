//! What Chromium's driver does beyond the client's own calls.

use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A command to the session of a browser.
#[derive(Debug)]
struct Command {
    path: String,
    method: Method,
    body: Option<Value>,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (self.method.clone(), self.body.as_ref().map(Value::to_string))
    }
}

/// Sends a command of the driver's own protocol; `path` is what follows the session.
pub(crate) async fn command(client: &Client, path: String, method: Method, body: Option<Value>) -> Value {
    client.issue_cmd(Command { path, method, body }).await.unwrap()
}

/// Sends a command of the browser's protocol for developers.
pub(crate) async fn dev_tools(client: &Client, name: &str, parameters: Value) -> Value {
    let body = json!({ "cmd": name, "params": parameters });
    command(client, "goog/cdp/execute".to_owned(), Method::POST, Some(body)).await
}
