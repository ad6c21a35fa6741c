//! What an administrator does for one person. None of it shows or chooses a secret.

use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, PersonId, Role};
use crate::people::Admin;
use crate::store::Turned;

/// Why somebody does not get another role.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum RoleRefused {
    /// No such person.
    #[error("there is no such person")]
    Unknown,
    /// Only a legal representative makes or unmakes one.
    #[error("only a legal representative can give or take this role")]
    NotAllowed,
    /// Nobody would stand for the organisation any more.
    #[error("this is the last legal representative; name another one first")]
    Last,
    /// Somebody else was faster.
    #[error("the role was changed at the same time; look again")]
    Meanwhile,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Gives somebody another role.
///
/// # Errors
/// [`RoleRefused`].
pub async fn set_role(app: &App, admin: &Admin, id: PersonId, into: Role) -> Result<(), RoleRefused> {
    let person = app.store.find_person(id).await.map_err(Failure::from)?.ok_or(RoleRefused::Unknown)?;
    if person.role == into {
        return Ok(());
    }
    if !admin.role().may_turn(person.role, into) {
        return Err(RoleRefused::NotAllowed);
    }
    let event = admin.event(app, AuditKind::RoleChanged, id);
    let event = AuditEvent { detail: Some(into.word().to_owned()), ..event };
    match app.store.set_role(id, person.role, into, event).await.map_err(Failure::from)? {
        Turned::Done => Ok(()),
        Turned::Conflict => Err(RoleRefused::Meanwhile),
        Turned::Last => Err(RoleRefused::Last),
    }
}

/// Sends somebody a mail about their security settings, once an hour at most.
///
/// # Errors
/// When the store fails.
pub async fn send_alert(app: &App, admin: &Admin, id: PersonId) -> Result<(), Failure> {
    tell(app, admin, AuditKind::AlertSent, id).await
}

/// Sends somebody a link by which they choose a new password. Their second step stays.
///
/// # Errors
/// When the store fails.
pub async fn start_reset(app: &App, admin: &Admin, id: PersonId) -> Result<(), Failure> {
    tell(app, admin, AuditKind::ResetAsked, id).await
}

/// The mail follows from the log.
async fn tell(app: &App, admin: &Admin, kind: AuditKind, id: PersonId) -> Result<(), Failure> {
    app.store.append_audit(vec![admin.event(app, kind, id)]).await?;
    Ok(())
}
