//! Tasks that wait for something with a name.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio::sync::futures::Notified;

/// Who waits for which `K`.
pub struct Waiters<K: Hash + Eq + Copy>(Mutex<HashMap<K, Arc<Notify>>>);

/// A place in the queue for one `K`. Get it before reading the store, so that no news falls between.
pub struct Waiting<'a, K: Hash + Eq + Copy> {
    waiters: &'a Waiters<K>,
    key: K,
    notify: Arc<Notify>,
}

impl<K: Hash + Eq + Copy> Default for Waiters<K> {
    fn default() -> Self {
        Self(Mutex::new(HashMap::new()))
    }
}

impl<K: Hash + Eq + Copy> Waiters<K> {
    /// Takes a place.
    pub fn register(&self, key: K) -> Waiting<'_, K> {
        let notify = Arc::clone(self.lock().entry(key).or_default());
        Waiting { waiters: self, key, notify }
    }

    /// Wakes all who wait for `key`.
    pub fn wake(&self, key: K) {
        let notify = self.lock().get(&key).map(Arc::clone);
        if let Some(notify) = notify {
            notify.notify_waiters();
        }
    }

    /// How many keys are waited for.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    /// Whether nobody waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, Arc<Notify>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Hash + Eq + Copy> Waiting<'_, K> {
    /// Resolves at the first wake-up after this call, whether or not it is polled before.
    pub fn news(&self) -> Notified<'_> {
        self.notify.notified()
    }
}

impl<K: Hash + Eq + Copy> Drop for Waiting<'_, K> {
    fn drop(&mut self) {
        let mut map = self.waiters.lock();
        // Two left: the map's and this one.
        if Arc::strong_count(&self.notify) <= 2 {
            map.remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn news_that_come_before_the_waiting_starts_are_not_lost() {
        let waiters = Waiters::<u8>::default();
        let waiting = waiters.register(1);
        let news = waiting.news();
        waiters.wake(1);
        news.await;
    }

    #[test]
    fn the_last_to_leave_clears_the_entry() {
        let waiters = Waiters::<u8>::default();
        let first = waiters.register(1);
        let second = waiters.register(1);
        drop(first);
        assert_eq!(waiters.len(), 1);
        drop(second);
        assert!(waiters.is_empty());
    }
}
