//! The rooms' context, from configuration and keys.

use std::sync::Arc;

use assent_core::clock::Clock;
use assent_core::keys::SoftwareKey;
use assent_core::message::Text;
use assent_core::random::Random;
use assent_core::secret::Secret;

use super::StartError;
use crate::app::{App, Failure, Policy, Secrets, Signing};
use crate::approvals::IssuedPrompts;
use crate::company::Company;
use crate::config::Config;
use crate::devices::Trust;
use crate::keys::ServerKeys;
use crate::mail::{MailWay, Mailer, Post};
use crate::outgoing::Outgoing;
use crate::passkeys::RelyingParty;
use crate::people::{Costs, Decoy, Hashing, SetUp};
use crate::places::Places;
use crate::serve::Shutdown;
use crate::sms::Sms;
use crate::store::Store;
use crate::wake::Wake;
use crate::webhooks::HttpSender;

/// How many may wait for a slow hash, for each that runs: about half a minute's worth.
const QUEUE_PER_PLACE: usize = 64;

/// Puts a server's context together. Opens no socket and no file.
///
/// # Errors
/// [`StartError`].
pub fn assemble(
    config: &Config,
    keys: &ServerKeys,
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    costs: Costs,
    shutdown: Shutdown,
) -> Result<App, StartError> {
    let secrets = Secrets { kek: keys.sealing.clone(), pepper: keys.pepper.clone(), mac: keys.mac.clone() };
    let places = config.argon2_parallel;
    let hashing = Hashing::new(keys.pepper.clone(), costs, places, places * QUEUE_PER_PLACE);
    let (root, prompt) = (open_key(&keys.root)?, open_key(&keys.prompt)?);
    let signing = Signing::new(keys.epoch.into(), &root, prompt, clock.now(), random.as_ref())
        .map_err(|_| StartError::Unusable("the server's keys can't sign; put a saved copy of the key file back"))?;
    let decoy = Decoy::make(&hashing, &secrets, random.as_ref())?;
    Ok(App {
        store,
        clock,
        random,
        decoy,
        secrets,
        signing: Arc::new(signing),
        policy: read_policy(config)?,
        hashing,
        set_up: SetUp::default(),
        passkeys: RelyingParty::of(config.public_url.origin(), &config.name),
        places: config.places.as_deref().map(Places::open).transpose()?,
        attestation: Trust::open(&config.attestation)?,
        mail: MailWay::of(open_mail(config)?),
        sms: config.sms.as_ref().map(Sms::new).transpose().map_err(StartError::Sms)?,
        webhooks: Arc::new(HttpSender::new(config.webhook_allow.clone()).map_err(StartError::Outgoing)?),
        company: Company::new(Arc::new(Outgoing::new(config.company_allow.clone()).map_err(StartError::Outgoing)?)),
        wake: Wake::default(),
        issued: IssuedPrompts::default(),
        metrics: Arc::default(),
        shutdown,
    })
}

fn open_mail(config: &Config) -> Result<Option<Arc<dyn Post>>, StartError> {
    let Some(settings) = &config.mail else { return Ok(None) };
    Ok(Some(Arc::new(Mailer::new(settings).map_err(StartError::Mail)?)))
}

fn open_key(pkcs8: &Secret) -> Result<SoftwareKey, StartError> {
    let damaged = "a signing key in the key file is damaged; put a saved copy back";
    SoftwareKey::from_pkcs8(pkcs8).map_err(|_| StartError::Unusable(damaged))
}

fn read_policy(config: &Config) -> Result<Policy, StartError> {
    let unnamed = StartError::Unusable("`name` has nothing in it that can be shown; write another one");
    let issuer = Text::tidy(&config.name).ok_or(unnamed)?;
    let (asked, session) = (&config.policy, &config.session);
    Ok(Policy {
        rules: asked.rules,
        challenge_secs: asked.challenge_secs,
        idle_secs: session.idle_secs,
        life_secs: session.life_secs,
        fresh_secs: session.fresh_secs,
        time_zone: config.time_zone.clone(),
        ..Policy::new(issuer, config.public_url.origin().to_owned())
    })
}

impl From<assent_core::random::NoRandomness> for StartError {
    fn from(error: assent_core::random::NoRandomness) -> Self {
        Self::Failed(Failure::from(error))
    }
}
