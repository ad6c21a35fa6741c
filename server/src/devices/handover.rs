//! Moving to another phone, first half: the old one gets a ticket that replaces it, and is told who came with it. Nothing
//! is moved here: that takes its approve key (`succeed.rs`).

use assent_core::clock::UnixSeconds;
use assent_core::ids::{DeviceId, Nonce, TicketId};
use assent_core::message::{DeviceState, HandedOver, Handover, HandoverState, HandoverWish, Successor, WireSecret};
use data_encoding::BASE64URL_NOPAD;
use zeroize::Zeroizing;

use super::DeviceError;
use super::open::{open_by_request_key, sign_to};
use super::tickets::make_secret;
use crate::app::{App, Failure};
use crate::model::{Device, LinkTicket, TicketState};
use crate::store::StoreError;

/// How long such a ticket lives, in seconds: all accounts are scanned, compared and confirmed in it.
const HANDOVER_SECS: i64 = 600;

/// Takes a [`Handover`].
///
/// # Errors
/// [`DeviceError`].
pub async fn handover(app: &App, bytes: &[u8]) -> Result<String, DeviceError> {
    let now = app.now();
    let (device, claims) = open_by_request_key::<Handover>(app, bytes, now).await?;
    let asked = Asked { app, device: &device, counter: claims.message.counter, now };
    let (ticket, secret) = match claims.message.wish {
        HandoverWish::Begin => asked.begin().await?,
        HandoverWish::Look(id) => (asked.find(id).await?, None),
        HandoverWish::Stop(id) => (asked.stop(id).await?, None),
    };
    let state = state_of(app, &ticket, now).await?;
    let (request, expires_at) = (claims.jti, ticket.expires_at);
    sign_to(app, device.id, HandedOver { request, ticket: ticket.id, secret, expires_at, state }, now)
}

struct Asked<'a> {
    app: &'a App,
    device: &'a Device,
    counter: u64,
    now: UnixSeconds,
}

impl Asked<'_> {
    async fn begin(&self) -> Result<(LinkTicket, Option<WireSecret>), DeviceError> {
        self.check_active().await?;
        let id = TicketId::make(&*self.app.random)?;
        let (secret, sealed_secret) = make_secret(self.app, id)?;
        let ticket = LinkTicket {
            id,
            person: self.device.person,
            sealed_secret,
            pkce_challenge: None,
            replaces: Some(self.device.id),
            handover: true,
            made_at: self.now,
            expires_at: self.now + HANDOVER_SECS,
            state: TicketState::Open,
        };
        if !self.app.store.begin_handover(ticket.clone(), self.counter).await? {
            return Err(DeviceError::StaleCounter);
        }
        // A phone that came with an older ticket learns that it is void.
        self.app.wake.phones.wake(self.device.person);
        let text = Zeroizing::new(BASE64URL_NOPAD.encode(secret.expose()));
        Ok((ticket, Some(WireSecret(text))))
    }

    /// One of this phone's own; it may ask also when it is not linked any more, as the answer to its signature may have
    /// been lost.
    async fn find(&self, id: TicketId) -> Result<LinkTicket, DeviceError> {
        let found = self.app.store.find_ticket(id).await?;
        let ours = |it: &LinkTicket| it.handover && it.replaces == Some(self.device.id);
        found.filter(ours).ok_or(DeviceError::TicketGone)
    }

    async fn stop(&self, id: TicketId) -> Result<LinkTicket, DeviceError> {
        self.find(id).await?;
        if self.device.state != DeviceState::Active {
            return Err(DeviceError::NotLinked);
        }
        if !self.app.store.stop_handover(id, self.device.id, self.counter).await? {
            return Err(DeviceError::StaleCounter);
        }
        self.app.wake.phones.wake(self.device.person);
        self.find(id).await
    }

    async fn check_active(&self) -> Result<(), DeviceError> {
        let person = self.app.store.find_person(self.device.person).await?;
        let is_open = person.is_some_and(|person| person.locked_at.is_none());
        if is_open && self.device.state == DeviceState::Active { Ok(()) } else { Err(DeviceError::NotLinked) }
    }
}

async fn state_of(app: &App, ticket: &LinkTicket, now: UnixSeconds) -> Result<HandoverState, DeviceError> {
    Ok(match ticket.state {
        TicketState::Used { device } => HandoverState::Used(successor(app, ticket.id, device).await?),
        TicketState::Open | TicketState::Claimed { .. } if now >= ticket.expires_at => HandoverState::Void,
        TicketState::Open => HandoverState::Open,
        TicketState::Claimed { device, .. } => HandoverState::Claimed(successor(app, ticket.id, device).await?),
        TicketState::Void(_) => HandoverState::Void,
    })
}

async fn successor(app: &App, ticket: TicketId, id: DeviceId) -> Result<Successor, DeviceError> {
    let device = app.store.find_device(id).await?.ok_or(StoreError::Damaged("a ticket without its phone"))?;
    Ok(Successor {
        approve_key: device.approve_key.to_jwk(),
        request_key: device.request_key.to_jwk(),
        server_nonce: derive_handover_nonce(app, ticket, id),
        name: device.description.name,
    })
}

/// What the new phone was told as the server's nonce. Nobody knows it before the phone came, as its id is random.
pub(super) fn derive_handover_nonce(app: &App, ticket: TicketId, device: DeviceId) -> Nonce {
    let mac = app.secrets.derive_mac("handover nonce", &[&ticket.0, &device.0]);
    Nonce(std::array::from_fn(|at| mac[at]))
}

/// Whether the phone that asked for the ticket is still linked.
pub(super) async fn is_old_active(app: &App, ticket: &LinkTicket) -> Result<bool, Failure> {
    let Some(old) = ticket.replaces else { return Ok(false) };
    Ok(app.store.find_device(old).await?.is_some_and(|device| device.state == DeviceState::Active))
}
