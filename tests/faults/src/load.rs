//! The program that is killed: writes without an end, and says what is written once it is.

use std::path::Path;
use std::sync::Arc;

use assent_core::authenticator::{OnDuplicate, RecordsError, VaultRecords};
use assent_core::random::{Random, SystemEntropy};
use assent_core::secret::Secret;
use assent_core::vault::{NewRecord, NewSlot, Unlocker, Vault, VaultError};
use clap::ValueEnum;

use crate::place::{CHEAP, Place, address, authenticator};
use crate::{Fault, say};

/// How many records come together.
pub(crate) const BATCH: u64 = 20;

/// What is written. A move to a new phone is to be added here: one more load, and what must hold after it in `kills.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Load {
    /// Accounts, one by one.
    Add,
    /// Many records at once, as an import writes them.
    Import,
    /// New vault keys, with accounts between them.
    Rekey,
    /// Nothing but wrong PINs.
    WrongPin,
}

impl Load {
    pub(crate) const ALL: [Self; 4] = [Self::Add, Self::Import, Self::Rekey, Self::WrongPin];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Import => "import",
            Self::Rekey => "rekey",
            Self::WrongPin => "wrong-pin",
        }
    }
}

/// Writes until it is killed.
pub(crate) fn write(folder: &Path, load: Load) -> Result<(), Fault> {
    let place = Place::new(folder);
    let records = Arc::new(VaultRecords::new(place.open()?));
    let own = authenticator(&records);
    let begin = own.accounts()?.len() as u64;
    say("ready");
    for number in begin.. {
        match load {
            Load::Add => {}
            Load::WrongPin => return try_pins(&records, &place),
            Load::Import => import(&records, number)?,
            Load::Rekey => rekey(&records, &place)?,
        }
        own.add_otpauth(&address(number), OnDuplicate::KeepBoth)?;
        say(&format!("account {number}"));
    }
    Ok(())
}

/// Until the PIN is disabled; then it waits for its end.
fn try_pins(records: &VaultRecords, place: &Place) -> Result<(), Fault> {
    let (right, wrong) = (Secret::copy_of(b"481516"), Secret::copy_of(b"000000"));
    with_vault(records, |vault| vault.add_slot(&NewSlot::Pin { pin: &right, cost: CHEAP }))?;
    say("pin");
    let random: Arc<dyn Random> = Arc::new(SystemEntropy::default());
    loop {
        match Vault::open(&place.vault, &Unlocker::Pin(&wrong), Arc::clone(&random)) {
            Err(VaultError::WrongPin { .. }) => say("tried"),
            Err(VaultError::PinDisabled) => std::thread::park(),
            _ => return Err("a wrong PIN opened the vault".into()),
        }
    }
}

fn import(records: &VaultRecords, batch: u64) -> Result<(), Fault> {
    let plains: Vec<_> = (0..BATCH).map(|n| format!("{batch}/{n}/{}", address(n))).collect();
    let all: Vec<_> =
        plains.iter().map(|plain| NewRecord { kind: "batch", id: None, plain: plain.as_bytes() }).collect();
    with_vault(records, |vault| vault.put_all(&all))?;
    say(&format!("batch {batch}"));
    Ok(())
}

fn rekey(records: &VaultRecords, place: &Place) -> Result<(), Fault> {
    let key = place.key()?;
    with_vault(records, |vault| vault.rekey(&[NewSlot::Platform { label: "key file", wrapper: &key }]))?;
    say("rekeyed");
    Ok(())
}

fn with_vault<T>(
    records: &VaultRecords,
    work: impl FnOnce(&mut Vault) -> Result<T, VaultError>,
) -> Result<T, RecordsError> {
    records.with_vault(|vault| Ok(work(vault)?))
}
