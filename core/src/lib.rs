//! What phone and server must agree on, and (feature `device`) everything the phone does.
//!
//! Nothing here reads a clock, a random source, a key or the network by itself: each is handed in.
//! `ARCHITECTURE.md` has the code map; `docs/protocol.md` the messages.

pub mod clock;
pub mod ids;
pub mod keys;
pub mod message;
pub mod otp;
pub mod random;
pub mod seal;
pub mod secret;
pub mod worded;

#[cfg(feature = "device")]
pub mod authenticator;
#[cfg(feature = "device")]
pub mod client;
#[cfg(feature = "device")]
pub mod lock;
#[cfg(feature = "device")]
pub mod transfer;
#[cfg(feature = "device")]
pub mod vault;
