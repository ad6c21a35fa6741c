//! Phones and their news.

use assent_core::clock::UnixSeconds;
use assent_core::ids::{DeviceId, TicketId};
use assent_core::message::{DeviceDescription, Notice};
use async_trait::async_trait;

use super::answers::rises;
use super::attestations::find_attestation;
use super::device_rows::{find_device, find_ticket, list_devices, read_notice};
use super::followers::note_read;
use super::handovers::{begin_handover, stop_handover, succeed};
use super::rows::{change, change_one, find, json, list};
use super::tickets::{add_ticket, claim, confirm, void_ticket};
use super::{SqliteStore, Tx};
use crate::model::{Attestation, AuditEvent, Device, LinkTicket, PersonId, TicketVoid};
use crate::store::{
    Claim, Claimed, Confirm, Confirmed, DeviceChange, DeviceStore, Follower, NewNotice, StoreError, Succeed, Succeeded,
};

const MAX_NOTICES: u32 = 16;

#[async_trait]
impl DeviceStore for SqliteStore {
    async fn add_ticket(&self, ticket: LinkTicket) -> Result<(), StoreError> {
        self.write(move |tx| add_ticket(tx, &ticket)).await
    }

    async fn find_ticket(&self, id: TicketId) -> Result<Option<LinkTicket>, StoreError> {
        self.read(|conn| find_ticket(conn, id))
    }

    async fn void_ticket(&self, id: TicketId, person: PersonId, why: TicketVoid) -> Result<bool, StoreError> {
        self.write(move |tx| void_ticket(tx, id, person, why)).await
    }

    async fn claim(&self, order: Claim) -> Result<Claimed, StoreError> {
        self.write(move |tx| claim(tx, &order)).await
    }

    async fn confirm(&self, order: Confirm) -> Result<Confirmed, StoreError> {
        self.write(move |tx| confirm(tx, &order)).await
    }

    async fn begin_handover(&self, ticket: LinkTicket, counter: u64) -> Result<bool, StoreError> {
        self.write(move |tx| begin_handover(tx, &ticket, counter)).await
    }

    async fn stop_handover(&self, id: TicketId, of: DeviceId, counter: u64) -> Result<bool, StoreError> {
        self.write(move |tx| stop_handover(tx, id, of, counter)).await
    }

    async fn succeed(&self, order: Succeed) -> Result<Succeeded, StoreError> {
        self.write(move |tx| succeed(tx, &order)).await
    }

    async fn find_device(&self, id: DeviceId) -> Result<Option<Device>, StoreError> {
        self.read(|conn| find_device(conn, id))
    }

    async fn find_attestation(&self, device: DeviceId) -> Result<Option<Attestation>, StoreError> {
        self.read(|conn| find_attestation(conn, device))
    }

    async fn list_devices(&self, person: PersonId) -> Result<Vec<Device>, StoreError> {
        self.read(|conn| list_devices(conn, person))
    }

    async fn touch_device(&self, id: DeviceId, now: UnixSeconds) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE devices SET seen_at = ?2 WHERE id = ?1 AND seen_at < ?2";
        self.write(move |tx| change(tx.conn, SQL, (id.0, now)).map(drop)).await
    }

    async fn update_device(&self, new: DeviceChange) -> Result<bool, StoreError> {
        let push = new.push.as_ref().map(json).transpose()?;
        self.write(move |tx| {
            if !counter_rises(tx, new.id, new.counter)? {
                return Ok(false);
            }
            tx.raise_counter(new.id, new.counter)?;
            describe(tx, new.id, &new.description, push.as_deref())?;
            if let Some(until) = new.quiet_until {
                set_quiet(tx, new.id, until)?;
            }
            tx.append_all(&new.events)?;
            tx.add_notice(new.notice.as_ref())?;
            Ok(true)
        })
        .await
    }

    async fn end_quiet(
        &self,
        person: PersonId,
        now: UnixSeconds,
        event: AuditEvent,
        notice: NewNotice,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE people SET quiet_until = NULL WHERE id = ?1 AND quiet_until > ?2";
        self.write(move |tx| {
            if change(tx.conn, SQL, (person.0, now))? == 0 {
                return Ok(false);
            }
            tx.append(&event)?;
            tx.add_notice(Some(&notice))?;
            Ok(true)
        })
        .await
    }

    async fn remove_device(
        &self,
        id: DeviceId,
        person: PersonId,
        counter: Option<u64>,
        events: Vec<AuditEvent>,
        notice: Option<NewNotice>,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            let device = find_device(tx.conn, id)?.filter(|device| device.person == person);
            let stale = |device: &Device| counter.is_some_and(|counter| !rises(device.counter, counter));
            if device.is_none_or(|device| stale(&device)) || !tx.drop_device(id)? {
                return Ok(false);
            }
            tx.append_all(&events)?;
            tx.add_notice(notice.as_ref())?;
            Ok(true)
        })
        .await
    }

    async fn queue_notices(&self, from: u64, to: u64, notices: Vec<NewNotice>) -> Result<bool, StoreError> {
        self.write(move |tx| {
            if !note_read(tx.conn, Follower::Phones, from, to)? {
                return Ok(false);
            }
            notices.iter().try_for_each(|notice| tx.add_notice(Some(notice)))?;
            Ok(true)
        })
        .await
    }

    async fn list_notices(&self, person: PersonId, seq: u64, since: UnixSeconds) -> Result<Vec<Notice>, StoreError> {
        const SQL: &str = "SELECT seq, at, kind FROM notices WHERE person = ?1 AND seq > ?2 AND at >= ?3
             ORDER BY seq LIMIT ?4";
        // A phone may name any number; one that can't be stored is later than every notice.
        let seq = i64::try_from(seq).unwrap_or(i64::MAX);
        self.read(|conn| list(conn, SQL, (person.0, seq, since, MAX_NOTICES), read_notice))
    }
}

fn counter_rises(tx: &Tx<'_>, id: DeviceId, counter: u64) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT counter FROM devices WHERE id = ?1 AND state = 1";
    let last = find(tx.conn, SQL, [id.0], |columns| columns.count())?;
    Ok(last.is_some_and(|last| rises(last, counter)))
}

/// Of the person whose phone it is.
fn set_quiet(tx: &Tx<'_>, id: DeviceId, until: Option<UnixSeconds>) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE people SET quiet_until = ?2 WHERE id = (SELECT person FROM devices WHERE id = ?1)";
    change_one(tx.conn, SQL, (id.0, until))
}

fn describe(tx: &Tx<'_>, id: DeviceId, new: &DeviceDescription, push: Option<&str>) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE devices SET name = ?2, model = ?3, system = ?4, app = ?5, push = coalesce(?6, push),
         push_lost_at = iif(?6 IS NULL, push_lost_at, NULL) WHERE id = ?1 AND state = 1";
    let DeviceDescription { name, model, system, app } = new;
    let [model, system, app] = [model, system, app].map(|text| text.as_ref().map(|text| text.as_str()));
    change_one(tx.conn, SQL, (id.0, name.as_str(), model, system, app, push))
}
