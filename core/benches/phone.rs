//! How fast and how small the phone's half is: vaults with 1,000 and 50 accounts, beside what the machine allows.
//!
//! `cargo bench -p assent-core --bench phone`; goals and results are in `docs/performance.md`.
#![expect(clippy::disallowed_methods, reason = "measures time, which is what it is for")]

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use assent_core::authenticator::{Authenticator, Choices, OnDuplicate, SoftwareKeys, VaultRecords};
use assent_core::clock::ManualClock;
use assent_core::random::SystemEntropy;
use assent_core::secret::Secret;
use assent_core::transfer;
use assent_core::vault::{Cost, FileKey, NewSlot, Unlocker, Vault};
use ring::hmac::{HMAC_SHA1_FOR_LEGACY_USE_ONLY, Key, sign};

type Fault = Box<dyn std::error::Error + Send + Sync>;

const ACCOUNTS: usize = 1000;
const FEW: usize = 50;
const NOW: i64 = 1_800_000_000;
/// How often each thing is measured; the median counts.
const REPEATS: usize = 21;

fn main() -> Result<(), Fault> {
    measure_accounts()?;
    measure_few()?;
    measure_passphrase()
}

fn measure_accounts() -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let (path, key) = places(folder.path())?;
    let import = measure_import(&path, &key, ACCOUNTS)?;
    let bytes = std::fs::metadata(&path)?.len();
    let bare = median(make_bare_codes)?;
    let unlock = median(|| count_codes(&open(&path, &key)?, ACCOUNTS))?;
    let own = open(&path, &key)?;
    let again = median(|| count_codes(&own, ACCOUNTS))?;
    let one_more = median(|| {
        own.add_otpauth(&address(ACCOUNTS), OnDuplicate::KeepBoth)?;
        count_codes(&own, ACCOUNTS)
    })?;
    tell("2,000 HMAC-SHA-1, the least that the list costs", bare, "ms", None)?;
    tell("import of 1,000 accounts", import, "ms", Some(1000.0))?;
    tell("unlock without Argon2id, and the list", unlock, "ms", Some(50.0))?;
    tell("the list again, while open", again, "ms", Some(2.5))?;
    tell("the same as a multiple of the HMACs", again / bare, "", None)?;
    tell("an account more, and the list", one_more, "ms", None)?;
    tell("the vault's file, for an account", small(bytes) / small(ACCOUNTS as u64), "B", Some(1024.0))
}

/// What most people have.
fn measure_few() -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let (path, key) = places(folder.path())?;
    measure_import(&path, &key, FEW)?;
    let unlock = median(|| count_codes(&open(&path, &key)?, FEW))?;
    tell("unlock without Argon2id, and the list of 50", unlock, "ms", None)
}

/// A vault that a passphrase opens, and Argon2id alone.
fn measure_passphrase() -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let (path, passphrase, random) =
        (folder.path().join("vault.db"), Secret::copy_of(b"a passphrase"), Arc::new(SystemEntropy::default()));
    let cost = Cost::default();
    let slot = NewSlot::Passphrase { label: "passphrase", passphrase: &passphrase, cost };
    drop(Vault::create(&path, &slot, random.clone())?);
    let params =
        argon2::Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(|why| why.to_string())?;
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let bare = median(|| {
        let hashed = argon2.hash_password_into(passphrase.expose(), b"sixteen of salt!", &mut [0; 32]);
        Ok(hashed.map_err(|why| why.to_string())?)
    })?;
    let unlock = median(|| Ok(Vault::open(&path, &Unlocker::Passphrase(&passphrase), random.clone()).map(drop)?))?;
    tell("Argon2id, 64 MiB, 3 passes", bare, "ms", None)?;
    tell("unlock by a passphrase", unlock, "ms", None)?;
    tell("the same as a multiple of Argon2id", unlock / bare, "", None)
}

fn places(folder: &Path) -> Result<(PathBuf, FileKey), Fault> {
    Ok((folder.join("vault.db"), FileKey::make(&folder.join("vault.key"), &SystemEntropy::default())?))
}

/// From the text of the file to all of it on the disk, milliseconds. Leaves the vault behind, closed.
fn measure_import(path: &Path, key: &FileKey, accounts: usize) -> Result<f64, Fault> {
    let slot = NewSlot::Platform { label: "key file", wrapper: key };
    let own = authenticator(Vault::create(path, &slot, Arc::new(SystemEntropy::default()))?);
    let file = (0..accounts).fold(String::new(), |mut file, number| {
        let _ = writeln!(file, "{}", address(number));
        file
    });
    let begin = Instant::now();
    let preview = own.preview(transfer::read(file.as_bytes(), None)?)?;
    let imported = own.import(&preview, &Choices::default())?;
    let took = millis(begin);
    if imported.added.len() == accounts { Ok(took) } else { Err("not all accounts came in".into()) }
}

fn open(path: &Path, key: &FileKey) -> Result<Authenticator, Fault> {
    Ok(authenticator(Vault::open(path, &Unlocker::Platform(key), Arc::new(SystemEntropy::default()))?))
}

fn authenticator(vault: Vault) -> Authenticator {
    let (records, random) = (Arc::new(VaultRecords::new(vault)), Arc::new(SystemEntropy::default()));
    let keys = Arc::new(SoftwareKeys::new(records.clone(), random.clone()));
    Authenticator::new(records, keys, Arc::new(ManualClock::at(NOW)), random)
}

fn address(number: usize) -> String {
    let secret = data_encoding::BASE32_NOPAD.encode(format!("seed of twenty {number:06}").as_bytes());
    format!("otpauth://totp/Site%20{number}:ada@example.com?secret={secret}&issuer=Site%20{number}")
}

fn count_codes(own: &Authenticator, least: usize) -> Result<(), Fault> {
    let count = own.accounts()?.iter().filter(|account| account.code.is_some()).count();
    if count >= least { Ok(()) } else { Err("codes are missing".into()) }
}

/// The code of now and the next one of each account.
fn make_bare_codes() -> Result<(), Fault> {
    for number in 0..ACCOUNTS {
        let key = Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, format!("seed of twenty {number:06}").as_bytes());
        for step in [NOW / 30, NOW / 30 + 1] {
            std::hint::black_box(sign(&key, &step.to_be_bytes()));
        }
    }
    Ok(())
}

fn median(mut work: impl FnMut() -> Result<(), Fault>) -> Result<f64, Fault> {
    let mut times = Vec::with_capacity(REPEATS);
    for _ in 0..REPEATS {
        let begin = Instant::now();
        work()?;
        times.push(millis(begin));
    }
    times.sort_by(f64::total_cmp);
    Ok(times[REPEATS / 2])
}

fn millis(begin: Instant) -> f64 {
    begin.elapsed().as_secs_f64() * 1000.0
}

/// Counts here are far below 2³².
fn small(number: u64) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

fn tell(name: &str, value: f64, unit: &str, at_most: Option<f64>) -> Result<(), Fault> {
    let goal = at_most.map(|most| format!("≤ {most} {}", if value <= most { "yes" } else { "NO" }));
    writeln!(io::stdout(), "{name:<50} {value:>9.3} {unit:<3} {}", goal.unwrap_or_default())?;
    Ok(())
}
