//! What an import would do, before it does it.

use std::collections::HashMap;

use super::account::{Account, Source};
use super::{AccountId, AuthError, Authenticator};
use crate::otp::{Kind, OtpKey};
use crate::transfer::{Format, Found, ImportedEntry, LeftOut};

/// What an import would do. Without `Debug`: it holds secrets.
pub struct Preview {
    /// Whose export it is.
    pub format: Format,
    /// The accounts of the file, in its order.
    pub entries: Vec<PreviewEntry>,
    /// What can't be taken over, each with the reason.
    pub left_out: Vec<LeftOut>,
    /// Which of several QR codes are missing, counted from 1.
    pub missing: Vec<u32>,
    /// The same accounts with their keys.
    pub(super) found: Vec<ImportedEntry>,
}

/// An account of the file, as it is shown before anything is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewEntry {
    /// Whom it is with; empty when the file does not say.
    pub issuer: String,
    /// Whose account it is.
    pub name: String,
    /// The person's own name for it.
    pub label: Option<String>,
    /// What moves its codes on.
    pub kind: Kind,
    /// Whether its secret is short: it works, but should be replaced at the website.
    pub is_weak: bool,
    /// The account here that makes the same codes.
    pub here: Option<AlreadyHere>,
    /// The first entry of the file, counted from 0, that makes the same codes.
    pub earlier: Option<usize>,
}

impl PreviewEntry {
    /// Whether it must be asked what to do with it.
    #[must_use]
    pub const fn is_duplicate(&self) -> bool {
        self.here.is_some() || self.earlier.is_some()
    }
}

/// An account here that makes the same codes as one of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlreadyHere {
    /// Which.
    pub account: AccountId,
    /// Of counted codes: the file is older, so that its next codes were used here already.
    pub behind: Option<CounterBehind>,
}

/// Two counters of one key. Whichever entry is kept, the higher one stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CounterBehind {
    /// The one here.
    pub here: u64,
    /// The one in the file.
    pub file: u64,
}

/// Accounts by the codes they make: one pass over them, then each look-up costs nothing.
pub(super) type ByCodes = HashMap<[u8; 16], usize>;

impl Authenticator {
    /// Says what is in a file, what of it is here already or twice in it, and what can't be taken over.
    ///
    /// # Errors
    /// [`AuthError`] of the vault.
    pub fn preview(&self, found: Found) -> Result<Preview, AuthError> {
        let accounts = self.book.list()?;
        let here = index_by_codes(&accounts);
        let mut in_file = HashMap::new();
        let entries = found.entries.iter().enumerate().map(|(at, entry)| {
            let fingerprint = entry.address.key().fingerprint();
            let first = *in_file.entry(fingerprint).or_insert(at);
            let known = here.get(&fingerprint).and_then(|&at| accounts.get(at));
            describe(entry, known, (first != at).then_some(first))
        });
        let entries = entries.collect();
        let Found { format, entries: found, left_out, missing } = found;
        Ok(Preview { format, entries, left_out, missing, found })
    }
}

/// The oldest account for each key; linked ones make their server's codes and are no duplicates.
pub(super) fn index_by_codes(accounts: &[Account]) -> ByCodes {
    let mut index = ByCodes::new();
    for (at, account) in accounts.iter().enumerate() {
        if let (Source::Codes { .. }, Some(key)) = (&account.source, account.otp_key()) {
            index.entry(key.fingerprint()).or_insert(at);
        }
    }
    index
}

fn describe(entry: &ImportedEntry, known: Option<&Account>, earlier: Option<usize>) -> PreviewEntry {
    let (address, key) = (&entry.address, entry.address.key());
    PreviewEntry {
        issuer: address.issuer().unwrap_or_default().to_owned(),
        name: address.account().to_owned(),
        label: entry.label.as_ref().map(ToString::to_string),
        kind: key.kind(),
        is_weak: key.is_weak(),
        here: known.map(|account| AlreadyHere { account: account.id, behind: find_behind(account, key) }),
        earlier,
    }
}

fn find_behind(account: &Account, key: &OtpKey) -> Option<CounterBehind> {
    match (account.otp_key()?.kind(), key.kind()) {
        (Kind::Hotp { counter: here }, Kind::Hotp { counter: file }) if file < here => {
            Some(CounterBehind { here, file })
        }
        _ => None,
    }
}
