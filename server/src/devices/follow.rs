//! From the log to notices: a person's phones are told what was changed about the account's security.

use assent_core::message::{AccountChange, NoticeKind};

use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind};
use crate::store::{Follower, NewNotice};

/// Entries that are read at once.
const STEP: u32 = 1024;
/// What is older is not told any more, in seconds.
const STALE_SECS: i64 = 86_400;

/// Reads on in the log.
///
/// # Errors
/// When the store fails; then the same entries are read again.
pub async fn tell_phones(app: &App) -> Result<(), Failure> {
    loop {
        let (from, entries) = app.store.read_on(Follower::Phones, STEP).await?;
        let Some(last) = entries.last() else { return Ok(()) };
        let mut notices = Vec::new();
        for entry in entries.iter().filter(|entry| entry.event.at >= app.now() - STALE_SECS) {
            notices.extend(make_notice(app, &entry.event).await?);
        }
        let told: Vec<_> = notices.iter().map(|notice| notice.person).collect();
        app.store.queue_notices(from, last.seq, notices).await?;
        told.into_iter().for_each(|person| app.wake.phones.wake(person));
    }
}

async fn make_notice(app: &App, event: &AuditEvent) -> Result<Option<NewNotice>, Failure> {
    let (Some(what), Some(person)) = (change_of(event.kind), event.person) else { return Ok(None) };
    let has_phone = !app.store.list_devices(person).await?.is_empty();
    Ok(has_phone.then_some(NewNotice { person, at: event.at, kind: NoticeKind::Changed { what } }))
}

/// What an entry is told as, if it is. Phones that come and go are told in the write that lets them.
const fn change_of(kind: AuditKind) -> Option<AccountChange> {
    Some(match kind {
        AuditKind::PasswordChanged => AccountChange::Password,
        AuditKind::OtpAdded | AuditKind::PasskeyAdded | AuditKind::SmsAdded | AuditKind::CompanyLinked => {
            AccountChange::OptionAdded
        }
        AuditKind::OtpRemoved | AuditKind::PasskeyRemoved | AuditKind::SmsRemoved | AuditKind::CompanyUnlinked => {
            AccountChange::OptionRemoved
        }
        AuditKind::EmailChanged => AccountChange::Email,
        AuditKind::RecoveryMailAdded
        | AuditKind::RecoveryMailRemoved
        | AuditKind::RecoveryNumberSet
        | AuditKind::RecoveryNumberRemoved
        | AuditKind::RecoveryPlanChanged => AccountChange::Recovery,
        AuditKind::RecoveryBegun | AuditKind::RecoveryWaiting => AccountChange::RecoveryBegun,
        AuditKind::BackupCodesMade => AccountChange::BackupCodes,
        AuditKind::AppPasswordMade | AuditKind::ApiTokenMade => AccountChange::ProgramAdded,
        _ => return None,
    })
}
