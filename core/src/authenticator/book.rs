//! The accounts in the records, typed.

use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::Notify;
use zeroize::Zeroizing;

use super::account::{Account, Linked, Source};
use super::known::Known;
use super::{AccountId, AccountNotice, AuthError, Records};
use crate::message::Notice;
use crate::secret::Secret;
use crate::vault::Reading;

pub(super) const ACCOUNT: &str = "account";

/// Larger than any record, so that growing leaves no copies of a secret behind.
const ROOM: usize = 32 * 1024;

/// The accounts, one record each.
pub(super) struct Book {
    pub(super) records: Arc<dyn Records>,
    /// Rings when accounts come or go, and when there is something untold.
    pub(super) changed: Notify,
    /// What another call heard of while the watch did not ask.
    untold: Mutex<Vec<AccountNotice>>,
}

impl Book {
    pub(super) fn new(records: Arc<dyn Records>) -> Self {
        Self { records, changed: Notify::new(), untold: Mutex::default() }
    }

    /// Keeps news for the watch, which alone tells them.
    pub(super) fn keep_untold(&self, account: AccountId, notices: Vec<Notice>) {
        if notices.is_empty() {
            return;
        }
        let told = notices.into_iter().map(|notice| AccountNotice { account, notice });
        self.untold.lock().unwrap_or_else(PoisonError::into_inner).extend(told);
        self.changed.notify_one();
    }

    pub(super) fn take_untold(&self) -> Vec<AccountNotice> {
        std::mem::take(&mut *self.untold.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// All accounts that can be read, oldest first; `damaged.rs` tells the others.
    pub(super) fn list(&self) -> Result<Vec<Account>, AuthError> {
        Ok(self.known()?.iter().map(|known| known.account.clone()).collect())
    }

    /// The same, with what follows from them.
    pub(super) fn known(&self) -> Result<Arc<Vec<Arc<Known>>>, AuthError> {
        let reading = self.records.read_once(ACCOUNT, &read_all)?;
        reading.downcast().map_err(|_| AuthError::DamagedAccount)
    }

    pub(super) fn get(&self, id: AccountId) -> Result<Account, AuthError> {
        let plain = self.records.find(ACCOUNT, &id.to_string())?.ok_or(AuthError::NoSuchAccount)?;
        from_plain(&plain)
    }

    pub(super) fn put(&self, account: &Account) -> Result<(), AuthError> {
        self.records.put(ACCOUNT, &account.id.to_string(), &to_plain(account)?)?;
        self.changed.notify_one();
        Ok(())
    }

    /// Writes all of them or none.
    pub(super) fn put_all<'a>(&self, accounts: impl Iterator<Item = &'a Account>) -> Result<(), AuthError> {
        let plain = |account: &Account| Ok((account.id.to_string(), to_plain(account)?));
        let records = accounts.map(plain).collect::<Result<Vec<_>, AuthError>>()?;
        Ok(self.records.put_all(ACCOUNT, &records)?)
    }

    pub(super) fn remove(&self, id: AccountId) -> Result<(), AuthError> {
        self.records.remove(ACCOUNT, &id.to_string())?;
        self.changed.notify_one();
        Ok(())
    }

    /// Changes an account with nothing in between; gives what `change` gives. Writes only when something is new.
    pub(super) fn change<T>(
        &self,
        id: AccountId,
        change: impl FnOnce(&mut Account) -> Result<T, AuthError>,
    ) -> Result<T, AuthError> {
        let mut change = Some(change);
        let mut result = Err(AuthError::NoSuchAccount);
        self.records.change(ACCOUNT, &id.to_string(), &mut |plain| {
            let change = change.take()?;
            match apply(plain, change) {
                Ok((value, changed)) => {
                    result = Ok(value);
                    changed
                }
                Err(error) => {
                    result = Err(error);
                    None
                }
            }
        })?;
        result
    }

    /// The same for the link of an account.
    pub(super) fn change_linked<T>(
        &self,
        id: AccountId,
        change: impl FnOnce(&mut Linked) -> Result<T, AuthError>,
    ) -> Result<T, AuthError> {
        self.change(id, |account| match &mut account.source {
            Source::Linked(linked) => change(linked),
            Source::Codes { .. } => Err(AuthError::CodesOnly),
        })
    }

    /// Takes the next counter. It is on disk before it is used, so it never comes twice.
    pub(super) fn next_counter(&self, id: AccountId) -> Result<u64, AuthError> {
        self.change_linked(id, |linked| {
            linked.counter = linked.counter.checked_add(1).ok_or(AuthError::DamagedAccount)?;
            Ok(linked.counter)
        })
    }
}

fn read_all(records: Vec<(String, Secret)>) -> Reading {
    let mut accounts: Vec<_> = records.iter().filter_map(|(_, plain)| from_plain::<Account>(plain).ok()).collect();
    // Those of one second stay as the vault has them: in the order in which they came.
    accounts.sort_by_key(|account| account.added_at);
    let known: Vec<_> = accounts.into_iter().map(|account| Arc::new(Known::from(account))).collect();
    Arc::new(known)
}

fn apply<T>(
    plain: &Secret,
    change: impl FnOnce(&mut Account) -> Result<T, AuthError>,
) -> Result<(T, Option<Secret>), AuthError> {
    let mut account = from_plain::<Account>(plain)?;
    let value = change(&mut account)?;
    let changed = to_plain(&account)?;
    let is_new = !changed.matches(plain.expose());
    Ok((value, is_new.then_some(changed)))
}

/// A record's bytes.
pub(super) fn to_plain(record: &impl Serialize) -> Result<Secret, AuthError> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(ROOM));
    serde_json::to_writer(&mut *bytes, record).map_err(|_| AuthError::DamagedAccount)?;
    Ok(Secret::copy_of(&bytes))
}

/// A record from its bytes.
pub(super) fn from_plain<T: DeserializeOwned>(plain: &Secret) -> Result<T, AuthError> {
    serde_json::from_slice(plain.expose()).map_err(|_| AuthError::DamagedAccount)
}
