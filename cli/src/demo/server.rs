//! The real server, in this process, with Ada in it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::Path;
use std::sync::Arc;

use assent_core::client::TlsTrust;
use assent_core::message::{Context, Sha256, Ticket};
use assent_core::random::SystemEntropy;
use assent_server::app::App;
use assent_server::config::Config;
use assent_server::devices::{self, TicketWish};
use assent_server::keys::ServerKeys;
use assent_server::mail::Post;
use assent_server::model::{Email, Level, Person, Role};
use assent_server::people::accounts::{AccountRefused, NewAccount, add_person};
use assent_server::people::sessions::{self, SignedIn};
use assent_server::people::{Admin, TwoStepState};
use assent_server::run::Start;
use assent_server::serve::{Stopper, Tls, make_shutdown};
use assent_server::services::add_service;
use rustls::pki_types::PrivateKeyDer;
use tokio::task::JoinHandle;

use super::EMAIL;
use super::files::Files;
use crate::error::CliError;

/// The port it would like to have.
const PORT: u16 = 8400;

/// A server that serves.
pub(super) struct Server {
    /// Its rooms, for what the demo's operator does.
    pub(super) app: Arc<App>,
    /// Its address.
    pub(super) url: String,
    /// How its TLS is believed.
    pub(super) trust: TlsTrust,
    /// Ada, signed in.
    pub(super) ada: SignedIn,
    stopper: Stopper,
    serving: JoinHandle<()>,
}

impl Server {
    /// Starts it, and makes Ada and the wiki's key when they are not there yet.
    pub(super) async fn start(files: &mut Files, inbox: Arc<dyn Post>, lan: bool) -> Result<Self, CliError> {
        let address =
            SocketAddr::new(if lan { find_own_address()? } else { Ipv4Addr::LOCALHOST.into() }, free_port(PORT));
        let tls = if lan { Some(make_tls(address.ip())?) } else { None };
        let url = format!("{}://{address}", if lan { "https" } else { "http" });
        let config = configure(&files.folder, &url, address)?;
        if !config.key_file.exists() {
            ServerKeys::create_new(&config.key_file, &SystemEntropy::default()).map_err(failed)?;
        }
        let trust = TlsTrust::from_pins(tls.iter().map(|(_, pin)| Sha256(*pin)).collect());
        let (stopper, shutdown) = make_shutdown();
        let start = Start { private_tls: tls, mail: Some(inbox), ..Start::of(config) };
        let ready = start.listen(shutdown).await.map_err(failed)?;
        let app = Arc::clone(&ready.app);
        let serving = tokio::spawn(ready.serve());
        let ada = sign_in(&app, find_ada(&app, &files.password).await?).await?;
        if files.api_key.is_none() {
            let wiki = add_service(&app, &Admin::at_the_machine(), "Demo wiki").await.map_err(failed)?;
            files.api_key = Some(wiki.key.expose().to_owned());
            files.save()?;
        }
        Ok(Self { app, url, trust, ada, stopper, serving })
    }

    /// A ticket for a phone of Ada's, and the page where its link code is typed.
    pub(super) async fn make_ticket(&self) -> Result<(String, String), CliError> {
        let ticket =
            devices::make_ticket(&self.app, self.ada.person.id, TicketWish::default()).await.map_err(failed)?;
        Ok((ticket.text.to_string(), format!("{}/security/link/{}", self.url, ticket.id)))
    }

    /// Types a link code, as Ada does on the portal page.
    pub(super) async fn type_link_code(&self, ticket: &str, code: &str) -> Result<(), CliError> {
        let ticket = Ticket::parse(ticket).map_err(failed)?;
        match devices::confirm_link(&self.app, &self.ada, ticket.id, code).await.map_err(failed)? {
            devices::ConfirmLink::Linked { .. } => Ok(()),
            other => Err(CliError::with("error-demo", format!("the link code was not taken: {other:?}"))),
        }
    }

    /// Ends it; every answer under way is finished first.
    pub(super) async fn stop(self) {
        self.stopper.stop();
        let _ = self.serving.await;
    }
}

fn configure(folder: &Path, url: &str, address: SocketAddr) -> Result<Config, CliError> {
    let env = |name: &str| match name {
        "ASSENT_PUBLIC_URL" => Some(url.to_owned()),
        "ASSENT_LISTEN" => Some(address.to_string()),
        "ASSENT_DATA_DIR" => Some(folder.to_string_lossy().into_owned()),
        "ASSENT_NAME" => Some("Assent demo".to_owned()),
        "ASSENT_DRAIN_SECS" => Some("2".to_owned()),
        _ => None,
    };
    Config::load(None, &env).map_err(failed)
}

async fn find_ada(app: &App, password: &str) -> Result<Person, CliError> {
    let new = NewAccount {
        email: EMAIL,
        name: "Ada Lovelace",
        password: Some(password),
        language: "en",
        role: Role::LegalRepresentative,
    };
    match add_person(app, &Admin::at_the_machine(), new).await {
        Ok(ada) => Ok(ada),
        Err(AccountRefused::Taken) => {
            let email = Email::parse(EMAIL).map_err(failed)?;
            let found = app.store.find_person_by_email(&email).await.map_err(failed)?;
            found.ok_or_else(|| CliError::with("error-demo", "Ada is gone from the database"))
        }
        Err(other) => Err(failed(other)),
    }
}

async fn sign_in(app: &App, person: Person) -> Result<SignedIn, CliError> {
    let begun = sessions::begin(app, person.id, Level::Password, Context::default(), None).await.map_err(failed)?;
    let new = begun.ok_or_else(|| CliError::with("error-demo", "Ada is locked"))?;
    Ok(SignedIn { session: new.session, person, two_step: TwoStepState::Off })
}

/// A certificate made on the spot, and what a ticket pins of it: nobody needs to believe anything else.
fn make_tls(address: IpAddr) -> Result<(Tls, [u8; 32]), CliError> {
    let made = rcgen::generate_simple_self_signed([address.to_string()]).map_err(failed)?;
    let pin = Sha256::of(&rcgen::PublicKeyData::subject_public_key_info(&made.signing_key)).0;
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).map_err(failed)?;
    Ok((Tls::from_der(vec![made.cert.der().clone()], key).map_err(failed)?, pin))
}

/// The address other machines see; nothing is sent to find it.
fn find_own_address() -> Result<IpAddr, CliError> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
    Ok(socket.local_addr()?.ip())
}

/// The port that is wanted, or any that is free.
pub(super) fn free_port(wanted: u16) -> u16 {
    let free = |port| TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).ok()?.local_addr().ok();
    free(wanted).or_else(|| free(0)).map_or(wanted, |address| address.port())
}

pub(super) fn failed(error: impl ToString) -> CliError {
    CliError::with("error-demo", error)
}
