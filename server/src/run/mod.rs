//! A whole server, from its configuration to its last answer.

mod assemble;
mod push;
mod upkeep;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use assent_core::clock::{Clock, SystemClock};
use assent_core::random::{Random, SystemEntropy};
use tokio::net::TcpListener;

use crate::app::{App, Failure};
use crate::config::Config;
use crate::devices::BadTrust;
use crate::doors;
use crate::keys::{KeyFileError, ServerKeys};
use crate::mail::{MailWay, Post, load_mail};
use crate::people::{Costs, SetUp, Token};
use crate::places::BadPlaces;
use crate::serve::{
    BindError, Edge, Options, Shutdown, Tls, TlsError, bind, find_connection_cap, reload_on_hangup, serve,
};
use crate::services::add_portal;
use crate::store::sqlite::{OpenError, SqliteStore, WriterStats};
use crate::telemetry::metrics_router;
use crate::wake::{BadApnsKey, PushService};

pub use assemble::assemble;

/// Whoever reads `/metrics` comes alone.
const METRICS_CONNECTIONS: usize = 16;

/// What a server is made from.
pub struct Start {
    /// What its operator decided.
    pub config: Config,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// What slow hashes cost.
    pub costs: Costs,
    /// TLS that lies in no file, with the SHA-256 of its public key for tickets (RFC 7469 §2.4).
    pub private_tls: Option<(Tls, [u8; 32])>,
    /// Where mails go instead of where the configuration says.
    pub mail: Option<Arc<dyn Post>>,
    /// Services that wake phones, beside Web Push.
    pub push: Vec<Arc<dyn PushService>>,
}

/// A server that listens and does not answer yet.
pub struct Ready {
    /// Its rooms.
    pub app: Arc<App>,
    /// Where it listens.
    pub addresses: Vec<SocketAddr>,
    /// Where `/metrics` is served, if it is.
    pub metrics_address: Option<SocketAddr>,
    /// The token for the first administrator, while there is nobody yet.
    pub set_up: Option<Token>,
    writes: Arc<WriterStats>,
    listeners: Vec<TcpListener>,
    metrics_listener: Option<TcpListener>,
    config: Config,
    tls: Option<Tls>,
    shutdown: Shutdown,
}

/// Why a server does not start. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No keys.
    #[error(transparent)]
    Keys(#[from] KeyFileError),
    /// The key file is gone, the database is not.
    #[error("{0}")]
    KeysLost(String),
    /// No database.
    #[error(transparent)]
    Store(#[from] OpenError),
    /// Nowhere to listen.
    #[error(transparent)]
    Bind(#[from] BindError),
    /// No certificate.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// Mail can't go out as it is set up.
    #[error("{0}")]
    Mail(String),
    /// Places can't be named.
    #[error(transparent)]
    Places(#[from] BadPlaces),
    /// Phones' proofs can't be judged.
    #[error(transparent)]
    Attestation(#[from] BadTrust),
    /// iPhones can't be woken as it is set up.
    #[error(transparent)]
    Apns(#[from] BadApnsKey),
    /// SMS can't go out as they are set up.
    #[error("{0}")]
    Sms(String),
    /// No request can go out.
    #[error("{0}")]
    Outgoing(String),
    /// A key is no key, or the name can't be shown.
    #[error("{0}")]
    Unusable(&'static str),
    /// The store or randomness failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl Start {
    /// A real one: this machine's time and randomness, full costs, and nothing but what the configuration says.
    #[must_use]
    pub fn of(config: Config) -> Self {
        Self {
            config,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemEntropy::default()),
            costs: Costs::default(),
            private_tls: None,
            mail: None,
            push: Vec::new(),
        }
    }

    /// Opens everything and listens.
    ///
    /// # Errors
    /// [`StartError`], which says what to do.
    pub async fn listen(self, shutdown: Shutdown) -> Result<Ready, StartError> {
        let Self { config, clock, random, costs, private_tls, mail, push } = self;
        let keys = load_keys(&config)?;
        let tls = match (&private_tls, &config.tls) {
            (Some((tls, _)), _) => Some(tls.clone()),
            (None, Some(files)) => Some(Tls::load(files)?),
            (None, None) => None,
        };
        let store = SqliteStore::open(&config.database)?;
        let writes = store.writer_stats();
        let mut app = assemble(&config, &keys, Arc::new(store), clock, random, costs, shutdown.clone())?;
        app.policy.tls_pin = private_tls.map(|(_, pin)| pin);
        app.wake.push = Some(push::open_push(&app, &config, push).await?);
        if mail.is_some() {
            app.mail = MailWay::of(mail);
        }
        add_portal(&app).await?;
        load_mail(&app).await?;
        let set_up = SetUp::open(&app).await?;
        let mut listeners = Vec::new();
        for address in &config.listen {
            listeners.push(bind(*address).await?);
        }
        let metrics_listener = match config.metrics_listen {
            Some(address) => Some(bind(address).await?),
            None => None,
        };
        let addresses = listeners.iter().filter_map(|listener| listener.local_addr().ok()).collect();
        let metrics_address = metrics_listener.as_ref().and_then(|listener| listener.local_addr().ok());
        let app = Arc::new(app);
        Ok(Ready {
            app,
            addresses,
            metrics_address,
            set_up,
            writes,
            listeners,
            metrics_listener,
            config,
            tls,
            shutdown,
        })
    }
}

impl Ready {
    /// Answers until the end is announced, then until all is answered.
    pub async fn serve(self) {
        let Self { app, config, shutdown, .. } = self;
        let router = edge(&config, &app).around(doors::router(Arc::clone(&app)));
        let hangups = tokio::spawn(reload_on_hangup(self.tls.clone()));
        let metrics = metrics_router(Arc::clone(&app.metrics), config.metrics_token);
        let metrics_options = Options { tls: None, max_connections: METRICS_CONNECTIONS, drain: Duration::ZERO };
        let options = Options {
            tls: self.tls,
            max_connections: find_connection_cap(config.max_connections),
            drain: Duration::from_secs(config.drain_secs),
        };
        tokio::join!(
            serve(self.listeners, router, options, shutdown.clone()),
            serve(self.metrics_listener.into_iter().collect(), metrics, metrics_options, shutdown.clone()),
            upkeep::look_after(app, self.writes, shutdown),
        );
        hangups.abort();
    }
}

/// The keys; where they are missing beside a database, it says that no others would do.
pub(crate) fn load_keys(config: &Config) -> Result<ServerKeys, StartError> {
    match ServerKeys::load(&config.key_file) {
        Err(KeyFileError::Missing(path)) if config.database.exists() => {
            Err(StartError::KeysLost(crate::commands::keys_lost(&path, &config.database)))
        }
        loaded => Ok(loaded?),
    }
}

fn edge(config: &Config, app: &App) -> Edge {
    Edge {
        public_url: config.public_url.clone(),
        trusted_proxies: config.trusted_proxies.clone(),
        proxy_header: config.proxy_header,
        metrics: Arc::clone(&app.metrics),
    }
}
