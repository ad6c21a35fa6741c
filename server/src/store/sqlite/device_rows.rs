//! Phones, tickets and notices as rows.

use assent_core::ids::{DeviceId, TicketId};
use assent_core::keys::PublicKey;
use assent_core::message::{DeviceDescription, DeviceState, Notice};
use rusqlite::Connection;

use super::Tx;
use super::attestations::drop_attestation;
use super::codes::{Code, ticket as code};
use super::rows::{Columns, change, change_one, find, json, list, signed};
use crate::model::{Device, LinkTicket, PersonId, TicketState};
use crate::store::{NewNotice, StoreError};

macro_rules! device {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, name, model, system, app, approve_key, request_key, assurance, push, state, counter,
                    linked_at, seen_at, push_lost_at, proved FROM devices ",
            $rest
        )
    };
}

/// A phone by id.
pub(super) fn find_device(conn: &Connection, id: DeviceId) -> Result<Option<Device>, StoreError> {
    find(conn, device!("WHERE id = ?1"), [id.0], read_device)
}

/// A person's active phones, oldest first.
pub(super) fn list_devices(conn: &Connection, person: PersonId) -> Result<Vec<Device>, StoreError> {
    list(conn, device!("WHERE person = ?1 AND state = 1 ORDER BY linked_at, rowid"), [person.0], read_device)
}

/// A ticket by id.
pub(super) fn find_ticket(conn: &Connection, id: TicketId) -> Result<Option<LinkTicket>, StoreError> {
    const SQL: &str =
        "SELECT id, person, sealed_secret, pkce_challenge, replaces, handover, made_at, expires_at, state, device,
             code_mac, wrong_codes, void FROM tickets WHERE id = ?1";
    find(conn, SQL, [id.0], read_ticket)
}

/// A notice.
pub(super) fn read_notice(columns: &mut Columns<'_, '_>) -> Result<Notice, StoreError> {
    Ok(Notice { seq: columns.count()?, at: columns.take()?, kind: columns.json()? })
}

impl Tx<'_> {
    /// Stores a phone.
    pub(super) fn add_device(&self, device: &Device) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO devices (id, person, name, model, system, app, approve_key, request_key,
             assurance, push, state, counter, linked_at, seen_at, proved)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
        let DeviceDescription { name, model, system, app } = &device.description;
        let params: &[&dyn rusqlite::ToSql] = &[
            &device.id.0,
            &device.person.0,
            &name.as_str(),
            &model.as_ref().map(|text| text.as_str()),
            &system.as_ref().map(|text| text.as_str()),
            &app.as_ref().map(|text| text.as_str()),
            &device.approve_key.point(),
            &device.request_key.point(),
            &device.assurance.code(),
            &device.push.as_ref().map(json).transpose()?,
            &device.state.code(),
            &signed(device.counter)?,
            &device.linked_at,
            &device.seen_at,
            &device.proved,
        ];
        change_one(self.conn, SQL, params)
    }

    /// Removes a phone that is pending or active, its way to be woken, its proof and its one-time codes. `false` if there is none.
    pub(super) fn drop_device(&self, id: DeviceId) -> Result<bool, StoreError> {
        const DEVICE: &str =
            "UPDATE devices SET state = ?2, push = NULL, push_lost_at = NULL WHERE id = ?1 AND state <> ?2";
        let removed = change(self.conn, DEVICE, (id.0, DeviceState::Removed.code()))?;
        change(self.conn, "DELETE FROM otp_credentials WHERE device = ?1", [id.0])?;
        drop_attestation(self, id)?;
        Ok(removed > 0)
    }

    /// Stores a ticket.
    pub(super) fn insert_ticket(&self, ticket: &LinkTicket) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO tickets (id, person, sealed_secret, pkce_challenge, made_at, expires_at, state,
             wrong_codes, replaces, handover) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9)";
        let LinkTicket { id, person, sealed_secret, pkce_challenge, replaces, handover, made_at, expires_at, .. } =
            ticket;
        let replaces = replaces.map(|id| id.0);
        let params =
            (id.0, person.0, sealed_secret, pkce_challenge, made_at, expires_at, code::OPEN, replaces, handover);
        change_one(self.conn, SQL, params)?;
        self.set_ticket(*id, &TicketState::Open, &ticket.state)
    }

    /// Moves a ticket from one state to the next.
    pub(super) fn set_ticket(&self, id: TicketId, from: &TicketState, to: &TicketState) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE tickets SET state = ?3, device = ?4, code_mac = ?5, wrong_codes = ?6, void = ?7
             WHERE id = ?1 AND state = ?2";
        let (device, mac, wrong_codes, void) = match to {
            TicketState::Open => (None, None, 0, None),
            TicketState::Claimed { device, code_mac, wrong_codes } => {
                (Some(device), Some(code_mac), *wrong_codes, None)
            }
            TicketState::Used { device } => (Some(device), None, 0, None),
            TicketState::Void(why) => (None, None, 0, Some(why.code())),
        };
        let params = (id.0, state_of(from), state_of(to), device.map(|id| id.0), mac, wrong_codes, void);
        change_one(self.conn, SQL, params)
    }

    /// News for a person's phones.
    pub(super) fn add_notice(&self, notice: Option<&NewNotice>) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO notices (person, at, kind) VALUES (?1, ?2, ?3)";
        let Some(NewNotice { person, at, kind }) = notice else { return Ok(()) };
        change_one(self.conn, SQL, (person.0, at, json(kind)?))
    }
}

const fn state_of(state: &TicketState) -> i64 {
    match state {
        TicketState::Open => code::OPEN,
        TicketState::Claimed { .. } => code::CLAIMED,
        TicketState::Used { .. } => code::USED,
        TicketState::Void(_) => code::VOID,
    }
}

fn read_device(columns: &mut Columns<'_, '_>) -> Result<Device, StoreError> {
    Ok(Device {
        id: DeviceId(columns.take()?),
        person: PersonId(columns.take()?),
        description: DeviceDescription {
            name: columns.text()?,
            model: columns.find_text()?,
            system: columns.find_text()?,
            app: columns.find_text()?,
        },
        approve_key: read_key(columns)?,
        request_key: read_key(columns)?,
        assurance: columns.code()?,
        push: columns.find_json()?,
        state: columns.code()?,
        counter: columns.count()?,
        linked_at: columns.take()?,
        seen_at: columns.take()?,
        push_lost_at: columns.take()?,
        proved: columns.take()?,
    })
}

fn read_key(columns: &mut Columns<'_, '_>) -> Result<PublicKey, StoreError> {
    let point: Vec<u8> = columns.take()?;
    PublicKey::from_point(&point).map_err(|_| StoreError::Damaged("a phone's key is no key"))
}

fn read_ticket(columns: &mut Columns<'_, '_>) -> Result<LinkTicket, StoreError> {
    Ok(LinkTicket {
        id: TicketId(columns.take()?),
        person: PersonId(columns.take()?),
        sealed_secret: columns.take()?,
        pkce_challenge: columns.take()?,
        replaces: columns.take::<Option<_>>()?.map(DeviceId),
        handover: columns.take()?,
        made_at: columns.take()?,
        expires_at: columns.take()?,
        state: read_ticket_state(columns)?,
    })
}

fn read_ticket_state(columns: &mut Columns<'_, '_>) -> Result<TicketState, StoreError> {
    Ok(match columns.take()? {
        code::OPEN => TicketState::Open,
        code::CLAIMED => TicketState::Claimed {
            device: DeviceId(columns.take()?),
            code_mac: columns.take()?,
            wrong_codes: columns.take()?,
        },
        code::USED => TicketState::Used { device: DeviceId(columns.take()?) },
        code::VOID => {
            columns.skip(3);
            TicketState::Void(columns.code()?)
        }
        _ => return Err(StoreError::Damaged("a ticket's state makes no sense")),
    })
}
