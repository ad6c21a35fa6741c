//! A copy of everything that is kept about a person, without secrets.

use assent_core::message::PushEndpoint;
use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::app::{App, Failure};
use crate::audit::{self, Filter};
use crate::company::list_links;
use crate::contacts;
use crate::identity_checks::{fingerprint, open_number};
use crate::model::{AuditKind, IdentityCheck, OtpCredential, Person, PhoneNumber, ProgramKey, SmsFactor};
use crate::people::accounts::check_fresh;
use crate::people::sessions::SignedIn;
use crate::recovery_plans::{find_prepared, list_trusting};
use crate::sms;

/// Entries of the log in one copy; older ones are under Activity.
const ENTRIES: u32 = 10_000;

/// The copy, as JSON. Gives `None` when the session is not fresh.
///
/// # Errors
/// When the store fails.
pub async fn export(app: &App, by: &SignedIn) -> Result<Option<Value>, Failure> {
    if check_fresh(app, by).is_err() {
        return Ok(None);
    }
    let event = by.event(app, AuditKind::DataExported);
    app.store.append_audit(vec![event]).await?;
    Ok(Some(json!({
        "made_at": app.now(),
        "account": account(&by.person),
        "factors": factors(app, by).await?,
        "company": company(app, by).await?,
        "contacts": contacts(app, by).await?,
        "programs": app.store.list_program_keys(by.person.id).await?.iter().map(program).collect::<Vec<_>>(),
        "browsers": browsers(app, by).await?,
        "identity_checks": app.store.list_checks(by.person.id).await?.iter().map(|one| check(app, one)).collect::<Vec<_>>(),
        "recovery": recovery(app, by).await?,
        "reviewer": reviewer(app, by).await?,
        "activity": activity(app, by).await?,
    })))
}

fn account(person: &Person) -> Value {
    json!({
        "id": person.id.to_string(), "email": person.email.as_str(), "name": person.name, "role": person.role.word(),
        "language": person.language, "made_at": person.created_at, "ask_always": person.ask_always,
        "lock_after": person.lock_after,
    })
}

async fn factors(app: &App, by: &SignedIn) -> Result<Value, Failure> {
    let id = by.person.id;
    let apps = app.store.list_otp(id).await?;
    let passkeys = app.store.list_passkeys(id).await?;
    let codes = app.store.backup_codes(id).await?;
    let numbers = app.store.list_sms_factors(id).await?;
    let numbers = numbers.iter().map(|one| number(app, one)).collect::<Result<Vec<_>, _>>()?;
    Ok(json!({
        "phones": list_phones(app, by).await?,
        "code_apps": apps.iter().filter(|one| one.device.is_none()).map(code_app).collect::<Vec<_>>(),
        "passkeys": passkeys.iter().map(|one| json!({
            "name": one.name, "made_at": one.created_at, "used_at": one.used_at,
        })).collect::<Vec<_>>(),
        "numbers_for_codes": numbers,
        "backup_codes": codes.map(|set| json!({
            "made_at": set.made_at, "left": set.codes.iter().filter(|code| code.used_at.is_none()).count(),
        })),
    }))
}

/// With what their hardware said of their keys.
async fn list_phones(app: &App, by: &SignedIn) -> Result<Vec<Value>, Failure> {
    let mut phones = Vec::new();
    for one in app.store.list_devices(by.person.id).await? {
        phones.push(json!({
            "id": one.id.to_string(), "name": one.description.name, "model": one.description.model,
            "system": one.description.system, "linked_at": one.linked_at, "last_heard_of_at": one.seen_at,
            "woken_at": one.push.as_ref().map(woken_at), "push_lost_at": one.push_lost_at,
            "key": one.assurance, "key_is_proved": one.proved,
            "attestation": app.store.find_attestation(one.id).await?,
        }));
    }
    Ok(phones)
}

/// Without the keys that a push is made with.
fn woken_at(push: &PushEndpoint) -> Value {
    match push {
        PushEndpoint::Webpush { endpoint, .. } => json!({ "kind": "webpush", "address": endpoint }),
        PushEndpoint::Fcm { token } => json!({ "kind": "fcm", "address": token }),
        PushEndpoint::Apns { token, topic } => json!({ "kind": "apns", "address": token, "app": topic }),
    }
}

async fn company(app: &App, by: &SignedIn) -> Result<Vec<Value>, Failure> {
    let linked = list_links(app, &by.person).await?.into_iter();
    let shown = linked.filter_map(|at| {
        let link = at.link?;
        Some(json!({
            "provider": at.provider.name, "issuer": at.provider.issuer, "subject": link.subject, "account": link.account,
            "linked_at": link.created_at, "used_at": link.used_at,
        }))
    });
    Ok(shown.collect())
}

async fn contacts(app: &App, by: &SignedIn) -> Result<Value, Failure> {
    let addresses = app.store.list_addresses(by.person.id).await?;
    let number = contacts::find_number(app, by.person.id).await?;
    let picture = app.store.picture(by.person.id).await?;
    Ok(json!({
        "addresses": addresses.iter().map(|one| json!({
            "email": one.email.as_str(), "made_at": one.created_at, "proved_at": one.proved_at,
        })).collect::<Vec<_>>(),
        "recovery_number": number.as_ref().map(PhoneNumber::e164),
        "picture": picture.map(|one| json!({ "type": one.kind.mime(), "base64": BASE64.encode(&one.bytes) })),
    }))
}

fn code_app(one: &OtpCredential) -> Value {
    json!({ "name": one.name, "made_at": one.created_at, "used_at": one.used_at, "in_use": one.active })
}

fn number(app: &App, one: &SmsFactor) -> Result<Value, Failure> {
    let number = sms::open_number(app, &one.id.0, &one.sealed_number)?;
    Ok(json!({
        "name": one.name, "number": number.e164(), "made_at": one.created_at, "used_at": one.used_at,
        "in_use": one.active,
    }))
}

fn program(one: &ProgramKey) -> Value {
    json!({
        "kind": one.kind.word(), "name": one.name, "made_at": one.created_at, "ends_at": one.expires_at, "used_at": one.used_at,
        "used_from": one.used_from,
    })
}

/// Their pictures are closed to the server; only reviewers open them.
fn check(app: &App, one: &IdentityCheck) -> Value {
    json!({
        "asked_at": one.asked_at, "context": one.context, "state": one.state, "changed_at": one.changed_at,
        "number": open_number(app, one), "document": one.document,
        "answers": one.votes.iter().map(|vote| json!({ "at": vote.at, "refused": vote.refused, "note": vote.note })).collect::<Vec<_>>(),
    })
}

/// What was prepared for getting in again, whom they trust, who trusts them, and what was begun.
async fn recovery(app: &App, by: &SignedIn) -> Result<Value, Failure> {
    let prepared = find_prepared(app, by.person.id).await?;
    let trusting = list_trusting(app, by).await?;
    let begun = app.store.list_recoveries(by.person.id).await?;
    Ok(json!({
        "sheet_made_at": prepared.plan.sheet_made_at,
        "by_admin": prepared.plan.by_admin,
        "wait_secs": prepared.plan.wait_secs,
        "trusts": prepared.trustees.iter().map(|one| json!({
            "email": one.email.as_str(), "asked_at": one.asked_at, "agreed": one.trustee.is_some(),
        })).collect::<Vec<_>>(),
        "trusted_by": trusting.iter().map(|one| json!({
            "email": one.person.email.as_str(), "agreed": one.is_accepted,
        })).collect::<Vec<_>>(),
        "begun": begun.iter().map(|one| json!({
            "at": one.begun_at, "context": one.context, "state": one.state, "opens_at": one.opens_at,
            "proved": one.proved.iter().map(|part| json!({ "part": part.part, "at": part.at })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    }))
}

/// Whether they look at identity checks, and since when with which key.
async fn reviewer(app: &App, by: &SignedIn) -> Result<Value, Failure> {
    let key = app.store.find_reviewer_key(by.person.id).await?;
    let key = key.map(|key| json!({ "fingerprint": fingerprint(&key.public_key), "made_at": key.made_at }));
    Ok(json!({ "is_one": by.person.reviews, "key": key }))
}

async fn browsers(app: &App, by: &SignedIn) -> Result<Value, Failure> {
    let (id, now) = (by.person.id, app.now());
    let sessions = app.store.list_sessions(id, now).await?;
    let trusted = app.store.list_trusted(id, now).await?;
    Ok(json!({
        "sessions": sessions.iter().map(|one| json!({
            "context": one.context, "began_at": one.created_at, "used_at": one.used_at,
        })).collect::<Vec<_>>(),
        "trusted": trusted.iter().map(|one| json!({
            "context": one.context, "since": one.created_at, "ends_at": one.expires_at,
        })).collect::<Vec<_>>(),
    }))
}

async fn activity(app: &App, by: &SignedIn) -> Result<Vec<Value>, Failure> {
    let found = audit::list(app, by.person.id, &Filter::default(), None, ENTRIES).await?;
    let entry = |one: &audit::Happened| json!({ "number": one.seq, "event": one.event, "service": one.service });
    Ok(found.entries.iter().map(entry).collect())
}
