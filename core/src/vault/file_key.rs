//! Keys that are not remembered: what hardware implements, and a key file for terminals without any.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;

use zeroize::Zeroizing;

use super::error::VaultError;
use crate::random::{Random, make_bytes};
use crate::seal::{open, seal};
use crate::secret::Secret;

const PURPOSE: &str = "vault key by key file";
const KEY_LEN: usize = 32;

/// Wraps the vault key with a key that this device holds: Keystore, Secure Enclave, or a [`FileKey`].
pub trait KeyWrapper: Send + Sync {
    /// Wraps `key`. Hardware uses its own randomness and ignores `random`.
    ///
    /// # Errors
    /// [`VaultError::KeyStore`] when the device refuses or the user cancels.
    fn wrap(&self, key: &Secret, random: &dyn Random) -> Result<Vec<u8>, VaultError>;

    /// Gives back what [`KeyWrapper::wrap`] took.
    ///
    /// # Errors
    /// [`VaultError::WrongKey`] when it was wrapped by another key; [`VaultError::KeyStore`] as above.
    fn unwrap(&self, wrapped: &[u8]) -> Result<Secret, VaultError>;
}

/// 32 random bytes in a file of mode 0600 beside the vault. Protects a copied vault, not a copied folder.
pub struct FileKey(Secret);

impl FileKey {
    /// Makes the file and flushes it, before any vault depends on it.
    ///
    /// # Errors
    /// [`VaultError::Exists`] when something is there; it is left alone.
    pub fn make(path: &Path, random: &dyn Random) -> Result<Self, VaultError> {
        let key = Zeroizing::new(make_bytes::<KEY_LEN>(random)?);
        let mut file = match new_file().open(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(VaultError::Exists(path.to_owned())),
            other => other?,
        };
        let written = file.write_all(&*key).and_then(|()| file.sync_all()).and_then(|()| sync_folder_of(path));
        if let Err(error) = written {
            let _ = std::fs::remove_file(path);
            return Err(error.into());
        }
        Ok(Self(Secret::copy_of(&*key)))
    }

    /// Reads the file.
    ///
    /// # Errors
    /// [`VaultError::KeyFile`] when it is missing, has another length, or others may read it.
    pub fn read(path: &Path) -> Result<Self, VaultError> {
        let bad = |problem| VaultError::KeyFile { path: path.to_owned(), problem };
        let mut file = match File::open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(bad("is missing; restore it, the vault does not open without it"));
            }
            other => other?,
        };
        if others_may_read(&file)? {
            return Err(bad("can be read by others; make it yours alone (chmod 600)"));
        }
        let mut key = Zeroizing::new([0; KEY_LEN]);
        let whole = file.read_exact(&mut *key).is_ok() && file.read(&mut [0])? == 0;
        if whole { Ok(Self(Secret::copy_of(&*key))) } else { Err(bad("is not a key file; check the path")) }
    }
}

impl KeyWrapper for FileKey {
    fn wrap(&self, key: &Secret, random: &dyn Random) -> Result<Vec<u8>, VaultError> {
        Ok(seal(&self.0, PURPOSE, b"", key.expose(), random)?)
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<Secret, VaultError> {
        open(&self.0, PURPOSE, b"", wrapped).map_err(|_| VaultError::WrongKey)
    }
}

fn new_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(unix)]
fn sync_folder_of(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder_of(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn others_may_read(file: &File) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(file.metadata()?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn others_may_read(_: &File) -> std::io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemEntropy;

    #[test]
    fn a_key_file_opens_what_it_wrapped_and_another_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let random = SystemEntropy::default();
        let made = FileKey::make(&folder.path().join("one"), &random).unwrap();
        let wrapped = made.wrap(&Secret::new(vec![5; 32]), &random).unwrap();
        let read = FileKey::read(&folder.path().join("one")).unwrap();
        assert!(read.unwrap(&wrapped).unwrap().matches(&[5; 32]));
        let other = FileKey::make(&folder.path().join("two"), &random).unwrap();
        assert!(matches!(other.unwrap(&wrapped), Err(VaultError::WrongKey)));
    }

    #[test]
    fn an_existing_file_is_never_replaced_by_a_new_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        std::fs::write(&path, "mine").unwrap();
        assert!(matches!(FileKey::make(&path, &SystemEntropy::default()), Err(VaultError::Exists(_))));
        assert_eq!(std::fs::read(&path).unwrap(), b"mine");
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_is_for_its_owner_only_and_is_refused_otherwise() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        FileKey::make(&path, &SystemEntropy::default()).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(FileKey::read(&path), Err(VaultError::KeyFile { .. })));
    }

    #[test]
    fn a_missing_a_short_and_a_long_key_file_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        assert!(matches!(FileKey::read(&path), Err(VaultError::KeyFile { .. })));
        for length in [0, 31, 33] {
            let _ = std::fs::remove_file(&path);
            new_file().open(&path).unwrap().write_all(&vec![1; length]).unwrap();
            assert!(matches!(FileKey::read(&path), Err(VaultError::KeyFile { .. })), "{length}");
        }
    }
}
