//! Who is half way in, and who is in: in memory, by random cookies.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use assent_core::message::ReceiptBundle;
use assent_core::random::{SystemEntropy, make_bytes};
use data_encoding::BASE64URL_NOPAD;

/// One browser's login.
#[derive(Clone)]
pub(super) enum Login {
    /// The password was right; the phone is asked.
    Waiting { account: String, challenge: String, number: Option<String> },
    /// In, with the proof if there is one.
    In { account: String, receipt: Option<Box<ReceiptBundle>> },
}

/// All of them.
#[derive(Default)]
pub(super) struct Logins(Mutex<HashMap<String, Login>>);

impl Logins {
    /// A new one; gives its cookie. `None` without randomness.
    pub(super) fn add(&self, login: Login) -> Option<String> {
        let cookie = BASE64URL_NOPAD.encode(&make_bytes::<32>(&SystemEntropy::default()).ok()?);
        self.map(|map| map.insert(cookie.clone(), login));
        Some(cookie)
    }

    /// The one of a cookie.
    pub(super) fn find(&self, cookie: &str) -> Option<Login> {
        self.map(|map| map.get(cookie).cloned())
    }

    /// It is over.
    pub(super) fn remove(&self, cookie: &str) {
        self.map(|map| map.remove(cookie));
    }

    fn map<T>(&self, work: impl FnOnce(&mut HashMap<String, Login>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
