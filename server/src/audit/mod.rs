//! What happened: the chained log as people read it.

use std::collections::HashMap;

use assent_core::clock::UnixSeconds;

use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, Group, PersonId, ServiceId, group_of};
use crate::store::Page;

/// Entries that are read at once, and how often for one page.
const STEP: u32 = 200;
const STEPS: u32 = 25;

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

/// Which of what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// What has this in the name of a service, phone or program, or in the address; empty: anything.
    pub search: String,
    /// Of what kind.
    pub group: Group,
    /// At which service.
    pub service: Option<ServiceId>,
    /// Not before this instant.
    pub from: UnixSeconds,
    /// Before this instant.
    pub until: UnixSeconds,
}

/// A page of what happened.
pub struct Found {
    /// What happened, newest first.
    pub entries: Vec<Happened>,
    /// Where to go on, if there may be more.
    pub before: Option<u64>,
}

impl Default for Filter {
    fn default() -> Self {
        let (from, until) = (UnixSeconds::MIN, UnixSeconds::MAX);
        Self { search: String::new(), group: Group::Everything, service: None, from, until }
    }
}

impl Filter {
    fn fits(&self, event: &AuditEvent) -> bool {
        let has_kind = self.group == Group::Everything || group_of(event.kind) == self.group;
        has_kind && self.service.is_none_or(|only| event.service == Some(only))
    }
}

impl Happened {
    /// `search` is in lower case.
    fn has(&self, search: &str) -> bool {
        let texts = [&self.service, &self.phone, &self.event.address, &self.event.detail];
        search.is_empty() || texts.into_iter().flatten().any(|text| text.to_lowercase().contains(search))
    }
}

/// What happened to a person, newest first, before the entry `before`. What was only a step on the way to something
/// else is left out. Of a rare kind a page may have fewer than `limit` entries, and still lead on.
///
/// # Errors
/// When the store fails.
pub async fn list(
    app: &App,
    person: PersonId,
    filter: &Filter,
    before: Option<u64>,
    limit: u32,
) -> Result<Found, Failure> {
    let (search, mut names) = (filter.search.trim().to_lowercase(), HashMap::new());
    let mut found = Found { entries: Vec::new(), before };
    for _ in 0..STEPS {
        let page = Page { before: found.before, limit: STEP, from: filter.from, until: filter.until };
        let entries = app.store.list_activity(person, page).await?;
        let is_last = entries.len() < STEP as usize;
        for entry in entries {
            found.before = Some(entry.seq);
            if !is_told(entry.event.kind) || !filter.fits(&entry.event) {
                continue;
            }
            let service = name_service(app, &mut names, entry.event.service).await?;
            let phone = name_phone(app, &entry.event).await?;
            let happened = Happened { seq: entry.seq, event: entry.event, service, phone };
            if happened.has(&search) {
                found.entries.push(happened);
            }
            if found.entries.len() == limit as usize {
                return Ok(found);
            }
        }
        if is_last {
            return Ok(Found { before: None, ..found });
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
