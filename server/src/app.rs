//! What every room works with: store, clock, randomness, keys and policy, made once at the start and handed in.

mod failure;
mod link_token;
mod policy;
mod secrets;
#[cfg(test)]
pub(crate) mod testing;

use std::sync::Arc;

use assent_core::clock::{Clock, UnixSeconds};
use assent_core::random::Random;

pub use failure::Failure;
pub use link_token::{LinkToken, make_link_token};
pub use policy::Policy;
pub use secrets::{Secrets, Signing};

use crate::approvals::IssuedPrompts;
use crate::company::Company;
use crate::devices::Trust;
use crate::mail::MailWay;
use crate::model::Rules;
use crate::passkeys::RelyingParty;
use crate::people::{Decoy, Hashing, SetUp};
use crate::places::Places;
use crate::serve::Shutdown;
use crate::sms::Sms;
use crate::store::Store;
use crate::telemetry::Metrics;
use crate::wake::Wake;
use crate::webhooks::Sender;

/// How often an optimistic write is tried before the server says that it is busy.
pub(crate) const RETRIES: u32 = 128;

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
    pub signing: Arc<Signing>,
    /// What is asked of people.
    pub policy: Policy,
    /// Slow hashes, a few at a time.
    pub hashing: Hashing,
    /// What stands in for accounts that are not there.
    pub decoy: Decoy,
    /// The way in while there is nobody yet.
    pub set_up: SetUp,
    /// Who this server is to passkeys; nobody when its address is a number.
    pub passkeys: Option<RelyingParty>,
    /// Names of places, if the operator has a file of them.
    pub places: Option<Places>,
    /// By what phones' proofs are judged.
    pub attestation: Trust,
    /// The way out for messages to services.
    pub webhooks: Arc<dyn Sender>,
    /// The way to providers of company sign-in.
    pub company: Company,
    /// The way out for mails, if there is one.
    pub mail: MailWay,
    /// The way out for SMS, if there is one.
    pub sms: Option<Sms>,
    /// Who waits for news.
    pub wake: Wake,
    /// What was signed a moment ago.
    pub issued: IssuedPrompts,
    /// What is measured.
    pub metrics: Arc<Metrics>,
    /// Whether the end was announced: whoever waits stops waiting.
    pub shutdown: Shutdown,
}

impl App {
    /// The server's time.
    #[must_use]
    pub fn now(&self) -> UnixSeconds {
        self.clock.now()
    }

    /// Where a network address is, in a language, as far as it is known here.
    #[must_use]
    pub fn place_of(&self, address: &str, language: &str) -> Option<String> {
        self.places.as_ref()?.find(address, language)
    }

    /// What is asked of everybody now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn rules(&self) -> Result<Rules, Failure> {
        Ok(self.store.rules().await?.unwrap_or(self.policy.rules))
    }
}
