//! Setting up and taking away the ways to open the vault. All of it needs the vault open.

use super::{AppLock, LockError, Pin, RecoveryKey};
use crate::vault::{KeyWrapper, NewSlot, SlotId, SlotKind, SlotStatus, Vault, VaultError};

/// What the new vault key is wrapped for, see [`AppLock::rekey`].
#[derive(Clone, Copy)]
pub struct RekeyedBy<'a> {
    /// A key of the device, with its name for people.
    pub platform: Option<(&'a str, &'a dyn KeyWrapper)>,
    /// The PIN, asked anew.
    pub pin: Option<&'a Pin>,
    /// A new recovery key, shown before.
    pub recovery_key: Option<&'a RecoveryKey>,
}

impl AppLock {
    /// Sets the PIN, in place of an older one, with all its tries.
    ///
    /// # Errors
    /// [`LockError::Locked`]; as [`Vault::add_slot`].
    pub fn set_pin(&self, pin: &Pin) -> Result<(), LockError> {
        let slot = NewSlot::Pin { pin: pin.secret(), cost: self.cost };
        self.with_vault(|vault| Ok(vault.add_slot(&slot).map(|_| ())?))
    }

    /// Takes the PIN away; false when there is none.
    ///
    /// # Errors
    /// [`LockError::Locked`]; as [`Vault::remove_slot`], which keeps the last way in.
    pub fn remove_pin(&self) -> Result<bool, LockError> {
        self.remove_ways(&SlotKind::Pin)
    }

    /// Makes a new recovery key, which opens the vault from now on in place of an older one. To be shown once.
    ///
    /// # Errors
    /// [`LockError::Locked`]; as [`Vault::add_slot`].
    pub fn make_recovery_key(&self) -> Result<RecoveryKey, LockError> {
        let key = RecoveryKey::make(&*self.random).map_err(VaultError::from)?;
        self.with_vault(|vault| Ok(vault.add_slot(&NewSlot::Recovery { key: key.secret() }).map(|_| ())?))?;
        Ok(key)
    }

    /// Adds a key of the device, for example after a restore on a new phone.
    ///
    /// # Errors
    /// [`LockError::Locked`]; as [`Vault::add_slot`].
    pub fn add_platform(&self, label: &str, wrapper: &dyn KeyWrapper) -> Result<SlotId, LockError> {
        self.with_vault(|vault| Ok(vault.add_slot(&NewSlot::Platform { label, wrapper })?))
    }

    /// Takes one way in away.
    ///
    /// # Errors
    /// [`LockError::Locked`]; as [`Vault::remove_slot`], which keeps the last way in.
    pub fn remove_slot(&self, id: SlotId) -> Result<(), LockError> {
        self.with_vault(|vault| Ok(vault.remove_slot(id)?))
    }

    /// Takes all ways of a kind away; false when there are none.
    ///
    /// # Errors
    /// As [`AppLock::remove_slot`].
    pub fn remove_ways(&self, kind: &SlotKind) -> Result<bool, LockError> {
        self.with_vault(|vault| {
            let slots = vault.list_slots()?;
            let fit: Vec<_> = slots.iter().filter(|slot| slot.kind == *kind).collect();
            for slot in &fit {
                vault.remove_slot(slot.id)?;
            }
            Ok(!fit.is_empty())
        })
    }

    /// Gives the vault a new key: after a key of it may have leaked. What is not named in `by` does not open it any
    /// more; gives those ways, which have to be set up again.
    ///
    /// # Errors
    /// [`LockError::Locked`]; as [`Vault::rekey`].
    pub fn rekey(&self, by: &RekeyedBy<'_>) -> Result<Vec<SlotStatus>, LockError> {
        let platform = by.platform.map(|(label, wrapper)| NewSlot::Platform { label, wrapper });
        let pin = by.pin.map(|pin| NewSlot::Pin { pin: pin.secret(), cost: self.cost });
        let recovery = by.recovery_key.map(|key| NewSlot::Recovery { key: key.secret() });
        let slots: Vec<_> = [platform, pin, recovery].into_iter().flatten().collect();
        self.with_vault(|vault| Ok(vault.rekey(&slots)?))
    }

    fn with_vault<T>(&self, work: impl FnOnce(&mut Vault) -> Result<T, LockError>) -> Result<T, LockError> {
        let done = self.records.with_vault(work);
        if let Err(LockError::Vault(VaultError::Rekeyed)) = done {
            // The key in memory opens nothing any more.
            self.lock();
            return Err(LockError::Locked);
        }
        done
    }
}
