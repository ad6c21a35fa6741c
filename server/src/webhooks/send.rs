//! The way out for messages.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;
use http::Request;
use ipnet::IpNet;
use url::Url;

use crate::outgoing::{Fetch, FetchFailed, Outgoing};

/// A message on its way.
pub struct Message {
    /// Where to.
    pub url: Url,
    /// Its name, the same at every try.
    pub id: String,
    /// When it is sent.
    pub at: UnixSeconds,
    /// Proves whom it comes from.
    pub signature: String,
    /// JSON.
    pub body: String,
}

/// Why a message was not taken; for the administrator.
pub type SendFailed = FetchFailed;

/// Takes messages to services.
#[async_trait]
pub trait Sender: Send + Sync {
    /// Sends a message; gives what the service said.
    async fn send(&self, message: Message) -> Result<String, SendFailed>;

    /// Whether a message may go to this address at all; else why not.
    ///
    /// # Errors
    /// [`SendFailed::Never`].
    fn check(&self, url: &Url) -> Result<(), SendFailed>;
}

/// Sends over HTTPS, to where [`Outgoing`] goes.
pub struct HttpSender(Outgoing);

impl HttpSender {
    /// One that also reaches the operator's own networks.
    ///
    /// # Errors
    /// When TLS can't be set up; does not happen with ring.
    pub fn new(named: Vec<IpNet>) -> Result<Self, String> {
        Outgoing::new(named).map(Self)
    }
}

#[async_trait]
impl Sender for HttpSender {
    async fn send(&self, message: Message) -> Result<String, SendFailed> {
        let request = Request::post(message.url.as_str())
            .header("content-type", "application/json")
            .header("webhook-id", message.id)
            .header("webhook-timestamp", message.at.to_string())
            .header("webhook-signature", message.signature)
            .body(message.body.into_bytes());
        let request = request.map_err(|error| SendFailed::Never(error.to_string()))?;
        let status = self.0.send(request).await?.status();
        if status.is_success() { Ok(status.to_string()) } else { Err(SendFailed::Later(status.to_string())) }
    }

    fn check(&self, url: &Url) -> Result<(), SendFailed> {
        self.0.check(url)
    }
}
