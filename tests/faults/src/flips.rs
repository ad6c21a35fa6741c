//! Damaged vaults: each account reads exactly as before, or is set aside, or the vault is refused. Nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use assent_core::authenticator::{AuthError, Authenticator, OnDuplicate, VaultRecords};
use assent_core::message::Text;
use assent_core::vault::FileKey;
use rusqlite::Connection;

use crate::Fault;
use crate::mischief::Mischief;
use crate::place::{Chance, Place, address, authenticator, open_by};

const ACCOUNTS: u64 = 12;

/// Of each account: id, own name, issuer and the code of now.
type Shown = BTreeMap<String, (Option<String>, String, String)>;

/// A vault, one of before, another one, and what the first shows.
struct Scene {
    folder: tempfile::TempDir,
    key: FileKey,
    whole: Vec<u8>,
    older: Vec<u8>,
    shown: Shown,
}

/// What became of the vaults.
#[derive(Default)]
struct Tally {
    unchanged: u32,
    set_aside: u32,
    refused: u32,
}

pub(crate) fn run(flips: u32, seed: u64) -> Result<String, Fault> {
    let (scene, mut chance, mut tally) = (Scene::make()?, Chance::new(seed), Tally::default());
    for n in 0..flips {
        let mischief = Mischief::draw(&mut chance);
        let path = scene.damage(mischief, &mut chance)?;
        scene.check(&path, &mut tally).map_err(|fault| format!("flip {n} ({mischief:?}), seed {seed}: {fault}"))?;
        remove(&path);
    }
    let Tally { unchanged, set_aside, refused } = tally;
    Ok(format!(
        "{flips} damaged vaults: {unchanged} read as before, {set_aside} with accounts set aside, {refused} refused, none showed \
         anything wrong"
    ))
}

impl Scene {
    fn make() -> Result<Self, Fault> {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory)? } else { tempfile::tempdir()? };
        std::fs::create_dir(folder.path().join("another"))?;
        drop(fill(&folder.path().join("another"))?);
        let (place, own) = fill(folder.path())?;
        let older = read_settled(&place.vault)?;
        std::fs::write(folder.path().join("older.db"), &older)?;
        // Every account is at another revision now.
        for account in own.accounts()? {
            own.rename(account.id, Text::tidy(&format!("my {}", account.issuer)))?;
        }
        let shown = show(&own)?;
        drop(own);
        let whole = std::fs::read(&place.vault)?;
        Ok(Self { key: place.key()?, folder, whole, older, shown })
    }

    fn damage(&self, mischief: Mischief, chance: &mut Chance) -> Result<PathBuf, Fault> {
        let path = self.folder.path().join("damaged.db");
        if let Some(bytes) = mischief.damage_bytes(&self.whole, &self.older, chance) {
            std::fs::write(&path, bytes)?;
            return Ok(path);
        }
        std::fs::write(&path, &self.whole)?;
        let database = Connection::open(&path)?;
        let attach = |file: &str, name: &str| {
            database.execute(&format!("ATTACH ?1 AS {name}"), [self.folder.path().join(file).to_string_lossy()])
        };
        attach("older.db", "older")?;
        attach("another/vault.db", "another")?;
        mischief.damage_rows(&database, self.shown.len(), chance)?;
        Ok(path)
    }

    fn check(&self, path: &Path, tally: &mut Tally) -> Result<(), Fault> {
        let Ok(vault) = open_by(path, &self.key) else {
            tally.refused += 1;
            return Ok(());
        };
        let own = authenticator(&Arc::new(VaultRecords::new(vault)));
        let (Ok(shown), Ok(damaged)) = (show(&own), own.damaged()) else {
            tally.refused += 1;
            return Ok(());
        };
        if let Some((id, account)) = shown.iter().find(|(id, account)| self.shown.get(*id) != Some(*account)) {
            return Err(format!("account {id} shows {account:?}").into());
        }
        let missing = self.shown.len() - shown.len();
        let said: BTreeSet<_> = damaged.iter().map(|record| (&record.kind, &record.id)).collect();
        if missing > said.len() {
            return Err(format!("{missing} accounts are gone, {} are said to be damaged", said.len()).into());
        }
        if damaged.is_empty() {
            tally.unchanged += 1
        } else {
            tally.set_aside += 1
        }
        Ok(())
    }
}

fn fill(folder: &Path) -> Result<(Place, Authenticator), Fault> {
    let (place, vault) = Place::make(folder)?;
    let own = authenticator(&Arc::new(VaultRecords::new(vault)));
    for number in 0..ACCOUNTS {
        own.add_otpauth(&address(number), OnDuplicate::KeepBoth)?;
    }
    Ok((place, own))
}

fn show(own: &Authenticator) -> Result<Shown, AuthError> {
    let code = |code: Option<assent_core::authenticator::CodeView>| code.map(|it| it.code.to_string());
    let accounts = own.accounts()?.into_iter();
    Ok(accounts.map(|it| (it.id.to_string(), (it.label, it.issuer, code(it.code).unwrap_or_default()))).collect())
}

/// The file with everything of its log in it.
fn read_settled(path: &Path) -> Result<Vec<u8>, Fault> {
    let database = Connection::open(path)?;
    database.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(std::fs::read(path)?)
}

fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        // Most of them are not there.
        let _ = std::fs::remove_file(name);
    }
}
