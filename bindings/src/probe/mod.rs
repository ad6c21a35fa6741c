//! What only the tests in the three languages call (feature `probe`, never in an app): a panic on purpose, keys for
//! where a language has none, and what the shared vectors ask (`tests/vectors/README.md`).

mod errors;
mod messages;
mod otp;
mod tickets;

use std::sync::Arc;

use assent_core::keys::{Signer, SoftwareKey};
use assent_core::random::SystemEntropy;

use crate::{AppError, AssentApp, work};

pub use errors::probe_error;
pub use messages::{probe_open, probe_signing_input};
pub use otp::{ProbeAddress, probe_address, probe_code};
pub use tickets::{ProbeTicket, probe_link_code, probe_sha256, probe_ticket};

/// Panics, to show that a panic arrives as an error.
///
/// # Errors
/// Never; it panics.
#[uniffi::export]
pub fn panic_now() -> Result<u32, AppError> {
    panic!("on purpose")
}

#[uniffi::export]
impl AssentApp {
    /// Panics on a thread of its own while the caller waits.
    ///
    /// # Errors
    /// [`AppError::Internal`].
    pub async fn panic_later(self: Arc<Self>) -> Result<u32, AppError> {
        work::to_its_end(async { panic!("on purpose") }).await
    }
}

/// A key in memory, for a language that has none: Swift on Linux.
#[derive(uniffi::Object)]
pub struct ProbeKey(SoftwareKey);

#[uniffi::export]
impl ProbeKey {
    /// A new key.
    ///
    /// # Errors
    /// [`AppError::Internal`] without randomness.
    #[uniffi::constructor]
    pub fn new() -> Result<Arc<Self>, AppError> {
        let (key, _) = SoftwareKey::make(&SystemEntropy::default()).map_err(AppError::internal)?;
        Ok(Arc::new(Self(key)))
    }

    /// Its public half: the uncompressed point.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn public_key(&self) -> Result<Vec<u8>, AppError> {
        Ok(self.0.public_key().point().to_vec())
    }

    /// Signs; gives `r ‖ s`.
    ///
    /// # Errors
    /// [`AppError::Internal`].
    pub fn sign(&self, message: Vec<u8>) -> Result<Vec<u8>, AppError> {
        Ok(self.0.sign(&message).map_err(AppError::internal)?.as_bytes().to_vec())
    }
}
