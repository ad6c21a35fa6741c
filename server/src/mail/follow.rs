//! From the log to mails: who is told what.

use assent_core::clock::UnixSeconds;

use super::seal;
use super::topics::{topic_of, wants};
use crate::app::{App, Failure};
use crate::audit::name_phone;
use crate::model::{
    AuditEntry, AuditEvent, AuditKind, CheckId, Email, Letter, Mail, MailAddress, Person, RecoveryId, Role,
};
use crate::pages::mail::{Answer, Notice, Topic};
use crate::pages::words::Lang;
use crate::people::{lockout, make_address_token};
use crate::recovery::{INVITE_SECS, Link, RESET_SECS, make_link, make_reset_token};
use crate::recovery_plans::make_stop_link;
use crate::store::Follower;

/// Entries that are read at once.
const STEP: u32 = 1024;
/// What is older is not told any more, in seconds: mail was set up later, or the server was off.
const STALE_SECS: i64 = 86_400;
/// Of failed sign-ins a person is told once in this time, in seconds.
const HUSH_SECS: i64 = 3_600;
/// A link to set a new password is sent once in this time, in seconds.
const RESET_HUSH_SECS: i64 = 300;

/// Reads on in the log, if mail is set up.
///
/// # Errors
/// When the store or randomness fails; then the same entries are read again.
pub(super) async fn follow(app: &App) -> Result<(), Failure> {
    if !app.mail.is_there() {
        return Ok(());
    }
    loop {
        let (from, entries) = app.store.read_on(Follower::Mail, STEP).await?;
        let Some(last) = entries.last() else { return Ok(()) };
        let mut mails = Vec::new();
        for entry in &entries {
            mails.extend(make_mails(app, entry).await?);
        }
        app.store.queue_mails(from, last.seq, mails).await?;
    }
}

async fn make_mails(app: &App, entry: &AuditEntry) -> Result<Vec<Mail>, Failure> {
    let event = &entry.event;
    let (Some(topic), Some(person)) = (topic_of(event.kind), event.person) else { return Ok(Vec::new()) };
    if event.at < app.now() - STALE_SECS {
        return Ok(Vec::new());
    }
    // Somebody who never was, or is gone, has no address.
    let Some(person) = app.store.find_person(person).await? else { return Ok(Vec::new()) };
    if !wants(&person, topic) {
        return Ok(Vec::new());
    }
    let hush_secs = match topic {
        Topic::Failed => Some(HUSH_SECS),
        Topic::ResetAsked | Topic::LoginName => Some(RESET_HUSH_SECS),
        Topic::Alert | Topic::TrusteeAsked => Some(HUSH_SECS),
        _ => None,
    };
    let mut mails = Vec::new();
    for to in find_recipients(app, &person, topic, event).await? {
        let letter = write(app, &person, topic, event, to).await?;
        mails.push(seal::make_mail(app, person.id, &letter, topic.word(), hush_secs)?);
    }
    Ok(mails)
}

/// Whom a mail goes to, and the address that it is about if that is another than the one to sign in with.
struct Recipient {
    to: Email,
    about: Option<MailAddress>,
}

/// The person under the address they sign in with, but for what is about another address of theirs: one that was taken
/// back meanwhile gets nothing. Of a recovery they hear under every address.
async fn find_recipients(
    app: &App,
    person: &Person,
    topic: Topic,
    event: &AuditEvent,
) -> Result<Vec<Recipient>, Failure> {
    let main = Recipient { to: person.email.clone(), about: None };
    match topic {
        Topic::RecoveryMailAsked | Topic::EmailAsked | Topic::LoginName => {
            let Some(id) = event.detail.as_deref().and_then(|id| id.parse().ok()) else { return Ok(Vec::new()) };
            let address = app.store.find_address(id).await?.filter(|address| address.person == person.id);
            Ok(address
                .map(|address| Recipient { to: address.email.clone(), about: Some(address) })
                .into_iter()
                .collect())
        }
        Topic::RecoveryBegun | Topic::RecoveryWaiting | Topic::RecoveryStopped | Topic::RecoveryUsed => {
            let others = app.store.list_addresses(person.id).await?.into_iter().filter(|one| one.proved_at.is_some());
            Ok(std::iter::once(main).chain(others.map(|one| Recipient { to: one.email, about: None })).collect())
        }
        _ => Ok(vec![main]),
    }
}

async fn write(
    app: &App,
    person: &Person,
    topic: Topic,
    event: &AuditEvent,
    recipient: Recipient,
) -> Result<Letter, Failure> {
    let phone = match event.kind {
        // Named by the log itself, whatever it is called now.
        AuditKind::DeviceLinked | AuditKind::DeviceRemoved => event.detail.clone(),
        _ => name_phone(app, event).await?,
    };
    let notice = Notice {
        topic,
        address: event.address.as_deref().map(|address| with_place(app, address, &person.language)),
        phone,
        thing: thing_of(event),
        role: Role::find(event.detail.as_deref().unwrap_or_default()).filter(|_| topic == Topic::RoleChanged),
        link: link_of(app, person, topic, event, recipient.about.as_ref()),
        answer: answer_of(app, event).await?,
        opens_at: opens_at_of(app, event).await?,
        ..notice_to(app, person, event.at)
    };
    to_letter(&notice, &recipient.to)
}

fn with_place(app: &App, address: &str, language: &str) -> String {
    match app.place_of(address, language) {
        Some(place) => format!("{address} ({place})"),
        None => address.to_owned(),
    }
}

/// A last mail to somebody whose account is about to be deleted, if mail is set up: the log will not know the address.
///
/// # Errors
/// When the page or randomness fails.
pub fn make_farewell(app: &App, person: &Person) -> Result<Option<Mail>, Failure> {
    make_last(app, person, Topic::Deleted)
}

/// A mail to the address that somebody signed in with so far, if mail is set up: the log will only know the new one.
///
/// # Errors
/// When the page or randomness fails.
pub fn make_email_changed(app: &App, person: &Person) -> Result<Option<Mail>, Failure> {
    make_last(app, person, Topic::EmailChanged)
}

fn make_last(app: &App, person: &Person, topic: Topic) -> Result<Option<Mail>, Failure> {
    if !app.mail.is_there() {
        return Ok(None);
    }
    let letter = to_letter(&Notice { topic, ..notice_to(app, person, app.now()) }, &person.email)?;
    seal::make_mail(app, person.id, &letter, topic.word(), None).map(Some)
}

/// A mail with a code, if mail is set up.
///
/// # Errors
/// When the page or randomness fails.
pub fn make_code_mail(app: &App, person: &Person, code: &str) -> Result<Option<Mail>, Failure> {
    if !app.mail.is_there() {
        return Ok(None);
    }
    let notice = notice_to(app, person, app.now());
    let letter =
        to_letter(&Notice { topic: Topic::IdentityCode, code: Some(code.to_owned()), ..notice }, &person.email)?;
    seal::make_mail(app, person.id, &letter, Topic::IdentityCode.word(), None).map(Some)
}

/// What every mail to this person says.
pub(super) fn notice_to(app: &App, person: &Person, at: UnixSeconds) -> Notice {
    let (server, url) = (app.policy.issuer.to_string(), app.policy.public_url.clone());
    let lang = Lang::find(&person.language).unwrap_or_default();
    let test = Notice::test(server, url, person.email.as_str(), lang, at, app.policy.time_zone.clone());
    Notice { name: person.name.to_string(), ..test }
}

pub(super) fn to_letter(notice: &Notice, to: &Email) -> Result<Letter, Failure> {
    let (subject, text, html) = notice.write().ok_or(Failure::Page)?;
    Ok(Letter { to: to.as_str().to_owned(), subject, text, html })
}

/// The name of what was made or taken away, where the log has it.
fn thing_of(event: &AuditEvent) -> Option<String> {
    use AuditKind::{
        ApiTokenMade, ApiTokenRevoked, AppPasswordMade, AppPasswordRevoked, CompanyLinked, CompanyUnlinked,
        PasskeyAdded, PasskeyRemoved, RecoveryMailAdded, RecoveryMailRemoved, RecoveryNumberRemoved, RecoveryNumberSet,
        ReviewerKeySet, SmsAdded, SmsRemoved, TrusteeAccepted, TrusteeAsked, TrusteeDeclined,
    };
    let program = matches!(event.kind, AppPasswordMade | AppPasswordRevoked | ApiTokenMade | ApiTokenRevoked);
    let is_told = program
        || matches!(
            event.kind,
            PasskeyAdded
                | PasskeyRemoved
                | CompanyLinked
                | CompanyUnlinked
                | SmsAdded
                | SmsRemoved
                | RecoveryMailAdded
                | RecoveryMailRemoved
                | RecoveryNumberSet
                | RecoveryNumberRemoved
                | ReviewerKeySet
                | TrusteeAsked
                | TrusteeAccepted
                | TrusteeDeclined
        );
    event.detail.clone().filter(|_| is_told)
}

/// The identity check that an entry is about.
fn check_of(event: &AuditEvent) -> Option<CheckId> {
    event.detail.as_deref()?.parse().ok()
}

/// Why an identity check was refused.
async fn answer_of(app: &App, event: &AuditEvent) -> Result<Option<Answer>, Failure> {
    let check = check_of(event).filter(|_| event.kind == AuditKind::IdentityRefused);
    let Some(check) = check else { return Ok(None) };
    let votes = app.store.find_check(check).await?.map(|(_, check)| check.votes).unwrap_or_default();
    let refusal = votes.into_iter().find_map(|vote| Some((vote.refused?, vote.note)));
    Ok(refusal.map(|(reason, note)| Answer { reason, note: note.map(|note| note.to_string()) }))
}

/// When the waiting time of a recovery is over.
async fn opens_at_of(app: &App, event: &AuditEvent) -> Result<Option<UnixSeconds>, Failure> {
    let recovery = recovery_of(event).filter(|_| event.kind == AuditKind::RecoveryWaiting);
    let Some(recovery) = recovery else { return Ok(None) };
    Ok(app.store.find_recovery(recovery).await?.and_then(|(_, recovery)| recovery.opens_at))
}

/// The recovery that an entry is about.
fn recovery_of(event: &AuditEvent) -> Option<RecoveryId> {
    event.detail.as_deref()?.parse().ok()
}

/// Where a mail leads for something that only its reader can do.
fn link_of(
    app: &App,
    person: &Person,
    topic: Topic,
    event: &AuditEvent,
    about: Option<&MailAddress>,
) -> Option<String> {
    let at = event.at;
    let reset = |secs| format!("/reset?token={}", make_reset_token(app, person, at + secs));
    let check = |link| check_of(event).map(|check| make_link(app, link, check, person));
    let path = match topic {
        Topic::IdentityAsked | Topic::IdentitySent => check(Link::Stop)?,
        Topic::RecoveryBegun | Topic::RecoveryWaiting => make_stop_link(app, recovery_of(event)?),
        Topic::TrusteeAsked => "/trusted".to_owned(),
        Topic::IdentityAccepted => check(Link::Back)?,
        Topic::ResetAsked => reset(RESET_SECS),
        Topic::Invited => reset(INVITE_SECS),
        Topic::PasswordClosed => format!("/unlock?token={}", lockout::make_unlock_token(app, person.id, at)),
        Topic::RecoveryMailAsked | Topic::EmailAsked => format!("/address?token={}", make_address_token(app, about?)),
        Topic::LoginName => "/sign-in".to_owned(),
        _ => return None,
    };
    Some(format!("{}{path}", app.policy.public_url))
}
