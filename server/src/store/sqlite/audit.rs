//! The chained log. An entry is written in the transaction of the change it tells of.

use assent_core::clock::UnixSeconds;
use assent_core::message::{AuditPosition, Sha256};
use async_trait::async_trait;
use rusqlite::Connection;

use super::SqliteStore;
use super::chain::{Head, last_number};
use super::followers::place_of;
use super::readers::snapshot;
use super::rows::{Columns, change_one, find, list, signed};
use super::writer::Tx;
use crate::model::{AuditEntry, AuditEvent, PersonId};
use crate::store::{AuditStore, Follower, Page, StoreError};

const NO_LIMIT: i64 = i64::MAX;

/// An entry whose place is known and that is not written yet.
pub(super) struct Entry<'a> {
    event: &'a AuditEvent,
    body: Vec<u8>,
    /// Its place.
    pub(super) position: AuditPosition,
}

#[async_trait]
impl AuditStore for SqliteStore {
    async fn read_on(&self, follower: Follower, limit: u32) -> Result<(u64, Vec<AuditEntry>), StoreError> {
        const ENTRIES: &str = "SELECT seq, body, hash FROM audit WHERE seq > ?1 ORDER BY seq LIMIT ?2";
        self.read(|conn| {
            let from = place_of(conn, follower)?;
            Ok((from, list(conn, ENTRIES, (signed(from)?, limit), read_entry)?))
        })
    }

    async fn append_audit(&self, events: Vec<AuditEvent>) -> Result<u64, StoreError> {
        self.write(move |tx| {
            tx.append_all(&events)?;
            Ok(tx.head.seq)
        })
        .await
    }

    async fn list_activity(&self, person: PersonId, page: Page) -> Result<Vec<AuditEntry>, StoreError> {
        self.read_aside(move |conn| list_activity(conn, person, page)).await
    }

    async fn verify_audit(&self) -> Result<u64, StoreError> {
        self.read_aside(|conn| snapshot(conn, verify)).await
    }
}

impl Tx<'_> {
    /// Works out an event's place without writing anything.
    pub(super) fn place<'e>(&self, event: &'e AuditEvent) -> Result<Entry<'e>, StoreError> {
        let body = serde_json::to_vec(event).map_err(|error| StoreError::Other(error.to_string()))?;
        let next = self.head.after(&body);
        Ok(Entry { event, body, position: AuditPosition { seq: next.seq, hash: Sha256(next.hash) } })
    }

    /// Writes an entry, which must be the one that was placed last.
    pub(super) fn append_placed(&mut self, entry: &Entry<'_>) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO audit (seq, at, person, service, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let Entry { event, body, position } = entry;
        let (person, service) = (event.person.map(|id| id.0), event.service.map(|id| id.0));
        change_one(self.conn, SQL, (signed(position.seq)?, event.at, person, service, body, position.hash.0))?;
        self.head = Head { seq: position.seq, hash: position.hash.0 };
        Ok(())
    }

    /// Adds one event.
    pub(super) fn append(&mut self, event: &AuditEvent) -> Result<(), StoreError> {
        let entry = self.place(event)?;
        self.append_placed(&entry)
    }

    /// Adds events.
    pub(super) fn append_all(&mut self, events: &[AuditEvent]) -> Result<(), StoreError> {
        events.iter().try_for_each(|event| self.append(event))
    }
}

/// In the order of an index over instants, which makes a day quick to find in a long log. Entries are written in nearly
/// that order; only what expired while the server was off carries an older instant than what was logged before it.
fn list_activity(conn: &Connection, person: PersonId, page: Page) -> Result<Vec<AuditEntry>, StoreError> {
    const LAST: &str = "SELECT at FROM audit WHERE seq <= ?1 ORDER BY seq DESC LIMIT 1";
    const SQL: &str = "SELECT seq, body, hash FROM audit
         WHERE person = ?1 AND at >= ?2 AND at <= ?3 AND (at < ?4 OR seq < ?5) ORDER BY at DESC, seq DESC LIMIT ?6";
    let (last_at, before) = match page.before {
        None => (NO_LIMIT, NO_LIMIT),
        Some(seq) => {
            let before = i64::try_from(seq).unwrap_or(NO_LIMIT);
            (find(conn, LAST, [before], |columns| columns.take())?.unwrap_or(UnixSeconds::MIN), before)
        }
    };
    let newest = page.until.saturating_sub(1).min(last_at);
    list(conn, SQL, (person.0, page.from, newest, last_at, before, page.limit), read_entry)
}

/// Reads number, body and hash.
pub(super) fn read_entry(columns: &mut Columns<'_, '_>) -> Result<AuditEntry, StoreError> {
    let seq = columns.count()?;
    let body: Vec<u8> = columns.take()?;
    let event = serde_json::from_slice(&body).map_err(|_| StoreError::Damaged("an audit entry can't be read"))?;
    Ok(AuditEntry { seq, event, hash: Sha256(columns.take()?) })
}

/// Walks the chain: no gap, every hash right, every index column as the entry says, and no end cut off.
fn verify(conn: &Connection) -> Result<u64, StoreError> {
    const BROKEN: StoreError = StoreError::Damaged("the audit chain is broken");
    let mut statement = conn.prepare_cached("SELECT seq, at, person, service, body, hash FROM audit ORDER BY seq")?;
    let mut rows = statement.query(())?;
    let mut head = Head { seq: 0, hash: [0; 32] };
    while let Some(row) = rows.next()? {
        let mut columns = Columns::of(row);
        let (seq, at, person, service) = (columns.count()?, columns.take()?, columns.take()?, columns.take()?);
        let body: Vec<u8> = columns.take()?;
        head = head.after(&body);
        if seq != head.seq || columns.take::<[u8; 32]>()? != head.hash {
            return Err(BROKEN);
        }
        let event: AuditEvent = serde_json::from_slice(&body).map_err(|_| BROKEN)?;
        if (event.at, event.person.map(|id| id.0), event.service.map(|id| id.0)) != (at, person, service) {
            return Err(BROKEN);
        }
    }
    if head.seq == last_number(conn)? { Ok(head.seq) } else { Err(BROKEN) }
}
