//! What can be said of the lock from outside.

use super::{AppLock, LockError};
use crate::vault::{SlotKind, SlotStatus, Vault, VaultError};

/// How the app stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockStatus {
    /// There is no vault yet.
    NoVault,
    /// There is one, and it is locked.
    Locked(Ways),
    /// It is open.
    Open(Ways),
}

/// By what a vault opens. A way that is there and does not work any more (PIN disabled, slot damaged) is not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ways {
    /// By a key of the device.
    pub platform: bool,
    /// By the recovery key.
    pub recovery_key: bool,
    /// By the PIN, with the tries left; 0: it is disabled. `None`: there is no PIN.
    pub pin_tries_left: Option<u32>,
    /// By a passphrase, with the tries left of the one that has most. `None`: there is none.
    pub passphrase_tries_left: Option<u32>,
    /// All slots, for a list.
    pub slots: Vec<SlotStatus>,
}

impl Ways {
    pub(super) fn new(slots: Vec<SlotStatus>) -> Self {
        let opens = |kind: &SlotKind| slots.iter().any(|slot| slot.kind == *kind && slot.is_usable());
        let tries = |kind: &SlotKind| {
            let whole = slots.iter().filter(|slot| slot.kind == *kind && !slot.is_damaged);
            whole.filter_map(|slot| slot.tries_left).max()
        };
        Self {
            platform: opens(&SlotKind::Platform),
            recovery_key: opens(&SlotKind::Recovery),
            pin_tries_left: tries(&SlotKind::Pin),
            passphrase_tries_left: tries(&SlotKind::Passphrase),
            slots,
        }
    }
}

impl AppLock {
    /// How the app stands, without opening anything.
    ///
    /// # Errors
    /// [`LockError::Vault`] when the file can't be used.
    pub fn status(&self) -> Result<LockStatus, LockError> {
        let ways = match Vault::status(&self.path) {
            Ok(status) => Ways::new(status.slots),
            Err(VaultError::NoVault(_)) => return Ok(LockStatus::NoVault),
            Err(error) => return Err(error.into()),
        };
        Ok(if self.records.is_locked() { LockStatus::Locked(ways) } else { LockStatus::Open(ways) })
    }
}
