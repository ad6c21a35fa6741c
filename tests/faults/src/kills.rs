//! A program is killed while it writes: what it said is written is there, whole, and nothing is there in half.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use assent_core::authenticator::VaultRecords;
use assent_core::vault::{MAX_WRONG, SlotKind, Vault};

use crate::Fault;
use crate::load::{BATCH, Load};
use crate::place::{Chance, Place, address, authenticator};

/// A vault is killed so often before a new one takes its place.
const LIVES: u32 = 30;
/// After so many confirmed steps at most it is killed.
const LONGEST_LIFE: usize = 12;
/// And so many microseconds later at most: about what one step takes.
const LONGEST_WAIT_MICROS: usize = 4_000;

/// What the program said is written.
#[derive(Default)]
struct Confirmed {
    accounts: Vec<u64>,
    batches: Vec<u64>,
    rekeyed: u64,
    /// Wrong tries of the PIN that is set now.
    tries: u32,
    all_tries: u32,
}

pub(crate) fn run(kills: u32, seed: u64) -> Result<String, Fault> {
    let mut chance = Chance::new(seed);
    let (mut accounts, mut batches, mut rekeyed, mut tries) = (0, 0, 0, 0);
    let mut done = 0;
    while done < kills {
        let folder = tempfile::tempdir()?;
        drop(Place::make(folder.path())?);
        let mut confirmed = Confirmed::default();
        for _ in 0..LIVES.min(kills - done) {
            let load = Load::ALL[chance.below(Load::ALL.len())];
            live_and_die(folder.path(), load, &mut chance, &mut confirmed)?;
            done += 1;
            check(folder.path(), &confirmed).map_err(|fault| format!("kill {done} ({}): {fault}", load.name()))?;
        }
        accounts += confirmed.accounts.len();
        batches += confirmed.batches.len();
        rekeyed += confirmed.rekeyed;
        tries += confirmed.all_tries;
    }
    Ok(format!(
        "{done} kills; {accounts} accounts, {batches} imports, {rekeyed} new keys and {tries} wrong PINs confirmed, \
         none lost, none half written"
    ))
}

fn live_and_die(folder: &Path, load: Load, chance: &mut Chance, confirmed: &mut Confirmed) -> Result<(), Fault> {
    if load == Load::WrongPin {
        // It begins with a new PIN, which may be set and not said any more.
        confirmed.tries = 0;
    }
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("--write-in").arg(folder).args(["--load", load.name()]);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    for _ in 0..=chance.below(LONGEST_LIFE) {
        let line = lines.next().ok_or("the program ended by itself")??;
        confirmed.note(&line)?;
    }
    std::thread::sleep(Duration::from_micros(chance.below(LONGEST_WAIT_MICROS) as u64));
    child.kill()?;
    child.wait()?;
    // What it said before it died counts too.
    lines.try_for_each(|line| confirmed.note(&line?))
}

impl Confirmed {
    fn note(&mut self, line: &str) -> Result<(), Fault> {
        match line.split_once(' ') {
            Some(("account", number)) => self.accounts.push(number.parse()?),
            Some(("batch", number)) => self.batches.push(number.parse()?),
            None if line == "rekeyed" => {
                self.rekeyed += 1;
                self.tries = 0;
            }
            None if line == "pin" => self.tries = 0,
            None if line == "tried" => {
                self.tries += 1;
                self.all_tries += 1;
            }
            None if line == "ready" => {}
            _ => return Err(format!("the program said {line:?}").into()),
        }
        Ok(())
    }
}

fn check(folder: &Path, confirmed: &Confirmed) -> Result<(), Fault> {
    let mut vault = Place::new(folder).open()?;
    check_tries(&vault, confirmed)?;
    check_batches(&mut vault, confirmed)?;
    let records = Arc::new(VaultRecords::new(vault));
    let own = authenticator(&records);
    if !own.damaged()?.is_empty() {
        return Err("something is damaged".into());
    }
    let there: BTreeMap<_, _> = own.accounts()?.into_iter().map(|it| (it.issuer, it.code.is_some())).collect();
    for number in &confirmed.accounts {
        if there.get(&format!("Site{number}")) != Some(&true) {
            return Err(format!("account {number} was confirmed and is lost").into());
        }
    }
    Ok(())
}

/// No kill wins a try back. A PIN whose vault was given a new key is gone.
fn check_tries(vault: &Vault, confirmed: &Confirmed) -> Result<(), Fault> {
    let slots = vault.list_slots()?;
    let Some(left) = slots.iter().find(|slot| slot.kind == SlotKind::Pin).and_then(|slot| slot.tries_left) else {
        return Ok(());
    };
    let most = MAX_WRONG.saturating_sub(confirmed.tries);
    if left > most {
        Err(format!("{left} tries of the PIN are left, and {most} at most may be").into())
    } else {
        Ok(())
    }
}

/// A batch is there with all of its records or with none; a confirmed one is there.
fn check_batches(vault: &mut Vault, confirmed: &Confirmed) -> Result<(), Fault> {
    let mut found: BTreeMap<u64, u64> = BTreeMap::new();
    for (_, plain) in vault.list("batch")?.records {
        let text = std::str::from_utf8(plain.expose())?;
        let mut parts = text.splitn(3, '/');
        let (batch, n) = (parts.next().unwrap_or_default().parse()?, parts.next().unwrap_or_default().parse()?);
        if parts.next() != Some(&address(n)) {
            return Err(format!("a record of batch {batch} is half written").into());
        }
        *found.entry(batch).or_default() += 1;
    }
    // A batch may come twice: once before a kill that took its account, once after it.
    if let Some((batch, count)) = found.iter().find(|(_, count)| *count % BATCH != 0) {
        return Err(format!("batch {batch} has {count} records").into());
    }
    match confirmed.batches.iter().find(|batch| !found.contains_key(batch)) {
        Some(lost) => Err(format!("batch {lost} was confirmed and is lost").into()),
        None => Ok(()),
    }
}
