//! Jobs that share a commit.

use std::pin::Pin;
use std::sync::atomic::Ordering;
use std::sync::mpsc::channel;
use std::task::{Context, Waker};

use super::super::SqliteStore;
use super::super::rows::change;
use super::Place;
use crate::store::suite::{ADA, World, event};
use crate::store::{AuditStore, StoreError};

#[tokio::test]
async fn jobs_that_wait_share_a_commit() {
    let (world, store) = Place::new().world().await;
    let stats = store.writer_stats();
    let (batches, jobs) = (stats.batches.load(Ordering::Relaxed), stats.jobs.load(Ordering::Relaxed));
    let one = world.append_audit(vec![event(ADA)]);
    let two = world.append_audit(vec![event(ADA)]);
    let three = world.check_writable();
    let (held, go) = hold(&store);
    let (_, one, two, three, ()) = tokio::join!(biased; held, one, two, three, go);
    assert_eq!((one, two, three), (Ok(3), Ok(4), Ok(())));
    assert_eq!(stats.batches.load(Ordering::Relaxed), batches + 2);
    assert_eq!(stats.jobs.load(Ordering::Relaxed), jobs + 4);
    assert_eq!(stats.largest_batch.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn a_job_that_fails_does_not_undo_its_neighbours() {
    let (world, store) = Place::new().world().await;
    let one = world.append_audit(vec![event(ADA)]);
    let bad = store.write(|tx| {
        tx.append(&event(ADA))?;
        change(tx.conn, "INSERT INTO nothing VALUES (1)", ())
    });
    let worse = store.write(|tx| -> Result<(), StoreError> {
        tx.append(&event(ADA))?;
        panic!("a bug")
    });
    let two = world.append_audit(vec![event(ADA)]);
    let (held, go) = hold(&store);
    let (_, one, bad, worse, two, ()) = tokio::join!(biased; held, one, bad, worse, two, go);
    assert_eq!((one, two), (Ok(3), Ok(4)));
    assert!(matches!((bad, worse), (Err(StoreError::Other(_)), Err(StoreError::Other(_)))));
    assert_eq!(world.logged().await, 4);
}

#[tokio::test]
async fn when_the_commit_fails_every_job_fails_and_nothing_is_written() {
    let (world, store) = Place::new().world().await;
    let one = world.append_audit(vec![event(ADA)]);
    let poison = orphan(&store);
    let two = world.check_writable();
    let (held, go) = hold(&store);
    let (_, one, poison, two, ()) = tokio::join!(biased; held, one, poison, two, go);
    assert!(one.is_err() && poison.is_err() && two.is_err());
    assert_eq!(store.writer_stats().failed_batches.load(Ordering::Relaxed), 1);
    assert_eq!(world.logged().await, 2);
    assert_eq!(world.append_audit(vec![event(ADA)]).await, Ok(3), "the next one is fine");
    assert_eq!(world.logged().await, 3);
}

#[tokio::test]
async fn a_full_disk_refuses_writes_and_keeps_what_is_there() {
    let (world, store) = Place::new().world().await;
    world.link(ADA, 9).await;
    let before = world.logged().await;
    set(&store, "PRAGMA max_page_count = 1").await;
    let written = fill(&world).await;
    assert_eq!(world.logged().await, before + written);
    assert_eq!(world.list_devices(ADA).await.unwrap().len(), 1);
    set(&store, "PRAGMA max_page_count = 1000000").await;
    assert_eq!(world.append_audit(vec![event(ADA)]).await, Ok(before + written + 1));
    assert_eq!(world.logged().await, before + written + 1);
}

#[tokio::test]
async fn a_read_only_database_refuses_writes_and_can_be_read() {
    let (world, store) = Place::new().world().await;
    set(&store, "PRAGMA query_only = ON").await;
    assert_eq!(world.append_audit(vec![event(ADA)]).await, Err(StoreError::ReadOnly));
    assert_eq!(world.check_writable().await, Err(StoreError::ReadOnly));
    assert!(world.find_person(ADA).await.unwrap().is_some());
    assert_eq!(world.logged().await, 2);
}

#[tokio::test]
async fn closing_writes_what_was_handed_over_even_if_nobody_waits_for_it() {
    let place = Place::new();
    let store = place.open();
    let (held, go) = hold(&store);
    for _ in 0..300 {
        let mut append = Box::pin(store.write(|tx| tx.append(&event(ADA))));
        hand_over(append.as_mut());
    }
    go.await;
    drop(held);
    drop(store);
    assert_eq!(place.open().verify_audit().await, Ok(300));
    assert!(!place.path("assent.db-wal").exists(), "nothing is left in the log");
}

/// Keeps the writer busy until the second future runs: what is handed over meanwhile becomes one batch.
fn hold(store: &SqliteStore) -> (impl Future<Output = Result<(), StoreError>>, impl Future<Output = ()>) {
    let ((go, wait), (busy, begun)) = (channel(), channel());
    let mut held = Box::pin(store.write(move |_| {
        busy.send(()).unwrap();
        wait.recv().unwrap();
        Ok(())
    }));
    hand_over(held.as_mut());
    begun.recv().unwrap();
    (held, async move { go.send(()).unwrap() })
}

/// Polls a write once, which hands its job to the writer.
fn hand_over(write: Pin<&mut impl Future<Output: Send>>) {
    assert!(write.poll(&mut Context::from_waker(Waker::noop())).is_pending());
}

/// Fills what space is left, an entry at a time. Gives how many there was room for.
async fn fill(world: &World) -> u64 {
    for written in 0..1000 {
        match world.append_audit(vec![event(ADA)]).await {
            Ok(_) => {}
            Err(error) => {
                assert_eq!(error, StoreError::Full);
                return written;
            }
        }
    }
    panic!("the disk was never full")
}

/// A row whose parent is missing, which SQLite notices at the commit.
async fn orphan(store: &SqliteStore) -> Result<(), StoreError> {
    store
        .write(|tx| {
            change(tx.conn, "PRAGMA defer_foreign_keys = ON", ())?;
            change(tx.conn, "INSERT INTO sign_ins (token, person, expires_at) VALUES (x'01', x'02', 3)", ())?;
            Ok(())
        })
        .await
}

async fn set(store: &SqliteStore, pragma: &'static str) {
    store.write(move |tx| Ok(tx.conn.execute_batch(pragma)?)).await.unwrap();
}
