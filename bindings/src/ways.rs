//! Setting up the ways to open the vault, and when it locks by itself. All of it needs the vault open.

use std::sync::Arc;

use assent_core::lock as core;
use assent_core::vault::SlotKind;

use crate::lock::read_pin;
use crate::{AppError, AssentApp, work};

/// When the app locks by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct LockSettings {
    /// After so many seconds without use, at least ten; none: never.
    pub idle_secs: Option<u32>,
    /// At once when the app leaves the screen.
    pub in_background: bool,
}

#[uniffi::export]
impl AssentApp {
    /// Sets the PIN, in place of an older one.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for one that is too simple, or of the vault.
    pub async fn set_pin(self: Arc<Self>, pin: Vec<u8>) -> Result<(), AppError> {
        let app = Arc::clone(&self);
        let set = async move { Ok(app.opened_lock()?.set_pin(&read_pin(pin)?)?) };
        self.log.note("set_pin", work::to_its_end(set).await)
    }

    /// Takes the PIN away; false when there is none.
    ///
    /// # Errors
    /// [`AppError::NoWayIn`] for the last way in, or of the vault.
    pub fn remove_pin(&self) -> Result<bool, AppError> {
        let remove = || Ok(self.opened_lock()?.remove_pin()?);
        self.log.note("remove_pin", remove())
    }

    /// Makes a new recovery key in place of an older one. Show it once, as text, and clear it.
    ///
    /// # Errors
    /// Of the vault.
    pub fn make_recovery_key(&self) -> Result<Vec<u8>, AppError> {
        let make = || Ok(self.opened_lock()?.make_recovery_key()?.print().as_bytes().to_vec());
        self.log.note("make_recovery_key", make())
    }

    /// Sets up this phone's hardware anew, in place of what it had: after unlocking by PIN or recovery key because the
    /// hardware's key was gone.
    ///
    /// # Errors
    /// [`AppError::NotConfirmed`], [`AppError::NoWayIn`], or of the vault; then the older way stays.
    pub async fn renew_hardware(self: Arc<Self>) -> Result<(), AppError> {
        let app = Arc::clone(&self);
        let renew = async move { app.add_hardware().map_err(|error| app.keys.explain(error)) };
        self.log.note("renew_hardware", work::to_its_end(renew).await)
    }

    /// When the app locks by itself.
    ///
    /// # Errors
    /// [`AppError::Locked`].
    pub fn lock_settings(&self) -> Result<LockSettings, AppError> {
        let read = || {
            let core::LockSettings { idle_secs, in_background } = self.opened_lock()?.settings()?;
            Ok(LockSettings { idle_secs, in_background })
        };
        self.log.note("lock_settings", read())
    }

    /// Changes when the app locks by itself; it counts at once.
    ///
    /// # Errors
    /// Of the vault; then nothing was changed.
    pub fn change_lock_settings(&self, settings: LockSettings) -> Result<(), AppError> {
        let LockSettings { idle_secs, in_background } = settings;
        let change = || Ok(self.opened_lock()?.change_settings(core::LockSettings { idle_secs, in_background })?);
        self.log.note("change_lock_settings", change())
    }
}

impl AssentApp {
    /// The lock, of a vault that is open.
    fn opened_lock(&self) -> Result<&core::AppLock, AppError> {
        self.opened().map(|_| &self.lock)
    }

    fn add_hardware(&self) -> Result<(), core::LockError> {
        let core::LockStatus::Open(ways) = self.lock.status()? else { return Err(core::LockError::Locked) };
        self.lock.add_platform("phone", &*self.keys)?;
        let older = ways.slots.iter().filter(|slot| slot.kind == SlotKind::Platform);
        older.map(|slot| slot.id).try_for_each(|id| self.lock.remove_slot(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Way;
    use crate::testing::{TestPhone, wait_for};

    #[test]
    fn a_recovery_key_opens_and_the_hardware_is_set_up_anew() {
        let phone = TestPhone::with_vault();
        let key = phone.app.make_recovery_key().unwrap();
        phone.app.lock().unwrap();
        wait_for(phone.again().unlock(Way::RecoveryKey { key: key.to_ascii_lowercase() })).unwrap();
        wait_for(phone.again().renew_hardware()).unwrap();
        let status = phone.app.status().unwrap();
        assert!(status.by_hardware && status.by_recovery_key && status.pin_tries_left.is_none());
        phone.app.lock().unwrap();
        let typed = Way::RecoveryKey { key: b"7K3D".to_vec() };
        let refused = wait_for(phone.again().unlock(typed));
        assert!(matches!(refused, Err(AppError::BadInput { key, .. }) if key == "error-recovery-key-length"));
        wait_for(phone.again().unlock(Way::Hardware)).unwrap();
    }

    #[test]
    fn what_was_chosen_about_locking_counts_at_once() {
        let phone = TestPhone::with_vault();
        assert_eq!(phone.app.lock_settings().unwrap(), LockSettings { idle_secs: Some(300), in_background: true });
        phone.app.change_lock_settings(LockSettings { idle_secs: None, in_background: false }).unwrap();
        phone.clock.set(1_900_000_000);
        assert!(phone.app.went_to_background().unwrap() && phone.app.came_back().unwrap());
    }
}
