//! Reaching a phone, and whoever waits for its answer.
//!
//! Everything here is a hint: a lost wake-up costs time, never truth. What counts is read from the store afterwards.

mod apns;
mod noted;
mod push;
mod pusher;
mod reached;
mod signed_token;
mod waiters;
mod web_push;

use std::sync::Arc;

use assent_core::clock::UnixSeconds;
use assent_core::ids::ChallengeId;
use assent_core::message::PushEndpoint;

pub use apns::{Apns, ApnsKey, BadApnsKey};
pub use push::{BadEndpoint, PushError, PushService};
pub use pusher::Pusher;
pub use reached::Reached;
pub use waiters::{Waiters, Waiting};
pub use web_push::WebPush;

use crate::model::PersonId;

/// Who waits on this node, and how phones elsewhere are woken.
#[derive(Default)]
pub struct Wake {
    /// Phones of a person that hold a pull.
    pub phones: Waiters<PersonId>,
    /// Login pages and services that wait for an answer.
    pub answers: Waiters<ChallengeId>,
    /// Which phones got which prompt.
    pub reached: Reached,
    /// Ways to wake phones which hold no connection, if there are any.
    pub push: Option<Arc<Pusher>>,
}

impl Wake {
    /// Wakes the person's phones, wherever they are, for a request that ends at `until`.
    pub fn call(&self, person: PersonId, until: UnixSeconds) {
        self.phones.wake(person);
        if let Some(push) = &self.push {
            push.wake(person, until);
        }
    }

    /// Whether a phone could be woken there.
    ///
    /// # Errors
    /// [`BadEndpoint`]: what is wrong with it.
    pub fn check(&self, endpoint: Option<&PushEndpoint>) -> Result<(), BadEndpoint> {
        match (&self.push, endpoint) {
            (Some(push), Some(endpoint)) => push.check(endpoint),
            _ => Ok(()),
        }
    }
}
