//! Locking and unlocking.

use std::sync::Arc;

use assent_core::lock::{LockError, Pin, RecoveryKey};
use assent_core::secret::Secret;

use crate::{AppError, AssentApp, work};

/// How a vault is opened.
#[derive(Clone, uniffi::Enum)]
pub enum Way {
    /// By the phone's hardware, which may ask for finger or face.
    Hardware,
    /// By the PIN.
    Pin {
        /// UTF-8 as typed. Cleared in Rust after use; the app clears its own.
        pin: Vec<u8>,
    },
    /// By the recovery key.
    RecoveryKey {
        /// As typed: capitals and dashes don't count.
        key: Vec<u8>,
    },
}

#[uniffi::export]
impl AssentApp {
    /// Makes the vault, which opens by the hardware and, if there is one, by the PIN. It is open afterwards.
    ///
    /// # Errors
    /// [`AppError::BadInput`] when one is there or the PIN is too simple, [`AppError::NotConfirmed`],
    /// [`AppError::NoWayIn`], [`AppError::Storage`].
    pub async fn create(self: Arc<Self>, pin: Option<Vec<u8>>) -> Result<(), AppError> {
        let app = Arc::clone(&self);
        let create = async move {
            let pin = pin.map(read_pin).transpose()?;
            app.lock.create("phone", &*app.keys, pin.as_ref()).map_err(|error| app.keys.explain(error))
        };
        self.log.note("create", work::to_its_end(create).await)
    }

    /// Opens the vault; nothing happens when it is open.
    ///
    /// # Errors
    /// [`AppError::WrongPin`], [`AppError::NoWayIn`] (the PIN is disabled, or there is none), [`AppError::BadInput`] (no
    /// recovery key of this vault), [`AppError::NotConfirmed`], [`AppError::KeyGone`], [`AppError::NoVault`],
    /// [`AppError::Damaged`], [`AppError::Storage`]; then it stays locked.
    pub async fn unlock(self: Arc<Self>, way: Way) -> Result<(), AppError> {
        let app = Arc::clone(&self);
        self.log.note("unlock", work::to_its_end(async move { app.open_by(way) }).await)
    }

    /// Locks: what waits ends with [`AppError::Cancelled`], and nothing is readable until [`Self::unlock`].
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn lock(&self) -> Result<(), AppError> {
        self.lock.lock();
        self.still_open(false);
        Ok(())
    }

    /// Whether the vault is locked.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn is_locked(&self) -> Result<bool, AppError> {
        Ok(self.lock.records().is_locked())
    }

    /// To be called whenever the person does something. Gives whether the vault is still open: what comes too late locks.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn touch(&self) -> Result<bool, AppError> {
        let is_open = self.lock.touch();
        Ok(self.still_open(is_open))
    }

    /// To be called by a timer. Gives whether the vault is still open.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn lock_if_idle(&self) -> Result<bool, AppError> {
        let is_open = self.lock.lock_if_idle();
        Ok(self.still_open(is_open))
    }

    /// The person is out, and the vault stays open for work in the background that shows nothing to anybody: no idle time ends
    /// it. Before a person is let in, lock.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn leave_to_work(&self) -> Result<(), AppError> {
        self.lock.leave_to_work();
        Ok(())
    }

    /// To be called when the app leaves the screen. Gives whether the vault is still open.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn went_to_background(&self) -> Result<bool, AppError> {
        let is_open = self.lock.went_to_background();
        Ok(self.still_open(is_open))
    }

    /// To be called when the app is on the screen again. Gives whether the vault is still open; then all servers are asked.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn came_back(&self) -> Result<bool, AppError> {
        let is_open = self.touch()?;
        if is_open {
            self.desk().bell.retry_now();
        }
        Ok(is_open)
    }
}

impl AssentApp {
    fn open_by(&self, way: Way) -> Result<(), AppError> {
        if !self.is_locked()? {
            return Ok(());
        }
        let opened = match way {
            Way::Hardware => self.lock.unlock_by_platform(&*self.keys),
            Way::Pin { pin } => self.lock.unlock_by_pin(&Secret::new(pin)),
            Way::RecoveryKey { key } => self.lock.unlock_by_recovery_key(&read_recovery_key(key)?),
        };
        opened.map_err(|error| self.keys.explain(error))
    }
}

/// A PIN that is good enough.
pub(crate) fn read_pin(typed: Vec<u8>) -> Result<Pin, AppError> {
    Ok(Pin::new(&Secret::new(typed)).map_err(LockError::from)?)
}

fn read_recovery_key(typed: Vec<u8>) -> Result<RecoveryKey, AppError> {
    let typed = Secret::new(typed);
    // What is no text has no right letter either.
    let text = std::str::from_utf8(typed.expose()).unwrap_or("\u{fffd}");
    Ok(RecoveryKey::parse(text).map_err(LockError::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestPhone, wait_for};

    fn pin(text: &str) -> Way {
        Way::Pin { pin: text.as_bytes().to_vec() }
    }

    #[test]
    fn a_locked_app_tells_nothing_and_opens_by_its_hardware() {
        let phone = TestPhone::new();
        assert!(matches!(phone.app.accounts(), Err(AppError::Locked { .. })));
        assert!(matches!(wait_for(phone.again().unlock(Way::Hardware)), Err(AppError::NoVault { .. })));
        wait_for(phone.again().create(None)).unwrap();
        assert!(phone.app.accounts().unwrap().is_empty());
        phone.app.lock().unwrap();
        assert!(matches!(phone.app.accounts(), Err(AppError::Locked { .. })));
        wait_for(phone.again().unlock(Way::Hardware)).unwrap();
        assert!(!phone.app.is_locked().unwrap());
    }

    #[test]
    fn a_wrong_pin_says_how_many_tries_are_left() {
        let phone = TestPhone::new();
        wait_for(phone.again().create(Some(b"480137".to_vec()))).unwrap();
        phone.app.lock().unwrap();
        let wrong = wait_for(phone.again().unlock(pin("480138")));
        assert!(matches!(wrong, Err(AppError::WrongPin { tries_left: 9, .. })), "{wrong:?}");
        wait_for(phone.again().unlock(pin("480137"))).unwrap();
        assert_eq!(phone.app.status().unwrap().pin_tries_left, Some(10));
    }

    #[test]
    fn a_simple_pin_makes_no_vault() {
        let phone = TestPhone::new();
        let refused = wait_for(phone.again().create(Some(b"123456".to_vec())));
        assert!(matches!(refused, Err(AppError::BadInput { key, .. }) if key == "error-pin-counts"));
        assert!(!phone.app.status().unwrap().exists);
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
        let refused = wait_for(phone.again().create(None));
        assert!(matches!(refused, Err(AppError::BadInput { key, .. }) if key == "error-vault-exists"));
    }

    #[test]
    fn work_in_the_background_goes_on_when_a_person_would_be_too_late() {
        let phone = TestPhone::with_vault();
        phone.app.leave_to_work().unwrap();
        phone.clock.set(1_800_086_400);
        assert!(phone.app.accounts().unwrap().is_empty());
        phone.app.lock().unwrap();
        wait_for(phone.again().unlock(Way::Hardware)).unwrap();
        phone.clock.set(1_800_086_700);
        assert!(matches!(phone.app.accounts(), Err(AppError::Locked { .. })));
    }

    #[test]
    fn whoever_comes_too_late_finds_it_locked() {
        let phone = TestPhone::with_vault();
        phone.clock.set(1_800_000_299);
        assert!(phone.app.touch().unwrap());
        phone.clock.set(1_800_000_599);
        assert!(matches!(phone.app.accounts(), Err(AppError::Locked { .. })));
        assert!(phone.app.is_locked().unwrap());
    }
}
