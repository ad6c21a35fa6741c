//! Where a service is told, set by an administrator.

use assent_core::seal::seal;
use url::Url;
use zeroize::Zeroizing;

use super::sign::make_secret;
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, Delivery, DeliveryId, ServiceId, Webhook};
use crate::people::Admin;

/// What the secrets are sealed for.
pub(super) const PURPOSE: &str = "webhook secret";
const MAX_URL_BYTES: usize = 1024;

/// A webhook that was just set.
pub struct NewWebhook {
    /// The secret that the service checks signatures with, shown this once.
    pub secret: Zeroizing<String>,
}

/// Why none is set.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookRefused {
    /// Not an address that is reached.
    #[error("this is not an address that can be reached: {0}")]
    Address(String),
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Sets where a service is told, under a new secret.
///
/// # Errors
/// [`WebhookRefused`].
pub async fn set_webhook(
    app: &App,
    admin: &Admin,
    service: ServiceId,
    url: &str,
) -> Result<NewWebhook, WebhookRefused> {
    let url = url.trim();
    let parsed = Url::parse(url).ok().filter(|_| url.len() <= MAX_URL_BYTES);
    let parsed = parsed.ok_or_else(|| WebhookRefused::Address("it is not an address".to_owned()))?;
    app.webhooks.check(&parsed).map_err(|why| WebhookRefused::Address(why.to_string()))?;
    let secret = make_secret(app.random.as_ref()).map_err(Failure::from)?;
    let sealed = seal(&app.secrets.kek, PURPOSE, &service.0, secret.as_bytes(), app.random.as_ref());
    let webhook = Webhook {
        service,
        url: parsed.to_string(),
        sealed_secret: sealed.map_err(Failure::from)?,
        created_at: app.now(),
    };
    let event = event(app, admin, AuditKind::WebhookSet, service);
    app.store.set_webhook(webhook, event).await.map_err(Failure::from)?;
    Ok(NewWebhook { secret })
}

/// A service is told no more. `false` if it was not.
///
/// # Errors
/// When the store fails.
pub async fn remove_webhook(app: &App, admin: &Admin, service: ServiceId) -> Result<bool, Failure> {
    let event = event(app, admin, AuditKind::WebhookRemoved, service);
    Ok(app.store.remove_webhook(service, event).await?)
}

/// Where a service is told.
///
/// # Errors
/// When the store fails.
pub async fn find_webhook(app: &App, _: &Admin, service: ServiceId) -> Result<Option<Webhook>, Failure> {
    Ok(app.store.find_webhook(service).await?)
}

/// What a service was told, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list_deliveries(app: &App, _: &Admin, service: ServiceId, limit: u32) -> Result<Vec<Delivery>, Failure> {
    Ok(app.store.list_deliveries(service, limit).await?)
}

/// Tells it again, now. `false` if there is no such message.
///
/// # Errors
/// When the store fails.
pub async fn resend(app: &App, _: &Admin, service: ServiceId, id: DeliveryId) -> Result<bool, Failure> {
    Ok(app.store.resend(service, id, app.now()).await?)
}

fn event(app: &App, admin: &Admin, kind: AuditKind, service: ServiceId) -> AuditEvent {
    AuditEvent { person: admin.person(), service: Some(service), ..AuditEvent::new(app.now(), kind) }
}
