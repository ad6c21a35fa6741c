//! No requests for a while: said by one phone, kept for all phones of the person. It ends by the clock, by any of the
//! phones, or on the portal; a sign-in by another way does not end it.

use assent_core::clock::UnixSeconds;
use assent_core::message::{MAX_QUIET_SECS, NoticeKind, Quiet};

use super::DeviceError;
use crate::app::{App, Failure};
use crate::approvals::CLOCK_SLACK_SECS;
use crate::model::{AuditKind, Device, PersonId};
use crate::people::sessions::SignedIn;
use crate::store::NewNotice;

/// What a phone's wish comes to.
#[derive(Default)]
pub(super) struct QuietChange {
    /// As the store takes it.
    pub(super) until: Option<Option<UnixSeconds>>,
    /// What the log says; nothing when it was not quiet and is not.
    pub(super) kind: Option<AuditKind>,
    /// What the phones are told.
    pub(super) notice: Option<NewNotice>,
}

/// Reads the wish. An end a little too far ahead, as by a clock that is off, is brought nearer; one that is past means
/// "no longer".
pub(super) async fn read_quiet(
    app: &App,
    device: &Device,
    wish: Option<Quiet>,
    now: UnixSeconds,
) -> Result<QuietChange, DeviceError> {
    let Some(wish) = wish else { return Ok(QuietChange::default()) };
    let until = match wish {
        Quiet::Until(until) if until > now.saturating_add(MAX_QUIET_SECS + CLOCK_SLACK_SECS) => {
            return Err(DeviceError::QuietTooLong);
        }
        Quiet::Until(until) => Some(until.min(now.saturating_add(MAX_QUIET_SECS))).filter(|until| *until > now),
        Quiet::Off => None,
    };
    let was = quiet_until(app, device.person, now).await?;
    let kind = match (was, until) {
        (_, Some(_)) => Some(AuditKind::QuietBegun),
        (Some(_), None) => Some(AuditKind::QuietEnded),
        (None, None) => None,
    };
    let notice = kind.map(|_| told(device.person, until, now));
    Ok(QuietChange { until: Some(until), kind, notice })
}

/// Until when a person's phones get no requests, if that is so at `now`.
///
/// # Errors
/// When the store fails.
pub(super) async fn quiet_until(app: &App, person: PersonId, now: UnixSeconds) -> Result<Option<UnixSeconds>, Failure> {
    Ok(app.store.find_person(person).await?.and_then(|person| person.quiet_at(now)))
}

/// Whoever is signed in wants requests again. `false` when it was not quiet.
///
/// # Errors
/// When the store fails.
pub async fn end_quiet(app: &App, by: &SignedIn) -> Result<bool, Failure> {
    let (person, now) = (by.person.id, app.now());
    let event = by.event(app, AuditKind::QuietEnded);
    let ended = app.store.end_quiet(person, now, event, told(person, None, now)).await?;
    if ended {
        app.wake.phones.wake(person);
    }
    Ok(ended)
}

fn told(person: PersonId, until: Option<UnixSeconds>, now: UnixSeconds) -> NewNotice {
    NewNotice { person, at: now, kind: NoticeKind::Quiet { until } }
}
