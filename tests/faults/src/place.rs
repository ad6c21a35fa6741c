//! A vault in a folder, with the key file beside it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use assent_core::authenticator::{Authenticator, SoftwareKeys, VaultRecords};
use assent_core::clock::ManualClock;
use assent_core::random::SystemEntropy;
use assent_core::vault::{Cost, FileKey, NewSlot, Unlocker, Vault, VaultError};

use crate::Fault;

/// The time at which all of it happens.
const NOW: i64 = 1_800_000_000;

/// Cheap: what a try costs is no question here.
pub(crate) const CHEAP: Cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };

/// Where a vault lies.
pub(crate) struct Place {
    pub(crate) vault: PathBuf,
    key: PathBuf,
}

impl Place {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { vault: folder.join("vault.db"), key: folder.join("vault.key") }
    }

    pub(crate) fn make(folder: &Path) -> Result<(Self, Vault), Fault> {
        let (place, random) = (Self::new(folder), Arc::new(SystemEntropy::default()));
        let key = FileKey::make(&place.key, &*random)?;
        let vault = Vault::create(&place.vault, &NewSlot::Platform { label: "key file", wrapper: &key }, random)?;
        Ok((place, vault))
    }

    pub(crate) fn key(&self) -> Result<FileKey, VaultError> {
        FileKey::read(&self.key)
    }

    pub(crate) fn open(&self) -> Result<Vault, VaultError> {
        open_by(&self.vault, &self.key()?)
    }
}

pub(crate) fn open_by(path: &Path, key: &FileKey) -> Result<Vault, VaultError> {
    Vault::open(path, &Unlocker::Platform(key), Arc::new(SystemEntropy::default()))
}

/// An authenticator over records, with software keys among them, its clock standing still.
pub(crate) fn authenticator(records: &Arc<VaultRecords>) -> Authenticator {
    let random = Arc::new(SystemEntropy::default());
    let keys = Arc::new(SoftwareKeys::new(records.clone(), random.clone()));
    Authenticator::new(records.clone(), keys, Arc::new(ManualClock::at(NOW)), random)
}

/// Another website's codes, told by a number.
pub(crate) fn address(number: u64) -> String {
    let name = data_encoding::BASE32_NOPAD.encode(&[&number.to_be_bytes()[..], b"canary seed!"].concat());
    format!("otpauth://totp/Site{number}:ada?secret={name}&issuer=Site{number}")
}

/// Chance that can be repeated (xorshift64*, Marsaglia 2003; Vigna 2016). For tests only.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`, which is not zero.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16;
        usize::try_from(number).unwrap_or(usize::MAX) % end.max(1)
    }
}
