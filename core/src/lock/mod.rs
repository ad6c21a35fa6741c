//! The app's own lock: what an app calls around its vault.
//!
//! The vault has a key of the device and, as people like, a PIN and a recovery key on paper. [`AppLock`] makes it, opens
//! it, and locks it again by hand, after some time, or when the app leaves the screen. Locking drops the vault and its
//! key; an authenticator over [`AppLock::records`] lives on and refuses everything until the next unlock. While it is
//! locked one thing is known: that [something arrived](AppLock::something_arrived).

mod auto;
mod error;
mod pin;
mod recovery_key;
mod settings;
mod status;
#[cfg(test)]
mod tests;
mod ways;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use auto::AutoLock;
pub use error::LockError;
pub use pin::{Pin, PinRefused};
pub use recovery_key::{NotARecoveryKey, RecoveryKey};
pub use settings::LockSettings;
pub use status::{LockStatus, Ways};
pub use ways::RekeyedBy;

use crate::authenticator::VaultRecords;
use crate::clock::Clock;
use crate::random::Random;
use crate::secret::Secret;
use crate::vault::{Cost, KeyWrapper, NewSlot, Unlocker, Vault};

/// The lock of one vault.
pub struct AppLock {
    path: PathBuf,
    cost: Cost,
    records: Arc<VaultRecords>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    auto: Mutex<AutoLock>,
    arrived: AtomicBool,
}

impl AppLock {
    /// The lock of the vault at `path`, which need not be there yet. `cost` is what a try of a new PIN costs.
    #[must_use]
    pub fn new(path: PathBuf, cost: Cost, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        let auto = Mutex::new(AutoLock::new(LockSettings::default(), clock.now()));
        Self { path, cost, records: Arc::default(), clock, random, auto, arrived: AtomicBool::new(false) }
    }

    /// What an authenticator is made over. Reads nothing while it is locked.
    #[must_use]
    pub fn records(&self) -> Arc<VaultRecords> {
        Arc::clone(&self.records)
    }

    /// Makes the vault, by a key of the device and, if there is one, a PIN. It is open afterwards.
    ///
    /// # Errors
    /// As [`Vault::create`] and [`Vault::add_slot`]. When only the PIN failed there is a vault, open by the device.
    pub fn create(&self, label: &str, wrapper: &dyn KeyWrapper, pin: Option<&Pin>) -> Result<(), LockError> {
        let slot = NewSlot::Platform { label, wrapper };
        let vault = Vault::create(&self.path, &slot, Arc::clone(&self.random))?;
        self.go_on_with(vault)?;
        pin.map_or(Ok(()), |pin| self.set_pin(pin))
    }

    /// Makes the vault by a passphrase, where the device keeps no key. It is open afterwards.
    ///
    /// # Errors
    /// As [`Vault::create`].
    pub fn create_by_passphrase(&self, label: &str, passphrase: &Secret) -> Result<(), LockError> {
        let slot = NewSlot::Passphrase { label, passphrase, cost: self.cost };
        self.go_on_with(Vault::create(&self.path, &slot, Arc::clone(&self.random))?)
    }

    /// Unlocks by a key of the device, which may ask for finger or face.
    ///
    /// # Errors
    /// As [`Vault::open`]; then it is still locked.
    pub fn unlock_by_platform(&self, wrapper: &dyn KeyWrapper) -> Result<(), LockError> {
        self.unlock(&Unlocker::Platform(wrapper))
    }

    /// Unlocks by the PIN as it was typed. A try is counted on disk before it is made, ten wrong ones in a row disable
    /// the PIN; the right one clears the count.
    ///
    /// # Errors
    /// As [`Vault::open`]; then it is still locked.
    pub fn unlock_by_pin(&self, typed: &Secret) -> Result<(), LockError> {
        self.unlock(&Unlocker::Pin(typed))
    }

    /// Unlocks by the recovery key.
    ///
    /// # Errors
    /// As [`Vault::open`]; then it is still locked.
    pub fn unlock_by_recovery_key(&self, key: &RecoveryKey) -> Result<(), LockError> {
        self.unlock(&Unlocker::Recovery(key.secret()))
    }

    /// Unlocks by a passphrase, of a vault that was made with one.
    ///
    /// # Errors
    /// As [`Vault::open`]; then it is still locked.
    pub fn unlock_by_passphrase(&self, typed: &Secret) -> Result<(), LockError> {
        self.unlock(&Unlocker::Passphrase(typed))
    }

    /// Locks now, and waits for nobody: a call that is under way ends, and the vault with it; no other begins.
    pub fn lock(&self) {
        self.records.lock();
    }

    /// To be called whenever the app is used. Gives whether it is still open: what comes too late locks instead.
    pub fn touch(&self) -> bool {
        let is_due = self.auto().touch(self.clock.now());
        self.lock_if(is_due)
    }

    /// To be called by a timer. Gives whether it is still open.
    pub fn lock_if_idle(&self) -> bool {
        let is_due = self.auto().is_due(self.clock.now());
        self.lock_if(is_due)
    }

    /// Nobody is in any more: what is open works in the background and shows nothing to anybody, so no idle time ends it.
    /// Who lets a person in locks first and unlocks anew.
    pub fn leave_to_work(&self) {
        let mut auto = self.auto();
        *auto = AutoLock::for_work(auto.settings());
    }

    /// To be called when the app leaves the screen. Gives whether it is still open.
    pub fn went_to_background(&self) -> bool {
        let is_due = {
            let auto = self.auto();
            auto.settings().in_background || auto.is_due(self.clock.now())
        };
        self.lock_if(is_due)
    }

    /// Notes a wake-up from outside: that, and nothing more, may be shown on a locked screen.
    pub fn note_arrival(&self) {
        self.arrived.store(true, Ordering::SeqCst);
    }

    /// Whether something arrived since the last unlock. Says neither what nor from whom, which is not known here.
    #[must_use]
    pub fn something_arrived(&self) -> bool {
        self.arrived.load(Ordering::SeqCst)
    }

    fn unlock(&self, with: &Unlocker<'_>) -> Result<(), LockError> {
        // Outside of the records' own lock: a try may take a second, and a person may be asked.
        let vault = Vault::open(&self.path, with, Arc::clone(&self.random))?;
        self.go_on_with(vault)
    }

    fn go_on_with(&self, vault: Vault) -> Result<(), LockError> {
        self.records.unlock(vault);
        let settings = settings::read(&*self.records).inspect_err(|_| self.lock())?;
        *self.auto() = AutoLock::new(settings, self.clock.now());
        self.arrived.store(false, Ordering::SeqCst);
        Ok(())
    }

    fn lock_if(&self, is_due: bool) -> bool {
        if is_due {
            self.lock();
        }
        !self.records.is_locked()
    }

    fn auto(&self) -> MutexGuard<'_, AutoLock> {
        self.auto.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
