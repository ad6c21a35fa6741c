//! One server's endpoints over HTTP.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::{Response, StatusCode, Url, redirect};

use super::problem::parse_problem;
use super::{ClientError, TlsTrust};

/// The longest answer that is read, in bytes.
pub const MAX_ANSWER_BYTES: usize = 64 * 1024;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const ANSWER_SECS: u64 = 10;
const USER_AGENT: &str = concat!("assent/", env!("CARGO_PKG_VERSION"));

/// Talks to one server. Cheap to clone; clones share their connections.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    base: Url,
}

impl Client {
    /// A client for the server at `server_url`: `https`, or `http` to this very machine. Connects to nothing yet.
    ///
    /// # Errors
    /// [`ClientError::BadAddress`].
    pub fn new(server_url: &str, trust: &TlsTrust) -> Result<Self, ClientError> {
        let base = parse_server_url(server_url)?;
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(trust.to_config().map_err(|_| ClientError::BadAddress)?)
            .user_agent(USER_AGENT)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(CONNECT_TIMEOUT)
            .build()
            .map_err(|_| ClientError::BadAddress)?;
        Ok(Self { http, base })
    }

    /// Sends an `enrol`; gives the `enrolled`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn enrol(&self, enrol: String) -> Result<String, ClientError> {
        self.post("enrol", enrol, 0).await
    }

    /// Sends a `pull` that the server may hold for `wait_secs`; gives the `pulled`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn pull(&self, pull: String, wait_secs: u32) -> Result<String, ClientError> {
        self.post("pull", pull, wait_secs).await
    }

    /// Sends a `decision` with the prompt that it answers; gives the `receipt`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn decide(&self, prompt: &str, decision: &str) -> Result<String, ClientError> {
        self.post("decide", format!("{prompt}~{decision}"), 0).await
    }

    /// Sends an `update`; gives the `done`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn update(&self, update: String) -> Result<String, ClientError> {
        self.post("update", update, 0).await
    }

    /// Sends a `leave`; gives the `done`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn leave(&self, leave: String) -> Result<String, ClientError> {
        self.post("leave", leave, 0).await
    }

    /// Sends a `handover`; gives the `handed_over`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn handover(&self, handover: String) -> Result<String, ClientError> {
        self.post("handover", handover, 0).await
    }

    /// Sends a `succession`; gives the `done`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn succeed(&self, succession: String) -> Result<String, ClientError> {
        self.post("succeed", succession, 0).await
    }

    async fn post(&self, endpoint: &str, body: String, wait_secs: u32) -> Result<String, ClientError> {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/device/v1/{endpoint}", self.base.path().trim_end_matches('/')));
        let request = self
            .http
            .post(url)
            .header(CONTENT_TYPE, "application/jose")
            .timeout(Duration::from_secs(ANSWER_SECS + u64::from(wait_secs)))
            .body(body);
        let response = request.send().await.map_err(|error| ClientError::from_http(&error))?;
        read_answer(response).await
    }
}

async fn read_answer(response: Response) -> Result<String, ClientError> {
    let status = response.status();
    let kind = media_type(&response);
    let expected = if status == StatusCode::OK { "application/jose" } else { "application/problem+json" };
    if kind != expected || !(status == StatusCode::OK || status.is_client_error() || status.is_server_error()) {
        return Err(ClientError::NotAServer);
    }
    let body = read_body(response).await?;
    if status != StatusCode::OK {
        return Err(parse_problem(status.as_u16(), &body));
    }
    String::from_utf8(body).map_err(|_| ClientError::NotAServer)
}

fn media_type(response: &Response) -> String {
    let value = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Reads at most [`MAX_ANSWER_BYTES`], whatever the header says the length is.
async fn read_body(mut response: Response) -> Result<Vec<u8>, ClientError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| ClientError::from_http(&error))? {
        if body.len() + chunk.len() > MAX_ANSWER_BYTES {
            return Err(ClientError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// A server's address, if it may be talked to.
///
/// # Errors
/// [`ClientError::BadAddress`] for another scheme, plain http beyond this machine, a user name, a query or a fragment.
pub(crate) fn parse_server_url(text: &str) -> Result<Url, ClientError> {
    let url = Url::parse(text).map_err(|_| ClientError::BadAddress)?;
    let loopback = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let scheme_fits = url.scheme() == "https" || (url.scheme() == "http" && loopback);
    let bare =
        url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
    if scheme_fits && bare { Ok(url) } else { Err(ClientError::BadAddress) }
}
