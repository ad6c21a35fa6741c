//! The app: a vault that is open or locked, and what works on it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use assent_core::authenticator::{Authenticator, VaultRecords};
use assent_core::clock::Clock;
use assent_core::random::{Random, SystemEntropy};
use assent_core::vault::{Cost, NewSlot, Unlocker, Vault};

use crate::clock::DrivenClock;
use crate::keys_in::HardwareKeysIn;
use crate::log::Log;
use crate::open::Open;
use crate::{AppClock, AppError, AppLog, HardwareKeys, Way, work};

/// An authenticator: one a process.
#[derive(uniffi::Object)]
pub struct AssentApp {
    path: PathBuf,
    keys: Arc<HardwareKeysIn>,
    clock: Arc<dyn Clock>,
    pub(crate) log: Log,
    open: Mutex<Option<Arc<Open>>>,
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
        Ok(Arc::new(Self {
            path: PathBuf::from(folder).join("vault.db"),
            keys: Arc::new(HardwareKeysIn::new(keys)),
            clock: DrivenClock::over(clock),
            log: Log(log),
            open: Mutex::default(),
        }))
    }

    /// Makes the vault, which opens in this way, and leaves it open.
    ///
    /// # Errors
    /// [`AppError::BadInput`] when one is there, [`AppError::NotConfirmed`], [`AppError::NoWayIn`],
    /// [`AppError::Storage`]; then there is no vault.
    pub async fn create(self: Arc<Self>, way: Way) -> Result<(), AppError> {
        let app = Arc::clone(&self);
        self.log.note("create", work::to_its_end(async move { app.make_vault(way) }).await)
    }

    /// Opens the vault.
    ///
    /// # Errors
    /// [`AppError::WrongPin`], [`AppError::NoWayIn`], [`AppError::NotConfirmed`], [`AppError::KeyGone`],
    /// [`AppError::NoVault`], [`AppError::Damaged`], [`AppError::Storage`]; then it stays locked.
    pub async fn unlock(self: Arc<Self>, way: Way) -> Result<(), AppError> {
        let app = Arc::clone(&self);
        self.log.note("unlock", work::to_its_end(async move { app.open_vault(way) }).await)
    }

    /// Locks: what waits ends with [`AppError::Cancelled`], and nothing is readable until [`Self::unlock`]. An answer
    /// that is on its way still arrives.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn lock(&self) -> Result<(), AppError> {
        if let Some(open) = self.slot().take() {
            open.closing.end();
        }
        Ok(())
    }

    /// Whether the vault is locked.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn is_locked(&self) -> Result<bool, AppError> {
        Ok(self.slot().is_none())
    }
}

impl AssentApp {
    /// What is open.
    pub(crate) fn opened(&self) -> Result<Arc<Open>, AppError> {
        self.slot().clone().ok_or_else(AppError::locked)
    }

    /// Where the vault lies.
    pub(crate) fn path(&self) -> PathBuf {
        self.path.clone()
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, Option<Arc<Open>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn make_vault(&self, way: Way) -> Result<(), AppError> {
        let random = Arc::new(SystemEntropy::default());
        let secret = way.into_passphrase();
        let slot = match &secret {
            None => NewSlot::Platform { label: "phone", wrapper: &*self.keys },
            Some(passphrase) => NewSlot::Passphrase { label: "passphrase", passphrase, cost: Cost::default() },
        };
        let made = Vault::create(&self.path, &slot, Arc::clone(&random) as Arc<dyn Random>);
        self.keep(made.map_err(|error| self.keys.explain(error))?, random);
        Ok(())
    }

    fn open_vault(&self, way: Way) -> Result<(), AppError> {
        if !self.slot().is_none() {
            return Ok(());
        }
        let random = Arc::new(SystemEntropy::default());
        let secret = way.into_passphrase();
        let with = secret.as_ref().map_or(Unlocker::Platform(&*self.keys), Unlocker::Passphrase);
        let opened = Vault::open(&self.path, &with, Arc::clone(&random) as Arc<dyn Random>);
        self.keep(opened.map_err(|error| self.keys.explain(error))?, random);
        Ok(())
    }

    fn keep(&self, vault: Vault, random: Arc<dyn Random>) {
        let (records, clock) = (Arc::new(VaultRecords::new(vault)), Arc::clone(&self.clock));
        let authenticator = Authenticator::new(records, Arc::clone(&self.keys) as Arc<_>, clock, random);
        *self.slot() = Some(Arc::new(Open::new(authenticator)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestPhone, wait_for};

    fn words(text: &str) -> Way {
        Way::Passphrase { passphrase: text.as_bytes().to_vec() }
    }

    #[test]
    fn a_locked_app_tells_nothing_and_opens_by_its_hardware() {
        let phone = TestPhone::new();
        assert!(matches!(phone.app.accounts(), Err(AppError::Locked { .. })));
        assert!(matches!(wait_for(phone.again().unlock(Way::Hardware)), Err(AppError::NoVault { .. })));
        wait_for(phone.again().create(Way::Hardware)).unwrap();
        assert!(phone.app.accounts().unwrap().is_empty());
        phone.app.lock().unwrap();
        assert!(matches!(phone.app.accounts(), Err(AppError::Locked { .. })));
        wait_for(phone.again().unlock(Way::Hardware)).unwrap();
        assert!(!phone.app.is_locked().unwrap());
    }

    #[test]
    fn a_wrong_passphrase_says_how_many_tries_are_left() {
        let phone = TestPhone::new();
        wait_for(phone.again().create(words("four small green boats"))).unwrap();
        phone.app.lock().unwrap();
        let wrong = wait_for(phone.again().unlock(words("four small red boats")));
        assert!(matches!(wrong, Err(AppError::WrongPin { tries_left: 9, .. })), "{wrong:?}");
        assert!(matches!(wait_for(phone.again().unlock(Way::Hardware)), Err(AppError::NoWayIn { .. })));
        wait_for(phone.again().unlock(words("four small green boats"))).unwrap();
    }

    #[test]
    fn the_hardware_is_never_asked_on_the_callers_thread() {
        let phone = TestPhone::with_vault();
        let asked_on = phone.keys.asked_on.lock().unwrap().unwrap();
        assert_ne!(asked_on, std::thread::current().id());
    }

    #[test]
    fn a_vault_that_is_there_is_never_made_anew() {
        let phone = TestPhone::with_vault();
        phone.app.lock().unwrap();
        let refused = wait_for(phone.again().create(Way::Hardware));
        assert!(matches!(refused, Err(AppError::BadInput { key, .. }) if key == "error-vault-exists"));
    }
}
