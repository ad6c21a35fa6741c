//! What an app calls: one call for a screen or an action.
//!
//! An account is in one of three states: `Pending → Active → Unlinked`; what moves it is what its server said, signed.
//! Nothing is believed, shown or stored of a message that fails a check; one server's failure never touches another's
//! accounts. Everything from outside is handed to [`Authenticator::new`].

mod account;
mod accounts;
mod answer;
mod book;
mod damaged;
mod device_keys;
mod error;
mod error_words;
mod export;
mod held_vault;
mod history;
mod import;
mod known;
mod link;
mod looks;
mod moving;
mod order;
mod pending;
mod pins;
mod preview;
mod pull;
mod race;
mod records;
mod records_error;
mod remove;
mod repair;
mod request;
mod search;
mod sign_in;
mod talk;
mod trust;
mod update;
mod vault_records;
mod watch;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

pub use account::{AccountId, LinkState};
pub use accounts::{AccountKind, AccountView, CodeView, OnDuplicate};
pub use answer::Answered;
pub use damaged::{Damage, DamagedRecord};
pub use device_keys::{DeviceKeys, KeyName, KeyPurpose, SoftwareKeys};
pub use error::AuthError;
pub use export::Exported;
pub use history::HistoryEntry;
pub use import::{Choice, Choices, Imported};
pub use link::Linking;
pub use looks::{Colour, initials};
pub use moving::{Arrival, Departure, MovedOut, ServerError};
pub use pending::{AccountError, AccountNotice, Pending};
pub use pins::Pins;
pub use preview::{AlreadyHere, CounterBehind, Preview, PreviewEntry};
pub use records::{MemoryRecords, Records, SetAside};
pub use records_error::RecordsError;
pub use repair::{LinkLost, Repair, Repaired};
pub use request::Request;
pub use sign_in::SignIn;
pub use vault_records::VaultRecords;
pub use watch::{Bell, Change, Ended, Watch};

use crate::client::Client;
use crate::clock::Clock;
use crate::random::Random;
use book::Book;

/// The authenticator: accounts, codes, linking, requests and answers.
///
/// It lives on while its records are locked, and refuses everything with [`AuthError::Locked`] then. In memory it keeps
/// no secret: only its HTTP clients, with addresses, pins and TLS sessions. The vault keeps what was read of the accounts
/// while it is unlocked, and drops it with its key.
pub struct Authenticator {
    book: Book,
    keys: Arc<dyn DeviceKeys>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    /// One client an account, so that a connection stays open between its calls.
    clients: Mutex<HashMap<AccountId, (talk::Whereto, Client)>>,
}

impl Authenticator {
    /// An authenticator over `records`, which are usually a vault.
    #[must_use]
    pub fn new(
        records: Arc<dyn Records>,
        keys: Arc<dyn DeviceKeys>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Self {
        Self { book: Book::new(records), keys, clock, random, clients: Mutex::default() }
    }
}

#[cfg(test)]
mod tests;
