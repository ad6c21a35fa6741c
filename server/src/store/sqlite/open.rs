//! Opening the file: whose it is, which version it has, and how it is to be treated.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::migrations::{APPLICATION_ID, VERSION, migrate, version_of};

const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const CACHED_STATEMENTS: usize = 128;

/// Why the file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The directory is missing.
    #[error("{} is missing; make this directory and let the server's user write into it", .0.display())]
    NoDirectory(PathBuf),
    /// The file or its directory can't be written.
    #[error("{} can't be written; check owner and mode of the file and of its directory", .0.display())]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error("the disk with {} is full; free some space, then start again", .0.display())]
    Full(PathBuf),
    /// Something else than a database.
    #[error("{} is not a database of this server; name another file, or restore this one from a backup", .0.display())]
    NotOurs(PathBuf),
    /// A newer program wrote it.
    #[error("{} has version {found}, this program knows {VERSION}; start the newer program, nothing was changed", path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its version.
        found: i64,
    },
    /// Another process holds it.
    #[error("{} is held by another process; stop that one first", .0.display())]
    Busy(PathBuf),
    /// The writing thread could not be started.
    #[error("no thread could be started for the database: {0}")]
    NoThread(std::io::Error),
    /// Anything else.
    #[error("{} can't be opened: {error}", path.display())]
    Other {
        /// Which file.
        path: PathBuf,
        /// In the system's words.
        error: String,
    },
}

/// The one connection that writes, to a file that is ours and up to date.
pub(super) fn open_writer(path: &Path) -> Result<Connection, OpenError> {
    make_file(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(path, flags).map_err(|error| explain(path, &error))?;
    check(path, &conn)?;
    prepare(&mut conn).map_err(|error| explain(path, &error))?;
    Ok(conn)
}

/// A connection that only reads.
pub(super) fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY_TIMEOUT)?;
    conn.execute_batch("PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY;")?;
    keep_statements(&conn)?;
    Ok(conn)
}

/// Statements are prepared once and kept. Without the planner's stability guarantee SQLite would plan many of them anew
/// for each new parameter, only to see whether a partial index fits now; that costs more than running them.
fn keep_statements(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
}

/// Makes an empty file that only its owner can read, so that SQLite's log beside it is as private.
fn make_file(path: &Path) -> Result<(), OpenError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let Err(error) = options.open(path) else { return Ok(()) };
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Err(match error.kind() {
        ErrorKind::AlreadyExists => return Ok(()),
        ErrorKind::NotFound | ErrorKind::NotADirectory => OpenError::NoDirectory(directory.to_owned()),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => OpenError::ReadOnly(path.to_owned()),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => OpenError::Full(path.to_owned()),
        _ => OpenError::Other { path: path.to_owned(), error: error.to_string() },
    })
}

/// Refuses a file that is not ours or too new, before anything writes to it.
pub(super) fn check(path: &Path, conn: &Connection) -> Result<(), OpenError> {
    let explained = |error| explain(path, &error);
    conn.busy_timeout(BUSY_TIMEOUT).map_err(explained)?;
    // Until it is known to be ours, closing may not move the log into the file either.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map_err(explained)?;
    let found = version_of(conn).map_err(explained)?;
    let owner: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(explained)?;
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0)).map_err(explained)?;
    if owner != APPLICATION_ID && (owner, found, tables) != (0, 0, 0) {
        return Err(OpenError::NotOurs(path.to_owned()));
    }
    if found > VERSION {
        return Err(OpenError::Newer { path: path.to_owned(), found });
    }
    if conn.is_readonly("main").map_err(explained)? {
        return Err(OpenError::ReadOnly(path.to_owned()));
    }
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map_err(explained)?;
    Ok(())
}

/// How the writer treats the file: a commit is on the disk before it counts, and what was deleted is overwritten.
/// The log is moved into the file every 16 MiB: rarely enough not to be felt, and read fast after a crash.
fn prepare(conn: &mut Connection) -> rusqlite::Result<()> {
    conn.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;
         PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384;
         PRAGMA wal_autocheckpoint=4096; PRAGMA journal_size_limit=67108864;",
    )?;
    keep_statements(conn)?;
    migrate(conn)
}

fn explain(path: &Path, error: &rusqlite::Error) -> OpenError {
    let file = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => OpenError::Full(file),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => OpenError::ReadOnly(file),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => OpenError::NotOurs(file),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::Busy(file),
        // The index of the log beside the file did not get its room.
        _ if is_shm_full(error) => OpenError::Full(file),
        _ => OpenError::Other { path: file, error: error.to_string() },
    }
}

fn is_shm_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == SQLITE_IOERR_SHMSIZE)
}
