//! The program that is killed: writes without an end, and says what is written once it is.

use std::path::Path;
use std::sync::Arc;

use assent_core::authenticator::{OnDuplicate, RecordsError, VaultRecords};
use assent_core::vault::{NewRecord, NewSlot, Vault};
use clap::ValueEnum;

use crate::place::{Place, address, authenticator};
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
}

impl Load {
    pub(crate) const ALL: [Self; 3] = [Self::Add, Self::Import, Self::Rekey];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Import => "import",
            Self::Rekey => "rekey",
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
            Load::Import => import(&records, number)?,
            Load::Rekey => rekey(&records, &place)?,
        }
        own.add_otpauth(&address(number), OnDuplicate::KeepBoth)?;
        say(&format!("account {number}"));
    }
    Ok(())
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
    work: impl FnOnce(&mut Vault) -> Result<T, assent_core::vault::VaultError>,
) -> Result<T, RecordsError> {
    records.with_vault(|vault| Ok(work(vault)?))
}
