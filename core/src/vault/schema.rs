//! The vault's file: making it, recognising it, its tables and their versions.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::error::VaultError;

/// "Asnt", in the header of every vault.
const APPLICATION_ID: i32 = 0x4173_6e74;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Each step leads from version n to n + 1. Steps are only ever added at the end; The tables `header` and
/// `slots` stay as they are, because a vault is unlocked before it is migrated.
pub(super) const STEPS: &[&str] = &[V1, V2];

const V1: &str = "
    CREATE TABLE header (
        one INTEGER PRIMARY KEY CHECK (one = 1), vault_id BLOB NOT NULL, key_commit BLOB NOT NULL, sum BLOB NOT NULL
    ) STRICT;
    CREATE TABLE slots (
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, parameters TEXT NOT NULL, wrapped BLOB NOT NULL,
        sum BLOB NOT NULL, failed INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE manifest (one INTEGER PRIMARY KEY CHECK (one = 1), sealed BLOB NOT NULL) STRICT;
    CREATE TABLE records (
        position INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
        kind TEXT NOT NULL, rev INTEGER NOT NULL, sealed BLOB NOT NULL
    ) STRICT;
";

/// PIN and recovery key, and a new vault key: no table changes, but a program of version 1 must not go on with it. It
/// would not know the slots, and take a vault that was given a new key meanwhile for a damaged one.
const V2: &str = "-- slots of kind 'pin' and 'recovery'; the key may change";

/// Makes the file for a new vault, or takes up one whose making was cut short.
///
/// Such a file is marked as a vault of version 0, holds nothing, and is finished by whoever comes first.
pub(super) fn connect_new(path: &Path) -> Result<Connection, VaultError> {
    match make_file(path) {
        Err(VaultError::Exists(_)) => take_up(path),
        made => made.and_then(|()| mark(path)).inspect_err(|_| discard_file(path)),
    }
}

/// Makes the tables, inside the transaction that also fills them.
///
/// # Errors
/// [`VaultError::Exists`] when another process was quicker.
pub(super) fn make_tables(transaction: &Transaction<'_>, path: &Path) -> Result<(), VaultError> {
    if version(transaction)? != 0 {
        return Err(VaultError::Exists(path.to_owned()));
    }
    while take_step(transaction, STEPS)? {}
    Ok(())
}

/// Connects to an existing vault, once it is sure that it is one, whole and of a known version. Writes nothing.
///
/// Only SQLite opens the file: if this process opened and closed it by hand, the system would drop the locks of
/// every other connection that the process has on it.
pub(super) fn connect_existing(path: &Path) -> Result<Connection, VaultError> {
    check_file(path)?;
    let left_over = std::fs::metadata(beside(path, "-wal")).is_ok_and(|wal| wal.len() > 0);
    let connection = connect(path)?;
    // A refused file stays as it is, even if somebody's last changes are still in its log.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, left_over)?;
    check_identity(&connection, path)?;
    check_structure(&connection)?;
    if connection.is_readonly("main")? {
        return Err(VaultError::ReadOnly);
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(connection)
}

/// Settings that live in the connection, and the write-ahead log.
pub(super) fn settle(connection: &Connection) -> Result<(), VaultError> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    for (name, value) in [
        ("synchronous", "FULL"),
        ("fullfsync", "ON"),
        ("checkpoint_fullfsync", "ON"),
        ("secure_delete", "ON"),
        ("temp_store", "MEMORY"),
        ("foreign_keys", "ON"),
    ] {
        connection.pragma_update(None, name, value)?;
    }
    Ok(())
}

/// Brings the tables from their version up to `steps.len()`, each step in a transaction of its own.
pub(super) fn migrate(connection: &mut Connection, steps: &[&str]) -> Result<(), VaultError> {
    while find_step(connection, steps)?.is_some() {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Looked up again inside the transaction: another process may have migrated meanwhile.
        take_step(&transaction, steps)?;
        transaction.commit()?;
    }
    Ok(())
}

/// The schema version of the file.
pub(super) fn version(connection: &Connection) -> Result<u32, VaultError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// The empty file, for its owner only (0600).
fn make_file(path: &Path) -> Result<(), VaultError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(VaultError::Exists(path.to_owned())),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(VaultError::ReadOnly),
        Err(error) if error.kind() == ErrorKind::StorageFull => Err(VaultError::Full),
        Err(error) => Err(error.into()),
    }
}

fn mark(path: &Path) -> Result<Connection, VaultError> {
    let connection = connect(path)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(connection)
}

/// Removes the file that could not even be marked, so that nobody else can have taken it up.
fn discard_file(path: &Path) {
    for suffix in ["", "-journal"] {
        // What can't be removed is empty, and says so when opened.
        let _ = std::fs::remove_file(beside(path, suffix));
    }
}

fn take_up(path: &Path) -> Result<Connection, VaultError> {
    let exists = |_| VaultError::Exists(path.to_owned());
    let connection = connect(path).map_err(exists)?;
    match check_identity(&connection, path) {
        Err(VaultError::NoVault(_)) => Ok(connection),
        Err(VaultError::Busy) => Err(VaultError::Busy),
        Err(error) => Err(exists(error)),
        Ok(()) => Err(VaultError::Exists(path.to_owned())),
    }
}

fn connect(path: &Path) -> Result<Connection, VaultError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    Ok(connection)
}

fn take_step(transaction: &Transaction<'_>, steps: &[&str]) -> Result<bool, VaultError> {
    let Some(step) = find_step(transaction, steps)? else { return Ok(false) };
    transaction.execute_batch(step)?;
    transaction.pragma_update(None, "user_version", version(transaction)? + 1)?;
    Ok(true)
}

fn find_step<'a>(connection: &Connection, steps: &[&'a str]) -> Result<Option<&'a str>, VaultError> {
    let version = usize::try_from(version(connection)?).unwrap_or(usize::MAX);
    Ok(steps.get(version).copied())
}

fn check_file(path: &Path) -> Result<(), VaultError> {
    let file = match std::fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(VaultError::NoVault(path.to_owned())),
        other => other?,
    };
    if !file.is_file() {
        return Err(VaultError::NotAVault(path.to_owned()));
    }
    if file.permissions().readonly() {
        return Err(VaultError::ReadOnly);
    }
    Ok(())
}

fn check_identity(connection: &Connection, path: &Path) -> Result<(), VaultError> {
    let id = connection.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0));
    let not_a_vault = || VaultError::NotAVault(path.to_owned());
    match id {
        Ok(APPLICATION_ID) => {}
        Ok(_) => return Err(not_a_vault()),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            return Err(not_a_vault());
        }
        Err(error) => return Err(error.into()),
    }
    let known = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    match version(connection)? {
        0 => Err(VaultError::NoVault(path.to_owned())),
        found if found > known => Err(VaultError::NewerVersion { found, known }),
        _ => Ok(()),
    }
}

/// A cut or scrambled file is refused before anything, even a counter, is written to it.
fn check_structure(connection: &Connection) -> Result<(), VaultError> {
    let verdict: String = connection.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(VaultError::FileDamaged) }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
