//! Locked in the middle of something.

use std::sync::atomic::{AtomicI32, Ordering};

use super::super::*;
use super::world::*;
use crate::message::Verdict;
use crate::secret::Secret;

/// Records that are locked after so many calls.
struct LockedAfter {
    inner: MemoryRecords,
    calls: AtomicI32,
}

impl LockedAfter {
    fn inner(&self) -> Result<&MemoryRecords, RecordsError> {
        let left = self.calls.fetch_sub(1, Ordering::SeqCst);
        if left > 0 { Ok(&self.inner) } else { Err(RecordsError::Locked) }
    }
}

impl Records for LockedAfter {
    fn list(&self, kind: &str) -> Result<Vec<(String, Secret)>, RecordsError> {
        self.inner()?.list(kind)
    }

    fn find(&self, kind: &str, id: &str) -> Result<Option<Secret>, RecordsError> {
        self.inner()?.find(kind, id)
    }

    fn put(&self, kind: &str, id: &str, plain: &Secret) -> Result<(), RecordsError> {
        self.inner()?.put(kind, id, plain)
    }

    fn put_all(&self, kind: &str, records: &[(String, Secret)]) -> Result<(), RecordsError> {
        self.inner()?.put_all(kind, records)
    }

    fn change(
        &self,
        kind: &str,
        id: &str,
        change: &mut dyn FnMut(&Secret) -> Option<Secret>,
    ) -> Result<bool, RecordsError> {
        self.inner()?.change(kind, id, change)
    }

    fn remove(&self, kind: &str, id: &str) -> Result<(), RecordsError> {
        self.inner()?.remove(kind, id)
    }
}

struct Scene {
    server: Arc<FakeAssent>,
    records: Arc<LockedAfter>,
    own: Authenticator,
}

impl Scene {
    async fn new() -> Self {
        let records = Arc::new(LockedAfter { inner: MemoryRecords::default(), calls: AtomicI32::new(1000) });
        let keys = Arc::new(SoftwareKeys::new(records.clone(), Arc::new(random())));
        let clock = Arc::new(crate::clock::ManualClock::at(NOW));
        let own = Authenticator::new(records.clone(), keys, clock, Arc::new(random()));
        let server = FakeAssent::start();
        own.link(&server.ticket(), description()).await.unwrap();
        server.set(|it| it.prompts = 1);
        Self { server, records, own }
    }

    fn lock_after(&self, calls: i32) {
        self.records.calls.store(calls, Ordering::SeqCst);
    }
}

#[test]
fn a_lock_at_any_moment_ends_an_answer_and_nothing_goes_out_without_its_counter() {
    run(async {
        let (mut refused, mut sent) = (0, 0);
        for calls in 0..8 {
            let scene = Scene::new().await;
            let request = scene.own.pending(None, 0, &[]).await.unwrap().requests.remove(0);
            scene.lock_after(calls);
            match scene.own.answer(&request, Verdict::Approve, None).await {
                Ok(answered) => {
                    sent += 1;
                    scene.lock_after(1000);
                    assert_eq!(answered.in_history, scene.own.history().unwrap().len() == 1 && calls > 4, "{calls}");
                }
                Err(error) => {
                    refused += 1;
                    assert_eq!(error, AuthError::Locked, "{calls}");
                    assert!(scene.server.came_to("decide").is_empty(), "{calls}");
                }
            }
        }
        assert_eq!((refused, sent), (3, 5));
    });
}

#[test]
fn a_lock_while_a_server_is_asked_shows_nothing() {
    run(async {
        let scene = Scene::new().await;
        let mut shown = [0; 8];
        for (calls, shown) in (0..).zip(&mut shown) {
            scene.lock_after(calls);
            match scene.own.pending(None, 0, &[]).await {
                Ok(pending) if pending.errors.is_empty() => *shown = pending.requests.len(),
                Ok(pending) => {
                    assert!(pending.requests.is_empty());
                    assert_eq!(pending.errors[0].error, AuthError::Locked, "{calls}");
                }
                Err(error) => assert_eq!(error, AuthError::Locked, "{calls}"),
            }
        }
        assert!(shown.is_sorted() && shown[0] == 0 && shown[7] == 1, "all of it or nothing: {shown:?}");
    });
}
