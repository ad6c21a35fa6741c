//! Talks to a server: one function per endpoint, messages in and out as they are on the wire.
//!
//! Nothing here understands a message; what came in is believed by [`crate::authenticator`] or not at all.

mod error;
mod problem;
mod tls;
mod transport;

pub use error::ClientError;
pub use tls::TlsTrust;
pub(crate) use transport::parse_server_url;
pub use transport::{Client, MAX_ANSWER_BYTES};

#[cfg(test)]
pub(crate) mod fake_server;
#[cfg(test)]
mod tests;
