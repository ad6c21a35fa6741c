//! HTTP to other machines: what every client of this server has in common.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};
use rustls::{ClientConfig, RootCertStore};

/// A client that follows no redirect, uses no proxy and waits no longer than `patience` in all.
///
/// # Errors
/// When TLS can't be set up; does not happen with ring.
pub fn client_builder(patience: Duration) -> Result<ClientBuilder, String> {
    let tls = make_tls().map_err(|error| error.to_string())?;
    Ok(builder_over(tls, patience))
}

/// The same for a server that speaks HTTP/2 alone, without TLS too.
///
/// # Errors
/// As [`client_builder`].
pub fn http2_client(patience: Duration) -> Result<Client, String> {
    let mut tls = make_tls().map_err(|error| error.to_string())?;
    tls.alpn_protocols = vec![b"h2".to_vec()];
    let client = builder_over(tls, patience).http2_prior_knowledge().build();
    client.map_err(|error| error.to_string())
}

fn builder_over(tls: ClientConfig, patience: Duration) -> ClientBuilder {
    let builder = Client::builder().tls_backend_preconfigured(tls).redirect(Policy::none()).no_proxy();
    builder.timeout(patience).user_agent("Assent")
}

/// TLS on ring, to whoever is under one of the web's public roots.
fn make_tls() -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// The innermost reason, without the address.
#[must_use]
pub fn root_of(error: &dyn Error) -> String {
    let mut root = error;
    while let Some(source) = root.source() {
        root = source;
    }
    root.to_string().chars().take(200).collect()
}
