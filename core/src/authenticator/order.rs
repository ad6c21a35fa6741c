//! The order in which the person put the accounts.

use std::collections::HashMap;
use std::sync::Arc;

use super::book::{from_plain, to_plain};
use super::known::Known;
use super::{AccountId, AuthError, Authenticator};

/// One record, so that a new order is there wholly or not at all.
const SETTING: (&str, &str) = ("setting", "order");

impl Authenticator {
    /// Puts the accounts into this order. Those that are not named follow, oldest first; unknown ids do no harm.
    ///
    /// # Errors
    /// [`AuthError`] of the vault.
    pub fn arrange(&self, order: &[AccountId]) -> Result<(), AuthError> {
        let (kind, id) = SETTING;
        Ok(self.book.records.put(kind, id, &to_plain(&order)?)?)
    }

    /// Moves an account to `place`, counted from 0; places beyond the end are the last one.
    ///
    /// # Errors
    /// [`AuthError::NoSuchAccount`], or of the vault.
    pub fn move_to(&self, id: AccountId, place: usize) -> Result<(), AuthError> {
        let mut order: Vec<_> = self.arranged()?.iter().map(|known| known.account.id).collect();
        let from = order.iter().position(|other| *other == id).ok_or(AuthError::NoSuchAccount)?;
        order.remove(from);
        order.insert(place.min(order.len()), id);
        self.arrange(&order)
    }

    /// The accounts as the person arranged them.
    pub(super) fn arranged(&self) -> Result<Vec<Arc<Known>>, AuthError> {
        let (kind, id) = SETTING;
        // An order that can't be read must not hide the accounts.
        let kept = self.book.records.find(kind, id).ok().flatten();
        let order: Vec<AccountId> = kept.and_then(|plain| from_plain(&plain).ok()).unwrap_or_default();
        let places: HashMap<_, _> = order.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        let mut accounts = self.book.known()?.to_vec();
        accounts.sort_by_key(|known| places.get(&known.account.id).copied().unwrap_or(usize::MAX));
        Ok(accounts)
    }
}
