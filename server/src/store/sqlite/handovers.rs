//! Moving to another phone: tickets that a phone asks for, and the moment in which the other takes its place.

use assent_core::ids::{DeviceId, TicketId};
use assent_core::message::DeviceState;

use super::Tx;
use super::answers::rises;
use super::device_rows::{find_device, find_ticket};
use super::rows::list;
use super::tickets::{accept, void};
use crate::model::{LinkTicket, TicketState, TicketVoid};
use crate::store::{StoreError, Succeed, Succeeded};

/// Stores a handover ticket; older ones of the phone become void.
pub(super) fn begin_handover(tx: &Tx<'_>, ticket: &LinkTicket, counter: u64) -> Result<bool, StoreError> {
    let Some(of) = ticket.replaces else { return Ok(false) };
    if !raise(tx, of, counter)? {
        return Ok(false);
    }
    for id in list_of(tx, of)? {
        void_if_live(tx, id, of)?;
    }
    tx.insert_ticket(ticket)?;
    Ok(true)
}

/// Voids one of the phone's own.
pub(super) fn stop_handover(tx: &Tx<'_>, id: TicketId, of: DeviceId, counter: u64) -> Result<bool, StoreError> {
    if !raise(tx, of, counter)? {
        return Ok(false);
    }
    void_if_live(tx, id, of)?;
    Ok(true)
}

/// One phone takes the place of another.
pub(super) fn succeed(tx: &mut Tx<'_>, order: &Succeed) -> Result<Succeeded, StoreError> {
    let ticket = find_ticket(tx.conn, order.ticket)?;
    let ours = |it: &LinkTicket| it.handover && it.replaces == Some(order.old) && order.now < it.expires_at;
    let Some(ticket) = ticket.filter(ours) else { return Ok(Succeeded::NotOpen) };
    if !matches!(ticket.state, TicketState::Claimed { device, .. } if device == order.new) {
        return Ok(Succeeded::NotOpen);
    }
    if !raise(tx, order.old, order.counter)? {
        return Ok(Succeeded::StaleCounter);
    }
    if !accept(tx, &ticket, order.new)? {
        return Ok(Succeeded::NotOpen);
    }
    tx.drop_device(order.old)?;
    tx.append_all(&order.events)?;
    tx.add_notice(Some(&order.notice))?;
    Ok(Succeeded::Done)
}

/// Writes the counter of an active phone, if it rises.
fn raise(tx: &Tx<'_>, id: DeviceId, counter: u64) -> Result<bool, StoreError> {
    let device = find_device(tx.conn, id)?.filter(|device| device.state == DeviceState::Active);
    if device.is_none_or(|device| !rises(device.counter, counter)) {
        return Ok(false);
    }
    tx.raise_counter(id, counter)?;
    Ok(true)
}

/// The phone's tickets that are open or claimed.
fn list_of(tx: &Tx<'_>, of: DeviceId) -> Result<Vec<TicketId>, StoreError> {
    const SQL: &str = "SELECT id FROM tickets WHERE replaces = ?1 AND handover = 1 AND state < 2";
    list(tx.conn, SQL, [of.0], |columns| Ok(TicketId(columns.take()?)))
}

fn void_if_live(tx: &Tx<'_>, id: TicketId, of: DeviceId) -> Result<(), StoreError> {
    let ticket = find_ticket(tx.conn, id)?.filter(|ticket| ticket.handover && ticket.replaces == Some(of));
    match ticket {
        Some(ticket) if matches!(ticket.state, TicketState::Open | TicketState::Claimed { .. }) => {
            void(tx, &ticket, TicketVoid::Withdrawn)
        }
        _ => Ok(()),
    }
}
