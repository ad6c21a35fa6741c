//! Throttles, one-time codes, backup codes.

use assent_core::clock::UnixSeconds;
use assent_core::ids::DeviceId;
use async_trait::async_trait;
use rusqlite::Connection;

use super::people::close_password;
use super::readers::snapshot;
use super::rows::{Columns, change, change_one, find, list, signed};
use super::{SqliteStore, Tx};
use crate::model::{AuditEvent, BackupCode, BackupSet, CredentialId, OtpCredential, PersonId, Throttle, ThrottleKey};
use crate::store::{Accept, Attempt, Attempted, FactorStore, Rev, StoreError};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, device, name, sealed_secret, algorithm, digits, period_secs, last_step, active,
             created_at, used_at FROM otp_credentials WHERE ",
            $rest
        )
    };
}

#[async_trait]
impl FactorStore for SqliteStore {
    async fn throttle(&self, key: ThrottleKey) -> Result<(Rev, Throttle), StoreError> {
        self.read(|conn| read_throttle(conn, key))
    }

    async fn attempt(&self, tried: Attempt) -> Result<Attempted, StoreError> {
        self.write(move |tx| attempt(tx, &tried)).await
    }

    async fn add_otp(&self, credential: OtpCredential, event: Option<AuditEvent>) -> Result<(), StoreError> {
        self.write(move |tx| {
            insert_otp(tx.conn, &credential)?;
            tx.append_all(event.as_slice())
        })
        .await
    }

    async fn list_otp(&self, person: PersonId) -> Result<Vec<OtpCredential>, StoreError> {
        self.read(|conn| list_otp(conn, person))
    }

    async fn list_otp_evenly(&self, person: PersonId, least: usize) -> Result<Vec<OtpCredential>, StoreError> {
        const OTHERS: &str = select!("person > ?1 ORDER BY person LIMIT ?2");
        self.read(|conn| {
            let own = list_otp(conn, person)?;
            let missing = signed(least.saturating_sub(own.len()) as u64)?;
            list(conn, OTHERS, (person.0, missing), read_otp)?;
            Ok(own)
        })
    }

    async fn activate_otp(
        &self,
        id: CredentialId,
        person: PersonId,
        step: u64,
        events: Vec<AuditEvent>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE otp_credentials SET active = 1, last_step = ?3
             WHERE id = ?1 AND person = ?2 AND active = 0 AND device IS NULL";
        let step = signed(step)?;
        self.write(move |tx| {
            let done = change(tx.conn, SQL, (id.0, person.0, step))? == 1;
            tx.append_all(if done { &events } else { &[] })?;
            Ok(done)
        })
        .await
    }

    async fn remove_otp(
        &self,
        id: CredentialId,
        person: PersonId,
        events: Vec<AuditEvent>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "DELETE FROM otp_credentials WHERE id = ?1 AND person = ?2 AND device IS NULL";
        self.write(move |tx| {
            let done = change(tx.conn, SQL, (id.0, person.0))? == 1;
            tx.append_all(if done { &events } else { &[] })?;
            Ok(done)
        })
        .await
    }

    async fn set_backup_codes(&self, person: PersonId, set: &BackupSet, event: AuditEvent) -> Result<(), StoreError> {
        let set = set.clone();
        self.write(move |tx| {
            write_backup_codes(tx.conn, person, &set)?;
            tx.append(&event)
        })
        .await
    }

    async fn backup_codes(&self, person: PersonId) -> Result<Option<BackupSet>, StoreError> {
        self.read(|conn| snapshot(conn, |conn| read_backup_codes(conn, person)))
    }
}

fn list_otp(conn: &Connection, person: PersonId) -> Result<Vec<OtpCredential>, StoreError> {
    list(conn, select!("person = ?1 ORDER BY created_at, rowid"), [person.0], read_otp)
}

/// Stores a credential.
pub(super) fn insert_otp(conn: &Connection, new: &OtpCredential) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO otp_credentials (id, person, device, name, sealed_secret, algorithm, digits,
         period_secs, last_step, active, created_at, used_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    let params = (
        new.id.0,
        new.person.0,
        new.device.map(|id| id.0),
        new.name.as_str(),
        &new.sealed_secret,
        &new.algorithm,
        new.digits,
        new.period_secs,
        new.last_step.map(signed).transpose()?,
        new.active,
        new.created_at,
        new.used_at,
    );
    change_one(conn, SQL, params)
}

fn attempt(tx: &mut Tx<'_>, tried: &Attempt) -> Result<Attempted, StoreError> {
    const THROTTLE: &str = "INSERT INTO throttles (key, rev, failures, blocked_until) VALUES (?1, ?2 + 1, ?3, ?4)
         ON CONFLICT DO UPDATE SET rev = excluded.rev, failures = excluded.failures,
         blocked_until = excluded.blocked_until WHERE rev = ?2";
    if read_throttle(tx.conn, tried.key)?.0 != tried.rev {
        return Ok(Attempted::Conflict);
    }
    if !tried.accept.map_or(Ok(true), |accept| use_up(tx.conn, accept, tried.now))? {
        return Ok(Attempted::Used);
    }
    let Throttle { failures, blocked_until } = tried.throttle;
    change_one(tx.conn, THROTTLE, (tried.key.0, signed(tried.rev)?, failures, blocked_until))?;
    tx.append_all(tried.event.as_slice())?;
    if let Some((person, event)) = &tried.closes {
        close_password(tx, *person, tried.now, event)?;
    }
    Ok(Attempted::Done)
}

/// Uses up what a right try used. `false` when it was used before or is gone.
fn use_up(conn: &Connection, accept: Accept, now: UnixSeconds) -> Result<bool, StoreError> {
    const STEP: &str = "UPDATE otp_credentials SET last_step = ?2, used_at = ?3
         WHERE id = ?1 AND active = 1 AND (last_step IS NULL OR last_step < ?2)";
    const BACKUP: &str = "UPDATE backup_codes SET used_at = ?4 WHERE person = ?1 AND position = ?2 AND used_at IS NULL
         AND EXISTS (SELECT 1 FROM backup_sets s WHERE s.person = ?1 AND s.salt = ?3)";
    const SMS: &str = "DELETE FROM sms_codes WHERE key = ?1 AND expires_at > ?2";
    const SMS_FACTOR: &str = "UPDATE sms_factors SET used_at = ?2 WHERE id = ?1";
    let changed = match accept {
        Accept::Nothing => return Ok(true),
        Accept::Step { credential, step } => change(conn, STEP, (credential.0, signed(step)?, now))?,
        Accept::SmsCode { key, factor } => {
            let used = change(conn, SMS, (key, now))?;
            if let Some(id) = factor.filter(|_| used == 1) {
                change(conn, SMS_FACTOR, (id.0, now))?;
            }
            used
        }
        Accept::BackupCode { person, salt, index } => {
            change(conn, BACKUP, (person.0, signed(index as u64)?, salt, now))?
        }
    };
    Ok(changed == 1)
}

fn read_throttle(conn: &Connection, key: ThrottleKey) -> Result<(Rev, Throttle), StoreError> {
    const SQL: &str = "SELECT rev, failures, blocked_until FROM throttles WHERE key = ?1";
    let read = |columns: &mut Columns<'_, '_>| {
        Ok((columns.count()?, Throttle { failures: columns.take()?, blocked_until: columns.take()? }))
    };
    Ok(find(conn, SQL, [key.0], read)?.unwrap_or_default())
}

fn write_backup_codes(conn: &Connection, person: PersonId, set: &BackupSet) -> Result<(), StoreError> {
    const SET: &str = "INSERT INTO backup_sets (person, salt, made_at) VALUES (?1, ?2, ?3)";
    const CODE: &str = "INSERT INTO backup_codes (person, position, hash, used_at) VALUES (?1, ?2, ?3, ?4)";
    // Takes the old codes along.
    change(conn, "DELETE FROM backup_sets WHERE person = ?1", [person.0])?;
    change_one(conn, SET, (person.0, set.salt, set.made_at))?;
    for (position, code) in (0_i64..).zip(&set.codes) {
        change_one(conn, CODE, (person.0, position, code.hash, code.used_at))?;
    }
    Ok(())
}

fn read_backup_codes(conn: &Connection, person: PersonId) -> Result<Option<BackupSet>, StoreError> {
    const SET: &str = "SELECT salt, made_at FROM backup_sets WHERE person = ?1";
    const CODES: &str = "SELECT hash, used_at FROM backup_codes WHERE person = ?1 ORDER BY position";
    let read = |columns: &mut Columns<'_, '_>| {
        Ok(BackupSet { salt: columns.take()?, made_at: columns.take()?, codes: Vec::new() })
    };
    let Some(mut set) = find(conn, SET, [person.0], read)? else { return Ok(None) };
    set.codes =
        list(conn, CODES, [person.0], |columns| Ok(BackupCode { hash: columns.take()?, used_at: columns.take()? }))?;
    Ok(Some(set))
}

fn read_otp(columns: &mut Columns<'_, '_>) -> Result<OtpCredential, StoreError> {
    Ok(OtpCredential {
        id: CredentialId(columns.take()?),
        person: PersonId(columns.take()?),
        device: columns.take::<Option<_>>()?.map(DeviceId),
        name: columns.text()?,
        sealed_secret: columns.take()?,
        algorithm: columns.take()?,
        digits: columns.take()?,
        period_secs: columns.take()?,
        last_step: columns.find_count()?,
        active: columns.take()?,
        created_at: columns.take()?,
        used_at: columns.take()?,
    })
}
