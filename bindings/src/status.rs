//! What can be said without opening the vault.

use assent_core::lock::{LockStatus, Ways};

use crate::{AppError, AssentApp};

/// Which screen comes first: set up, unlock, or the accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq, uniffi::Record)]
pub struct Status {
    /// Whether there is a vault.
    pub exists: bool,
    /// Whether it is locked.
    pub is_locked: bool,
    /// Whether it opens by the phone's hardware.
    pub by_hardware: bool,
    /// Whether it opens by a recovery key.
    pub by_recovery_key: bool,
    /// How many wrong PINs are left; 0: it is disabled; none: there is no PIN.
    pub pin_tries_left: Option<u32>,
    /// Whether a push came since the last unlock. From whom is not known while it is locked.
    pub something_arrived: bool,
}

#[uniffi::export]
impl AssentApp {
    /// What can be said without opening the vault.
    ///
    /// # Errors
    /// [`AppError::Damaged`], [`AppError::Storage`].
    pub fn status(&self) -> Result<Status, AppError> {
        let read = || {
            let status = match self.lock.status()? {
                LockStatus::NoVault => Status { is_locked: true, ..Status::default() },
                LockStatus::Locked(ways) => Status { is_locked: true, ..of_ways(&ways) },
                LockStatus::Open(ways) => of_ways(&ways),
            };
            Ok(Status { something_arrived: self.lock.something_arrived(), ..status })
        };
        self.log.note("status", read())
    }
}

fn of_ways(ways: &Ways) -> Status {
    Status {
        exists: true,
        by_hardware: ways.platform,
        by_recovery_key: ways.recovery_key,
        pin_tries_left: ways.pin_tries_left,
        ..Status::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestPhone;

    #[test]
    fn the_first_screen_is_known_without_opening_anything() {
        let phone = TestPhone::new();
        assert_eq!(phone.app.status().unwrap(), Status { is_locked: true, ..Status::default() });
        let phone = TestPhone::with_vault();
        let open = Status { exists: true, by_hardware: true, ..Status::default() };
        assert_eq!(phone.app.status().unwrap(), open);
        phone.app.lock().unwrap();
        phone.app.woken(vec![0xff; 9]).unwrap();
        assert_eq!(phone.app.status().unwrap(), Status { is_locked: true, something_arrived: true, ..open });
    }
}
