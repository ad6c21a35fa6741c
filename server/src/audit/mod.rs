//! What happened: the chained log as people read it.

use std::collections::HashMap;

use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, PersonId, ServiceId};
use crate::store::Page;

/// Something that happened, with the names of who took part.
pub struct Happened {
    /// Its number in the log.
    pub seq: u64,
    /// What happened.
    pub event: AuditEvent,
    /// The service's name.
    pub service: Option<String>,
    /// The phone's name.
    pub phone: Option<String>,
}

/// What happened to a person, newest first, before the entry `before`. What was only a step on the way to something
/// else is left out, so a page may have fewer entries than `limit` only at the end.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, person: PersonId, before: Option<u64>, limit: u32) -> Result<Vec<Happened>, Failure> {
    let (mut found, mut before, mut services) = (Vec::new(), before, HashMap::new());
    let limit = limit as usize;
    while found.len() < limit {
        let page = app.store.list_activity(person, Page { before, limit: 100 }).await?;
        let is_last = page.len() < 100;
        before = page.last().map(|entry| entry.seq);
        for entry in page.into_iter().filter(|entry| is_told(entry.event.kind)).take(limit - found.len()) {
            let service = name_service(app, &mut services, entry.event.service).await?;
            let phone = name_phone(app, &entry.event).await?;
            found.push(Happened { seq: entry.seq, event: entry.event, service, phone });
        }
        if is_last {
            break;
        }
    }
    Ok(found)
}

/// Asking and redeeming frame an answer, which is told.
const fn is_told(kind: AuditKind) -> bool {
    !matches!(kind, AuditKind::ChallengeAsked | AuditKind::ChallengeRedeemed)
}

/// The name of the phone that took part, if one did.
///
/// # Errors
/// When the store fails.
pub async fn name_phone(app: &App, event: &AuditEvent) -> Result<Option<String>, Failure> {
    let Some(id) = event.device else { return Ok(None) };
    Ok(app.store.find_device(id).await?.map(|device| device.description.name.to_string()))
}

async fn name_service(
    app: &App,
    known: &mut HashMap<ServiceId, Option<String>>,
    id: Option<ServiceId>,
) -> Result<Option<String>, Failure> {
    let Some(id) = id else { return Ok(None) };
    if let Some(name) = known.get(&id) {
        return Ok(name.clone());
    }
    let name = app.store.find_service(id).await?.map(|service| service.name.to_string());
    known.insert(id, name.clone());
    Ok(name)
}
