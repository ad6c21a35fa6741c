//! HTTP to other machines. Where an address is set in the portal the way out is guarded, so that nobody reaches through
//! it what only this machine can reach ([`Outgoing`]); where the operator set it in the configuration it is not.

mod address;
mod builder;
mod client;

pub use address::is_allowed;
pub use builder::{client_builder, http2_client, root_of};
pub use client::{Fetch, FetchFailed, Outgoing};
