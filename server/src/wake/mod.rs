//! Reaching a phone, and whoever waits for its answer.
//!
//! Everything here is a hint: a lost wake-up costs time, never truth. What counts is read from the store afterwards.

mod push;
mod reached;
mod waiters;

use std::sync::Arc;

use assent_core::ids::ChallengeId;

pub use push::{PushError, PushService};
pub use reached::Reached;
pub use waiters::{Waiters, Waiting};

use crate::model::PersonId;
use crate::store::DeviceStore;

/// Who waits on this node, and how phones elsewhere are woken.
#[derive(Default)]
pub struct Wake {
    /// Phones of a person that hold a pull.
    pub phones: Waiters<PersonId>,
    /// Login pages and services that wait for an answer.
    pub answers: Waiters<ChallengeId>,
    /// Which phones got which prompt.
    pub reached: Reached,
    /// Services that wake phones which hold no connection.
    pub push: Vec<Arc<dyn PushService>>,
}

impl Wake {
    /// Wakes the person's phones through push services, in the background: nobody waits for them.
    pub async fn push_to(&self, store: &(impl DeviceStore + ?Sized), person: PersonId) {
        if self.push.is_empty() {
            return;
        }
        let devices = store.list_devices(person).await.unwrap_or_default();
        for endpoint in devices.into_iter().filter_map(|device| device.push) {
            let Some(service) = self.push.iter().find(|service| service.serves(&endpoint)).cloned() else { continue };
            tokio::spawn(async move {
                if let Err(error) = service.wake(&endpoint).await {
                    tracing::warn!(%error, "a phone was not woken");
                }
            });
        }
    }
}
