//! Opening the vault, or making it on first use.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use assent_core::authenticator::{Authenticator, Records, SoftwareKeys};
use assent_core::clock::{Clock, SystemClock};
use assent_core::lock::{AppLock, LockError, LockStatus, RecoveryKey};
use assent_core::random::{Random, SystemEntropy};
use assent_core::secret::Secret;
use assent_core::vault::{Cost, FileKey, VaultError};

use crate::args::{Args, Way};
use crate::error::CliError;
use crate::input::{ask_hidden, ask_or_read, read_line};
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
    /// By the PIN.
    Pin(Secret),
    /// By the key on paper.
    Recovery(RecoveryKey),
}

/// Opens the vault; makes it, and says so, when there is none.
pub(crate) fn open(args: &Args, words: &Words) -> Result<Opened, CliError> {
    Ok(Opened::over(open_lock(args, words)?.records()))
}

/// As [`open`], for what changes the ways to open it.
pub(crate) fn open_lock(args: &Args, words: &Words) -> Result<AppLock, CliError> {
    let lock = find_lock(args)?;
    let path = find_path(args)?;
    let status = lock.status();
    let is_new = matches!(status, Ok(LockStatus::NoVault));
    let key = choose_key(args, &path, is_new, status.ok().as_ref(), words)?;
    let makes = is_new && matches!(key, Key::File(_) | Key::Passphrase(_));
    if makes { make_vault(&lock, &path, &key) } else { unlock_vault(&lock, &key) }?;
    if makes && !args.json {
        crate::output::remark(&words.say("vault-made", &[("path", path.to_string_lossy().into())]));
    }
    Ok(lock)
}

/// The lock of the vault, still locked.
pub(crate) fn find_lock(args: &Args) -> Result<AppLock, CliError> {
    let random = Arc::new(SystemEntropy::default());
    Ok(AppLock::new(find_path(args)?, Cost::default(), Arc::new(SystemClock), random))
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

fn choose_key(
    args: &Args,
    path: &Path,
    is_new: bool,
    status: Option<&LockStatus>,
    words: &Words,
) -> Result<Key, CliError> {
    if args.passphrase_stdin {
        return Ok(Key::Passphrase(Secret::copy_of(read_line()?.as_bytes())));
    }
    let way = if args.passphrase { Way::Passphrase } else { usual_way(args, is_new, status) };
    match way {
        Way::KeyFile => Ok(Key::File(path.with_extension("key"))),
        Way::Passphrase => ask_passphrase(is_new, words).map(Key::Passphrase),
        Way::Pin => Ok(Key::Pin(Secret::copy_of(ask_or_read(&words.word("ask-pin"))?.as_bytes()))),
        Way::RecoveryKey => {
            let key = RecoveryKey::parse(&ask_or_read(&words.word("ask-recovery-key"))?);
            Ok(Key::Recovery(key.map_err(LockError::from)?))
        }
    }
}

/// What the vault opens by, so that it need not be said each time: first what takes no typing.
fn usual_way(args: &Args, is_new: bool, status: Option<&LockStatus>) -> Way {
    match status {
        _ if args.pin => Way::Pin,
        _ if args.recovery_key => Way::RecoveryKey,
        Some(LockStatus::Locked(ways)) if !is_new && !ways.platform => match ways {
            ways if ways.passphrase_tries_left.is_some() => Way::Passphrase,
            ways if ways.pin_tries_left.is_some_and(|left| left > 0) => Way::Pin,
            ways if ways.recovery_key => Way::RecoveryKey,
            _ => Way::KeyFile,
        },
        _ => Way::KeyFile,
    }
}

fn ask_passphrase(is_new: bool, words: &Words) -> Result<Secret, CliError> {
    let question = if is_new { "ask-passphrase-new" } else { "ask-passphrase" };
    let typed = ask_hidden(&words.word(question))?;
    if is_new && *ask_hidden(&words.word("ask-passphrase-again"))? != *typed {
        return Err(CliError::new("error-passphrase-differs"));
    }
    Ok(Secret::copy_of(typed.as_bytes()))
}

fn make_vault(lock: &AppLock, path: &Path, key: &Key) -> Result<(), LockError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(VaultError::from)?;
    }
    match key {
        Key::Passphrase(passphrase) => lock.create_by_passphrase("passphrase", passphrase),
        Key::File(file) => {
            // One that is there belongs to a vault that was moved away: it stays, and fits the new one as well.
            let random = SystemEntropy::default();
            let wrapper = if file.exists() { FileKey::read(file)? } else { FileKey::make(file, &random)? };
            lock.create("key file", &wrapper, None)
        }
        Key::Pin(_) | Key::Recovery(_) => unlock_vault(lock, key),
    }
}

fn unlock_vault(lock: &AppLock, key: &Key) -> Result<(), LockError> {
    match key {
        Key::Passphrase(typed) => lock.unlock_by_passphrase(typed),
        Key::Pin(typed) => lock.unlock_by_pin(typed),
        Key::Recovery(key) => lock.unlock_by_recovery_key(key),
        Key::File(file) => lock.unlock_by_platform(&FileKey::read(file)?),
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
        let key = choose_key(&args, &path, true, None, &Words::new("en")).unwrap();
        assert!(matches!(key, Key::File(file) if file == *"/x/y.key"));
    }
}
