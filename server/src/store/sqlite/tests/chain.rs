//! The chain shows whatever was done to the log behind the server's back.

use super::Place;
use crate::store::suite::{ADA, BEN, event};
use crate::store::{AuditStore, Page, StoreError};

/// Writes ten entries, lets `sql` at them, and asks for the chain.
async fn verify_after(sql: &str) -> Result<u64, StoreError> {
    let place = Place::new();
    let (world, _) = place.world().await;
    world.append_audit([vec![event(ADA); 4], vec![event(BEN); 4]].concat()).await.unwrap();
    assert_eq!(world.logged().await, 10);
    drop(world);
    let conn = rusqlite::Connection::open(place.path("assent.db")).unwrap();
    conn.execute_batch(sql).unwrap();
    conn.close().unwrap();
    place.open().verify_audit().await
}

fn broken(result: &Result<u64, StoreError>) -> bool {
    matches!(result, Err(StoreError::Damaged(_)))
}

#[tokio::test]
async fn an_untouched_chain_is_whole() {
    assert_eq!(verify_after("").await, Ok(10));
}

#[tokio::test]
async fn a_changed_entry_breaks_the_chain() {
    let (at, body) = (
        "UPDATE audit SET at = at + 1 WHERE seq = 5",
        "UPDATE audit SET body = CAST(body || ' ' AS BLOB) WHERE seq = 5",
    );
    let (person, service) =
        ("UPDATE audit SET person = NULL WHERE seq = 5", "UPDATE audit SET service = x'01' WHERE seq = 5");
    let hash = "UPDATE audit SET hash = zeroblob(32) WHERE seq = 10";
    for sql in [at, body, person, service, hash] {
        assert!(broken(&verify_after(sql).await), "{sql}");
    }
}

#[tokio::test]
async fn a_removed_entry_breaks_the_chain_even_the_last() {
    for seq in [1, 5, 10] {
        assert!(broken(&verify_after(&format!("DELETE FROM audit WHERE seq = {seq}")).await), "{seq}");
    }
    assert!(broken(&verify_after("DELETE FROM audit").await));
}

#[tokio::test]
async fn swapped_entries_break_the_chain() {
    let swap = "UPDATE audit SET seq = 100 WHERE seq = 6; UPDATE audit SET seq = 6 WHERE seq = 7;
                UPDATE audit SET seq = 7 WHERE seq = 100; UPDATE sqlite_sequence SET seq = 10 WHERE name = 'audit'";
    assert!(broken(&verify_after(swap).await));
}

#[tokio::test]
async fn an_end_that_was_cut_off_stays_visible_when_the_log_goes_on() {
    let place = Place::new();
    let (world, store) = place.world().await;
    let last = world.append_audit(vec![event(ADA); 3]).await.unwrap();
    store.write(|tx| super::super::rows::change(tx.conn, "DELETE FROM audit WHERE seq >= 4", ())).await.unwrap();
    assert_eq!(world.append_audit(vec![event(ADA)]).await, Ok(last + 1));
    assert!(broken(&world.verify_audit().await));
}

#[tokio::test]
async fn an_entry_is_hashed_over_its_stored_bytes_and_the_hash_before() {
    let place = Place::new();
    let (world, store) = place.world().await;
    world.append_audit(vec![event(ADA)]).await.unwrap();
    let row = |seq: u64| {
        let sql = format!("SELECT body, hash FROM audit WHERE seq = {seq}");
        store.read(|conn| Ok(conn.query_row(&sql, (), |row| Ok((row.get(0)?, row.get(1)?)))?)).unwrap()
    };
    let mut before = vec![0; 32];
    for seq in 1..=3 {
        let (body, hash): (Vec<u8>, Vec<u8>) = row(seq);
        let input = [&[0], &before[..], &body].concat();
        assert_eq!(hash, assent_core::message::Sha256::of(&input).0);
        before = hash;
    }
    assert_eq!(world.list_activity(ADA, Page::newest(9)).await.unwrap()[0].hash.0[..], before);
}
