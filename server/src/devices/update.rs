//! A phone says new facts about itself, or goes.

use assent_core::message::{DeviceState, Leave, NoticeKind, Update};

use super::DeviceError;
use super::open::{open_by_request_key, sign_done};
use super::quiet::read_quiet;
use super::remove::removed_events;
use crate::app::App;
use crate::model::{AuditEvent, AuditKind};
use crate::people::is_last_step;
use crate::recovery_plans::stop_all;
use crate::store::{DeviceChange, NewNotice};

/// Takes an [`Update`]: a new name or push endpoint, the wish for quiet, or that no recovery goes on.
///
/// # Errors
/// [`DeviceError`].
pub async fn update(app: &App, bytes: &[u8]) -> Result<String, DeviceError> {
    let now = app.now();
    let (device, claims) = open_by_request_key::<Update>(app, bytes, now).await?;
    if device.state != DeviceState::Active {
        return Err(DeviceError::NotLinked);
    }
    let new = &claims.message;
    app.wake.check(new.push.as_ref())?;
    let quiet = read_quiet(app, &device, new.quiet, now).await?;
    let mut description = device.description.clone();
    description.name = new.name.clone().unwrap_or(description.name);
    let event = |kind| AuditEvent {
        device: Some(device.id),
        detail: Some(description.name.to_string()),
        ..AuditEvent::new(now, kind).of(device.person)
    };
    let mut events = quiet.kind.map(event).into_iter().collect::<Vec<_>>();
    if new.quiet.is_none() || new.name.is_some() || new.push.is_some() {
        events.push(event(AuditKind::DeviceUpdated));
    }
    let change = DeviceChange {
        id: device.id,
        counter: new.counter,
        push: new.push.clone(),
        quiet_until: quiet.until,
        events,
        notice: quiet.notice,
        description,
    };
    if !app.store.update_device(change).await? {
        return Err(DeviceError::StaleCounter);
    }
    if quiet.until.is_some() {
        app.wake.phones.wake(device.person);
    }
    if new.stop_recovery {
        let event = AuditEvent::new(now, AuditKind::RecoveryStopped).of(device.person);
        stop_all(app, device.person, &AuditEvent { device: Some(device.id), ..event }).await?;
    }
    sign_done(app, device.id, &claims, now)
}

/// Takes a [`Leave`]: the phone unlinks itself.
///
/// # Errors
/// [`DeviceError`].
pub async fn leave(app: &App, bytes: &[u8]) -> Result<String, DeviceError> {
    let now = app.now();
    let (device, claims) = open_by_request_key::<Leave>(app, bytes, now).await?;
    if device.state != DeviceState::Active {
        return Err(DeviceError::NotLinked);
    }
    let last = is_last_step(app, device.person, &device.id.0).await?;
    let events = removed_events(&device, last, None, now);
    let kind = NoticeKind::DeviceRemoved { name: device.description.name.clone() };
    let notice = NewNotice { person: device.person, at: now, kind };
    let counter = Some(claims.message.counter);
    if !app.store.remove_device(device.id, device.person, counter, events, Some(notice)).await? {
        return Err(DeviceError::StaleCounter);
    }
    app.wake.phones.wake(device.person);
    sign_done(app, device.id, &claims, now)
}
