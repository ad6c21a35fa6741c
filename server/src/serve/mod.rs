//! The way in from the network: sockets, TLS, limits, held requests, and an orderly end.
//!
//! An accept loop of our own instead of `axum::serve`, for one reason: a phone that waits must cost little.
//! hyper keeps two 8 KiB buffers for each connection while a request is answered. Here a request that says it
//! waits ([`Hold`]) is taken out of hyper, which is dropped with its buffers; when the answer is there, a new
//! hyper connection writes it (`connection.rs`).

mod body;
mod client_address;
mod connection;
mod edge;
mod hold;
mod host;
mod io;
mod listen;
mod service_manager;
mod shutdown;
mod tls;

use std::future::poll_fn;
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

pub use body::{DEVICE_BODY_LIMIT, OTHER_BODY_LIMIT};
pub use client_address::ClientAddress;
pub use connection::PeerAddr;
pub use edge::Edge;
pub use hold::Hold;
pub use listen::{BindError, bind, find_connection_cap};
pub use service_manager::{feed_watchdog, reload_on_hangup, stop_on_signals, tell_ready, tell_stopping};
pub use shutdown::{Shutdown, Stopper, make_shutdown};
pub use tls::{Tls, TlsError};

use connection::Shared;

/// Refusals under way at once, beyond the cap; further ones are closed without a word.
const REFUSALS: usize = 64;
/// How long to wait after a failed `accept`, which is nearly always a lack of open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// How to serve.
pub struct Options {
    /// TLS, if no proxy does it.
    pub tls: Option<Tls>,
    /// Connections at once.
    pub max_connections: usize,
    /// How long answers under way may take after the end was announced.
    pub drain: Duration,
}

/// Serves `router` on all `listeners` until `shutdown` begins, then until all is answered or `drain` is over.
pub async fn serve(listeners: Vec<TcpListener>, router: Router, options: Options, shutdown: Shutdown) {
    let shared = Arc::new(Shared { router, tls: options.tls, shutdown: shutdown.clone() });
    let mut tasks = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            () = shutdown.begun() => break,
            accepted = accept(&listeners) => match accepted {
                Ok((stream, peer)) => start(&shared, &mut tasks, stream, peer, options.max_connections),
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted; raise the limit of open files");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            },
            Some(_) = tasks.join_next() => {}
        }
    }
    drop(listeners);
    drain(tasks, options.drain).await;
}

async fn accept(listeners: &[TcpListener]) -> std::io::Result<(TcpStream, SocketAddr)> {
    let poll = |cx: &mut Context<'_>| {
        let mut ready = listeners.iter().map(|listener| listener.poll_accept(cx));
        ready.find(Poll::is_ready).unwrap_or(Poll::Pending)
    };
    poll_fn(poll).await
}

fn start(shared: &Arc<Shared>, tasks: &mut JoinSet<()>, stream: TcpStream, peer: SocketAddr, cap: usize) {
    // Answers are small and awaited: never hold one back for more to come.
    let _ = stream.set_nodelay(true);
    if tasks.len() < cap {
        tasks.spawn(connection::run(Arc::clone(shared), stream, peer));
    } else if tasks.len() < cap + REFUSALS && shared.tls.is_none() {
        tasks.spawn(listen::refuse(stream));
    }
}

async fn drain(mut tasks: JoinSet<()>, within: Duration) {
    let all = async { while tasks.join_next().await.is_some() {} };
    if tokio::time::timeout(within, all).await.is_err() {
        tracing::warn!(connections = tasks.len(), "connections were cut: their answers took too long");
    }
    tasks.shutdown().await;
}

#[cfg(test)]
mod tests;
