//! A phone as the apps are: the core's authenticator over real HTTP, its records in memory.

use std::sync::Arc;

use assent_core::authenticator::{AccountId, Answered, AuthError, Authenticator, MemoryRecords, Request, SoftwareKeys};
use assent_core::clock::ManualClock;
use assent_core::ids::DeviceId;
use assent_core::message::{DeviceDescription, Text, Verdict};
use assent_core::random::SystemEntropy;

use crate::world::World;

/// A phone and its clock.
pub struct Phone {
    /// What its app calls.
    pub own: Authenticator,
    /// Its clock, which may be wrong.
    pub clock: Arc<ManualClock>,
}

impl Phone {
    /// A phone without accounts.
    #[must_use]
    pub fn new(clock: Arc<ManualClock>) -> Self {
        let (records, random) = (Arc::new(MemoryRecords::default()), Arc::new(SystemEntropy::default()));
        let keys = Arc::new(SoftwareKeys::new(records.clone(), random.clone()));
        let own = Authenticator::new(records, keys, Arc::clone(&clock) as Arc<_>, random);
        Self { own, clock }
    }

    /// Links with a ticket and the link code, the whole way. Gives the account here and the phone's id at the server.
    pub async fn link_to(&self, world: &World, email: &str) -> (AccountId, DeviceId) {
        let ticket = world.make_ticket(email, None);
        let linking = self.own.link(&ticket.text, description("Pixel")).await.unwrap();
        let confirmed = world.confirm_link(email, &ticket, linking.link_code.as_ref().unwrap());
        assert_eq!(confirmed["result"], "linked");
        self.own.confirm_linked(linking.account).await.unwrap();
        (linking.account, confirmed["device"].as_str().unwrap().parse().unwrap())
    }

    /// The one account.
    #[must_use]
    pub fn account(&self) -> AccountId {
        let accounts = self.own.accounts().unwrap();
        assert_eq!(accounts.len(), 1);
        accounts[0].id
    }

    /// The code that the one account shows.
    #[must_use]
    pub fn code(&self) -> String {
        self.own.code(self.account()).unwrap().code.to_string()
    }

    /// All requests that wait.
    pub async fn requests(&self) -> Vec<Arc<Request>> {
        let pending = self.own.pending(None, 0, &[]).await.unwrap();
        assert!(pending.errors.is_empty(), "{:?}", pending.errors);
        pending.requests
    }

    /// The one request that waits.
    pub async fn request(&self) -> Arc<Request> {
        let mut requests = self.requests().await;
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    }

    /// Answers the one request that waits.
    ///
    /// # Errors
    /// As the authenticator.
    pub async fn answer(&self, verdict: Verdict, number: Option<&str>) -> Result<Answered, AuthError> {
        self.own.answer(&*self.request().await, verdict, number).await
    }
}

/// How a phone presents itself.
#[must_use]
pub fn description(name: &str) -> DeviceDescription {
    DeviceDescription { name: Text::new(name).unwrap(), model: None, system: Text::tidy("Android 16"), app: None }
}
