//! Push services: how a phone that holds no connection is woken.

use std::time::Duration;

use assent_core::message::PushEndpoint;
use async_trait::async_trait;

/// Sends an empty wake-up of constant size: no name, no id, nothing to read on the way.
#[async_trait]
pub trait PushService: Send + Sync {
    /// Whether this service speaks to such endpoints.
    fn serves(&self, endpoint: &PushEndpoint) -> bool;

    /// Whether a phone could be woken there at all. Nothing is sent.
    ///
    /// # Errors
    /// [`BadEndpoint`]: what is wrong with it.
    fn check(&self, endpoint: &PushEndpoint) -> Result<(), BadEndpoint>;

    /// Wakes a phone; nobody needs the wake-up after `ttl_secs`.
    ///
    /// # Errors
    /// [`PushError`] says whether to forget the endpoint, to try later or to look at the configuration.
    async fn wake(&self, endpoint: &PushEndpoint, ttl_secs: u32) -> Result<(), PushError>;
}

/// Why a phone was not woken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// The endpoint is gone for good; the phone has to repair its notifications.
    #[error("the push endpoint is gone; the phone has to repair its notifications")]
    Gone,
    /// The service is busy or away.
    #[error("the push service is not reachable now; the phone still gets the request when the app is opened")]
    Later {
        /// How long it wants to be left alone, if it said so.
        after: Option<Duration>,
    },
    /// This server may not use the service.
    #[error("the push service refuses this server: {0}")]
    Misconfigured(String),
}

impl PushError {
    /// [`Self::Misconfigured`], in these words.
    #[must_use]
    pub fn misconfigured(why: &str) -> Self {
        Self::Misconfigured(why.to_owned())
    }
}

/// Why a phone can't be woken where it said, in words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadEndpoint(pub String);
