//! The end of a recovery: a new password, and a session that opens nothing but the way to a new second step.

use assent_core::message::Context;

use super::stop::stop;
use super::{Change, begin, event_of, update};
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, Level, Part, Person, Recovery, RecoveryPlan, RecoveryStage};
use crate::people::sessions::{self, NewSession};
use crate::recovery::{ResetRefused, replace_password};

/// Sets a new password and begins a session. Everything else that goes on for this account ends: sessions, other
/// recoveries, and the sheet if it was used.
///
/// # Errors
/// [`ResetRefused`].
pub async fn finish(app: &App, cookie: &str, new: &str, context: Context) -> Result<NewSession, ResetRefused> {
    let (recovery, person) = find(app, cookie).await?.ok_or(ResetRefused::Gone)?;
    // Before the session begins: whoever is interrupted here comes again with the same cookie.
    replace_password(app, &person, new, context.address.as_ref()).await?;
    let session = sessions::prepare(app, person.id, Level::Recovery, context)?;
    let used = update(app, recovery.id, |recovery| {
        let recovery = recovery.used(app.now())?;
        let event = event_of(app, AuditKind::RecoveryUsed, &recovery);
        Some(Change { session: Some((session.session.clone(), event)), ..Change::of(recovery) })
    });
    used.await?.ok_or(ResetRefused::Gone)?;
    for other in app.store.list_recoveries(person.id).await.map_err(Failure::from)? {
        stop(app, other.id, None).await?;
    }
    if recovery.has(Part::Sheet) {
        void_sheet(app, &recovery, &person).await?;
    }
    Ok(session)
}

async fn find(app: &App, cookie: &str) -> Result<Option<(Recovery, Person)>, Failure> {
    let recovery = begin::find_begun(app, cookie).await?;
    let Some(recovery) = recovery.filter(|one| one.stage(app.now()) == RecoveryStage::Use) else { return Ok(None) };
    let person = app.store.find_person(recovery.person).await?;
    let person = person.filter(|person| person.locked_at.is_none() && person.has_password());
    Ok(person.map(|person| (recovery, person)))
}

async fn void_sheet(app: &App, recovery: &Recovery, person: &Person) -> Result<(), Failure> {
    let Some(plan) = app.store.find_plan(person.id).await? else { return Ok(()) };
    let event = event_of(app, AuditKind::RecoveryPlanChanged, recovery);
    let event = AuditEvent { detail: Some(Part::Sheet.word().to_owned()), ..event };
    Ok(app.store.set_plan(RecoveryPlan { sheet: None, sheet_made_at: None, ..plan }, event).await?)
}
