//! Connections that only read. Each is lent to one call; when all are out, one more is opened.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::open::open_reader;
use crate::store::StoreError;

const MAX_IDLE: usize = 8;

/// The connections that nobody uses right now.
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    /// Readers of this file.
    pub(super) fn of(path: &Path) -> Self {
        Self { path: path.to_owned(), idle: Mutex::default() }
    }

    /// Lends a connection to `work`, which sees everything that was committed before.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        // Taken in a statement of its own, so that the lock is not held while a file is opened.
        let idle = self.idle().pop();
        let conn = idle.map_or_else(|| open_reader(&self.path), Ok)?;
        let result = work(&conn);
        let mut idle = self.idle();
        if idle.len() < MAX_IDLE {
            idle.push(conn);
        }
        result
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        // A list of connections can't be left half changed, so a panic elsewhere does not matter.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets `work` see one state of the database over several statements.
pub(super) fn snapshot<T>(
    conn: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let tx = conn.unchecked_transaction()?;
    let result = work(&tx)?;
    tx.commit()?;
    Ok(result)
}
