//! Identity checks: somebody who lost every second step shows a document and their face, and reviewers answer.
//!
//! Pictures are sealed in the browser for each reviewer's key; the server keeps what it can't read, and deletes it when
//! the check ends, after 72 hours at the latest. Everything that happens is in the log, and told by mail.

mod ask;
mod envelope;
mod number;
mod pictures;
mod review;
mod reviewers;
mod steps;
mod way_back;

#[cfg(test)]
mod tests;

use crate::app::{App, Failure, RETRIES};
use crate::model::{AuditEvent, AuditKind, CheckId, IdentityCheck, Mail, Session};
use crate::people::Origin;
use crate::store::SaveCheck;

pub use ask::{AskRefused, Help, ask, find_help, stop};
pub use envelope::is_sealed_for;
pub use number::{NumberRefused, TypedCode, open_number, send_code, try_code};
pub use pictures::{PictureRefused, put_picture};
pub use review::{Answer, AnswerRefused, Case, Waiting, answer, list_waiting, look, open_picture};
pub use reviewers::{
    KeyRefused, NotReviewer, Reviewing, can_check, find_key, fingerprint, reviewers_for, set_key, set_reviewer,
};
pub use steps::{At, Steps, StepsGone, choose_document, find_steps, other_number, send};
pub use way_back::{BackRefused, find_way_back, go_back, note_step};

/// The next state of a check, and what comes with it.
struct Change {
    check: IdentityCheck,
    drop_pictures: Option<&'static str>,
    session: Option<(Session, AuditEvent)>,
    mail: Option<Mail>,
    events: Vec<AuditEvent>,
}

impl Change {
    const fn of(check: IdentityCheck) -> Self {
        Self { check, drop_pictures: None, session: None, mail: None, events: Vec::new() }
    }

    /// …which the log tells of.
    fn telling(mut self, app: &App, kind: AuditKind, origin: Origin<'_>) -> Self {
        let event = event_of(app, kind, &self.check, origin);
        self.events.push(event);
        self
    }
}

/// An event about a check, which mails and webhooks follow.
fn event_of(app: &App, kind: AuditKind, check: &IdentityCheck, origin: Origin<'_>) -> AuditEvent {
    AuditEvent { detail: Some(check.id.to_string()), ..origin.event(app.now(), kind, Some(check.person)) }
}

/// Changes a check as it stands now; again when somebody else was first. `None` when `change` gives nothing, or the check
/// is gone.
async fn update(
    app: &App,
    id: CheckId,
    change: impl Fn(IdentityCheck) -> Option<Change> + Send + Sync,
) -> Result<Option<IdentityCheck>, Failure> {
    for _ in 0..RETRIES {
        let Some((rev, check)) = app.store.find_check(id).await? else { return Ok(None) };
        let Some(Change { check, drop_pictures, session, mail, events }) = change(check) else { return Ok(None) };
        let save = SaveCheck { rev, check: check.clone(), drop_pictures, session, mail, now: app.now(), events };
        if app.store.save_check(save).await? {
            return Ok(Some(check));
        }
    }
    Err(Failure::Busy)
}
