//! The vault as a whole, on real files.

mod bad_files;
mod contents;
mod damage;
mod model;
mod pin_and_recovery;
mod rekey;
mod versions;
mod ways_in;
mod writers;

use std::path::PathBuf;

use tempfile::TempDir;

use super::*;
use crate::random::SystemEntropy;

pub(super) const CHEAP: Cost = Cost { memory_kib: 8, passes: 1, lanes: 1 };
pub(super) const PASSPHRASE: &str = "correct horse battery staple";

pub(super) fn random() -> Arc<dyn Random> {
    Arc::new(SystemEntropy::default())
}

pub(super) fn secret(text: &str) -> Secret {
    Secret::copy_of(text.as_bytes())
}

/// A folder with a vault in it, opened by [`PASSPHRASE`].
pub(super) struct Place {
    pub(super) folder: TempDir,
    pub(super) path: PathBuf,
}

impl Place {
    pub(super) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.db");
        Self { folder, path }
    }

    pub(super) fn create(&self) -> Vault {
        self.try_create(CHEAP).unwrap()
    }

    pub(super) fn try_create(&self, cost: Cost) -> Result<Vault, VaultError> {
        let slot = NewSlot::Passphrase { label: "me", passphrase: &secret(PASSPHRASE), cost };
        Vault::create(&self.path, &slot, random())
    }

    pub(super) fn try_open(&self, passphrase: &str) -> Result<Vault, VaultError> {
        Vault::open(&self.path, &Unlocker::Passphrase(&secret(passphrase)), random())
    }

    pub(super) fn open(&self) -> Vault {
        self.try_open(PASSPHRASE).unwrap()
    }

    /// Somebody else's hands in the file.
    pub(super) fn tamper(&self, sql: &str) {
        Connection::open(&self.path).unwrap().execute_batch(sql).unwrap();
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.path).unwrap()
    }
}

/// A vault with accounts `one`, `two` and `three`.
pub(super) fn with_three() -> (Place, Vault, Vec<RecordId>) {
    let place = Place::empty();
    let mut vault = place.create();
    let ids = ["one", "two", "three"].map(|text| vault.put("account", None, text.as_bytes()).unwrap());
    (place, vault, ids.to_vec())
}

/// What a listing shows, as text.
pub(super) fn texts(listing: &Listing) -> Vec<String> {
    listing.records.iter().map(|(_, plain)| String::from_utf8(plain.expose().to_vec()).unwrap()).collect()
}

#[test]
fn a_vault_can_be_handed_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Vault>();
}
