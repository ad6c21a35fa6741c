//! Which push servers were complained of, so that each stands in the log once and not at every push.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::PushError;

/// More are not complained of: phones name what they like.
const MOST: usize = 256;

#[derive(Default)]
pub(super) struct Noted(Mutex<HashSet<String>>);

impl Noted {
    /// Says once why `origin` refuses this server, until it works again.
    pub(super) fn follow(&self, origin: &str, sent: &Result<(), PushError>, say: impl FnOnce(&str)) {
        match sent {
            Ok(()) => self.forget(origin),
            Err(PushError::Misconfigured(why)) if self.note(origin) => say(why),
            Err(_) => {}
        }
    }

    /// Whether this is the first complaint of `origin` since it was [forgotten](Self::forget).
    fn note(&self, origin: &str) -> bool {
        let mut known = self.lock();
        known.len() < MOST && known.insert(origin.to_owned())
    }

    /// It works again.
    fn forget(&self, origin: &str) {
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
    fn only_what_is_for_the_operator_is_said() {
        let (noted, said) = (Noted::default(), std::cell::RefCell::new(Vec::new()));
        let follow = |sent| noted.follow("https://a.example", &sent, |why| said.borrow_mut().push(why.to_owned()));
        follow(Err(PushError::Gone));
        follow(Err(PushError::Later { after: None }));
        assert!(said.borrow().is_empty());
        follow(Err(PushError::misconfigured("no")));
        follow(Err(PushError::misconfigured("no")));
        follow(Ok(()));
        follow(Err(PushError::misconfigured("never")));
        assert_eq!(*said.borrow(), ["no", "never"]);
    }

    #[test]
    fn many_made_up_servers_fill_neither_memory_nor_log() {
        let noted = Noted::default();
        let told = (0..1000).filter(|n| noted.note(&format!("https://{n}.example"))).count();
        assert_eq!(told, MOST);
    }
}
