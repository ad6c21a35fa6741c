//! A server's data before it starts: keys, one service, and people with a phone and codes each.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use assent_core::ids::{DeviceId, TicketId};
use assent_core::keys::{Assurance, Signer, SoftwareKey};
use assent_core::message::{DeviceDescription, DeviceState, Text};
use assent_core::random::SystemEntropy;
use assent_server::app::App;
use assent_server::config::Config;
use assent_server::keys::ServerKeys;
use assent_server::model::{
    Alerts, AuditEvent, AuditKind, Device, Email, LinkTicket, Person, PersonId, Role, TicketState,
};
use assent_server::people::{Admin, make_otp};
use assent_server::run::assemble;
use assent_server::serve::make_shutdown;
use assent_server::services::{add_portal, add_service};
use assent_server::store::sqlite::SqliteStore;
use assent_server::store::{Added, Claim, Claimed, NewPerson};
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::Fault;
use crate::cheap::COSTS;
use crate::options::Options;
use crate::phone::Phone;

/// Written at once: as many as the store takes into one commit.
pub(crate) const AT_ONCE: usize = 128;
/// Nobody signs in with it: passwords are not measured, and a real hash takes long.
const NO_PASSWORD: &str =
    "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A server's data.
pub(crate) struct World {
    /// Everybody's phone.
    pub(crate) phones: Vec<Arc<Phone>>,
    /// The service's API key.
    pub(crate) api_key: String,
    /// The server's id.
    pub(crate) server_id: String,
    folder: TempDir,
}

impl World {
    /// Makes it.
    pub(crate) async fn make(options: &Options) -> Result<Self, Fault> {
        let folder = tempfile::Builder::new().prefix("load-").tempdir_in(place(options)?)?;
        let app = open_app(folder.path())?;
        add_portal(&app).await?;
        let service = add_service(&app, &Admin::at_the_machine(), "Load driver").await?;
        let app = Arc::new(app);
        let mut phones = Vec::with_capacity(options.people());
        while phones.len() < options.people() {
            let mut adding = JoinSet::new();
            for n in phones.len()..(phones.len() + AT_ONCE).min(options.people()) {
                adding.spawn(add_phone(Arc::clone(&app), format!("p{n}@load.example")));
            }
            for added in adding.join_all().await {
                phones.push(Arc::new(added?));
            }
        }
        let server_id = app.signing.server_id.clone();
        Ok(Self { phones, api_key: service.key.expose().to_owned(), server_id, folder })
    }

    /// Where the data lies.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// Beside the program, which is on a disk as a rule; a temporary folder often is not.
pub(crate) fn place(options: &Options) -> Result<PathBuf, Fault> {
    let beside = || std::env::current_exe().ok().and_then(|program| Some(program.parent()?.to_owned()));
    let place = options.dir.clone().or_else(beside).ok_or("give a folder with --dir")?;
    std::fs::create_dir_all(&place)?;
    Ok(place)
}

/// The rooms on the data in a folder, which is made new.
pub(crate) fn open_app(folder: &Path) -> Result<App, Fault> {
    assemble_app(folder, "http://127.0.0.1:8400", |file| {
        ServerKeys::create_new(file, &SystemEntropy::default()).map_err(Fault::from)
    })
}

/// The rooms on data that is there, beside the server that runs at `url` on the same.
pub(crate) fn reopen_app(folder: &Path, url: &str) -> Result<App, Fault> {
    assemble_app(folder, url, |file| ServerKeys::load(file).map_err(Fault::from))
}

fn assemble_app(folder: &Path, url: &str, keys: impl Fn(&Path) -> Result<ServerKeys, Fault>) -> Result<App, Fault> {
    let data_dir = folder.to_str().ok_or("the folder's name is no text")?.to_owned();
    let env = |name: &str| match name {
        "ASSENT_PUBLIC_URL" => Some(url.to_owned()),
        "ASSENT_DATA_DIR" => Some(data_dir.clone()),
        _ => None,
    };
    let config = Config::load(None, &env).map_err(|problems| problems.to_string())?;
    let random = Arc::new(SystemEntropy::default());
    let keys = keys(&config.key_file)?;
    let store = Arc::new(SqliteStore::open(&config.database)?);
    let clock = Arc::new(assent_core::clock::SystemClock);
    let (_, shutdown) = make_shutdown();
    Ok(assemble(&config, &keys, store, clock, random, COSTS, shutdown)?)
}

/// A person with a phone and codes.
pub(crate) async fn add_phone(app: Arc<App>, account: String) -> Result<Phone, Fault> {
    let random = app.random.as_ref();
    let (approve_key, _) = SoftwareKey::make(random)?;
    let (request_key, _) = SoftwareKey::make(random)?;
    let person = add_person(&app, &account).await?;
    let device = device_of(&app, person, &approve_key, &request_key)?;
    let id = device.id;
    let (mut otp, codes) = make_otp(&app, person, Text::new("Phone")?, Some(id))?;
    otp.active = true;
    let now = app.now();
    let ticket = TicketId::make(random)?;
    app.store.add_ticket(open_ticket(ticket, person, now)).await?;
    let state = TicketState::Used { device: id };
    let claim =
        Claim { ticket, now, device, attestation: None, otp: Some(otp), state, events: Vec::new(), notice: None };
    if app.store.claim(claim).await? != Claimed::Done {
        return Err("a phone could not be linked".into());
    }
    let (last_step, counter) = (AtomicU64::new(0), AtomicU64::new(0));
    Ok(Phone { id, account, approve_key, request_key, codes, last_step, counter })
}

/// A person without a second step.
pub(crate) async fn add_person(app: &App, account: &str) -> Result<PersonId, Fault> {
    let (id, now) = (PersonId::make(app.random.as_ref())?, app.now());
    let person = Person {
        id,
        email: Email::parse(account)?,
        name: Text::new("Ada Lovelace")?,
        password: NO_PASSWORD.to_owned(),
        role: Role::Collaborator,
        language: "en".to_owned(),
        created_at: now,
        alerts: Alerts::default(),
        lock_after: None,
        password_closed_at: None,
        is_company_only: false,
        ask_always: false,
        reviews: false,
        locked_at: None,
        quiet_until: None,
    };
    let event = AuditEvent::new(now, AuditKind::PersonAdded).of(id);
    match app.store.add_person(NewPerson { person, only_if_first: false, event }).await? {
        Added::Done => Ok(id),
        Added::Taken | Added::NotFirst => Err("a person could not be added".into()),
    }
}

fn device_of(app: &App, person: PersonId, approve: &SoftwareKey, request: &SoftwareKey) -> Result<Device, Fault> {
    let now = app.now();
    let text = |text| Text::new(text).map(Some);
    let (model, system, software) = (text("Pixel 9")?, text("Android 16")?, text("Assent 0.1")?);
    Ok(Device {
        id: DeviceId::make(app.random.as_ref())?,
        person,
        description: DeviceDescription { name: Text::new("Ada's Pixel")?, model, system, app: software },
        approve_key: approve.public_key(),
        request_key: request.public_key(),
        assurance: Assurance::Software,
        proved: false,
        push: None,
        state: DeviceState::Active,
        counter: 0,
        linked_at: now,
        seen_at: now,
        push_lost_at: None,
    })
}

const fn open_ticket(id: TicketId, person: PersonId, now: i64) -> LinkTicket {
    let state = TicketState::Open;
    LinkTicket {
        id,
        person,
        sealed_secret: Vec::new(),
        pkce_challenge: None,
        replaces: None,
        handover: false,
        made_at: now,
        expires_at: now + 300,
        state,
    }
}
