//! What happens to each request before and after its door: host, client address, log line, measurements.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use ipnet::IpNet;
use tower::{Layer, Service};

use super::client_address::find_client;
use super::connection::PeerAddr;
use super::host::check_host;
use crate::config::{ProxyHeader, PublicUrl};
use crate::problem::Problem;
use crate::telemetry::{Metrics, RequestLog};

/// What each request is checked against.
#[derive(Clone)]
pub struct Edge {
    /// The one name that is answered to.
    pub public_url: PublicUrl,
    /// Whose header is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Which header they write.
    pub proxy_header: ProxyHeader,
    /// Where requests are counted.
    pub metrics: Arc<Metrics>,
}

impl Edge {
    /// Puts the edge around `router`, its fallback included.
    pub fn around(self, router: Router) -> Router {
        router.layer(EdgeLayer(Arc::new(self)))
    }

    fn admit(&self, request: Request) -> Result<Request, Problem> {
        let (mut parts, body) = request.into_parts();
        check_host(&parts, &self.public_url)?;
        let peer = parts.extensions.get::<PeerAddr>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        let client = find_client(peer, &parts.headers, self.proxy_header, &self.trusted_proxies);
        parts.extensions.insert(client);
        Ok(Request::from_parts(parts, body))
    }
}

#[derive(Clone)]
struct EdgeLayer(Arc<Edge>);

impl<S> Layer<S> for EdgeLayer {
    type Service = Guarded<S>;

    fn layer(&self, inner: S) -> Guarded<S> {
        Guarded { edge: Arc::clone(&self.0), inner }
    }
}

/// A service of its own instead of axum's `from_fn`: that keeps room for the whole request, and the service once
/// more, in each answer that waits.
#[derive(Clone)]
struct Guarded<S> {
    edge: Arc<Edge>,
    inner: S,
}

impl<S> Service<Request> for Guarded<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let log = RequestLog::begin(&request);
        let edge = Arc::clone(&self.edge);
        match self.edge.admit(request) {
            Ok(request) => {
                let asked = self.inner.call(request);
                Box::pin(async move {
                    let response = asked.await?;
                    log.end(response.status(), &edge.metrics);
                    Ok(response)
                })
            }
            Err(problem) => {
                log.end(problem.status, &edge.metrics);
                Box::pin(std::future::ready(Ok(problem.into_response())))
            }
        }
    }
}
