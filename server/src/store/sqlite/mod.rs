//! The store in one SQLite file: one thread writes and commits many writes at once, everybody else reads beside it
//! (WAL). A write is acknowledged after its commit is on the disk (`synchronous=FULL`), never before.

mod answers;
mod attestations;
mod audit;
mod budgets;
mod chain;
mod challenge_rows;
mod challenges;
mod codes;
mod company;
mod contacts;
mod deletion;
mod device_rows;
mod devices;
mod errors;
mod factors;
mod followers;
mod handovers;
mod identity_checks;
mod identity_ends;
mod identity_pictures;
mod mails;
mod migrations;
mod open;
mod organisation;
mod passkeys;
mod people;
mod program_keys;
mod pushes;
mod readers;
mod recovery_plans;
mod reviewers;
mod rows;
mod services;
mod sessions;
mod sms;
mod sweep;
mod tickets;
mod trusted;
mod upkeep;
mod webhooks;
mod writer;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

pub use open::OpenError;
use readers::Readers;
use rusqlite::Connection;
pub use writer::WriterStats;
use writer::{Tx, Writer};

use super::StoreError;

/// Everything, in one SQLite file.
pub struct SqliteStore {
    // First, so that the writer closes last and leaves no log behind.
    readers: Arc<Readers>,
    writer: Writer,
}

impl SqliteStore {
    /// Opens the file, makes it when there is none, and brings an older one up to date. Dropping the store waits until
    /// everything that was handed to it is committed.
    ///
    /// # Errors
    /// [`OpenError`]; a file that can't be used stays as it is.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let writer = open::open_writer(path)?;
        Ok(Self { readers: Arc::new(Readers::of(path)), writer: Writer::start(writer)? })
    }

    /// What the writing thread did so far, for metrics.
    #[must_use]
    pub fn writer_stats(&self) -> Arc<WriterStats> {
        self.writer.stats()
    }

    /// Reads a few rows, on the calling thread: cheaper than another thread would be.
    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.readers.read(work)
    }

    /// Reads what may be much, on a thread that may wait.
    async fn read_aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let readers = Arc::clone(&self.readers);
        tokio::task::spawn_blocking(move || readers.read(work)).await.map_err(|_| StoreError::Unavailable)?
    }

    /// Writes: all of `work` or, when it fails, nothing of it. Returns after the commit.
    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.writer.write(work).await
    }
}
