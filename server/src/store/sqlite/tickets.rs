//! Linking: a ticket is taken by one phone, and counts once its code was typed.

use assent_core::ids::{DeviceId, TicketId};
use assent_core::message::DeviceState;
use assent_core::secret::same;

use super::Tx;
use super::attestations::add_attestation;
use super::codes::{Code, ticket as code};
use super::device_rows::find_ticket;
use super::factors::insert_otp;
use super::rows::change;
use crate::model::{LINK_TRIES, LinkTicket, PersonId, TicketState, TicketVoid};
use crate::store::{Claim, Claimed, Confirm, Confirmed, StoreError};

/// Stores a ticket and voids the person's other open ones.
pub(super) fn add_ticket(tx: &Tx<'_>, ticket: &LinkTicket) -> Result<(), StoreError> {
    const VOID: &str = "UPDATE tickets SET state = ?2, void = ?3
         WHERE person = ?1 AND state = 0 AND handover = 0";
    change(tx.conn, VOID, (ticket.person.0, code::VOID, TicketVoid::Withdrawn.code()))?;
    tx.insert_ticket(ticket)
}

/// Makes a ticket worth nothing.
pub(super) fn void_ticket(tx: &Tx<'_>, id: TicketId, person: PersonId, why: TicketVoid) -> Result<bool, StoreError> {
    match find_ticket(tx.conn, id)?.filter(|ticket| ticket.person == person) {
        Some(ticket) if matches!(ticket.state, TicketState::Open | TicketState::Claimed { .. }) => {
            void(tx, &ticket, why)?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// A phone takes a ticket.
pub(super) fn claim(tx: &mut Tx<'_>, claim: &Claim) -> Result<Claimed, StoreError> {
    let ticket = find_ticket(tx.conn, claim.ticket)?;
    let Some(ticket) = ticket.filter(|it| claim.now < it.expires_at && it.person == claim.device.person) else {
        return Ok(Claimed::NotOpen);
    };
    match ticket.state {
        TicketState::Open => {}
        TicketState::Claimed { .. } => {
            void(tx, &ticket, TicketVoid::SecondClaim)?;
            return Ok(Claimed::SecondClaim);
        }
        TicketState::Used { .. } | TicketState::Void(_) => return Ok(Claimed::NotOpen),
    }
    tx.set_ticket(ticket.id, &ticket.state, &claim.state)?;
    tx.add_device(&claim.device)?;
    if let Some(attestation) = &claim.attestation {
        add_attestation(tx, &claim.device, attestation)?;
    }
    if let Some(otp) = &claim.otp {
        insert_otp(tx.conn, otp)?;
    }
    tx.append_all(&claim.events)?;
    tx.add_notice(claim.notice.as_ref())?;
    Ok(Claimed::Done)
}

/// The link code was typed.
pub(super) fn confirm(tx: &mut Tx<'_>, confirm: &Confirm) -> Result<Confirmed, StoreError> {
    let ticket = find_ticket(tx.conn, confirm.ticket)?;
    let ours = |it: &LinkTicket| it.person == confirm.person && confirm.now < it.expires_at && !it.handover;
    let Some(ticket) = ticket.filter(ours) else {
        return Ok(Confirmed::NotOpen);
    };
    match &ticket.state {
        TicketState::Open => Ok(Confirmed::NotClaimed),
        TicketState::Claimed { device, code_mac, .. } if same(code_mac, &confirm.code_mac) => {
            activate(tx, &ticket, *device, confirm)
        }
        TicketState::Claimed { .. } => count_wrong_code(tx, &ticket),
        TicketState::Used { .. } | TicketState::Void(_) => Ok(Confirmed::NotOpen),
    }
}

fn activate(
    tx: &mut Tx<'_>,
    ticket: &LinkTicket,
    device: DeviceId,
    confirm: &Confirm,
) -> Result<Confirmed, StoreError> {
    if !accept(tx, ticket, device)? {
        // It was removed meanwhile.
        return Ok(Confirmed::NotOpen);
    }
    tx.append_all(&confirm.events)?;
    if let Some(old) = ticket.replaces
        && tx.drop_device(old)?
    {
        tx.append_all(&confirm.cut)?;
    }
    tx.add_notice(confirm.notice.as_ref())?;
    Ok(Confirmed::Done(device))
}

/// Makes the phone that waits with a ticket, and its codes, active. `false` when it does not wait any more.
pub(super) fn accept(tx: &Tx<'_>, ticket: &LinkTicket, device: DeviceId) -> Result<bool, StoreError> {
    const DEVICE: &str = "UPDATE devices SET state = ?3 WHERE id = ?1 AND state = ?2";
    let states = (device.0, DeviceState::Pending.code(), DeviceState::Active.code());
    if change(tx.conn, DEVICE, states)? == 0 {
        return Ok(false);
    }
    change(tx.conn, "UPDATE otp_credentials SET active = 1 WHERE device = ?1", [device.0])?;
    tx.set_ticket(ticket.id, &ticket.state, &TicketState::Used { device })?;
    Ok(true)
}

fn count_wrong_code(tx: &Tx<'_>, ticket: &LinkTicket) -> Result<Confirmed, StoreError> {
    let mut next = ticket.state.clone();
    let TicketState::Claimed { wrong_codes, .. } = &mut next else { return Ok(Confirmed::NotClaimed) };
    *wrong_codes = wrong_codes.saturating_add(1);
    let tries_left = LINK_TRIES.saturating_sub(*wrong_codes);
    if tries_left == 0 {
        void(tx, ticket, TicketVoid::WrongCode)?;
    } else {
        tx.set_ticket(ticket.id, &ticket.state, &next)?;
    }
    Ok(Confirmed::Wrong { tries_left })
}

/// Voids a ticket; a phone that waits for its code is removed with it.
pub(super) fn void(tx: &Tx<'_>, ticket: &LinkTicket, why: TicketVoid) -> Result<(), StoreError> {
    if let TicketState::Claimed { device, .. } = ticket.state {
        tx.drop_device(device)?;
    }
    tx.set_ticket(ticket.id, &ticket.state, &TicketState::Void(why))
}
