//! What the end-to-end tests stand on: the server as a process, phones, a service, and other people's programs.
//!
//! Everything here may stop the test that uses it: there is nobody to hand an error to.
#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::unwrap_used,
    reason = "support code of tests: what goes wrong here ends the test"
)]

pub mod administration;
pub mod apns_server;
pub mod attested_phone;
pub mod authenticator;
pub mod browser;
mod driver_command;
pub mod forge;
pub mod hand;
pub mod hardware_maker;
pub mod http;
pub mod identity_scene;
pub mod mail_sink;
mod node_peer;
pub mod ntfy;
pub mod openid_provider;
pub mod peers;
pub mod phone;
pub mod place;
pub mod program;
pub mod push_server;
pub mod scene;
pub mod server;
pub mod service;
pub mod sms_sink;
pub mod world;
