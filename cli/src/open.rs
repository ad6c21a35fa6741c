//! Opening the vault, or making it on first use.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use assent_core::authenticator::{Authenticator, Records, SoftwareKeys, VaultRecords};
use assent_core::clock::{Clock, SystemClock};
use assent_core::random::{Random, SystemEntropy};
use assent_core::secret::Secret;
use assent_core::vault::{Cost, FileKey, NewSlot, SlotKind, Unlocker, Vault, VaultError};

use crate::args::Args;
use crate::error::CliError;
use crate::input::{ask_hidden, read_line};
use crate::words::Words;

/// An authenticator with the clock that it goes by.
pub struct Opened {
    /// The authenticator.
    pub authenticator: Arc<Authenticator>,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
}

impl Opened {
    /// An authenticator over any records, with software keys among them.
    #[must_use]
    pub fn over(records: Arc<dyn Records>) -> Self {
        let random: Arc<dyn Random> = Arc::new(SystemEntropy::default());
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let keys = Arc::new(SoftwareKeys::new(Arc::clone(&records), Arc::clone(&random)));
        Self { authenticator: Arc::new(Authenticator::new(records, keys, Arc::clone(&clock), random)), clock }
    }
}

/// How a vault is opened.
enum Key {
    /// By the key file beside it, made together with it.
    File(PathBuf),
    /// By what a person remembers.
    Passphrase(Secret),
}

/// Opens the vault; makes it, and says so, when there is none.
pub(crate) fn open(args: &Args, words: &Words) -> Result<Opened, CliError> {
    let path = find_path(args)?;
    let is_new = !path.try_exists()?;
    let key = choose_key(args, &path, is_new, words)?;
    let records = open_records(&path, &key, is_new)?;
    if is_new && !args.json {
        crate::output::remark(&words.say("vault-made", &[("path", path.to_string_lossy().into())]));
    }
    Ok(Opened::over(records))
}

/// `--vault`, or `$XDG_DATA_HOME/assent/vault.db` (XDG Base Directory).
fn find_path(args: &Args) -> Result<PathBuf, CliError> {
    if let Some(path) = &args.vault {
        return Ok(path.clone());
    }
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let data = absolute("XDG_DATA_HOME").or_else(|| absolute("HOME").map(|home| home.join(".local/share")));
    Ok(data.ok_or_else(|| CliError::new("error-no-home"))?.join("assent/vault.db"))
}

fn choose_key(args: &Args, path: &Path, is_new: bool, words: &Words) -> Result<Key, CliError> {
    if args.passphrase_stdin {
        return Ok(Key::Passphrase(Secret::copy_of(read_line()?.as_bytes())));
    }
    if !args.passphrase && (is_new || !wants_passphrase(path)) {
        return Ok(Key::File(path.with_extension("key")));
    }
    let question = if is_new { "ask-passphrase-new" } else { "ask-passphrase" };
    let typed = ask_hidden(&words.word(question))?;
    if is_new && *ask_hidden(&words.word("ask-passphrase-again"))? != *typed {
        return Err(CliError::new("error-passphrase-differs"));
    }
    Ok(Key::Passphrase(Secret::copy_of(typed.as_bytes())))
}

/// Whether a vault opens by a passphrase and nothing else, so that it need not be said each time.
fn wants_passphrase(path: &Path) -> bool {
    Vault::status(path)
        .is_ok_and(|status| status.opens_by(&SlotKind::Passphrase) && !status.opens_by(&SlotKind::Platform))
}

/// The one place that knows the vault.
fn open_records(path: &Path, key: &Key, is_new: bool) -> Result<Arc<dyn Records>, CliError> {
    let vault = if is_new { make_vault(path, key) } else { unlock_vault(path, key) };
    Ok(Arc::new(VaultRecords::new(vault.map_err(|error| CliError::with("error-records", error))?)))
}

fn make_vault(path: &Path, key: &Key) -> Result<Vault, VaultError> {
    let random: Arc<dyn Random> = Arc::new(SystemEntropy::default());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    match key {
        Key::Passphrase(passphrase) => {
            let slot = NewSlot::Passphrase { label: "passphrase", passphrase, cost: Cost::default() };
            Vault::create(path, &slot, random)
        }
        Key::File(file) => {
            // One that is there belongs to a vault that was moved away: it stays, and fits the new one as well.
            let wrapper = if file.exists() { FileKey::read(file)? } else { FileKey::make(file, &*random)? };
            Vault::create(path, &NewSlot::Platform { label: "key file", wrapper: &wrapper }, random)
        }
    }
}

fn unlock_vault(path: &Path, key: &Key) -> Result<Vault, VaultError> {
    let random = Arc::new(SystemEntropy::default());
    match key {
        Key::Passphrase(passphrase) => Vault::open(path, &Unlocker::Passphrase(passphrase), random),
        Key::File(file) => Vault::open(path, &Unlocker::Platform(&FileKey::read(file)?), random),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[test]
    fn a_vault_lies_where_it_is_said_with_its_key_file_beside_it() {
        let args = Args::parse_from(["assent", "--vault", "/x/y.db", "list"]);
        let path = find_path(&args).unwrap();
        assert_eq!(path, PathBuf::from("/x/y.db"));
        let key = choose_key(&args, &path, true, &Words::new("en")).unwrap();
        assert!(matches!(key, Key::File(file) if file == *"/x/y.key"));
    }
}
