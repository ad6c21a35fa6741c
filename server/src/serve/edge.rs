//! What happens to each request before and after its door: host, client address, log line, measurements.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use ipnet::IpNet;

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
    /// Puts the edge around `router`. One layer, because a held request pays for each.
    pub fn around(self, router: Router) -> Router {
        router.layer(from_fn_with_state(Arc::new(self), pass))
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

async fn pass(State(edge): State<Arc<Edge>>, request: Request, next: Next) -> Response {
    let log = RequestLog::begin(&request);
    let response = match edge.admit(request) {
        Ok(request) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    log.end(response.status(), &edge.metrics);
    response
}
