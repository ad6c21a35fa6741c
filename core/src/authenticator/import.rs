//! Writing what was previewed: all of it, or nothing.

use std::collections::BTreeMap;

use super::account::{Account, Source};
use super::preview::{ByCodes, index_by_codes};
use super::{AccountId, AuthError, Authenticator, Preview};
use crate::clock::UnixSeconds;
use crate::message::WireSecret;
use crate::otp::{Address, Kind, OtpKey};
use crate::transfer::ImportedEntry;

/// What to do with an entry whose codes are here already, or stand earlier in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Put it in the other one's place; a higher counter stays, for what is below was used.
    Replace,
    /// Have both.
    KeepBoth,
    /// Leave it out.
    Skip,
}

/// A choice for each duplicate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// For those not named below; `None` means that they must be named.
    pub all: Option<Choice>,
    /// By their place in [`Preview::entries`].
    pub each: BTreeMap<usize, Choice>,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// New accounts, in the file's order.
    pub added: Vec<AccountId>,
    /// Accounts that were here and are as in the file now.
    pub replaced: Vec<AccountId>,
    /// Entries left out because they were chosen to be.
    pub skipped: usize,
}

impl Authenticator {
    /// Writes what was previewed, in one step: all of it or nothing.
    ///
    /// # Errors
    /// [`AuthError::Undecided`] when a duplicate has no choice, also one that came here after the preview; or of the
    /// vault. Nothing is changed then.
    pub fn import(&self, preview: &Preview, choices: &Choices) -> Result<Imported, AuthError> {
        let accounts = self.book.list()?;
        let ids = self.make_ids(preview.found.len())?;
        let mut plan = Plan::new(accounts, self.clock.now());
        let undecided = preview.found.iter().zip(ids).enumerate().filter_map(|(at, (entry, id))| {
            let choice = choices.each.get(&at).copied().or(choices.all);
            plan.take(entry, id, choice).err()
        });
        let count = undecided.count();
        if count > 0 {
            return Err(AuthError::Undecided { count });
        }
        self.book.put_all(plan.changed())?;
        Ok(plan.done)
    }

    fn make_ids(&self, count: usize) -> Result<Vec<AccountId>, AuthError> {
        Ok((0..count).map(|_| AccountId::make(&*self.random)).collect::<Result<_, _>>()?)
    }
}

/// What will be written.
struct Plan {
    accounts: Vec<Account>,
    /// Which of the accounts are new or changed.
    changed: Vec<bool>,
    index: ByCodes,
    /// Accounts from here on are new.
    first_new: usize,
    now: UnixSeconds,
    done: Imported,
}

/// A duplicate without a choice.
struct Undecided;

impl Plan {
    fn new(accounts: Vec<Account>, now: UnixSeconds) -> Self {
        let (index, first_new) = (index_by_codes(&accounts), accounts.len());
        Self { changed: vec![false; first_new], accounts, index, first_new, now, done: Imported::default() }
    }

    fn take(&mut self, entry: &ImportedEntry, id: AccountId, choice: Option<Choice>) -> Result<(), Undecided> {
        let fingerprint = entry.address.key().fingerprint();
        match (self.index.get(&fingerprint).copied(), choice) {
            (Some(_), None) => return Err(Undecided),
            (Some(_), Some(Choice::Skip)) => self.done.skipped += 1,
            (Some(at), Some(Choice::Replace)) => self.replace(at, entry),
            (Some(_), Some(Choice::KeepBoth)) => drop(self.add(entry, id)),
            (None, _) => {
                let at = self.add(entry, id);
                self.index.insert(fingerprint, at);
            }
        }
        Ok(())
    }

    fn add(&mut self, entry: &ImportedEntry, id: AccountId) -> usize {
        let source = Source::Codes { uri: WireSecret(entry.address.to_uri()) };
        self.accounts.push(Account { label: entry.label.clone(), ..Account::new(id, self.now, source) });
        self.changed.push(true);
        self.done.added.push(id);
        self.accounts.len() - 1
    }

    fn replace(&mut self, at: usize, entry: &ImportedEntry) {
        let Some(account) = self.accounts.get_mut(at) else { return };
        take_codes(account, entry.address.clone());
        account.label = entry.label.clone().or_else(|| account.label.take());
        if at < self.first_new && !self.changed[at] {
            self.done.replaced.push(account.id);
        }
        self.changed[at] = true;
    }

    fn changed(&self) -> impl Iterator<Item = &Account> {
        self.accounts.iter().zip(&self.changed).filter(|(_, changed)| **changed).map(|(account, _)| account)
    }
}

/// Puts codes in the place of those that an account has; all else of it stays.
pub(super) fn take_codes(account: &mut Account, address: Address) {
    let address = keep_counter(address, account.otp_key().as_ref());
    account.source = Source::Codes { uri: WireSecret(address.to_uri()) };
}

/// The address with the higher of both counters: they count the same key, and what is below was used.
fn keep_counter(address: Address, here: Option<&OtpKey>) -> Address {
    let (Some(Kind::Hotp { counter: here }), Kind::Hotp { counter }) = (here.map(OtpKey::kind), address.key().kind())
    else {
        return address;
    };
    if counter >= here { address } else { address.with_counter(here).unwrap_or(address) }
}
