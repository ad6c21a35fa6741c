//! The providers that an organisation set up.

use assent_core::message::Text;
use assent_core::seal::seal;
use url::Host;

use super::discover::{DiscoveryRefused, discover};
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, Email, Provider, ProviderId};
use crate::people::Admin;
use crate::store::ProviderSaved;

/// What the secrets are sealed for.
pub(super) const PURPOSE: &str = "company secret";
const MAX_TEXT_BYTES: usize = 512;
const MAX_DOMAINS: usize = 64;

/// A provider as typed.
#[derive(Clone, Copy)]
pub struct NewProvider<'a> {
    /// The name on its button.
    pub name: &'a str,
    /// Its issuer identifier; only where it is new.
    pub issuer: &'a str,
    /// Who we are there.
    pub client_id: &'a str,
    /// The secret that proves it; empty where one is kept.
    pub secret: &'a str,
    /// Mail domains, with spaces or commas between.
    pub domains: &'a str,
    /// Whether people who are linked there sign in only there.
    pub is_only: bool,
}

/// Why a provider is not saved.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProviderRefused {
    /// Nothing in the name that can be shown.
    #[error("the name is empty")]
    NoName,
    /// No client id, or one that is too long.
    #[error("the client id is empty or too long")]
    NoClient,
    /// No secret, or one that is too long.
    #[error("the client secret is empty or too long")]
    NoSecret,
    /// Not a domain, or too many of them.
    #[error("this is not a mail domain: {0}")]
    Domain(String),
    /// A domain belongs to another provider.
    #[error("one of these domains belongs to another provider")]
    DomainTaken,
    /// The provider can't be used.
    #[error(transparent)]
    Provider(#[from] DiscoveryRefused),
    /// There is no such provider any more.
    #[error("there is no such provider")]
    Gone,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Where providers send people back to: what is registered there.
#[must_use]
pub fn redirect_address(app: &App) -> String {
    format!("{}/sign-in/company/callback", app.policy.public_url)
}

/// Sets one up, after a look at what it says about itself.
///
/// # Errors
/// [`ProviderRefused`]; then nothing was saved.
pub async fn add_provider(app: &App, admin: &Admin, new: NewProvider<'_>) -> Result<Provider, ProviderRefused> {
    let id = ProviderId::make(app.random.as_ref()).map_err(Failure::from)?;
    let provider = Provider {
        id,
        name: Text::tidy(new.name).ok_or(ProviderRefused::NoName)?,
        issuer: new.issuer.trim().to_owned(),
        client_id: read(new.client_id).ok_or(ProviderRefused::NoClient)?,
        sealed_secret: seal_secret(app, id, new.secret)?,
        domains: read_domains(new.domains)?,
        is_only: new.is_only,
        created_at: app.now(),
    };
    discover(app.company.fetch.as_ref(), &provider.issuer).await?;
    let event = event(app, admin, AuditKind::ProviderAdded, &provider);
    saved(app.store.add_provider(provider.clone(), event).await.map_err(Failure::from)?)?;
    Ok(provider)
}

/// Changes one, after a look at what it says about itself. Its issuer stays: those who are linked are linked under it.
///
/// # Errors
/// [`ProviderRefused`]; then nothing was changed.
pub async fn change_provider(
    app: &App,
    admin: &Admin,
    id: ProviderId,
    new: NewProvider<'_>,
) -> Result<(), ProviderRefused> {
    let old = find_provider(app, id).await?.ok_or(ProviderRefused::Gone)?;
    let sealed_secret = match new.secret {
        "" => old.sealed_secret.clone(),
        secret => seal_secret(app, id, secret)?,
    };
    let provider = Provider {
        name: Text::tidy(new.name).ok_or(ProviderRefused::NoName)?,
        client_id: read(new.client_id).ok_or(ProviderRefused::NoClient)?,
        sealed_secret,
        domains: read_domains(new.domains)?,
        is_only: new.is_only,
        ..old
    };
    discover(app.company.fetch.as_ref(), &provider.issuer).await?;
    let event = event(app, admin, AuditKind::ProviderChanged, &provider);
    saved(app.store.change_provider(provider, event).await.map_err(Failure::from)?)
}

/// Removes one, with all links to it: whoever signed in only there signs in with a password again. `false` if it is
/// gone.
///
/// # Errors
/// When the store fails.
pub async fn remove_provider(app: &App, admin: &Admin, provider: &Provider) -> Result<bool, Failure> {
    let removed = event(app, admin, AuditKind::ProviderRemoved, provider);
    let unlinked = AuditEvent {
        detail: Some(provider.name.to_string()),
        ..AuditEvent::new(app.now(), AuditKind::CompanyUnlinked)
    };
    Ok(app.store.remove_provider(provider.id, removed, unlinked).await?)
}

/// By id.
///
/// # Errors
/// When the store fails.
pub async fn find_provider(app: &App, id: ProviderId) -> Result<Option<Provider>, Failure> {
    Ok(app.store.find_provider(id).await?)
}

/// All, for an administrator.
///
/// # Errors
/// When the store fails.
pub async fn list_providers(app: &App, _: &Admin) -> Result<Vec<Provider>, Failure> {
    Ok(app.store.list_providers().await?)
}

/// The names of all, for everybody.
///
/// # Errors
/// When the store fails.
pub async fn list_names(app: &App) -> Result<Vec<(ProviderId, Text)>, Failure> {
    Ok(app.store.list_providers().await?.into_iter().map(|one| (one.id, one.name)).collect())
}

/// The provider that a mail address belongs to. Its domain decides, never whether there is such an account.
///
/// # Errors
/// When the store fails.
pub async fn find_by_mail(app: &App, typed: &str) -> Result<Option<ProviderId>, Failure> {
    let Ok(email) = Email::parse(typed) else { return Ok(None) };
    let domain = email.as_str().rsplit_once('@').map_or("", |(_, domain)| domain);
    Ok(app.store.find_provider_of(domain).await?.map(|provider| provider.id))
}

fn read(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty() && text.len() <= MAX_TEXT_BYTES)
}

/// Domains in the form in which addresses are compared, each once, in order.
fn read_domains(text: &str) -> Result<Vec<String>, ProviderRefused> {
    let typed = text.split([',', ';', ' ', '\r', '\n', '\t']).filter(|part| !part.is_empty());
    let mut domains = Vec::new();
    for domain in typed {
        let domain = domain.trim_start_matches('@');
        let address = Email::parse(&format!("x@{domain}")).ok();
        let is_domain = matches!(Host::parse(domain), Ok(Host::Domain(host)) if host.contains('.'));
        let address = address.filter(|_| is_domain).ok_or_else(|| ProviderRefused::Domain(domain.to_owned()))?;
        domains.push(address.as_str().trim_start_matches("x@").to_owned());
    }
    domains.sort_unstable();
    domains.dedup();
    if domains.len() > MAX_DOMAINS { Err(ProviderRefused::Domain("…".to_owned())) } else { Ok(domains) }
}

fn seal_secret(app: &App, id: ProviderId, secret: &str) -> Result<Vec<u8>, ProviderRefused> {
    let secret = secret.trim();
    if secret.is_empty() || secret.len() > MAX_TEXT_BYTES {
        return Err(ProviderRefused::NoSecret);
    }
    let sealed = seal(&app.secrets.kek, PURPOSE, &id.0, secret.as_bytes(), app.random.as_ref());
    Ok(sealed.map_err(Failure::from)?)
}

fn saved(saved: ProviderSaved) -> Result<(), ProviderRefused> {
    match saved {
        ProviderSaved::Done => Ok(()),
        ProviderSaved::DomainTaken => Err(ProviderRefused::DomainTaken),
        ProviderSaved::Gone => Err(ProviderRefused::Gone),
    }
}

fn event(app: &App, admin: &Admin, kind: AuditKind, provider: &Provider) -> AuditEvent {
    let detail = Some(provider.name.to_string());
    AuditEvent { person: admin.person(), detail, ..AuditEvent::new(app.now(), kind) }
}
