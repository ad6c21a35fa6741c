//! From the log to mails: who is told what.

use assent_core::clock::UnixSeconds;

use super::seal;
use crate::app::{App, Failure};
use crate::audit::name_phone;
use crate::model::{Alerts, AuditEntry, AuditEvent, AuditKind, Letter, Mail, Person, Role};
use crate::pages::mail::{Notice, Topic};
use crate::pages::words::Lang;
use crate::people::lockout;
use crate::recovery::{INVITE_SECS, RESET_SECS, make_reset_token};
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
            mails.extend(make_mail(app, entry).await?);
        }
        app.store.queue_mails(from, last.seq, mails).await?;
    }
}

async fn make_mail(app: &App, entry: &AuditEntry) -> Result<Option<Mail>, Failure> {
    let event = &entry.event;
    let (Some(topic), Some(person)) = (topic_of(event.kind), event.person) else { return Ok(None) };
    if event.at < app.now() - STALE_SECS {
        return Ok(None);
    }
    // Somebody who never was, or is gone, has no address.
    let Some(person) = app.store.find_person(person).await? else { return Ok(None) };
    if !wants(&person, topic) {
        return Ok(None);
    }
    let hush_secs = match topic {
        Topic::Failed => Some(HUSH_SECS),
        Topic::ResetAsked => Some(RESET_HUSH_SECS),
        Topic::Alert => Some(HUSH_SECS),
        _ => None,
    };
    let letter = write(app, &person, topic, event).await?;
    seal::make_mail(app, person.id, &letter, topic.word(), hush_secs).map(Some)
}

async fn write(app: &App, person: &Person, topic: Topic, event: &AuditEvent) -> Result<Letter, Failure> {
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
        link: link_of(app, person, topic, event.at),
        ..notice_to(app, person, event.at)
    };
    to_letter(&notice)
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
    if !app.mail.is_there() {
        return Ok(None);
    }
    let letter = to_letter(&Notice { topic: Topic::Deleted, ..notice_to(app, person, app.now()) })?;
    seal::make_mail(app, person.id, &letter, Topic::Deleted.word(), None).map(Some)
}

/// What every mail to this person says.
pub(super) fn notice_to(app: &App, person: &Person, at: UnixSeconds) -> Notice {
    let (server, url) = (app.policy.issuer.to_string(), app.policy.public_url.clone());
    let lang = Lang::find(&person.language).unwrap_or_default();
    let test = Notice::test(server, url, person.email.as_str(), lang, at, app.policy.time_zone.clone());
    Notice { name: person.name.to_string(), ..test }
}

pub(super) fn to_letter(notice: &Notice) -> Result<Letter, Failure> {
    let (subject, text, html) = notice.write().ok_or(Failure::Page)?;
    Ok(Letter { to: notice.account.clone(), subject, text, html })
}

/// The name of what was made or taken away, where the log has it.
fn thing_of(event: &AuditEvent) -> Option<String> {
    use AuditKind::{ApiTokenMade, ApiTokenRevoked, AppPasswordMade, AppPasswordRevoked, PasskeyAdded, PasskeyRemoved};
    use AuditKind::{CompanyLinked, CompanyUnlinked};
    let program = matches!(event.kind, AppPasswordMade | AppPasswordRevoked | ApiTokenMade | ApiTokenRevoked);
    let is_told = program || matches!(event.kind, PasskeyAdded | PasskeyRemoved | CompanyLinked | CompanyUnlinked);
    event.detail.clone().filter(|_| is_told)
}

/// Where a mail leads for something that only its reader can do.
fn link_of(app: &App, person: &Person, topic: Topic, at: UnixSeconds) -> Option<String> {
    let reset = |secs| format!("/reset?token={}", make_reset_token(app, person, at + secs));
    let path = match topic {
        Topic::ResetAsked => reset(RESET_SECS),
        Topic::Invited => reset(INVITE_SECS),
        Topic::PasswordClosed => format!("/unlock?token={}", lockout::make_unlock_token(app, person.id, at)),
        _ => return None,
    };
    Some(format!("{}{path}", app.policy.public_url))
}

/// Sign-ins are told as the person chose; changes of the account always.
const fn wants(person: &Person, topic: Topic) -> bool {
    match topic {
        Topic::SignedIn => matches!(person.alerts, Alerts::Always),
        Topic::Failed => !matches!(person.alerts, Alerts::Never),
        // The link would open nothing.
        Topic::ResetAsked | Topic::Invited => person.locked_at.is_none(),
        _ => true,
    }
}

/// What an entry is told as, if it is told.
const fn topic_of(kind: AuditKind) -> Option<Topic> {
    use AuditKind as Kind;
    Some(match kind {
        Kind::SignedIn => Topic::SignedIn,
        Kind::PasswordRefused
        | Kind::CodeRefused
        | Kind::BackupCodeRefused
        | Kind::PasskeyRefused
        | Kind::NumberWrong => Topic::Failed,
        Kind::ChallengeReported => Topic::Reported,
        Kind::BackupCodeAccepted => Topic::BackupCodeUsed,
        Kind::DeviceLinked => Topic::PhoneLinked,
        Kind::DeviceRemoved => Topic::PhoneRemoved,
        Kind::OtpAdded => Topic::CodeAppAdded,
        Kind::OtpRemoved => Topic::CodeAppRemoved,
        Kind::PasskeyAdded => Topic::PasskeyAdded,
        Kind::PasskeyRemoved => Topic::PasskeyRemoved,
        Kind::CompanyLinked => Topic::CompanyLinked,
        Kind::CompanyUnlinked => Topic::CompanyUnlinked,
        Kind::BackupCodesMade => Topic::BackupCodesMade,
        Kind::TwoStepOn => Topic::TwoStepOn,
        Kind::TwoStepOff => Topic::TwoStepOff,
        Kind::PasswordChanged => Topic::PasswordChanged,
        Kind::ResetAsked => Topic::ResetAsked,
        Kind::AppPasswordMade => Topic::AppPasswordMade,
        Kind::AppPasswordRevoked => Topic::AppPasswordRevoked,
        Kind::ApiTokenMade => Topic::ApiTokenMade,
        Kind::ApiTokenRevoked => Topic::ApiTokenRevoked,
        Kind::PasswordClosed => Topic::PasswordClosed,
        Kind::PasswordOpened => Topic::PasswordOpened,
        Kind::BrowserTrusted => Topic::BrowserTrusted,
        Kind::PersonInvited => Topic::Invited,
        Kind::RoleChanged => Topic::RoleChanged,
        Kind::AlertSent => Topic::Alert,
        Kind::PersonLeft => Topic::Left,
        Kind::PersonLocked => Topic::Locked,
        Kind::PersonUnlocked => Topic::Unlocked,
        Kind::ChallengeAsked
        | Kind::ChallengeApproved
        | Kind::ChallengeDenied
        | Kind::ChallengeExpired
        | Kind::ChallengeCancelled
        | Kind::ChallengeRedeemed
        | Kind::CodeAccepted
        | Kind::PasswordAccepted
        | Kind::PasskeyAccepted
        | Kind::CompanyAccepted
        | Kind::ProviderAdded
        | Kind::ProviderChanged
        | Kind::ProviderRemoved
        | Kind::AppPasswordUsed
        | Kind::ApiTokenUsed
        | Kind::SessionEnded
        | Kind::DeviceUpdated
        | Kind::ProfileChanged
        | Kind::PersonAdded
        | Kind::RulesChanged
        | Kind::PersonDeleted
        | Kind::DataExported
        | Kind::BrowserForgotten
        | Kind::ServiceAdded
        | Kind::ServiceRevoked
        | Kind::WebhookSet
        | Kind::MailSet
        | Kind::MailRemoved
        | Kind::WebhookRemoved => return None,
    })
}
