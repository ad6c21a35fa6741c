//! Tickets: what a QR carries, good for one phone and five minutes.

use std::time::Duration;

use assent_core::clock::UnixSeconds;
use assent_core::ids::{DeviceId, TicketId};
use assent_core::message::{Text, Ticket};
use assent_core::random::make_bytes;
use assent_core::seal::{open, seal};
use assent_core::secret::Secret;
use data_encoding::BASE64URL_NOPAD;
use zeroize::{Zeroize, Zeroizing};

use crate::app::{App, Failure};
use crate::model::{LinkTicket, PersonId, TicketState, TicketVoid};

/// How long a ticket lives, in seconds.
const TICKET_SECS: i64 = 300;
const PURPOSE: &str = "link ticket";

/// A ticket that was just made.
pub struct NewTicket {
    /// Its id.
    pub id: TicketId,
    /// What the QR says. Secret: it links a phone to the account.
    pub text: Zeroizing<String>,
    /// When it ends.
    pub expires_at: UnixSeconds,
}

/// How a ticket stands, for its owner.
pub struct TicketView {
    /// Where it stands.
    pub at: TicketAt,
    /// When it ends.
    pub expires_at: UnixSeconds,
    /// The phone that goes when the new one comes.
    pub replaces: Option<OldPhone>,
}

/// A phone that makes room for another.
pub struct OldPhone {
    /// Its id.
    pub id: DeviceId,
    /// What it is called.
    pub name: Text,
}

/// Where a ticket stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TicketAt {
    /// No phone came yet.
    Open,
    /// A phone came; its link code has to be typed.
    Claimed {
        /// What the phone is called.
        phone: Text,
    },
    /// The phone is linked.
    Used {
        /// Which.
        device: DeviceId,
        /// What it is called.
        phone: Text,
    },
    /// It is worth nothing any more.
    Void(TicketVoid),
    /// Its time is over.
    Expired,
}

/// What a ticket is for, beyond a further phone.
#[derive(Default)]
pub struct TicketWish {
    /// The challenge (RFC 7636 §4.2, S256) of an app that began the link itself.
    pub pkce: Option<String>,
    /// The phone that goes when the new one comes.
    pub replaces: Option<DeviceId>,
}

/// Makes a ticket for a phone of `person`; others that are open become void. The caller has checked that the person may.
///
/// # Errors
/// When randomness or the store fails.
pub async fn make_ticket(app: &App, person: PersonId, wish: TicketWish) -> Result<NewTicket, Failure> {
    let random = app.random.as_ref();
    let id = TicketId::make(random)?;
    let (secret, sealed_secret) = make_secret(app, id)?;
    let now = app.now();
    let ticket = LinkTicket {
        id,
        person,
        sealed_secret,
        pkce_challenge: wish.pkce,
        replaces: wish.replaces,
        handover: false,
        made_at: now,
        expires_at: now + TICKET_SECS,
        state: TicketState::Open,
    };
    let expires_at = ticket.expires_at;
    app.store.add_ticket(ticket).await?;
    Ok(NewTicket { id, text: print(app, id, secret)?, expires_at })
}

/// How a ticket of `person` stands; `None` when they have no such one.
///
/// # Errors
/// When the store fails.
pub async fn look_at_ticket(app: &App, person: PersonId, id: TicketId) -> Result<Option<TicketView>, Failure> {
    // What a phone asked for is between it and its successor.
    let found = app.store.find_ticket(id).await?.filter(|ticket| ticket.person == person && !ticket.handover);
    let Some(ticket) = found else { return Ok(None) };
    let over = app.now() >= ticket.expires_at;
    let at = match ticket.state {
        TicketState::Used { device } => TicketAt::Used { device, phone: name_of(app, device).await? },
        TicketState::Void(why) => TicketAt::Void(why),
        TicketState::Open | TicketState::Claimed { .. } if over => TicketAt::Expired,
        TicketState::Open => TicketAt::Open,
        TicketState::Claimed { device, .. } => TicketAt::Claimed { phone: name_of(app, device).await? },
    };
    let replaces = match ticket.replaces {
        Some(id) => Some(OldPhone { id, name: name_of(app, id).await? }),
        None => None,
    };
    Ok(Some(TicketView { at, expires_at: ticket.expires_at, replaces }))
}

/// The person went away or wants another one.
///
/// # Errors
/// When the store fails.
pub async fn withdraw_ticket(app: &App, person: PersonId, id: TicketId) -> Result<bool, Failure> {
    let done = app.store.void_ticket(id, person, TicketVoid::Withdrawn).await?;
    if done {
        app.wake.phones.wake(person);
    }
    Ok(done)
}

/// The text of an open ticket's QR again, for a page that is shown anew.
///
/// # Errors
/// When the store fails or the secret does not open.
pub async fn show_ticket(app: &App, person: PersonId, id: TicketId) -> Result<Option<Zeroizing<String>>, Failure> {
    let found = app.store.find_ticket(id).await?.filter(|ticket| ticket.person == person);
    match found {
        Some(ticket) if ticket.state == TicketState::Open => print(app, id, open_secret(app, &ticket)?).map(Some),
        _ => Ok(None),
    }
}

/// Waits until an open ticket is open no more, its time or `wait_secs` are over, or the server stops.
///
/// # Errors
/// When the store fails.
pub async fn wait_for_phone(app: &App, person: PersonId, id: TicketId, wait_secs: u64) -> Result<bool, Failure> {
    let waiting = app.wake.phones.register(person);
    let until = tokio::time::Instant::now() + Duration::from_secs(wait_secs);
    loop {
        let news = waiting.news();
        if look_at_ticket(app, person, id).await?.is_none_or(|view| view.at != TicketAt::Open) {
            return Ok(true);
        }
        tokio::select! {
            () = news => {}
            () = tokio::time::sleep_until(until) => return Ok(false),
            () = app.shutdown.begun() => return Ok(false),
        }
    }
}

/// A secret for a new ticket, and how it is stored.
pub(super) fn make_secret(app: &App, id: TicketId) -> Result<(Secret, Vec<u8>), Failure> {
    let random = app.random.as_ref();
    let mut bytes = make_bytes::<32>(random)?;
    let secret = Secret::copy_of(&bytes);
    bytes.zeroize();
    let sealed = seal(&app.secrets.kek, PURPOSE, &id.0, secret.expose(), random)?;
    Ok((secret, sealed))
}

/// The secret of a ticket.
pub(super) fn open_secret(app: &App, ticket: &LinkTicket) -> Result<Secret, Failure> {
    open(&app.secrets.kek, PURPOSE, &ticket.id.0, &ticket.sealed_secret).map_err(|_| Failure::Sealed)
}

fn print(app: &App, id: TicketId, secret: Secret) -> Result<Zeroizing<String>, Failure> {
    let server_id = BASE64URL_NOPAD.decode(app.signing.server_id.as_bytes()).ok();
    let server_id = server_id.and_then(|bytes| bytes.try_into().ok()).ok_or(Failure::Sealed)?;
    let server_url = app.policy.public_url.clone();
    Ok(Ticket { server_url, server_id, id, secret, tls_pin: app.policy.tls_pin }.print())
}

async fn name_of(app: &App, device: DeviceId) -> Result<Text, Failure> {
    let device = app.store.find_device(device).await?;
    Ok(device.ok_or(crate::store::StoreError::Damaged("a ticket without its phone"))?.description.name)
}
