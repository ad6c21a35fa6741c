//! Push services: how a phone that holds no connection is woken.

use assent_core::message::PushEndpoint;
use async_trait::async_trait;

/// Sends an empty wake-up of constant size: no name, no id, nothing to read on the way.
#[async_trait]
pub trait PushService: Send + Sync {
    /// Whether this service speaks to such endpoints.
    fn serves(&self, endpoint: &PushEndpoint) -> bool;

    /// Wakes a phone.
    ///
    /// # Errors
    /// [`PushError`] says whether to forget the endpoint, to try later or to look at the configuration.
    async fn wake(&self, endpoint: &PushEndpoint) -> Result<(), PushError>;
}

/// Why a phone was not woken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// The endpoint is gone for good; the phone has to repair its notifications.
    #[error("the push endpoint is gone; the phone has to repair its notifications")]
    Gone,
    /// The service is busy or away.
    #[error("the push service is not reachable now; the phone still gets the request when the app is opened")]
    Later,
    /// This server may not use the service.
    #[error("the push service refuses this server: {0}")]
    Misconfigured(String),
}
