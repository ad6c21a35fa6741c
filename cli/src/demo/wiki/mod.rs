//! The demo wiki: a service with a password of its own that lets Assent ask the phone. It knows nothing of Assent but
//! the service API.

mod api;
mod logins;
mod pages;
mod routes;

pub(super) use pages::escape;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;

use super::files::Files;
use super::server::{Server, failed, free_port};
use crate::error::CliError;
use api::Api;
use logins::Logins;

/// How the demo's own pages look.
pub(super) const STYLE: &str = include_str!("wiki.css");
/// The port it would like to have.
const PORT: u16 = 8401;

/// A wiki that serves.
pub(super) struct Wiki {
    /// Its address.
    pub(super) address: String,
    /// Its id at the server: the audience of its receipts.
    pub(super) service_id: String,
}

/// What its pages work with.
struct Site {
    api: Api,
    password: String,
    /// The server's id as the wiki's operator pinned it.
    server_id: String,
    service_id: String,
    logins: Logins,
}

impl Wiki {
    /// Starts it; it ends with the process.
    pub(super) async fn start(server: &Server, files: &Files) -> Result<Self, CliError> {
        let key = files.api_key.as_deref().unwrap_or_default();
        let api = Api::new(&server.url, &server.trust, key)?;
        let me = api.who_am_i().await.map_err(failed)?;
        let site = Site {
            api,
            password: files.password.clone(),
            server_id: me.server_id,
            service_id: me.id.clone(),
            logins: Logins::default(),
        };
        let address = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), free_port(PORT));
        let listener = TcpListener::bind(address).await?;
        let router = routes::router(Arc::new(site));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { address: format!("http://{address}"), service_id: me.id })
    }
}
