//! Forgetting what is over, in small transactions between which others get their turn.

use assent_core::clock::UnixSeconds;
use assent_core::ids::DeviceId;

use super::challenge_rows::list_due;
use super::codes::ticket as code;
use super::identity_ends::{expire_checks, has_due_checks};
use super::rows::{change, list};
use super::{SqliteStore, Tx};
use crate::model::{
    AuditEvent, AuditKind, DELIVERY_LIFE_SECS, KEEP_CHECK_SECS, KEEP_RECOVERY_SECS, MAIL_LIFE_SECS, PROOF_SECS,
    SmsTally, State,
};
use crate::store::StoreError;

/// Rows in one transaction: some milliseconds.
const CHUNK: u32 = 256;

/// How long a recovery of which nothing was proved is kept.
const IDLE_SECS: i64 = 86_400;

/// How long phones can ask for old news.
const NOTICE_SECS: i64 = 30 * 86_400;

const SETTLED: &str = "DELETE FROM challenges WHERE n IN (SELECT n FROM challenges WHERE settled_at < ?1 LIMIT ?2)";
const SESSIONS: &str =
    "DELETE FROM sessions WHERE rowid IN (SELECT rowid FROM sessions WHERE expires_at <= ?1 LIMIT ?2)";
const SIGN_INS: &str =
    "DELETE FROM sign_ins WHERE rowid IN (SELECT rowid FROM sign_ins WHERE expires_at <= ?1 LIMIT ?2)";
const CEREMONIES: &str =
    "DELETE FROM ceremonies WHERE key IN (SELECT key FROM ceremonies WHERE expires_at <= ?1 LIMIT ?2)";
const TRUSTED: &str =
    "DELETE FROM trusted_browsers WHERE rowid IN (SELECT rowid FROM trusted_browsers WHERE expires_at <= ?1 LIMIT ?2)";
const DELIVERIES: &str = "DELETE FROM deliveries WHERE n IN
     (SELECT n FROM deliveries WHERE made_at < ?1 AND next_at IS NULL LIMIT ?2)";
const NOTICES: &str = "DELETE FROM notices WHERE seq IN (SELECT seq FROM notices WHERE at < ?1 LIMIT ?2)";
const MAILS: &str =
    "DELETE FROM mails WHERE rowid IN (SELECT rowid FROM mails WHERE made_at < ?1 AND next_at IS NULL LIMIT ?2)";
const TALLIES: &str = "DELETE FROM sms_tallies WHERE key IN (SELECT key FROM sms_tallies WHERE sent_at < ?1 LIMIT ?2)";
const SMS_CODES: &str =
    "DELETE FROM sms_codes WHERE key IN (SELECT key FROM sms_codes WHERE expires_at <= ?1 LIMIT ?2)";
const UNPROVED_FACTORS: &str = "DELETE FROM sms_factors WHERE rowid IN
     (SELECT rowid FROM sms_factors WHERE active = 0 AND created_at < ?1 LIMIT ?2)";
const UNPROVED_ADDRESSES: &str = "DELETE FROM addresses WHERE rowid IN
     (SELECT rowid FROM addresses WHERE proved_at IS NULL AND created_at < ?1 LIMIT ?2)";
const UNPROVED_NUMBERS: &str = "DELETE FROM recovery_numbers WHERE rowid IN
     (SELECT rowid FROM recovery_numbers WHERE proved_at IS NULL AND created_at < ?1 LIMIT ?2)";
/// Their pictures went with their end.
const CHECKS: &str =
    "DELETE FROM identity_checks WHERE rowid IN (SELECT rowid FROM identity_checks WHERE asked_at <= ?1 LIMIT ?2)";
const RECOVERIES: &str =
    "DELETE FROM recoveries WHERE rowid IN (SELECT rowid FROM recoveries WHERE begun_at <= ?1 LIMIT ?2)";
/// Of which nothing was ever proved: nearly all that strangers begin.
const IDLE_RECOVERIES: &str = "DELETE FROM recoveries WHERE rowid IN
     (SELECT rowid FROM recoveries WHERE begun_at <= ?1 AND stage = 0 LIMIT ?2)";
const TICKETS: &str = "DELETE FROM tickets WHERE rowid IN (SELECT rowid FROM tickets WHERE expires_at <= ?1 LIMIT ?2)";

impl SqliteStore {
    /// Writes down what expired, then forgets. Gives how many rows went.
    pub(super) async fn sweep_all(&self, now: UnixSeconds, keep_secs: i64) -> Result<u64, StoreError> {
        while self.write(move |tx| expire(tx, now)).await? == CHUNK as usize {}
        self.write(move |tx| drop_waiting_phones(tx, now)).await?;
        if self.read(|conn| has_due_checks(conn, now))? {
            self.write(move |tx| expire_checks(tx, now)).await?;
        }
        let mut gone = 0;
        let kinds = [
            (SETTLED, now - keep_secs),
            (TICKETS, now),
            (SIGN_INS, now),
            (SESSIONS, now),
            (CEREMONIES, now),
            (TRUSTED, now),
            (NOTICES, now - NOTICE_SECS),
            (MAILS, now - MAIL_LIFE_SECS),
            (DELIVERIES, now - DELIVERY_LIFE_SECS),
            (TALLIES, now - SmsTally::LIFE_SECS),
            (SMS_CODES, now),
            (UNPROVED_FACTORS, now - PROOF_SECS),
            (UNPROVED_ADDRESSES, now - PROOF_SECS),
            (UNPROVED_NUMBERS, now - PROOF_SECS),
            (CHECKS, now - KEEP_CHECK_SECS),
            (RECOVERIES, now - KEEP_RECOVERY_SECS),
            (IDLE_RECOVERIES, now - IDLE_SECS),
        ];
        for (sql, before) in kinds {
            loop {
                let rows = self.write(move |tx| change(tx.conn, sql, (before, CHUNK))).await?;
                gone += rows as u64;
                if rows < CHUNK as usize {
                    break;
                }
            }
        }
        Ok(gone)
    }
}

/// Writes down that nobody answered.
fn expire(tx: &mut Tx<'_>, now: UnixSeconds) -> Result<usize, StoreError> {
    let due = list_due(tx.conn, now, CHUNK)?;
    let count = due.len();
    for mut stored in due {
        tx.follow(&mut stored, State::Expired, now)?;
        let challenge = &stored.challenge;
        let mut event = AuditEvent::new(challenge.expires_at, AuditKind::ChallengeExpired).of(challenge.person);
        event.service = Some(challenge.service);
        event.detail = Some(challenge.id.to_string());
        tx.append(&event)?;
    }
    Ok(count)
}

/// Removes phones whose link code was not typed in time. Theirs is the only trace, so this comes before the tickets go.
fn drop_waiting_phones(tx: &Tx<'_>, now: UnixSeconds) -> Result<(), StoreError> {
    const SQL: &str = "SELECT device FROM tickets WHERE expires_at <= ?1 AND state = ?2";
    let waiting = list(tx.conn, SQL, (now, code::CLAIMED), |columns| columns.take().map(DeviceId))?;
    waiting.into_iter().try_for_each(|device| tx.drop_device(device).map(drop))
}
