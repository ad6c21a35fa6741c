//! The link code: the same six digits on the phone and, typed by the person, here.

use assent_core::ids::{DeviceId, TicketId};
use assent_core::message::{NoticeKind, Text};
use assent_core::otp::normalise_code;
use zeroize::Zeroizing;

use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, PersonId, Throttled};
use crate::people::sessions::SignedIn;
use crate::people::{Account, Factor, check_throttle, count_failure, has_two_step, reset_throttle};
use crate::store::{Confirm, Confirmed, NewNotice};

use super::remove::removed_events;
use super::tickets::{TicketAt, TicketView, look_at_ticket};

/// What became of a typed link code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfirmLink {
    /// The phone is linked.
    Linked {
        /// Which.
        device: DeviceId,
        /// Whether it switched two-step verification on.
        first: bool,
    },
    /// Another code than the phone's; at 0 the ticket is void.
    Wrong {
        /// Tries left.
        tries_left: u8,
    },
    /// Not six digits; nothing was counted.
    NotACode,
    /// No phone came yet, or the ticket is over.
    NotOpen,
    /// Not looked at.
    Throttled(Throttled),
}

/// Checks the link code as it was typed and makes the phone active.
///
/// # Errors
/// [`Failure`].
pub async fn confirm_link(app: &App, by: &SignedIn, ticket: TicketId, typed: &str) -> Result<ConfirmLink, Failure> {
    let Some(code) = read_code(typed) else { return Ok(ConfirmLink::NotACode) };
    let account = Account::of(by.person.clone());
    if let Err(throttled) = check_throttle(app, Factor::LinkCode, &account).await? {
        return Ok(ConfirmLink::Throttled(throttled));
    }
    let person = by.person.id;
    let view = look_at_ticket(app, person, ticket).await?;
    let Some(TicketView { at: TicketAt::Claimed { phone }, replaces, .. }) = view else {
        return Ok(ConfirmLink::NotOpen);
    };
    let first = !has_two_step(app, person).await?;
    let now = app.now();
    let confirm = Confirm {
        ticket,
        person,
        code_mac: derive_code_mac(app, ticket, &code),
        now,
        events: linked_events(app, person, None, &phone).await?,
        cut: cut_events(app, by, replaces.map(|old| old.id)).await?,
        notice: Some(NewNotice { person, at: now, kind: NoticeKind::DeviceLinked { name: phone } }),
    };
    let confirmed = app.store.confirm(confirm).await?;
    app.wake.phones.wake(person);
    match confirmed {
        Confirmed::Done(device) => {
            reset_throttle(app, Factor::LinkCode, &account).await?;
            Ok(ConfirmLink::Linked { device, first })
        }
        Confirmed::Wrong { tries_left } => {
            count_failure(app, Factor::LinkCode, &account).await?;
            Ok(ConfirmLink::Wrong { tries_left })
        }
        Confirmed::NotClaimed | Confirmed::NotOpen => Ok(ConfirmLink::NotOpen),
    }
}

/// What the log says of the phone that goes. Two-step verification stays on: another one comes with it.
async fn cut_events(app: &App, by: &SignedIn, replaces: Option<DeviceId>) -> Result<Vec<AuditEvent>, Failure> {
    let Some(id) = replaces else { return Ok(Vec::new()) };
    let address = by.session.context.address.as_ref().map(ToString::to_string);
    let old = app.store.find_device(id).await?;
    Ok(old.map(|old| removed_events(&old, false, address, app.now())).unwrap_or_default())
}

/// What the log says of a phone that becomes active, also that it switches two-step verification on.
pub(super) async fn linked_events(
    app: &App,
    person: PersonId,
    device: Option<DeviceId>,
    name: &Text,
) -> Result<Vec<AuditEvent>, Failure> {
    let first = !has_two_step(app, person).await?;
    let event =
        |kind| AuditEvent { device, detail: Some(name.to_string()), ..AuditEvent::new(app.now(), kind).of(person) };
    let mut events = vec![event(AuditKind::DeviceLinked)];
    events.extend(first.then(|| event(AuditKind::TwoStepOn)));
    Ok(events)
}

/// What is stored of a link code.
pub(super) fn derive_code_mac(app: &App, ticket: TicketId, code: &str) -> [u8; 32] {
    app.secrets.derive_mac("link code", &[&ticket.0, code.as_bytes()])
}

fn read_code(typed: &str) -> Option<Zeroizing<String>> {
    normalise_code(typed).filter(|code| code.len() == 6)
}
