//! Taking a request back.

use assent_core::ids::ChallengeId;

use super::{WaitError, find};
use crate::app::App;
use crate::model::{AuditEvent, AuditKind, Cancelled, ServiceId};

/// Ends a pending request of `service`. `false` when it had ended already.
///
/// # Errors
/// [`WaitError`].
pub async fn withdraw(app: &App, id: ChallengeId, service: ServiceId) -> Result<bool, WaitError> {
    let challenge = find(app, id, service).await?.challenge;
    let now = app.clock.now();
    let event = AuditEvent {
        person: Some(challenge.person),
        service: Some(service),
        detail: Some(id.to_string()),
        ..AuditEvent::new(now, AuditKind::ChallengeCancelled)
    };
    let done = app.store.cancel(id, service, Cancelled::Withdrawn, now, event).await?;
    if done {
        app.wake.answers.wake(id);
        app.wake.phones.wake(challenge.person);
    }
    Ok(done)
}
