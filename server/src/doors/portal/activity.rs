//! What happened on the account.

use axum::response::Response;

use crate::audit::{self, Happened};
use crate::doors::web::{Reply, Result, Visitor};
use crate::model::AuditKind;
use crate::pages::activity::{Activity, Entry, Outcome, What};
use crate::services::PORTAL;

const PAGE: u32 = 30;

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = page(&visitor).await;
    visitor.answer(result)
}

async fn page(visitor: &Visitor) -> Result {
    let before = visitor.query("before").and_then(|seq| seq.parse().ok());
    let me = visitor.me()?;
    let found = audit::list(&visitor.app, me.person.id, before, PAGE).await?;
    let older = found.last().filter(|_| found.len() == PAGE as usize);
    Reply::page(&Activity {
        frame: visitor.frame(),
        older: older.map(|last| format!("/activity?before={}", last.seq)),
        entries: found.iter().map(entry).collect(),
        is_later_page: before.is_some(),
    })
}

/// The last things that happened.
pub(super) async fn list(visitor: &Visitor, before: Option<u64>, limit: u32) -> Result<Vec<Entry>> {
    let found = audit::list(&visitor.app, visitor.me()?.person.id, before, limit).await?;
    Ok(found.iter().map(entry).collect())
}

fn entry(happened: &Happened) -> Entry {
    let event = &happened.event;
    let (what, result) = what(happened);
    // Ids mean nothing to people; names do.
    let detail = match event.kind {
        AuditKind::DeviceLinked
        | AuditKind::DeviceRemoved
        | AuditKind::DeviceUpdated
        | AuditKind::PasskeyAccepted
        | AuditKind::PasskeyAdded
        | AuditKind::PasskeyRemoved
        | AuditKind::AppPasswordMade
        | AuditKind::AppPasswordUsed
        | AuditKind::AppPasswordRevoked
        | AuditKind::ApiTokenMade
        | AuditKind::ApiTokenUsed
        | AuditKind::ApiTokenRevoked
        | AuditKind::ServiceAdded
        | AuditKind::ServiceRevoked => event.detail.clone(),
        _ => happened.phone.clone(),
    };
    Entry { what, detail, address: event.address.clone(), at: event.at, result }
}

fn what(happened: &Happened) -> (What, Outcome) {
    use AuditKind as Kind;
    let sign_in = || match (&happened.event.service, &happened.service) {
        (Some(id), Some(name)) if *id != PORTAL => What::SignIn(name.clone()),
        _ => What::SignedIn,
    };
    let service = || happened.service.clone().unwrap_or_default();
    match happened.event.kind {
        Kind::ChallengeApproved | Kind::ChallengeRedeemed => (sign_in(), Outcome::Approved),
        Kind::ChallengeDenied => (sign_in(), Outcome::Denied),
        Kind::ChallengeReported => (sign_in(), Outcome::Reported),
        Kind::ChallengeExpired | Kind::ChallengeAsked => (sign_in(), Outcome::Expired),
        Kind::ChallengeCancelled => (sign_in(), Outcome::CalledOff),
        Kind::NumberWrong => (sign_in(), Outcome::Failed),
        Kind::CodeAccepted => (What::Code, Outcome::Done),
        Kind::CodeRefused => (What::Code, Outcome::Failed),
        Kind::BackupCodeAccepted => (What::BackupCode, Outcome::Done),
        Kind::BackupCodeRefused => (What::BackupCode, Outcome::Failed),
        Kind::PasswordRefused => (What::Password, Outcome::Failed),
        Kind::PasswordAccepted => (sign_in(), Outcome::SignedIn),
        Kind::AppPasswordMade => (What::AppPasswordMade, Outcome::Done),
        Kind::AppPasswordUsed => (What::AppPasswordUsed(service()), Outcome::SignedIn),
        Kind::AppPasswordRevoked => (What::AppPasswordRevoked, Outcome::Done),
        Kind::ApiTokenMade => (What::ApiTokenMade, Outcome::Done),
        Kind::ApiTokenUsed => (What::ApiTokenUsed(service()), Outcome::SignedIn),
        Kind::ApiTokenRevoked => (What::ApiTokenRevoked, Outcome::Done),
        Kind::SignedIn => (What::SignedIn, Outcome::SignedIn),
        Kind::SessionEnded => (What::SessionEnded, Outcome::Done),
        Kind::DeviceLinked => (What::PhoneLinked, Outcome::Done),
        Kind::DeviceRemoved => (What::PhoneRemoved, Outcome::Done),
        Kind::DeviceUpdated => (What::PhoneChanged, Outcome::Done),
        Kind::OtpAdded => (What::CodeAppAdded, Outcome::Done),
        Kind::OtpRemoved => (What::CodeAppRemoved, Outcome::Done),
        Kind::PasskeyAccepted => (What::Passkey, Outcome::Done),
        Kind::PasskeyRefused => (What::Passkey, Outcome::Failed),
        Kind::PasskeyAdded => (What::PasskeyAdded, Outcome::Done),
        Kind::PasskeyRemoved => (What::PasskeyRemoved, Outcome::Done),
        Kind::BackupCodesMade => (What::BackupCodesMade, Outcome::Done),
        Kind::TwoStepOn => (What::TwoStepOn, Outcome::Done),
        Kind::TwoStepOff => (What::TwoStepOff, Outcome::Done),
        Kind::PasswordChanged => (What::PasswordChanged, Outcome::Done),
        Kind::ResetAsked => (What::ResetAsked, Outcome::Done),
        Kind::ProfileChanged => (What::ProfileChanged, Outcome::Done),
        Kind::PersonAdded => (What::AccountMade, Outcome::Done),
        Kind::PersonLocked => (What::Locked, Outcome::Done),
        Kind::PersonUnlocked => (What::Unlocked, Outcome::Done),
        Kind::ServiceAdded => (What::ServiceAdded, Outcome::Done),
        Kind::ServiceRevoked => (What::ServiceRevoked, Outcome::Done),
    }
}
