//! The vault while it is unlocked: one call at a time, and let go at any moment.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use super::RecordsError;
use crate::secret::clear_stack;
use crate::vault::Vault;

/// A vault, or none. Letting it go waits for nobody: a call that is under way may be waiting for a person's finger, and
/// the screen that asks for it for whoever locks.
#[derive(Default)]
pub(super) struct HeldVault {
    vault: Mutex<Option<Vault>>,
    /// Whoever has the vault drops it when done. Set until the next vault comes.
    letting_go: AtomicBool,
}

impl HeldVault {
    pub(super) const fn new(vault: Vault) -> Self {
        Self { vault: Mutex::new(Some(vault)), letting_go: AtomicBool::new(false) }
    }

    pub(super) fn put(&self, vault: Vault) {
        let mut held = self.vault.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(vault);
        self.letting_go.store(false, Ordering::SeqCst);
    }

    /// From now on no call begins. One that is under way ends, and takes the vault with it.
    pub(super) fn let_go(&self) {
        self.letting_go.store(true, Ordering::SeqCst);
        self.drop_if_let_go();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.letting_go.load(Ordering::SeqCst) || self.try_hold().is_some_and(|held| held.is_none())
    }

    /// Lets the vault go as well after an error that `is_final`.
    ///
    /// # Errors
    /// [`RecordsError::Locked`] without a vault, and what `work` returns.
    pub(super) fn call<T, E: From<RecordsError>>(
        &self,
        work: impl FnOnce(&mut Vault) -> Result<T, E>,
        is_final: impl Fn(&E) -> bool,
    ) -> Result<T, E> {
        let done = {
            let mut held = self.vault.lock().unwrap_or_else(PoisonError::into_inner);
            if self.letting_go.load(Ordering::SeqCst) {
                *held = None;
            }
            let done = work(held.as_mut().ok_or(RecordsError::Locked)?);
            if done.as_ref().is_err_and(is_final) {
                *held = None;
            }
            done
        };
        // Looked at once more after the vault is free: else a lock that came just before would be missed.
        self.drop_if_let_go();
        done
    }

    fn drop_if_let_go(&self) {
        if self.letting_go.load(Ordering::SeqCst)
            && let Some(mut held) = self.try_hold()
        {
            *held = None;
            drop(held);
            clear_stack();
        }
    }

    /// `None` while a call is under way.
    fn try_hold(&self) -> Option<MutexGuard<'_, Option<Vault>>> {
        match self.vault.try_lock() {
            Ok(held) => Some(held),
            Err(TryLockError::Poisoned(held)) => Some(held.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}
