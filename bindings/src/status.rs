//! What can be said of a vault without opening it.

use assent_core::vault::{SlotKind as CoreKind, SlotStatus, Vault, VaultError};

use crate::{AppError, AssentApp};

/// How a slot is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SlotKind {
    /// Something the person remembers.
    Passphrase,
    /// The phone's hardware.
    Hardware,
    /// Something that this version does not know.
    Other,
}

/// One way to open the vault.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Slot {
    /// How it is opened.
    pub kind: SlotKind,
    /// Whether it can still open the vault.
    pub is_usable: bool,
    /// Wrong tries left, where they are counted.
    pub tries_left: Option<u32>,
}

/// Which screen comes first: set up, unlock, or the accounts.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Status {
    /// Whether there is a vault.
    pub exists: bool,
    /// Whether it is locked.
    pub is_locked: bool,
    /// The ways to open it.
    pub slots: Vec<Slot>,
}

#[uniffi::export]
impl AssentApp {
    /// What can be said without opening the vault.
    ///
    /// # Errors
    /// [`AppError::Damaged`], [`AppError::Storage`].
    pub fn status(&self) -> Result<Status, AppError> {
        let is_locked = self.is_locked()?;
        match Vault::status(&self.path()) {
            Ok(status) => {
                let slots = status.slots.iter().map(Slot::from).collect();
                Ok(Status { exists: true, is_locked, slots })
            }
            Err(VaultError::NoVault(_)) => Ok(Status { exists: false, is_locked, slots: Vec::new() }),
            Err(error) => self.log.note("status", Err(error.into())),
        }
    }
}

impl From<&SlotStatus> for Slot {
    fn from(slot: &SlotStatus) -> Self {
        let kind = match slot.kind {
            CoreKind::Passphrase => SlotKind::Passphrase,
            CoreKind::Platform => SlotKind::Hardware,
            _ => SlotKind::Other,
        };
        Self { kind, is_usable: slot.is_usable(), tries_left: slot.tries_left }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestPhone;

    #[test]
    fn the_first_screen_is_known_without_opening_anything() {
        let status = TestPhone::new().app.status().unwrap();
        assert_eq!(status, Status { exists: false, is_locked: true, slots: Vec::new() });
        let status = TestPhone::with_vault().app.status().unwrap();
        let slot = Slot { kind: SlotKind::Hardware, is_usable: true, tries_left: None };
        assert_eq!(status, Status { exists: true, is_locked: false, slots: vec![slot] });
    }
}
