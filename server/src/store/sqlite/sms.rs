//! How many SMS were sent, kept with a revision.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::SqliteStore;
use super::rows::{Columns, change_one, exists, find, json, signed};
use super::writer::Tx;
use crate::model::SmsTally;
use crate::store::{Conflict, Rev, SmsStore, StoreError, TallyWrite};

#[async_trait]
impl SmsStore for SqliteStore {
    async fn sms_tally(&self, key: [u8; 32]) -> Result<(Rev, SmsTally), StoreError> {
        const SQL: &str = "SELECT rev, tally FROM sms_tallies WHERE key = ?1";
        let read = |columns: &mut Columns<'_, '_>| Ok((columns.count()?, columns.json()?));
        self.read(|conn| Ok(find(conn, SQL, [key], read)?.unwrap_or_default()))
    }

    async fn put_sms_tallies(
        &self,
        writes: Vec<TallyWrite>,
        now: UnixSeconds,
    ) -> Result<Result<(), Conflict>, StoreError> {
        self.write(move |tx| put_all(tx, &writes, now)).await
    }
}

fn put_all(tx: &Tx<'_>, writes: &[TallyWrite], now: UnixSeconds) -> Result<Result<(), Conflict>, StoreError> {
    const OTHER: &str = "SELECT 1 FROM sms_tallies WHERE key = ?1 AND rev <> ?2";
    const SQL: &str = "INSERT INTO sms_tallies (key, rev, tally, sent_at) VALUES (?1, ?2 + 1, ?3, ?4)
         ON CONFLICT DO UPDATE SET rev = excluded.rev, tally = excluded.tally, sent_at = excluded.sent_at";
    for write in writes {
        if exists(tx.conn, OTHER, (write.key, signed(write.rev)?))? {
            return Ok(Err(Conflict));
        }
    }
    for write in writes {
        change_one(tx.conn, SQL, (write.key, signed(write.rev)?, json(&write.tally)?, now))?;
    }
    Ok(Ok(()))
}
