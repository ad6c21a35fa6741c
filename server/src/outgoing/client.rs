//! Requests that go out.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use http::{Request, Response};
use ipnet::IpNet;
use reqwest::Client;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::address::is_allowed;
use super::{client_builder, root_of};

/// How long an answer may take, in all.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest body that is read: a provider's keys are some kilobytes.
const MAX_BODY_BYTES: usize = 1 << 20;

/// Why there is no answer; for the administrator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchFailed {
    /// Later there may be one.
    #[error("{0}")]
    Later(String),
    /// Nothing is ever sent there.
    #[error("{0}")]
    Never(String),
}

/// Asks other people's servers.
#[async_trait]
pub trait Fetch: Send + Sync {
    /// Sends a request; gives the whole answer.
    ///
    /// # Errors
    /// [`FetchFailed`].
    async fn fetch(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, FetchFailed>;

    /// Whether anything is sent to this address at all; else why not.
    ///
    /// # Errors
    /// [`FetchFailed::Never`].
    fn check(&self, url: &Url) -> Result<(), FetchFailed>;
}

/// Sends over HTTPS. It follows no redirect, uses no proxy, and connects only to addresses that were looked at after the
/// name was resolved.
pub struct Outgoing {
    client: Client,
    named: Arc<[IpNet]>,
}

impl Outgoing {
    /// One that also reaches the operator's own networks.
    ///
    /// # Errors
    /// When TLS can't be set up; does not happen with ring.
    pub fn new(named: Vec<IpNet>) -> Result<Self, String> {
        let named: Arc<[IpNet]> = named.into();
        let client = client_builder(PATIENCE)?.dns_resolver(Arc::new(Guarded(Arc::clone(&named)))).build();
        Ok(Self { client: client.map_err(|error| error.to_string())?, named })
    }

    /// Sends a request; gives the answer, of which only the head was read.
    ///
    /// # Errors
    /// [`FetchFailed`].
    pub async fn send(&self, request: Request<Vec<u8>>) -> Result<reqwest::Response, FetchFailed> {
        let request = reqwest::Request::try_from(request).map_err(|_| never("it is not an address"))?;
        self.check(request.url())?;
        self.client.execute(request).await.map_err(|error| later(&error))
    }
}

#[async_trait]
impl Fetch for Outgoing {
    async fn fetch(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, FetchFailed> {
        let mut answer = self.send(request).await?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| later(&error))? {
            if body.len() + chunk.len() > MAX_BODY_BYTES {
                return Err(FetchFailed::Later("the answer is too long".to_owned()));
            }
            body.extend_from_slice(&chunk);
        }
        let mut response = Response::new(body);
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(response)
    }

    fn check(&self, url: &Url) -> Result<(), FetchFailed> {
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

fn never(why: &str) -> FetchFailed {
    FetchFailed::Never(why.to_owned())
}

fn later(error: &reqwest::Error) -> FetchFailed {
    FetchFailed::Later(root_of(error))
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
