//! The memory of a program that locked holds none of its secrets any more.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use assent_core::authenticator::{
    DeviceKeys as _, KeyName, KeyPurpose, OnDuplicate, Records as _, SoftwareKeys, VaultRecords,
};
use assent_core::random::{Random, SystemEntropy};
use assent_core::secret::Secret;
use assent_core::vault::{KeyWrapper, NewSlot, Vault, VaultError};

use crate::Fault;
use crate::canary::{Canary, text_of};
use crate::place::{CHEAP, Place, authenticator};

const SEEDS: [&[u8]; 4] =
    [b"canary seed number 1", b"CANARY-SEED-number-2", b"third canary, longer than the others", b"canary of 4th"];

/// Where the private scalar lies in what ring writes (PKCS #8, RFC 5208, of P-256).
const SCALAR: std::ops::Range<usize> = 36..68;

/// Notes the vault key that it is asked to wrap.
#[derive(Default)]
struct Noting(Mutex<Vec<u8>>);

impl KeyWrapper for Noting {
    fn wrap(&self, key: &Secret, _: &dyn Random) -> Result<Vec<u8>, VaultError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = key.expose().to_vec();
        Ok(vec![1])
    }

    fn unwrap(&self, _: &[u8]) -> Result<Secret, VaultError> {
        Err(VaultError::WrongKey)
    }
}

pub(crate) fn run(leaks: bool) -> Result<String, Fault> {
    let folder = tempfile::tempdir()?;
    let canaries = prepare(folder.path())?;
    let mut spied = Spied::start(folder.path(), leaks)?;
    spied.hear("open")?;
    let open = spied.read_memory()?;
    let vault_key = canaries.last().ok_or("no canaries")?;
    if vault_key.find_in(&open).is_none() {
        return Err("the vault key is not found in a program that has the vault open: the search is of no use".into());
    }
    spied.go_on()?;
    spied.hear("locked")?;
    let locked = spied.read_memory()?;
    let found: Vec<_> =
        canaries.iter().filter_map(|it| it.find_in(&locked).map(|form| format!("{} ({form})", it.name))).collect();
    if !found.is_empty() {
        return Err(format!("still in memory after locking: {}", found.join(", ")).into());
    }
    let megabytes = locked.len() / 1_000_000;
    Ok(format!("{} secrets looked for in {megabytes} MB of a program that locked, none found", canaries.len()))
}

/// A vault full of canaries; the last of them is the vault key.
fn prepare(folder: &Path) -> Result<Vec<Canary>, Fault> {
    let (noting, random) = (Noting::default(), Arc::new(SystemEntropy::default()));
    let slot = NewSlot::Platform { label: "", wrapper: &noting };
    let mut vault = Vault::create(&Place::new(folder).vault, &slot, random.clone())?;
    let typed = |way| text_of(way, &folder.to_string_lossy());
    let (passphrase, pin) = (typed("passphrase"), typed("pin"));
    let secret = |text: &str| Secret::copy_of(text.as_bytes());
    vault.add_slot(&NewSlot::Passphrase { label: "", passphrase: &secret(&passphrase), cost: CHEAP })?;
    vault.add_slot(&NewSlot::Pin { pin: &secret(&pin), cost: CHEAP })?;
    let mut canaries = vec![Canary::new("passphrase", passphrase.as_bytes()), Canary::new("PIN", pin.as_bytes())];
    let records = Arc::new(VaultRecords::new(vault));
    canaries.extend(fill(&records, random)?);
    let key = noting.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    canaries.push(Canary::new("vault key", &key));
    Ok(canaries)
}

fn fill(records: &Arc<VaultRecords>, random: Arc<SystemEntropy>) -> Result<Vec<Canary>, Fault> {
    let (own, keys) = (authenticator(records), SoftwareKeys::new(records.clone(), random));
    let mut canaries = Vec::new();
    for (n, seed) in SEEDS.iter().enumerate() {
        let uri = format!("otpauth://totp/Site{n}:ada?secret={}", data_encoding::BASE32_NOPAD.encode(seed));
        let name = KeyName { account: own.add_otpauth(&uri, OnDuplicate::Refuse)?, purpose: KeyPurpose::Approve };
        keys.make(&name, None)?;
        let pkcs8 = records.find("key", &name.to_string())?.ok_or("no key was kept")?;
        if pkcs8.expose().get(SCALAR.start - 2..SCALAR.start) != Some(&[4, 32]) {
            return Err("ring writes its keys in another form now".into());
        }
        canaries.push(Canary::new(format!("seed {n}"), seed));
        canaries.push(Canary::new(format!("software key {n}"), &pkcs8.expose()[SCALAR]));
    }
    Ok(canaries)
}

/// The program that is looked into. Dropped, it is killed.
struct Spied {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Spied {
    fn start(folder: &Path, leaks: bool) -> Result<Self, Fault> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--spied-in").arg(folder).args(leaks.then_some("--leak"));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let lines = BufReader::new(child.stdout.take().ok_or("no output")?);
        Ok(Self { child, lines })
    }

    fn hear(&mut self, expected: &str) -> Result<(), Fault> {
        let mut line = String::new();
        self.lines.read_line(&mut line)?;
        if line.trim() == expected { Ok(()) } else { Err(format!("the program said {line:?}").into()) }
    }

    fn go_on(&mut self) -> Result<(), Fault> {
        Ok(self.child.stdin.as_mut().ok_or("no input")?.write_all(b"\n")?)
    }

    /// Everything that it can write to: heap, stacks, globals (proc(5)).
    fn read_memory(&self) -> Result<Vec<u8>, Fault> {
        let folder = Path::new("/proc").join(self.child.id().to_string());
        let mut memory = File::open(folder.join("mem"))?;
        let mut all = Vec::new();
        for line in std::fs::read_to_string(folder.join("maps"))?.lines() {
            let mut fields = line.split_whitespace();
            let (range, rights) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            let Some((from, to)) = range.split_once('-').filter(|_| rights.starts_with("rw")) else { continue };
            let (from, to) = (u64::from_str_radix(from, 16)?, u64::from_str_radix(to, 16)?);
            memory.seek(SeekFrom::Start(from))?;
            (&memory).take(to - from).read_to_end(&mut all)?;
        }
        Ok(all)
    }
}

impl Drop for Spied {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
