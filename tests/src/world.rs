//! One test's world: a server, its clock, Ada, and a service that asks her.

use std::sync::Arc;

use assent_core::clock::{Clock, ManualClock};
use assent_core::ids::TicketId;
use serde_json::Value;

use crate::administration::Order;
use crate::hand::HandPhone;
use crate::http::Http;
use crate::phone::Phone;
use crate::place::Place;
use crate::server::TestServer;
use crate::service::Service;

/// When tests begin, in Unix seconds; a multiple of 30.
pub const START: i64 = 1_800_000_000;
/// Who is asked.
pub const ADA: &str = "ada@atelier.example";

/// A server with Ada and a service in it.
pub struct World {
    /// The running server.
    pub server: TestServer,
    /// Where it lives.
    pub place: Place,
    /// The time, as phones know it; moved together with the server's.
    pub clock: Arc<ManualClock>,
    /// The wiki, which asks.
    pub wiki: Service,
    /// Requests to the server.
    pub http: Http,
}

/// A link ticket.
pub struct TicketText {
    /// Its id.
    pub id: TicketId,
    /// What the QR says.
    pub text: String,
}

impl World {
    /// A server at [`START`] with Ada and the wiki.
    #[must_use]
    pub fn new() -> Self {
        Self::at(Place::new(), Some(START))
    }

    /// The same at a place and a time; without one, at this machine's.
    #[must_use]
    pub fn at(place: Place, now: Option<i64>) -> Self {
        let clock = ManualClock::at(now.unwrap_or_else(|| assent_core::clock::SystemClock.now()));
        let server = TestServer::start(&place, now);
        let http = Http::to(&place.origin);
        let wiki = add_service(&server, &http, "Wiki");
        let world = Self { server, place, clock: Arc::new(clock), wiki, http };
        world.add_person(ADA);
        world
    }

    /// Moves the server's clock and the phones'.
    pub fn advance(&self, secs: i64) {
        self.server.order(&Order::Advance { secs });
        self.clock.advance(secs);
    }

    /// Adds somebody.
    pub fn add_person(&self, email: &str) {
        self.server.order(&Order::AddPerson { email: email.to_owned(), admin: false });
    }

    /// Adds a service.
    #[must_use]
    pub fn add_service(&self, name: &str) -> Service {
        add_service(&self.server, &self.http, name)
    }

    /// A ticket for a phone of `email`.
    #[must_use]
    pub fn make_ticket(&self, email: &str, pkce: Option<&str>) -> TicketText {
        let made = self.server.order(&Order::MakeTicket { email: email.to_owned(), pkce: pkce.map(str::to_owned) });
        let text = |name: &str| made[name].as_str().unwrap().to_owned();
        TicketText { id: text("id").parse().unwrap(), text: text("text") }
    }

    /// The person types the link code in the portal.
    pub fn confirm_link(&self, email: &str, ticket: &TicketText, code: &str) -> Value {
        let (email, code) = (email.to_owned(), code.to_owned());
        self.server.order(&Order::ConfirmLink { email, ticket: ticket.id, code })
    }

    /// Ten backup codes of Ada.
    #[must_use]
    pub fn make_backup_codes(&self) -> Vec<String> {
        let made = self.server.order(&Order::BackupCodes { email: ADA.to_owned() });
        made["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect()
    }

    /// A phone with the core's authenticator, linked to `email` the whole way.
    pub async fn link(&self, email: &str) -> Phone {
        let phone = Phone::new(Arc::clone(&self.clock));
        phone.link_to(self, email).await;
        phone
    }

    /// A phone that speaks the protocol by hand, linked to `email` the whole way.
    pub async fn link_by_hand(&self, email: &str) -> HandPhone {
        let mut phone = HandPhone::new(&self.http, &self.server.server_id, Arc::clone(&self.clock) as Arc<_>);
        phone.link_to(self, email).await;
        phone
    }

    /// Stops the server and starts it again over the same data.
    #[must_use]
    pub fn restart(self) -> Self {
        let Self { server, place, clock, wiki, .. } = self;
        server.stop();
        let server = TestServer::start(&place, Some(clock.now()));
        // Its connections ended with the old process.
        let http = Http::to(&place.origin);
        let wiki = Service { http: http.clone(), ..wiki };
        Self { server, place, clock, wiki, http }
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

fn add_service(server: &TestServer, http: &Http, name: &str) -> Service {
    let made = server.order(&Order::AddService { name: name.to_owned() });
    let text = |name: &str| made[name].as_str().unwrap().to_owned();
    Service { id: text("id"), key: text("key"), http: http.clone() }
}
