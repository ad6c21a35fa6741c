//! Stopping a recovery: by the link in every mail about it, from the portal, by any linked phone. It takes no proof that
//! could be missing just then; whoever stops wrongly only costs time.

use super::{Change, update};
use crate::app::{App, Failure, LinkToken, make_link_token};
use crate::model::{AuditEvent, AuditKind, PersonId, Recovery, RecoveryId};
use crate::people::Origin;

/// The path that stops all recoveries of an account, for mails about one of them.
#[must_use]
pub fn make_stop_link(app: &App, id: RecoveryId) -> String {
    format!("/recover/stop?token={}", make_link_token(&id.0, derive_mac(app, id)))
}

/// The recovery of a link, if it still goes on.
async fn find_stop(app: &App, token: &str) -> Result<Option<Recovery>, Failure> {
    let Some(token) = LinkToken::<16>::read(token) else { return Ok(None) };
    let id = RecoveryId(token.about);
    if !token.has(&derive_mac(app, id)) {
        return Ok(None);
    }
    let found = app.store.find_recovery(id).await?.map(|(_, recovery)| recovery);
    Ok(found.filter(|recovery| recovery.is_live(app.now())))
}

/// Stops it by the link. `false` when it is over, or the link is none.
///
/// # Errors
/// When the store fails.
pub async fn stop_by_link(app: &App, token: &str, origin: Origin<'_>) -> Result<bool, Failure> {
    let Some(recovery) = find_stop(app, token).await? else { return Ok(false) };
    let event = origin.event(app.now(), AuditKind::RecoveryStopped, Some(recovery.person));
    stop_all(app, recovery.person, &event).await
}

/// Stops all recoveries of an account. `false` when there was none; `event` says who did.
///
/// # Errors
/// When the store fails.
pub async fn stop_all(app: &App, person: PersonId, event: &AuditEvent) -> Result<bool, Failure> {
    let (now, mut is_stopped) = (app.now(), false);
    for one in app.store.list_recoveries(person).await? {
        // One of which nothing was proved is nobody's business yet.
        let told = one.is_live(now).then(|| AuditEvent { detail: Some(one.id.to_string()), ..event.clone() });
        is_stopped |= stop(app, one.id, told).await?;
    }
    Ok(is_stopped)
}

/// Gives whether somebody has to hear of it.
pub(super) async fn stop(app: &App, id: RecoveryId, told: Option<AuditEvent>) -> Result<bool, Failure> {
    let stopped = update(app, id, |recovery| {
        let recovery = recovery.stopped(app.now())?;
        Some(Change { events: told.clone().into_iter().collect(), ..Change::of(recovery) })
    });
    Ok(stopped.await?.is_some() && told.is_some())
}

fn derive_mac(app: &App, id: RecoveryId) -> [u8; 32] {
    app.secrets.derive_mac("stop recovery", &[&id.0])
}
