//! A person's phones, and removing one.

use assent_core::clock::UnixSeconds;
use assent_core::ids::DeviceId;
use assent_core::message::NoticeKind;

use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, Device, PersonId};
use crate::people::is_last_step;
use crate::people::sessions::SignedIn;
use crate::store::NewNotice;

/// A person's phones, oldest first.
///
/// # Errors
/// When the store fails.
pub async fn list_phones(app: &App, person: PersonId) -> Result<Vec<Device>, Failure> {
    Ok(app.store.list_devices(person).await?)
}

/// An active phone of the person.
///
/// # Errors
/// When the store fails.
pub async fn find_phone(app: &App, person: PersonId, id: DeviceId) -> Result<Option<Device>, Failure> {
    Ok(list_phones(app, person).await?.into_iter().find(|phone| phone.id == id))
}

/// Removes a phone of the person who is signed in; it learns so at once if it waits. `false` when it is gone already.
/// The caller has checked that the sign-in is fresh.
///
/// # Errors
/// When the store fails.
pub async fn remove_phone(app: &App, by: &SignedIn, id: DeviceId) -> Result<bool, Failure> {
    let person = by.person.id;
    let found = app.store.find_device(id).await?.filter(|device| device.person == person);
    let Some(device) = found else { return Ok(false) };
    let now = app.now();
    let address = by.session.context.address.as_ref().map(ToString::to_string);
    let events = removed_events(&device, is_last_step(app, person, &id.0).await?, address, now);
    let kind = NoticeKind::DeviceRemoved { name: device.description.name.clone() };
    let notice = NewNotice { person, at: now, kind };
    let removed = app.store.remove_device(id, person, None, events, Some(notice)).await?;
    app.wake.phones.wake(person);
    Ok(removed)
}

/// What the log says of a phone that goes, also that it switches two-step verification off.
pub(super) fn removed_events(
    device: &Device,
    last: bool,
    address: Option<String>,
    now: UnixSeconds,
) -> Vec<AuditEvent> {
    let event = |kind| AuditEvent {
        device: Some(device.id),
        address: address.clone(),
        detail: Some(device.description.name.to_string()),
        ..AuditEvent::new(now, kind).of(device.person)
    };
    let mut events = vec![event(AuditKind::DeviceRemoved)];
    events.extend(last.then(|| event(AuditKind::TwoStepOff)));
    events
}
