//! What every room works with: store, clock, randomness, keys and policy, made once at the start and handed in.

mod failure;
mod policy;
mod secrets;
#[cfg(test)]
pub(crate) mod testing;

use std::sync::Arc;

use assent_core::clock::{Clock, UnixSeconds};
use assent_core::random::Random;

pub use failure::Failure;
pub use policy::{NumberMatch, Policy};
pub use secrets::{Secrets, Signing};

use crate::people::{Decoy, Hashing, SetUp};
use crate::store::Store;
use crate::wake::Wake;

/// The one context of a running server.
pub struct App {
    /// Everything that is kept.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// Keys that stay here.
    pub secrets: Secrets,
    /// Keys that sign for phones.
    pub signing: Signing,
    /// What is asked of people.
    pub policy: Policy,
    /// Slow hashes, a few at a time.
    pub hashing: Hashing,
    /// What stands in for accounts that are not there.
    pub decoy: Decoy,
    /// The way in while there is nobody yet.
    pub set_up: SetUp,
    /// Who waits for news.
    pub wake: Wake,
}

impl App {
    /// The server's time.
    #[must_use]
    pub fn now(&self) -> UnixSeconds {
        self.clock.now()
    }
}
