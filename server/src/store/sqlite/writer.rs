//! The one thread that writes. Jobs that wait while a commit runs share the next one, so a disk that flushes a
//! thousand times a second still takes many thousand writes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::chain::Head;
use super::open::OpenError;
use super::rows::change;
use crate::store::StoreError;

const MAX_BATCH: usize = 128;

/// Hands jobs to the writing thread. Dropping it waits until all are done.
pub(super) struct Writer {
    queue: Option<Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
    stats: Arc<WriterStats>,
}

/// What the writing thread did since the start.
#[derive(Debug, Default)]
pub struct WriterStats {
    /// Commits that succeeded.
    pub batches: AtomicU64,
    /// Jobs in them, those that changed nothing too.
    pub jobs: AtomicU64,
    /// Jobs in the largest of them.
    pub largest_batch: AtomicU64,
    /// Transactions that failed as a whole; nothing of them was written.
    pub failed_batches: AtomicU64,
    /// Microseconds spent in commits, which is mostly the disk's flush.
    pub commit_micros: AtomicU64,
    /// Microseconds of the longest commit.
    pub longest_commit_micros: AtomicU64,
}

/// A transaction that is shared by a batch of jobs.
pub(super) struct Tx<'a> {
    /// The connection.
    pub(super) conn: &'a Connection,
    /// The audit chain's end.
    pub(super) head: Head,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(conn: Connection) -> Result<Self, OpenError> {
        let (queue, jobs) = channel();
        let stats = Arc::new(WriterStats::default());
        let counted = Arc::clone(&stats);
        let thread = std::thread::Builder::new().name("store-writer".to_owned());
        let thread = thread.spawn(move || work_off(&conn, &jobs, &counted)).map_err(OpenError::NoThread)?;
        Ok(Self { queue: Some(queue), thread: Some(thread), stats })
    }

    /// What was done so far.
    pub(super) fn stats(&self) -> Arc<WriterStats> {
        Arc::clone(&self.stats)
    }

    /// Does `work` in a transaction and returns when that is committed.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let queue = self.queue.as_ref().ok_or(StoreError::Unavailable)?;
        let job = Work { work: Some(work), result: Err(StoreError::Unavailable), answer };
        queue.send(Box::new(job)).map_err(|_| StoreError::Unavailable)?;
        answered.await.map_err(|_| StoreError::Unavailable)?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// A job of the writing thread.
trait Job: Send {
    /// Does it, inside the transaction, and keeps the result back. The error is the job's own.
    fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError>;

    /// Tells the result, or why the transaction failed.
    fn answer(self: Box<Self>, committed: &Result<(), StoreError>);
}

struct Work<W, T> {
    work: Option<W>,
    result: Result<T, StoreError>,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<W, T: Send> Job for Work<W, T>
where
    W: FnOnce(&mut Tx<'_>) -> Result<T, StoreError> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let work = self.work.take().ok_or(StoreError::Unavailable)?;
        // A panic undoes this job like an error: the others of the batch must not suffer.
        let result = catch_unwind(AssertUnwindSafe(|| work(tx)));
        self.result = result.unwrap_or_else(|_| Err(StoreError::Other("a write broke off".to_owned())));
        self.result.as_ref().map(|_| ()).map_err(Clone::clone)
    }

    fn answer(self: Box<Self>, committed: &Result<(), StoreError>) {
        let result = match committed {
            Err(error) if self.result.is_ok() || self.work.is_some() => Err(error.clone()),
            _ => self.result,
        };
        // Nobody may be waiting any more; it is written all the same.
        drop(self.answer.send(result));
    }
}

fn work_off(conn: &Connection, jobs: &Receiver<Box<dyn Job>>, stats: &WriterStats) {
    while let Ok(first) = jobs.recv() {
        let mut batch = vec![first];
        batch.extend(jobs.try_iter().take(MAX_BATCH - 1));
        let committed = commit(conn, &mut batch, stats);
        if committed.is_err() {
            stats.failed_batches.fetch_add(1, Ordering::Relaxed);
            // It fails when SQLite has rolled back by itself, which is as good.
            drop(conn.execute_batch("ROLLBACK"));
        }
        for job in batch {
            job.answer(&committed);
        }
    }
}

/// Does all jobs in one transaction.
fn commit(conn: &Connection, batch: &mut [Box<dyn Job>], stats: &WriterStats) -> Result<(), StoreError> {
    change(conn, "BEGIN IMMEDIATE", ())?;
    // Read anew each time: another process, or a transaction that failed, may have moved it.
    let mut tx = Tx { conn, head: Head::read(conn)? };
    for job in &mut *batch {
        tx.run(job.as_mut())?;
    }
    stats.time_commit(|| change(conn, "COMMIT", ()))?;
    stats.count(batch.len());
    Ok(())
}

impl Tx<'_> {
    /// Does one job; when it fails, undoes what it wrote and nothing else.
    fn run(&mut self, job: &mut dyn Job) -> Result<(), StoreError> {
        let head = self.head;
        change(self.conn, "SAVEPOINT job", ())?;
        let result = job.run(self);
        if self.conn.is_autocommit() {
            // After some errors SQLite gives the whole transaction up, with the jobs before this one.
            return Err(result.err().unwrap_or(StoreError::Unavailable));
        }
        if result.is_err() {
            self.head = head;
            change(self.conn, "ROLLBACK TO job", ())?;
        }
        change(self.conn, "RELEASE job", ())?;
        Ok(())
    }
}

impl WriterStats {
    fn count(&self, jobs: usize) {
        let jobs = jobs as u64;
        self.batches.fetch_add(1, Ordering::Relaxed);
        self.jobs.fetch_add(jobs, Ordering::Relaxed);
        self.largest_batch.fetch_max(jobs, Ordering::Relaxed);
    }

    #[expect(clippy::disallowed_methods, reason = "how long the disk takes is a metric; nothing depends on it")]
    fn time_commit<T>(&self, commit: impl FnOnce() -> T) -> T {
        let start = std::time::Instant::now();
        let result = commit();
        let micros = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.commit_micros.fetch_add(micros, Ordering::Relaxed);
        self.longest_commit_micros.fetch_max(micros, Ordering::Relaxed);
        result
    }
}
