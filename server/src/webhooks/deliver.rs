//! Sending what is due.

use assent_core::seal::open;
use url::Url;

use super::follow::follow;
use super::send::{Message, SendFailed};
use super::settings::PURPOSE;
use super::sign::signature;
use crate::app::{App, Failure};
use crate::model::{Delivery, Webhook};
use crate::store::Told;

/// How long a message that is being sent is nobody else's, in seconds: longer than a service may take.
const LEASE_SECS: i64 = 60;
/// Messages in one go, so that a stop need not wait for many.
const MOST: u32 = 64;

/// Makes the messages that the log calls for, then sends what is due. Gives how many were taken.
///
/// # Errors
/// When the store or randomness fails; what a service does not take is tried again later.
pub async fn work(app: &App) -> Result<u32, Failure> {
    follow(app).await?;
    let mut taken = 0;
    for _ in 0..MOST {
        let now = app.now();
        let Some(delivery) = app.store.take_delivery(now, now + LEASE_SECS).await? else { break };
        let sent = send(app, &delivery).await?;
        taken += u32::from(sent.is_ok());
        app.store.settle_delivery(delivery.id, told(app, &delivery, sent)).await?;
    }
    Ok(taken)
}

async fn send(app: &App, delivery: &Delivery) -> Result<Result<String, SendFailed>, Failure> {
    let Some(webhook) = app.store.find_webhook(delivery.service).await? else {
        return Ok(Err(SendFailed::Never("the service has no webhook any more".to_owned())));
    };
    let Some(message) = make_message(app, &webhook, delivery)? else {
        return Ok(Err(SendFailed::Never("the address is none".to_owned())));
    };
    Ok(app.webhooks.send(message).await)
}

fn make_message(app: &App, webhook: &Webhook, delivery: &Delivery) -> Result<Option<Message>, Failure> {
    let secret = open(&app.secrets.kek, PURPOSE, &webhook.service.0, &webhook.sealed_secret);
    let secret = secret.map_err(|_| Failure::Sealed)?;
    let secret = std::str::from_utf8(secret.expose()).map_err(|_| Failure::Sealed)?;
    let (id, at) = (format!("msg_{}", delivery.id), app.now());
    let signature = signature(secret, &id, at, &delivery.body).ok_or(Failure::Sealed)?;
    let url = Url::parse(&webhook.url).ok();
    Ok(url.map(|url| Message { url, id, at, signature, body: delivery.body.clone() }))
}

fn told(app: &App, delivery: &Delivery, sent: Result<String, SendFailed>) -> Told {
    let now = app.now();
    match sent {
        Ok(answer) => Told { answer, done_at: Some(now), next_at: None },
        Err(SendFailed::Later(answer)) => Told { answer, done_at: None, next_at: delivery.next_try(now) },
        Err(SendFailed::Never(answer)) => Told { answer, done_at: None, next_at: None },
    }
}
