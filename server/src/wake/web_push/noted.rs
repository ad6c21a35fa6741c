//! Which push servers were complained of, so that each stands in the log once and not at every push.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// More are not complained of: phones name what they like.
const MOST: usize = 256;

#[derive(Default)]
pub(super) struct Noted(Mutex<HashSet<String>>);

impl Noted {
    /// Whether this is the first complaint of `origin` since it was [forgotten](Self::forget).
    pub(super) fn note(&self, origin: &str) -> bool {
        let mut known = self.lock();
        known.len() < MOST && known.insert(origin.to_owned())
    }

    /// It works again.
    pub(super) fn forget(&self, origin: &str) {
        self.lock().remove(origin);
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_complained_of_once_until_it_works_again() {
        let noted = Noted::default();
        assert!(noted.note("https://a.example") && noted.note("https://b.example"));
        assert!(!noted.note("https://a.example"));
        noted.forget("https://a.example");
        assert!(noted.note("https://a.example"));
    }

    #[test]
    fn many_made_up_servers_fill_neither_memory_nor_log() {
        let noted = Noted::default();
        let told = (0..1000).filter(|n| noted.note(&format!("https://{n}.example"))).count();
        assert_eq!(told, MOST);
    }
}
