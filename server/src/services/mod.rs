//! Services (relying parties): made by an administrator, known by their API key.

use assent_core::message::Text;

use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, Service, ServiceId, TokenHash};
use crate::people::{Admin, Token};

/// What an API key begins with, so that leaked ones are found by scanners.
const API_KEY: &str = "ast_k_";

/// The portal itself, as the service that its own sign-ins are for.
pub const PORTAL: ServiceId = ServiceId([0; 16]);

/// A service that was just made.
pub struct NewService {
    /// The service.
    pub service: Service,
    /// Its API key, shown this once.
    pub key: Token,
}

/// Why a service is not made.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServiceRefused {
    /// Nothing in the name that can be shown.
    #[error("the name is empty; people see it on their phones, so give one that they know")]
    NoName,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Puts the portal among the services, under the server's name.
///
/// # Errors
/// When the store fails.
pub async fn add_portal(app: &App) -> Result<(), Failure> {
    let service = Service {
        id: PORTAL,
        name: app.policy.issuer.clone(),
        key_hash: None,
        created_at: app.now(),
        revoked_at: None,
    };
    Ok(app.store.add_service(service, None).await?)
}

/// Adds a service and makes its API key.
///
/// # Errors
/// [`ServiceRefused`].
pub async fn add_service(app: &App, admin: &Admin, name: &str) -> Result<NewService, ServiceRefused> {
    let name = Text::tidy(name).ok_or(ServiceRefused::NoName)?;
    let key = Token::make(API_KEY, app.random.as_ref()).map_err(Failure::from)?;
    let id = ServiceId::make(app.random.as_ref()).map_err(Failure::from)?;
    let service = Service { id, name, key_hash: Some(key.hash()), created_at: app.now(), revoked_at: None };
    let event = event(app, admin, AuditKind::ServiceAdded, &service);
    app.store.add_service(service.clone(), Some(event)).await.map_err(Failure::from)?;
    Ok(NewService { service, key })
}

/// All services with a key, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list_services(app: &App, _: &Admin) -> Result<Vec<Service>, Failure> {
    Ok(app.store.list_services().await?)
}

/// Services whose key opens, as people choose among them.
///
/// # Errors
/// When the store fails.
pub async fn list_active(app: &App) -> Result<Vec<Service>, Failure> {
    let mut services = app.store.list_services().await?;
    services.retain(|service| service.revoked_at.is_none());
    Ok(services)
}

/// The service of an id, if its key opens.
///
/// # Errors
/// When the store fails.
pub async fn find_active(app: &App, id: ServiceId) -> Result<Option<Service>, Failure> {
    let found = app.store.find_service(id).await?;
    Ok(found.filter(|service| service.key_hash.is_some() && service.revoked_at.is_none()))
}

/// The service of an id, for an administrator.
///
/// # Errors
/// When the store fails.
pub async fn find_service(app: &App, _: &Admin, id: ServiceId) -> Result<Option<Service>, Failure> {
    Ok(app.store.find_service(id).await?.filter(|service| service.key_hash.is_some()))
}

/// Revokes a service's key: it opens nothing any more, at once. `false` when it was revoked before.
///
/// # Errors
/// When the store fails.
pub async fn revoke_service(app: &App, admin: &Admin, id: ServiceId) -> Result<bool, Failure> {
    let Some(service) = find_service(app, admin, id).await? else { return Ok(false) };
    let event = event(app, admin, AuditKind::ServiceRevoked, &service);
    Ok(app.store.revoke_service(id, app.now(), event).await?)
}

/// The service of an API key, as it was sent.
///
/// # Errors
/// When the store fails.
pub async fn find_by_key(app: &App, key: &str) -> Result<Option<Service>, Failure> {
    if !key.starts_with(API_KEY) {
        return Ok(None);
    }
    Ok(app.store.find_service_by_key(TokenHash::of(key)).await?)
}

fn event(app: &App, admin: &Admin, kind: AuditKind, service: &Service) -> AuditEvent {
    AuditEvent {
        person: admin.person(),
        service: Some(service.id),
        detail: Some(service.name.to_string()),
        ..AuditEvent::new(app.now(), kind)
    }
}
