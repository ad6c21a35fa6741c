//! Prepared recovery: somebody who can't get in any more is recognised by two of what they prepared, everybody is told,
//! and after a waiting time in which any device of theirs can stop it, they choose a new password.
//!
//! Whether an account exists, and what was prepared for it, can't be seen by beginning one.

mod begin;
mod finish;
mod parts;
mod plan;
mod stop;
mod trustees;

#[cfg(test)]
mod tests;

use crate::app::{App, Failure, RETRIES};
use crate::model::{AuditEvent, AuditKind, Recovery, RecoveryId, Session};
use crate::people::Origin;
use crate::store::SaveRecovery;

pub use begin::{begin, find_begun};
pub use finish::finish;
pub use parts::{TriedPart, Vouched, try_device, try_sheet, vouch_as_admin, vouch_as_trustee};
pub use plan::{PlanRefused, Prepared, drop_sheet, find_live, find_prepared, make_sheet, set_terms};
pub use stop::{make_stop_link, stop_all, stop_by_link};
pub use trustees::{
    MAX_TRUSTEES, TrusteeRefused, Trusting, accept_trust, add_trustee, decline_trust, list_trusting, remove_trustee,
};

/// The next state of a recovery, and what comes with it.
struct Change {
    recovery: Recovery,
    session: Option<(Session, AuditEvent)>,
    events: Vec<AuditEvent>,
}

impl Change {
    const fn of(recovery: Recovery) -> Self {
        Self { recovery, session: None, events: Vec::new() }
    }
}

/// An event about a recovery; the person wants to know from where it was begun.
fn event_of(app: &App, kind: AuditKind, recovery: &Recovery) -> AuditEvent {
    let origin = Origin::portal(recovery.context.address.as_ref());
    AuditEvent { detail: Some(recovery.id.to_string()), ..origin.event(app.now(), kind, Some(recovery.person)) }
}

/// Changes a recovery as it stands now; again when somebody else was first. `None` when `change` gives nothing, or it is
/// gone.
async fn update(
    app: &App,
    id: RecoveryId,
    change: impl Fn(Recovery) -> Option<Change> + Send + Sync,
) -> Result<Option<Recovery>, Failure> {
    for _ in 0..RETRIES {
        let Some((rev, recovery)) = app.store.find_recovery(id).await? else { return Ok(None) };
        let Some(Change { recovery, session, events }) = change(recovery) else { return Ok(None) };
        let save = SaveRecovery { rev, recovery: recovery.clone(), session, events };
        if app.store.save_recovery(save).await? {
            return Ok(Some(recovery));
        }
    }
    Err(Failure::Busy)
}
