//! A phone for this crate's own tests: software keys behind the trait, a clock that is moved.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake};
use std::thread::ThreadId;

use assent_core::keys::{Signer, SoftwareKey};
use assent_core::random::SystemEntropy;

use crate::{AppClock, AssentApp, Assurance, HardwareKeys, KeyPurpose, PlatformError, UserVerification};

/// Waits for a future as another language's runtime does: without any of Rust's.
pub(crate) fn wait_for<F: Future>(future: F) -> F::Output {
    #[derive(Default)]
    struct Bell(Mutex<bool>, Condvar);
    impl Wake for Bell {
        fn wake(self: Arc<Self>) {
            *self.0.lock().unwrap() = true;
            self.1.notify_one();
        }
    }
    let bell = Arc::new(Bell::default());
    let waker = Arc::clone(&bell).into();
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(done) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return done;
        }
        let mut rung = bell.0.lock().unwrap();
        while !std::mem::take(&mut *rung) {
            rung = bell.1.wait(rung).unwrap();
        }
    }
}

/// In which form a key store gives signatures and keys.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Wire {
    /// As Keystore.
    Der,
    /// As no key store, but as WebCrypto.
    Raw,
}

/// Keys in memory.
pub(crate) struct TestKeys {
    wire: Wire,
    keys: Mutex<HashMap<(String, KeyPurpose), SoftwareKey>>,
    refusal: Mutex<Option<PlatformError>>,
    /// The last challenge, which stands for a certificate.
    attested: Mutex<Option<Vec<u8>>>,
    /// On which thread it was asked last.
    pub(crate) asked_on: Mutex<Option<ThreadId>>,
}

impl TestKeys {
    pub(crate) fn speaking(wire: Wire) -> Self {
        Self {
            wire,
            keys: Mutex::default(),
            refusal: Mutex::default(),
            attested: Mutex::default(),
            asked_on: Mutex::default(),
        }
    }

    /// From now on it refuses.
    pub(crate) fn refuse(&self, why: PlatformError) {
        *self.refusal.lock().unwrap() = Some(why);
    }

    fn allowed(&self) -> Result<(), PlatformError> {
        self.refusal.lock().unwrap().clone().map_or(Ok(()), Err)
    }
}

impl HardwareKeys for TestKeys {
    fn make(&self, account: String, purpose: KeyPurpose, challenge: Option<Vec<u8>>) -> Result<Vec<u8>, PlatformError> {
        self.allowed()?;
        *self.attested.lock().unwrap() = challenge;
        let (key, _) = SoftwareKey::make(&SystemEntropy::default()).unwrap();
        let point = key.public_key().point().to_vec();
        self.keys.lock().unwrap().insert((account, purpose), key);
        let spki = "3059301306072a8648ce3d020106082a8648ce3d030107034200";
        let head: Vec<u8> =
            (0..spki.len()).step_by(2).map(|at| u8::from_str_radix(&spki[at..at + 2], 16).unwrap()).collect();
        Ok(if self.wire == Wire::Der { [head, point].concat() } else { point })
    }

    fn attestation(&self, _account: String) -> Result<Vec<Vec<u8>>, PlatformError> {
        self.allowed()?;
        Ok(self.attested.lock().unwrap().iter().cloned().collect())
    }

    fn sign(&self, account: String, purpose: KeyPurpose, message: Vec<u8>) -> Result<Vec<u8>, PlatformError> {
        self.allowed()?;
        let keys = self.keys.lock().unwrap();
        let key = keys.get(&(account, purpose)).ok_or(PlatformError::KeyGone)?;
        let raw = key.sign(&message).unwrap();
        Ok(if self.wire == Wire::Der { to_der(raw.as_bytes()) } else { raw.as_bytes().to_vec() })
    }

    fn is_there(&self, account: String, purpose: KeyPurpose) -> Result<bool, PlatformError> {
        self.allowed()?;
        Ok(self.keys.lock().unwrap().contains_key(&(account, purpose)))
    }

    fn delete(&self, account: String, purpose: KeyPurpose) -> Result<(), PlatformError> {
        self.keys.lock().unwrap().remove(&(account, purpose));
        Ok(())
    }

    fn wrap_vault_key(&self, vault_key: Vec<u8>) -> Result<Vec<u8>, PlatformError> {
        *self.asked_on.lock().unwrap() = Some(std::thread::current().id());
        self.allowed()?;
        Ok(vault_key.iter().map(|byte| byte ^ 0xa5).collect())
    }

    fn unwrap_vault_key(&self, wrapped: Vec<u8>) -> Result<Vec<u8>, PlatformError> {
        self.wrap_vault_key(wrapped)
    }

    fn assurance(&self, _account: String) -> Result<Assurance, PlatformError> {
        Ok(Assurance::Software)
    }

    fn user_verification(&self, _account: String) -> Result<UserVerification, PlatformError> {
        Ok(UserVerification::Presence)
    }
}

/// DER of two numbers (RFC 3279 §2.2.3).
fn to_der(raw: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for number in raw.chunks(32) {
        let first = number.iter().position(|byte| *byte != 0).unwrap();
        let pad = number[first] & 0x80 != 0;
        body.extend([0x02, u8::try_from(32 - first + usize::from(pad)).unwrap()]);
        body.extend(pad.then_some(0));
        body.extend(&number[first..]);
    }
    [vec![0x30, u8::try_from(body.len()).unwrap()], body].concat()
}

/// A clock that is moved.
pub(crate) struct TestClock(AtomicI64);

impl TestClock {
    pub(crate) fn set(&self, now: i64) {
        self.0.store(now, Ordering::SeqCst);
    }
}

impl AppClock for TestClock {
    fn now_secs(&self) -> Result<i64, PlatformError> {
        Ok(self.0.load(Ordering::SeqCst))
    }
}

/// An app with a folder of its own.
pub(crate) struct TestPhone {
    pub(crate) app: Arc<AssentApp>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) keys: Arc<TestKeys>,
    _folder: tempfile::TempDir,
}

impl TestPhone {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(TestClock(AtomicI64::new(1_800_000_000)));
        let path = folder.path().to_str().unwrap().to_owned();
        let keys = Arc::new(TestKeys::speaking(Wire::Der));
        let app = AssentApp::new(path, Arc::clone(&keys) as Arc<_>, Some(Arc::clone(&clock) as Arc<_>), None).unwrap();
        Self { app, clock, keys, _folder: folder }
    }

    pub(crate) fn with_vault() -> Self {
        let phone = Self::new();
        wait_for(phone.again().create(None)).unwrap();
        phone
    }

    /// The app once more, for a call that takes it over.
    pub(crate) fn again(&self) -> Arc<AssentApp> {
        Arc::clone(&self.app)
    }
}
