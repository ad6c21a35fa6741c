//! Rows that the server would have written one by one.

use std::path::Path;

use assent_core::clock::UnixSeconds;
use assent_server::model::{PersonId, ServiceId};
use rusqlite::Connection;

use crate::Fault;

/// How long the log goes back, in seconds: two years.
const LOG_SECS: i64 = 63_072_000;
/// Numbers from 1 to `?1`.
const NUMBERS: &str = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?1)";
/// One in a hundred has no second step.
const PASSKEYS: &str = "INSERT INTO passkeys (id, person, name, credential, key, created_at)
     SELECT randomblob(16), id, 'Key', randomblob(32), '{}', 0 FROM people WHERE rowid % 100 <> 0 AND id <> ?1";

/// What there is to be.
pub(super) struct Rows {
    /// So many people.
    pub(super) people: usize,
    /// So many entries in the log of `boss`.
    pub(super) entries: usize,
    /// Whoever looks.
    pub(super) boss: PersonId,
    /// Where one in five hundred of them happened.
    pub(super) service: ServiceId,
    /// When the last of them happened.
    pub(super) now: UnixSeconds,
}

impl Rows {
    /// Writes them; gives the day in the middle of the log. The chain of the log is not whole: nothing here reads it as
    /// one, and nobody is told of what is in it.
    pub(super) fn write(&self, database: &Path) -> Result<String, Fault> {
        let conn = Connection::open(database)?;
        conn.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; BEGIN")?;
        self.write_people(&conn)?;
        self.write_log(&conn)?;
        conn.execute_batch("UPDATE followers SET seq = (SELECT max(seq) FROM audit); COMMIT")?;
        let middle = self.now - LOG_SECS / 2;
        Ok(conn.query_row("SELECT date(?1, 'unixepoch')", [middle], |row| row.get(0))?)
    }

    fn write_people(&self, conn: &Connection) -> Result<(), Fault> {
        let sql = format!(
            "{NUMBERS} INSERT INTO people (id, email, name, password, role, language, alerts, created_at)
             SELECT randomblob(16), printf('p%08d@load.example', i), printf('Person %d', i), '', 2, 'en', 1, 0 FROM n"
        );
        conn.execute(&sql, [i64::try_from(self.people)?])?;
        conn.execute(PASSKEYS, [self.boss.0])?;
        Ok(())
    }

    /// Mostly sign-ins, as in life; one in a thousand is about getting back in.
    fn write_log(&self, conn: &Connection) -> Result<(), Fault> {
        let sql = format!(
            r#"{NUMBERS}, e (at, kind, service, place) AS (SELECT ?2 - (?1 - i) * {LOG_SECS} / ?1,
               CASE WHEN i % 1000 = 0 THEN 'reset_asked' WHEN i % 500 = 1 THEN 'challenge_approved'
               WHEN i % 100 = 0 THEN 'profile_changed' WHEN i % 10 = 0 THEN 'password_refused' ELSE 'signed_in' END,
               iif(i % 500 = 1, ?4, NULL), i % 250 FROM n)
               INSERT INTO audit (at, person, service, body, hash) SELECT at, ?3, service,
               CAST(printf('{{"at":%d,"kind":"%s","person":"{}"%s,"address":"192.0.2.%d"}}',
               at, kind, iif(service IS NULL, '', ',"service":"{}"'), place) AS BLOB), zeroblob(32) FROM e"#,
            self.boss, self.service
        );
        conn.execute(&sql, (i64::try_from(self.entries)?, self.now, self.boss.0, self.service.0))?;
        Ok(())
    }
}
