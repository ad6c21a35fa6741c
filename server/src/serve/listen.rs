//! Where it listens, and how much it takes on.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use http::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::problem::Problem;

/// Open files that are not connections: database, logs, listeners, calls to other servers.
const OTHER_FILES: usize = 256;
const WITHOUT_LIMIT: usize = 65_536;

/// Why it can't listen at an address.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// Somebody else does.
    #[error(
        "{0} is taken by another program; stop that one (`ss -ltnp` names it) or write another address at `listen`"
    )]
    Taken(SocketAddr),
    /// Ports below 1024 are for the few.
    #[error(
        "{0} needs the right to use ports below 1024; write a port from 1024 at `listen`, or give CAP_NET_BIND_SERVICE"
    )]
    Forbidden(SocketAddr),
    /// Not an address of this machine.
    #[error("{0} is not an address of this machine; write one that `ip address` shows at `listen`")]
    NotHere(SocketAddr),
    /// Something else.
    #[error("{address} can't be listened at ({source}); write another address at `listen`")]
    Other {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
}

/// Listens at `address`.
///
/// # Errors
/// [`BindError`], which names the address and what to do.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, BindError> {
    TcpListener::bind(address).await.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => BindError::Taken(address),
        io::ErrorKind::PermissionDenied => BindError::Forbidden(address),
        io::ErrorKind::AddrNotAvailable => BindError::NotHere(address),
        _ => BindError::Other { address, source },
    })
}

/// How many connections the limit of open files allows, and at most `wanted`.
#[must_use]
pub fn find_connection_cap(wanted: Option<usize>) -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let allowed =
        open_files_of(&limits).map_or(WITHOUT_LIMIT, |files| files.saturating_sub(OTHER_FILES).max(files / 2));
    wanted.map_or(allowed, |wanted| wanted.min(allowed))
}

/// The soft limit; see proc(5), `/proc/pid/limits`.
fn open_files_of(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Tells a peer that the server is full, and closes.
pub(super) async fn refuse(mut stream: TcpStream) {
    let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "full", "The server is full; try again in a moment");
    let body = problem.to_json();
    let head = "HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 5\r\n";
    let length = body.len();
    let text = format!("{head}content-type: application/problem+json\r\ncontent-length: {length}\r\n\r\n{body}");
    let say = async {
        stream.write_all(text.as_bytes()).await?;
        stream.shutdown().await?;
        // What the peer still sends is read, else the system resets the connection and the answer is lost.
        let mut bytes = [0; 512];
        while stream.read(&mut bytes).await? > 0 {}
        io::Result::Ok(())
    };
    let _ = tokio::time::timeout(Duration::from_secs(2), say).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_taken_port_names_the_address_and_what_to_do() {
        let first = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = first.local_addr().unwrap();
        let error = bind(address).await.unwrap_err();
        assert!(matches!(error, BindError::Taken(found) if found == address));
        assert!(error.to_string().contains(&address.to_string()) && error.to_string().contains("ss -ltnp"));
    }

    #[tokio::test]
    async fn an_address_of_another_machine_says_so() {
        let error = bind("192.0.2.1:8400".parse().unwrap()).await.unwrap_err();
        assert!(matches!(error, BindError::NotHere(_)), "{error}");
    }

    #[test]
    fn the_cap_leaves_files_for_the_rest() {
        let limits = "Limit   Soft Limit  Hard Limit  Units\nMax open files            1024   4096   files\n";
        assert_eq!(open_files_of(limits), Some(1024));
        assert_eq!(open_files_of("Max open files  unlimited unlimited files"), None);
        assert_eq!(find_connection_cap(Some(16)), 16);
    }
}
