//! The schema's versions. They only go forward: a new version is a new file at the end, old files never change.

use rusqlite::Connection;

/// `Asnt`, so that a file says whose it is (SQLite file format §1.3.14).
pub(super) const APPLICATION_ID: i64 = 0x4173_6e74;

const MIGRATIONS: [&str; 7] = [
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
    include_str!("migrations/0007.sql"),
];

/// The version that this program writes.
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// Brings the schema up to date, one transaction for each version.
pub(super) fn migrate(conn: &mut Connection) -> rusqlite::Result<()> {
    for (version, sql) in (1..).zip(MIGRATIONS) {
        let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        // Asked inside the transaction: another process may have been first.
        if version_of(&tx)? < version {
            tx.execute_batch(sql)?;
            tx.pragma_update(None, "application_id", APPLICATION_ID)?;
            tx.pragma_update(None, "user_version", version)?;
        }
        tx.commit()?;
    }
    Ok(())
}

/// The version that the file has; 0 = new.
pub(super) fn version_of(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}
