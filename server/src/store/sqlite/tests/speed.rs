//! How many approvals a second the store alone takes. Run it with
//! `cargo test --release -p assent-server approvals_a_second -- --ignored --nocapture`.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use assent_core::ids::{ChallengeId, DeviceId};
use assent_core::message::Sha256;
use tempfile::TempDir;

use super::super::SqliteStore;
use crate::model::{Challenge, PersonId, PushBudget};
use crate::store::suite::*;
use crate::store::*;

const TASKS: u8 = 64;
const LENGTH: Duration = Duration::from_secs(5);

#[expect(clippy::disallowed_methods, reason = "it measures")]
fn clock() -> Instant {
    Instant::now()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures; has no opinion"]
async fn approvals_a_second() {
    let target = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tmp");
    std::fs::create_dir_all(&target).unwrap();
    let directory = TempDir::new_in(target).unwrap();
    let store = Arc::new(SqliteStore::open(&directory.path().join("assent.db")).unwrap());
    let world = World::new(store.clone(), ()).await;
    for n in 0..TASKS {
        let id = PersonId([n; 16]);
        let person = person(id, &format!("p{n}@atelier.example"));
        world.add_person(NewPerson { person, only_if_first: false, event: event(id) }).await.unwrap();
        world.link(id, n).await;
    }
    for tasks in [1, 8, TASKS] {
        measure(&world, &store, tasks).await;
    }
    println!("{} entries, unbroken", world.logged().await);
}

async fn measure(world: &World, store: &SqliteStore, tasks: u8) {
    let stats = store.writer_stats();
    let read = || [&stats.batches, &stats.jobs, &stats.commit_micros].map(|count| count.load(Ordering::Relaxed));
    let (before, start) = (read(), clock());
    let tasks_running = (0..tasks).map(|n| {
        let store = Arc::clone(&world.store);
        tokio::spawn(async move { approvals(&*store, n, start + LENGTH).await })
    });
    let (mut approved, mut slowest) = (0, Duration::ZERO);
    for task in tasks_running.collect::<Vec<_>>() {
        let (count, longest) = task.await.unwrap();
        (approved, slowest) = (approved + count, slowest.max(longest));
    }
    let (after, secs) = (read(), start.elapsed().as_secs_f64());
    let [batches, jobs, micros] = [0, 1, 2].map(|i| (after[i] - before[i]) as f64);
    println!(
        "{tasks} in flight: {:.0} approvals/s, slowest {slowest:?}; {:.1} jobs and {:.2} ms a commit",
        f64::from(approved) / secs,
        jobs / batches,
        micros / batches / 1000.0
    );
}

/// Asks, pulls, answers and redeems, one after the other, until the time is over.
async fn approvals(store: &dyn Backend, n: u8, until: Instant) -> (u32, Duration) {
    let (person, device) = (PersonId([n; 16]), DeviceId([n; 16]));
    let (mut count, mut slowest) = (0, Duration::ZERO);
    let last = store.find_device(device).await.unwrap().unwrap().counter;
    for counter in last + 1.. {
        let start = clock();
        if start > until {
            break;
        }
        approve_once(store, person, device, counter).await;
        (count, slowest) = (count + 1, slowest.max(start.elapsed()));
    }
    (count, slowest)
}

async fn approve_once(store: &dyn Backend, person: PersonId, device: DeviceId, counter: u64) {
    let random = Sha256::of(&[&person.0[..], &counter.to_be_bytes()].concat()).0;
    let id = ChallengeId(std::array::from_fn(|i| random[i]));
    let (rev, budget) = store.push_budget(person).await.unwrap();
    let asked = Challenge { id, person, ..challenge(0) };
    let ask = Ask { challenge: asked, budget: (rev, budget.spend(NOW).unwrap()), event: event(person) };
    assert_eq!(store.ask(ask).await, Ok(Asked::Stored(Vec::new())));
    assert_eq!(store.list_pending(person, NOW).await.unwrap().len(), 1);
    let mut yes = Settle { challenge: id, budget: (rev + 1, PushBudget::default()), ..approve(0, device, counter) };
    // As long as the real ones.
    (yes.answer.prompt, yes.answer.decision) = ("p".repeat(900), "d".repeat(600));
    yes.receipt = Box::new(|_| Ok("r".repeat(700)));
    yes.event = event(person);
    assert!(matches!(store.settle(yes).await, Ok(Settled::Done(_))));
    let redeem = Redeem { challenge: id, service: SHOP, now: NOW, event: event(person) };
    assert!(matches!(store.redeem(redeem).await, Ok(Redeemed::Done(_))));
}
