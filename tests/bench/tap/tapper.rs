//! A phone with the core's authenticator, and the person who taps.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use assent_core::authenticator::{Authenticator, MemoryRecords, Records, Request, SoftwareKeys, VaultRecords, Watch};
use assent_core::clock::SystemClock;
use assent_core::message::{DeviceDescription, Outcome, Text, Verdict};
use assent_core::random::SystemEntropy;
use assent_core::vault::{FileKey, NewSlot, Vault};
use assent_server::app::App;
use assent_server::devices::{ConfirmLink, TicketWish, confirm_link, make_ticket};
use assent_server::model::{Level, Role};
use assent_server::people::accounts::{NewAccount, add_person};
use assent_server::people::sessions::{self, SignedIn};
use assent_server::people::{Admin, TwoStepState};

use super::millis;
use crate::Fault;
use crate::http::Wire;

const PATIENCE: Duration = Duration::from_secs(20);

/// Where the phone keeps its records.
pub(super) enum VaultAt {
    Disk(PathBuf),
    Memory,
}

/// A linked phone, and the service that asks it.
pub(super) struct Tapper {
    watch: Watch,
    service: Wire,
    ask: String,
}

impl Tapper {
    /// A new person with a new phone, linked the whole way.
    pub(super) async fn link(app: &App, email: &str, vault: VaultAt, service: Wire) -> Result<Self, Fault> {
        let by = add_and_sign_in(app, email).await?;
        let own = Arc::new(make_phone(vault)?);
        let ticket = make_ticket(app, by.person.id, TicketWish::default()).await.map_err(|why| why.to_string())?;
        let linking = own.link(ticket.text.as_str(), description()?).await?;
        let code = linking.link_code.ok_or("no link code")?;
        let confirmed = confirm_link(app, &by, ticket.id, &code).await.map_err(|why| why.to_string())?;
        if !matches!(confirmed, ConfirmLink::Linked { .. }) {
            return Err("the phone could not be linked".into());
        }
        own.confirm_linked(linking.account).await?;
        let ask = serde_json::json!({"account": email, "context": {"address": "192.0.2.7"}}).to_string();
        Ok(Self { watch: Watch::new(own), service, ask })
    }

    /// Is asked, waits until that is shown, and says YES. Gives the milliseconds from the tap to the checked receipt.
    pub(super) async fn tap(&mut self) -> Result<f64, Fault> {
        let asked = self.service.post("/service/v1/challenges", "application/json", self.ask.as_bytes()).await?;
        asked.expect(201)?;
        let request = self.next_request().await?;
        let begun = Instant::now();
        let answered = self.watch.answer(&request, Verdict::Approve, None).await?;
        let took = begun.elapsed();
        if answered.outcome == Outcome::Approved && answered.in_history {
            Ok(millis(took))
        } else {
            Err("an answer did not count, or was not kept".into())
        }
    }

    async fn next_request(&mut self) -> Result<Arc<Request>, Fault> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            self.watch.next(PATIENCE).await?;
            if let [request] = self.watch.open() {
                return Ok(Arc::clone(request));
            }
        }
        Err("a request did not come to the phone".into())
    }
}

async fn add_and_sign_in(app: &App, email: &str) -> Result<SignedIn, Fault> {
    let (name, password) = ("Ada Lovelace", Some("four small green boats"));
    let new = NewAccount { email, name, password, language: "en", role: Role::Collaborator };
    let person = add_person(app, &Admin::at_the_machine(), new).await?;
    let begun = sessions::begin(app, person.id, Level::TwoStep, <_>::default(), None).await?;
    Ok(SignedIn { session: begun.ok_or("no session")?.session, person, two_step: TwoStepState::On })
}

fn make_phone(vault: VaultAt) -> Result<Authenticator, Fault> {
    let random = Arc::new(SystemEntropy::default());
    let records: Arc<dyn Records> = match vault {
        VaultAt::Memory => Arc::new(MemoryRecords::default()),
        VaultAt::Disk(folder) => {
            std::fs::create_dir(&folder)?;
            let key = FileKey::make(&folder.join("vault.key"), random.as_ref())?;
            let slot = NewSlot::Platform { label: "key file", wrapper: &key };
            Arc::new(VaultRecords::new(Vault::create(&folder.join("vault.db"), &slot, random.clone())?))
        }
    };
    let keys = Arc::new(SoftwareKeys::new(Arc::clone(&records), random.clone()));
    Ok(Authenticator::new(records, keys, Arc::new(SystemClock), random))
}

fn description() -> Result<DeviceDescription, Fault> {
    Ok(DeviceDescription { name: Text::new("Ada's Pixel")?, model: None, system: None, app: None })
}
