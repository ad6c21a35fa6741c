//! What happened on the account.

use axum::response::Response;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::activity_file;
use crate::audit::{self, Filter, Happened};
use crate::doors::web::{Reply, Result, Visitor, encoded};
use crate::model::{AuditKind, Group};
use crate::pages::activity::{Activity, ActivityForm, Entry};
use crate::services::{PORTAL, list_active};

const PAGE: u32 = 30;
/// Entries in a file at most; older ones by an earlier date.
const FILE: u32 = 10_000;

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = page(&visitor).await;
    visitor.answer(result)
}

async fn page(visitor: &Visitor) -> Result {
    let before = visitor.query("before").and_then(|seq| seq.parse().ok());
    let me = visitor.me()?;
    let asked = Asked::read(visitor);
    let found = audit::list(&visitor.app, me.person.id, &asked.filter, before, PAGE).await?;
    let services = list_active(&visitor.app).await?;
    Reply::page(&Activity {
        frame: visitor.frame(),
        older: found.before.map(|before| format!("/activity?{}before={before}", asked.query)),
        entries: found.entries.iter().map(|happened| entry(visitor, happened)).collect(),
        is_later_page: before.is_some(),
        download: format!("/activity/download?{}", asked.query),
        services: services.iter().map(|one| (one.id.to_string(), one.name.to_string())).collect(),
        form: asked.form,
    })
}

/// What was asked for, as a filter, as a form, and as an address.
struct Asked {
    filter: Filter,
    form: ActivityForm,
    query: String,
}

impl Asked {
    fn read(visitor: &Visitor) -> Self {
        let typed = |name| visitor.query(name).unwrap_or_default();
        let form = ActivityForm {
            search: typed("q"),
            group: Group::ALL.into_iter().find(|group| group.word() == typed("kind")).unwrap_or(Group::Everything),
            service: typed("service"),
            from: typed("from"),
            to: typed("to"),
        };
        let zone = &visitor.app.policy.time_zone;
        let filter = Filter {
            search: form.search.clone(),
            group: form.group,
            service: form.service.parse().ok(),
            from: start_of(&form.from, zone, 0).unwrap_or(i64::MIN),
            until: start_of(&form.to, zone, 1).unwrap_or(i64::MAX),
        };
        let pairs = [("q", &form.search), ("service", &form.service), ("from", &form.from), ("to", &form.to)];
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let pairs: String = pairs.map(|(name, value)| format!("{name}={}&", encoded(value))).collect();
        Self { filter, query: format!("kind={}&{pairs}", form.group.word()), form }
    }
}

/// When a day, or one some days later, begins where the person reads times.
fn start_of(day: &str, zone: &TimeZone, later: i64) -> Option<i64> {
    let day: Date = day.parse().ok()?;
    let begins = day.checked_add(later.days()).ok()?.to_zoned(zone.clone()).ok()?;
    Some(begins.timestamp().as_second())
}

/// The same as a file.
pub(super) async fn download(visitor: Visitor) -> Response {
    let result = async {
        let me = visitor.me()?;
        let asked = Asked::read(&visitor);
        let mut found = audit::list(&visitor.app, me.person.id, &asked.filter, None, FILE).await?;
        // A rare kind may need many looks.
        while let (Some(before), true) = (found.before, found.entries.len() < FILE as usize) {
            let left = FILE - u32::try_from(found.entries.len()).unwrap_or(FILE);
            let more = audit::list(&visitor.app, me.person.id, &asked.filter, Some(before), left).await?;
            found.entries.extend(more.entries);
            found.before = more.before;
        }
        let rows = rows(&visitor, &found.entries);
        Ok(match visitor.query("format").as_deref() {
            Some("json") => Reply::file("application/json", "activity.json", activity_file::json(&rows)),
            _ => Reply::file("text/csv; charset=utf-8", "activity.csv", activity_file::csv(&rows)),
        })
    };
    let result = result.await;
    visitor.answer(result)
}

fn rows(visitor: &Visitor, entries: &[Happened]) -> Vec<activity_file::Row> {
    let frame = visitor.frame();
    let row = |happened: &Happened| {
        let shown = entry(visitor, happened);
        activity_file::Row {
            at: happened.event.at,
            what: shown.title(&frame).to_string(),
            result: frame.t(shown.result().key()).to_string(),
            service: happened.service.clone().unwrap_or_default(),
            detail: shown.detail.unwrap_or_default(),
            address: shown.address.unwrap_or_default(),
        }
    };
    entries.iter().map(row).collect()
}

/// The last things that happened.
pub(super) async fn list(visitor: &Visitor, limit: u32) -> Result<Vec<Entry>> {
    let found = audit::list(&visitor.app, visitor.me()?.person.id, &Filter::default(), None, limit).await?;
    Ok(found.entries.iter().map(|happened| entry(visitor, happened)).collect())
}

fn entry(visitor: &Visitor, happened: &Happened) -> Entry {
    let event = &happened.event;
    // Ids mean nothing to people; names do.
    let detail = match event.kind {
        AuditKind::DeviceLinked
        | AuditKind::DeviceRemoved
        | AuditKind::DeviceUpdated
        | AuditKind::PushLost
        | AuditKind::QuietBegun
        | AuditKind::PasskeyAccepted
        | AuditKind::PasskeyAdded
        | AuditKind::PasskeyRemoved
        | AuditKind::SmsSent
        | AuditKind::SmsCodeAccepted
        | AuditKind::SmsCodeRefused
        | AuditKind::SmsAdded
        | AuditKind::RecoveryMailAdded
        | AuditKind::RecoveryMailRemoved
        | AuditKind::RecoveryNumberSet
        | AuditKind::RecoveryNumberRemoved
        | AuditKind::EmailChanged
        | AuditKind::SmsRemoved
        | AuditKind::AppPasswordMade
        | AuditKind::AppPasswordUsed
        | AuditKind::AppPasswordRevoked
        | AuditKind::ReviewerKeySet
        | AuditKind::ApiTokenMade
        | AuditKind::ApiTokenUsed
        | AuditKind::ApiTokenRevoked
        | AuditKind::CompanyAccepted
        | AuditKind::CompanyLinked
        | AuditKind::CompanyUnlinked
        | AuditKind::ProviderAdded
        | AuditKind::ProviderChanged
        | AuditKind::ProviderRemoved
        | AuditKind::ServiceAdded
        | AuditKind::ServiceRevoked => event.detail.clone(),
        _ => happened.phone.clone(),
    };
    let service = happened.service.clone().filter(|_| event.service != Some(PORTAL));
    let address = event.address.as_deref().map(|address| visitor.place_of(address));
    Entry { kind: event.kind, service, detail, address, at: event.at }
}
