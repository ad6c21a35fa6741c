//! The app: a vault behind its lock, and what works on it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use assent_core::authenticator::Authenticator;
use assent_core::lock::AppLock;
use assent_core::random::SystemEntropy;
use assent_core::vault::Cost;

use crate::clock::DrivenClock;
use crate::desk::Desk;
use crate::keys_in::HardwareKeysIn;
use crate::log::Log;
use crate::{AppClock, AppError, AppLog, CancelHandle, HardwareKeys};

/// An authenticator: one a process.
#[derive(uniffi::Object)]
pub struct AssentApp {
    pub(crate) lock: AppLock,
    pub(crate) keys: Arc<HardwareKeysIn>,
    pub(crate) log: Log,
    authenticator: Arc<Authenticator>,
    /// Another one after each locking: nothing that was shown outlives it.
    desk: Mutex<Arc<Desk>>,
}

#[uniffi::export]
impl AssentApp {
    /// The app whose vault lies in `folder`, which must be the app's own. The vault is locked: go on with
    /// [`Self::create`] or [`Self::unlock`]; [`crate::Status`] says which.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    #[uniffi::constructor]
    pub fn new(
        folder: String,
        keys: Arc<dyn HardwareKeys>,
        clock: Option<Arc<dyn AppClock>>,
        log: Option<Arc<dyn AppLog>>,
    ) -> Result<Arc<Self>, AppError> {
        let (clock, random) = (DrivenClock::over(clock), Arc::new(SystemEntropy::default()));
        let keys = Arc::new(HardwareKeysIn::new(keys));
        let path = PathBuf::from(folder).join("vault.db");
        let lock = AppLock::new(path, Cost::default(), Arc::clone(&clock), Arc::clone(&random) as Arc<_>);
        let authenticator = Authenticator::new(lock.records(), Arc::clone(&keys) as Arc<_>, clock, random);
        let authenticator = Arc::new(authenticator);
        let desk = Mutex::new(Desk::new(&authenticator));
        Ok(Arc::new(Self { lock, keys, log: Log(log), authenticator, desk }))
    }
}

impl AssentApp {
    /// The authenticator, if the vault is open. Whoever comes too late locks it.
    pub(crate) fn opened(&self) -> Result<Arc<Authenticator>, AppError> {
        let is_open = self.lock.lock_if_idle();
        if self.still_open(is_open) { Ok(Arc::clone(&self.authenticator)) } else { Err(AppError::locked()) }
    }

    /// What lies open before the person.
    pub(crate) fn desk(&self) -> Arc<Desk> {
        Arc::clone(&self.slot())
    }

    /// What ends a call: its own handle, and locking.
    pub(crate) fn handles(&self, cancel: Option<Arc<CancelHandle>>) -> Vec<Arc<CancelHandle>> {
        cancel.into_iter().chain([Arc::clone(&self.desk().closing)]).collect()
    }

    /// Ends what waits when the vault is locked by now. Gives whether it is open.
    pub(crate) fn still_open(&self, is_open: bool) -> bool {
        if !is_open {
            let left = std::mem::replace(&mut *self.slot(), Desk::new(&self.authenticator));
            left.closing.end();
        }
        is_open
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, Arc<Desk>> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
