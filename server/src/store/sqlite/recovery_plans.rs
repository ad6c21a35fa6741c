//! What people prepare for getting in again, and its use.

use async_trait::async_trait;

use super::rows::{Columns, change, change_one, exists, find, json, list, signed};
use super::sessions::begin_session;
use super::{SqliteStore, Tx};
use crate::model::{
    AuditEvent, Email, NewRecovery, PersonId, Recovery, RecoveryId, RecoveryPlan, RecoveryState, TokenHash, Trustee,
    TrusteeId,
};
use crate::store::{RecoveryPlanStore, RecoveryStore, Rev, SaveRecovery, StoreError};

macro_rules! trustees {
    ($rest:literal) => {
        concat!("SELECT id, person, email, trustee, asked_at FROM trustees ", $rest)
    };
}

#[async_trait]
impl RecoveryPlanStore for SqliteStore {
    async fn find_plan(&self, person: PersonId) -> Result<Option<RecoveryPlan>, StoreError> {
        const SQL: &str =
            "SELECT person, sheet, sheet_made_at, by_admin, wait_secs FROM recovery_plans WHERE person = ?1";
        self.read(|conn| find(conn, SQL, [person.0], read_plan))
    }

    async fn set_plan(&self, plan: RecoveryPlan, event: AuditEvent) -> Result<(), StoreError> {
        const SQL: &str = "INSERT OR REPLACE INTO recovery_plans (person, sheet, sheet_made_at, by_admin, wait_secs)
             VALUES (?1, ?2, ?3, ?4, ?5)";
        self.write(move |tx| {
            let RecoveryPlan { person, sheet, sheet_made_at, by_admin, wait_secs } = plan;
            change_one(tx.conn, SQL, (person.0, sheet, sheet_made_at, by_admin, wait_secs))?;
            tx.append(&event)
        })
        .await
    }

    async fn add_trustee(&self, new: Trustee, events: Vec<AuditEvent>) -> Result<bool, StoreError> {
        const SQL: &str =
            "INSERT OR IGNORE INTO trustees (id, person, email, trustee, asked_at) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.write(move |tx| {
            let trustee = new.trustee.map(|person| person.0);
            let added = change(tx.conn, SQL, (new.id.0, new.person.0, new.email.as_str(), trustee, new.asked_at))? == 1;
            if added {
                tx.append_all(&events)?;
            }
            Ok(added)
        })
        .await
    }

    async fn list_trustees(&self, person: PersonId) -> Result<Vec<Trustee>, StoreError> {
        let sql = trustees!("WHERE person = ?1 ORDER BY asked_at, rowid");
        self.read(|conn| list(conn, sql, [person.0], read_trustee))
    }

    async fn list_trusting(&self, trustee: PersonId, email: &Email) -> Result<Vec<Trustee>, StoreError> {
        let sql = trustees!(
            "WHERE trustee = ?1 OR (trustee IS NULL AND email = ?2 AND person <> ?1) ORDER BY asked_at, rowid LIMIT 100"
        );
        self.read(|conn| list(conn, sql, (trustee.0, email.as_str()), read_trustee))
    }

    async fn accept_trustee(&self, id: TrusteeId, trustee: PersonId, event: AuditEvent) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE trustees SET trustee = ?2 WHERE id = ?1 AND trustee IS NULL";
        self.write(move |tx| log(tx, SQL, (id.0, trustee.0), &event)).await
    }

    async fn remove_trustee(&self, id: TrusteeId, event: AuditEvent) -> Result<bool, StoreError> {
        self.write(move |tx| log(tx, "DELETE FROM trustees WHERE id = ?1", [id.0], &event)).await
    }
}

#[async_trait]
impl RecoveryStore for SqliteStore {
    async fn add_recovery(&self, new: NewRecovery) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO recoveries (id, holder, person, stage, begun_at, rev, facts) VALUES (?1, ?2, ?3, 0, ?4, 1, ?5)";
        self.write(move |tx| {
            let NewRecovery { recovery, holder } = &new;
            change_one(tx.conn, SQL, (recovery.id.0, holder.0, recovery.person.0, recovery.begun_at, json(recovery)?))
        })
        .await
    }

    async fn find_recovery(&self, id: RecoveryId) -> Result<Option<(Rev, Recovery)>, StoreError> {
        self.read(|conn| find(conn, "SELECT rev, facts FROM recoveries WHERE id = ?1", [id.0], read_recovery))
    }

    async fn find_recovery_of(&self, holder: TokenHash) -> Result<Option<Recovery>, StoreError> {
        const SQL: &str = "SELECT rev, facts FROM recoveries WHERE holder = ?1";
        self.read(|conn| Ok(find(conn, SQL, [holder.0], read_recovery)?.map(|(_, recovery)| recovery)))
    }

    async fn list_recoveries(&self, person: PersonId) -> Result<Vec<Recovery>, StoreError> {
        // Anybody can begin many, so that no number of them may hide one that opens the account.
        const SQL: &str = "SELECT facts FROM (
               SELECT facts, begun_at FROM recoveries WHERE person = ?1 AND stage = 1
               UNION ALL SELECT * FROM (SELECT facts, begun_at FROM recoveries WHERE person = ?1 AND stage = 0
                 ORDER BY begun_at DESC LIMIT 100)
               UNION ALL SELECT * FROM (SELECT facts, begun_at FROM recoveries WHERE person = ?1 AND stage = 2
                 ORDER BY begun_at DESC LIMIT 100))
             ORDER BY begun_at DESC";
        self.read(|conn| list(conn, SQL, [person.0], |columns| columns.json()))
    }

    async fn save_recovery(&self, save: SaveRecovery) -> Result<bool, StoreError> {
        self.write(move |tx| save_recovery(tx, &save)).await
    }
}

fn save_recovery(tx: &mut Tx<'_>, save: &SaveRecovery) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE recoveries SET facts = ?3, stage = ?4, rev = rev + 1 WHERE id = ?1 AND rev = ?2";
    let SaveRecovery { rev, recovery, session, events } = save;
    let key = (recovery.id.0, signed(*rev)?);
    if !exists(tx.conn, "SELECT 1 FROM recoveries WHERE id = ?1 AND rev = ?2", key)? {
        return Ok(false);
    }
    if let Some((session, event)) = session
        && !begin_session(tx, session, None, session.created_at, event)?
    {
        return Ok(false);
    }
    change_one(tx.conn, SQL, (key.0, key.1, json(recovery)?, stage_of(recovery)))?;
    tx.append_all(events)?;
    Ok(true)
}

const fn stage_of(recovery: &Recovery) -> u8 {
    match recovery.state {
        RecoveryState::Open if recovery.proved.is_empty() => 0,
        RecoveryState::Open | RecoveryState::Waiting => 1,
        RecoveryState::Stopped | RecoveryState::Used => 2,
    }
}

/// Writes, and logs it if that changed something.
fn log(tx: &mut Tx<'_>, sql: &str, params: impl rusqlite::Params, event: &AuditEvent) -> Result<bool, StoreError> {
    let done = change(tx.conn, sql, params)? == 1;
    if done {
        tx.append(event)?;
    }
    Ok(done)
}

fn read_plan(columns: &mut Columns<'_, '_>) -> Result<RecoveryPlan, StoreError> {
    Ok(RecoveryPlan {
        person: PersonId(columns.take()?),
        sheet: columns.take()?,
        sheet_made_at: columns.take()?,
        by_admin: columns.take()?,
        wait_secs: columns.take()?,
    })
}

fn read_trustee(columns: &mut Columns<'_, '_>) -> Result<Trustee, StoreError> {
    Ok(Trustee {
        id: TrusteeId(columns.take()?),
        person: PersonId(columns.take()?),
        email: Email::parse(&columns.take::<String>()?).map_err(|_| StoreError::Damaged("an address is none"))?,
        trustee: columns.take::<Option<_>>()?.map(PersonId),
        asked_at: columns.take()?,
    })
}

fn read_recovery(columns: &mut Columns<'_, '_>) -> Result<(Rev, Recovery), StoreError> {
    Ok((columns.count()?, columns.json()?))
}
