//! From the log to messages: which service is told what.

use serde_json::{Value, json};

use crate::app::{App, Failure};
use crate::audit::name_phone;
use crate::model::{AuditEntry, AuditEvent, AuditKind, Delivery, DeliveryId, ServiceId, Webhook};
use crate::store::Follower;

/// Entries that are read at once.
const STEP: u32 = 1024;
/// What is older is not told any more, in seconds.
const STALE_SECS: i64 = 86_400;

/// Reads on in the log.
///
/// # Errors
/// When the store or randomness fails; then the same entries are read again.
pub(super) async fn follow(app: &App) -> Result<(), Failure> {
    loop {
        let (from, entries) = app.store.read_on(Follower::Webhooks, STEP).await?;
        let Some(last) = entries.last() else { return Ok(()) };
        let webhooks = app.store.list_webhooks().await?;
        let mut deliveries = Vec::new();
        for entry in entries.iter().filter(|entry| !webhooks.is_empty() && entry.event.at >= app.now() - STALE_SECS) {
            deliveries.extend(make_deliveries(app, entry, &webhooks).await?);
        }
        app.store.queue_deliveries(from, last.seq, deliveries).await?;
    }
}

async fn make_deliveries(app: &App, entry: &AuditEntry, webhooks: &[Webhook]) -> Result<Vec<Delivery>, Failure> {
    let event = &entry.event;
    let Some((kind, is_for_all)) = kind_of(event.kind) else { return Ok(Vec::new()) };
    let Some(data) = data_of(app, event).await? else { return Ok(Vec::new()) };
    let told = webhooks.iter().filter(|webhook| is_for_all || event.service == Some(webhook.service));
    told.map(|webhook| make(app, webhook.service, kind, event, &data)).collect()
}

fn make(app: &App, service: ServiceId, kind: &str, event: &AuditEvent, data: &Value) -> Result<Delivery, Failure> {
    Ok(Delivery {
        id: DeliveryId::make(app.random.as_ref())?,
        service,
        kind: kind.to_owned(),
        body: json!({ "type": kind, "timestamp": event.at, "data": data }).to_string(),
        made_at: app.now(),
        tries: 0,
        next_at: Some(app.now()),
        done_at: None,
        answer: None,
    })
}

/// What is told of an entry: whose account it is, and what took part. `None` for accounts that are not there.
async fn data_of(app: &App, event: &AuditEvent) -> Result<Option<Value>, Failure> {
    let Some(person) = event.person else { return Ok(None) };
    let Some(person) = app.store.find_person(person).await? else { return Ok(None) };
    let mut data = json!({ "account": person.email.as_str() });
    match event.kind {
        AuditKind::DeviceLinked | AuditKind::DeviceRemoved => {
            data["device"] = json!(event.device.map(|id| id.to_string()));
            data["name"] = json!(event.detail);
        }
        AuditKind::ChallengeApproved | AuditKind::ChallengeDenied | AuditKind::ChallengeReported => {
            data["challenge"] = json!(event.detail);
            data["device"] = json!(event.device.map(|id| id.to_string()));
            data["name"] = json!(name_phone(app, event).await?);
        }
        _ => {}
    }
    Ok(Some(data))
}

/// What an entry is told as, if it is; and whether to every service.
const fn kind_of(kind: AuditKind) -> Option<(&'static str, bool)> {
    Some(match kind {
        AuditKind::ChallengeApproved => ("challenge.approved", false),
        AuditKind::ChallengeDenied => ("challenge.denied", false),
        AuditKind::ChallengeReported => ("challenge.reported", false),
        AuditKind::DeviceLinked => ("device.linked", true),
        AuditKind::DeviceRemoved => ("device.removed", true),
        AuditKind::IdentityAsked | AuditKind::RecoveryBegun => ("recovery.asked", true),
        AuditKind::IdentityAccepted | AuditKind::RecoveryWaiting => ("recovery.accepted", true),
        AuditKind::IdentityRefused => ("recovery.refused", true),
        AuditKind::IdentityCancelled | AuditKind::RecoveryStopped => ("recovery.cancelled", true),
        AuditKind::IdentityDone => ("recovery.done", true),
        _ => return None,
    })
}
