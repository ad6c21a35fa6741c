//! The way out for messages.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;
use ipnet::IpNet;
use reqwest::Client;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::address::is_allowed;
use crate::outbound::{client_builder, root_of};

/// How long a service may take, in all.
const PATIENCE: Duration = Duration::from_secs(10);

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
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendFailed {
    /// Later it may be.
    #[error("{0}")]
    Later(String),
    /// It will never be.
    #[error("{0}")]
    Never(String),
}

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

/// Sends over HTTPS. It follows no redirect, uses no proxy, and connects only to addresses that were looked at after the
/// name was resolved.
pub struct HttpSender {
    client: Client,
    named: Arc<[IpNet]>,
}

impl HttpSender {
    /// One that also reaches the operator's own networks.
    ///
    /// # Errors
    /// When TLS can't be set up; does not happen with ring.
    pub fn new(named: Vec<IpNet>) -> Result<Self, String> {
        let named: Arc<[IpNet]> = named.into();
        let client = client_builder(PATIENCE)?.dns_resolver(Arc::new(Guarded(Arc::clone(&named)))).build();
        Ok(Self { client: client.map_err(|error| error.to_string())?, named })
    }
}

#[async_trait]
impl Sender for HttpSender {
    async fn send(&self, message: Message) -> Result<String, SendFailed> {
        self.check(&message.url)?;
        let request = self
            .client
            .post(message.url)
            .header("content-type", "application/json")
            .header("webhook-id", message.id)
            .header("webhook-timestamp", message.at.to_string())
            .header("webhook-signature", message.signature)
            .body(message.body);
        let answer = request.send().await.map_err(|error| SendFailed::Later(root_of(&error)))?;
        let status = answer.status().to_string();
        if answer.status().is_success() { Ok(status) } else { Err(SendFailed::Later(status)) }
    }

    fn check(&self, url: &Url) -> Result<(), SendFailed> {
        let address: Option<IpAddr> = match url.host() {
            Some(Host::Ipv4(v4)) => Some(v4.into()),
            Some(Host::Ipv6(v6)) => Some(v6.into()),
            Some(Host::Domain(_)) => None,
            None => return Err(never("the address has no host")),
        };
        let is_named = address.is_some_and(|address| self.named.iter().any(|net| net.contains(&address)));
        if url.scheme() != "https" && !(url.scheme() == "http" && is_named) {
            return Err(never("https is needed"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(never("a name or password in the address is not taken"));
        }
        match address {
            Some(address) if !is_allowed(address, &self.named) => Err(never("this address is not a public one")),
            _ => Ok(()),
        }
    }
}

fn never(why: &str) -> SendFailed {
    SendFailed::Never(why.to_owned())
}

/// Resolves names, and gives an address only when all of the name's may be reached.
struct Guarded(Arc<[IpNet]>);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let named = Arc::clone(&self.0);
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let found: Vec<SocketAddr> = found.collect();
            if found.iter().any(|address| !is_allowed(address.ip(), &named)) {
                return Err("this name leads to an address that is not a public one".into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}
