//! Opening what a linked phone sent.

use assent_core::clock::UnixSeconds;
use assent_core::ids::DeviceId;
use assent_core::keys::PublicKey;
use assent_core::message::{Addressing, Claims, Done, Expected, Message, Received, Refusal, Times, sign};

use super::DeviceError;
use crate::app::App;
use crate::approvals::CLOCK_SLACK_SECS;
use crate::model::Device;

/// How long an answer to a phone holds, in seconds.
pub(super) const ANSWER_SECS: i64 = 60;

/// A message signed by the request key of a phone that is known, removed ones too.
pub(super) async fn open_by_request_key<M: Message>(
    app: &App,
    bytes: &[u8],
    now: UnixSeconds,
) -> Result<(Device, Claims<M>), DeviceError> {
    open_by(app, bytes, now, |device| &device.request_key).await
}

/// The same by the approve key, which wants the person.
pub(super) async fn open_by_approve_key<M: Message>(
    app: &App,
    bytes: &[u8],
    now: UnixSeconds,
) -> Result<(Device, Claims<M>), DeviceError> {
    open_by(app, bytes, now, |device| &device.approve_key).await
}

async fn open_by<M: Message>(
    app: &App,
    bytes: &[u8],
    now: UnixSeconds,
    key_of: fn(&Device) -> &PublicKey,
) -> Result<(Device, Claims<M>), DeviceError> {
    let received = Received::new(bytes)?;
    let key_id = received.key_id::<M>()?;
    let said = received.peek::<M>()?;
    let id: DeviceId = said.iss.parse().map_err(|_| DeviceError::NotLinked)?;
    let device = app.store.find_device(id).await?.ok_or(DeviceError::NotLinked)?;
    let key = key_of(&device);
    if key.thumbprint() != key_id {
        return Err(Refusal::WrongKey.into());
    }
    let times = Times::Around { now, slack_secs: CLOCK_SLACK_SECS };
    let expected = Expected { issuer: &said.iss, audience: &app.signing.server_id, times };
    let claims = received.open(key, &expected)?;
    Ok((device, claims))
}

/// An answer to a phone, signed by the prompt key.
pub(super) fn sign_to<M: Message>(
    app: &App,
    device: DeviceId,
    message: M,
    now: UnixSeconds,
) -> Result<String, DeviceError> {
    let audience = device.to_string();
    let to = Addressing { issuer: &app.signing.server_id, audience: &audience, now, expires_at: now + ANSWER_SECS };
    Ok(sign(message, to, &app.signing.prompt, &*app.random)?)
}

/// "It was done."
pub(super) fn sign_done<M>(
    app: &App,
    device: DeviceId,
    of: &Claims<M>,
    now: UnixSeconds,
) -> Result<String, DeviceError> {
    sign_to(app, device, Done { request: of.jti }, now)
}
