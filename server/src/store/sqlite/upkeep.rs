//! Looking after the file.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;
use rusqlite::Connection;

use super::SqliteStore;
use super::rows::change_one;
use crate::store::{StoreError, Upkeep};

#[async_trait]
impl Upkeep for SqliteStore {
    async fn check_writable(&self) -> Result<(), StoreError> {
        self.write(|tx| change_one(tx.conn, "UPDATE upkeep SET beats = beats + 1", ())).await
    }

    async fn sweep(&self, now: UnixSeconds, keep_secs: i64) -> Result<u64, StoreError> {
        self.sweep_all(now, keep_secs).await
    }

    async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let to = to.to_owned();
        self.read_aside(move |conn| backup(conn, &to)).await
    }
}

fn backup(conn: &Connection, to: &PathBuf) -> Result<(), StoreError> {
    make_private(to).map_err(|error| explain(to, &error))?;
    let written = copy(conn, to);
    if written.is_err() {
        // Half a copy must not be taken for a whole one.
        drop(std::fs::remove_file(to));
    }
    written
}

fn copy(conn: &Connection, to: &Path) -> Result<(), StoreError> {
    let name = to.to_str().ok_or_else(|| StoreError::Other("the backup's path is not UTF-8".to_owned()))?;
    conn.execute("VACUUM INTO ?1", [name])?;
    sync(to).map_err(|error| explain(to, &error))
}

/// Makes an empty file that only its owner can read; SQLite fills it. One that exists stays as it is.
fn make_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Both must be on the disk: what is in the file, and that it is in its directory.
fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()?;
    match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(directory) => File::open(directory)?.sync_all(),
        None => File::open(".")?.sync_all(),
    }
}

fn explain(path: &Path, error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::Other(format!("{} can't be written: {error}", path.display())),
    }
}
