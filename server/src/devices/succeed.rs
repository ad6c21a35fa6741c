//! Moving to another phone, second half: the old one signs for the keys that come after it. The new phone becomes active
//! and the old one goes in one write.

use assent_core::clock::UnixSeconds;
use assent_core::ids::DeviceId;
use assent_core::message::{Claims, DeviceState, NoticeKind, Succession};

use super::DeviceError;
use super::confirm::linked_events;
use super::kept::check_rules;
use super::open::{open_by_approve_key, sign_done};
use super::remove::removed_events;
use crate::app::App;
use crate::model::{Device, LinkTicket, TicketState};
use crate::store::{NewNotice, StoreError, Succeed, Succeeded};

/// Takes a [`Succession`]. The same again, as after a lost answer, is answered again.
///
/// # Errors
/// [`DeviceError`]; then nothing was moved.
pub async fn succeed(app: &App, bytes: &[u8]) -> Result<String, DeviceError> {
    let now = app.now();
    let (old, claims) = open_by_approve_key::<Succession>(app, bytes, now).await?;
    let ticket = app.store.find_ticket(claims.message.ticket).await?;
    let ticket = ticket.filter(|it| it.handover && it.replaces == Some(old.id)).ok_or(DeviceError::TicketGone)?;
    let (new, is_done) = match ticket.state {
        TicketState::Used { device } => (device, true),
        TicketState::Claimed { device, .. } => (device, false),
        TicketState::Open => return Err(DeviceError::NotClaimed),
        TicketState::Void(_) => return Err(DeviceError::TicketGone),
    };
    let new = find_named(app, new, &claims.message).await?;
    if !is_done {
        move_on(app, &old, &new, &ticket, &claims, now).await?;
    }
    sign_done(app, old.id, &claims, now)
}

/// The phone that came, if it has the keys that were signed for.
async fn find_named(app: &App, id: DeviceId, signed: &Succession) -> Result<Device, DeviceError> {
    let device = app.store.find_device(id).await?.ok_or(StoreError::Damaged("a ticket without its phone"))?;
    let same = device.approve_key.thumbprint() == signed.approve_key_id
        && device.request_key.thumbprint() == signed.request_key_id;
    if same { Ok(device) } else { Err(DeviceError::OtherKeys) }
}

async fn move_on(
    app: &App,
    old: &Device,
    new: &Device,
    ticket: &LinkTicket,
    claims: &Claims<Succession>,
    now: UnixSeconds,
) -> Result<(), DeviceError> {
    let person = app.store.find_person(old.person).await?.filter(|person| person.locked_at.is_none());
    if old.state != DeviceState::Active || person.is_none() {
        return Err(DeviceError::NotLinked);
    }
    // The rules may be stricter than when it came.
    check_rules(&app.rules().await?, new.assurance, new.proved)?;
    let name = new.description.name.clone();
    let mut events = linked_events(app, old.person, Some(new.id), &name).await?;
    events.extend(removed_events(old, false, None, now));
    let order = Succeed {
        ticket: ticket.id,
        old: old.id,
        counter: claims.message.counter,
        new: new.id,
        now,
        events,
        notice: NewNotice { person: old.person, at: now, kind: NoticeKind::DeviceLinked { name } },
    };
    let succeeded = app.store.succeed(order).await?;
    app.wake.phones.wake(old.person);
    match succeeded {
        Succeeded::Done => Ok(()),
        Succeeded::StaleCounter => Err(DeviceError::StaleCounter),
        Succeeded::NotOpen => Err(DeviceError::TicketGone),
    }
}
