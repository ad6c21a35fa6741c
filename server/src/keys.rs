//! The server's key file: what lies outside the database, so that a copy of the database alone opens nothing.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use assent_core::random::{NoRandomness, Random, make_bytes};
use assent_core::secret::Secret;
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use ring::digest::{SHA256, digest};
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use zeroize::Zeroizing;

const FIRST_LINE: &str = "assent keys v";
const VERSION: u32 = 1;
const NOTE: &str = "# Keep this file secret and keep a copy of it: without it the database is worth nothing.";

/// All keys of a server. Has no `Debug`: everything in it is secret.
pub struct ServerKeys {
    /// Which sealing key this is; rises when it is replaced.
    pub epoch: u32,
    /// Seals one-time-code seeds (32 bytes).
    pub sealing: Secret,
    /// Peppers password hashes (32 bytes).
    pub pepper: Secret,
    /// Authenticates cookies and tokens (32 bytes).
    pub mac: Secret,
    /// Signs the key set: the server's identity (P-256, PKCS#8).
    pub root: Secret,
    /// Signs prompts and receipts (P-256, PKCS#8).
    pub prompt: Secret,
}

/// Why there are no keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// None there.
    #[error("{0}: there is no key file; put the saved one back, or run `assent-server init` if this server is new")]
    Missing(PathBuf),
    /// One there already.
    #[error("{0}: there is a key file already; it was left as it is")]
    Exists(PathBuf),
    /// Others than the owner may read it.
    #[error("{path}: others may read the key file (mode {mode:04o}); run `chmod 600 {path}`")]
    Open {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// Not as it was written.
    #[error("{path}: the key file is damaged ({what}); put a saved copy back")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// Written by a later program.
    #[error("{path}: the key file is of version {version}, this program knows up to {VERSION}; install a newer one")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// The disk said no.
    #[error("{path}: the key file can't be read or written ({source}); check the folder and its owner")]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl ServerKeys {
    /// Makes new keys and writes them to `path`, on disk when it returns. Never overwrites.
    ///
    /// # Errors
    /// [`KeyFileError::Exists`], [`KeyFileError::Disk`] or [`KeyFileError::NoRandomness`]; then there is no new file.
    pub fn create_new(path: &Path, random: &dyn Random) -> Result<Self, KeyFileError> {
        let keys = Self::make(random)?;
        let text = keys.to_text();
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(|error| {
            if error.kind() == io::ErrorKind::AlreadyExists {
                return KeyFileError::Exists(path.into());
            }
            disk(path)(error)
        })?;
        write_through(&mut file, path, text.as_bytes()).map_err(|error| {
            // It was made just now, by us alone: half a key file must not stand in the way of the next try.
            let _ = std::fs::remove_file(path);
            disk(path)(error)
        })?;
        Ok(keys)
    }

    /// Reads the keys.
    ///
    /// # Errors
    /// [`KeyFileError`], which says what to do. Nothing is ever made or mended here.
    pub fn load(path: &Path) -> Result<Self, KeyFileError> {
        let file = File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => KeyFileError::Missing(path.into()),
            _ => disk(path)(error),
        })?;
        let mode = file.metadata().map_err(disk(path))?.mode() & 0o7777;
        if mode & 0o077 != 0 {
            return Err(KeyFileError::Open { path: path.into(), mode });
        }
        let text = Zeroizing::new(io::read_to_string(file).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => KeyFileError::Damaged { path: path.into(), what: "it is not text" },
            _ => disk(path)(error),
        })?);
        Self::from_text(path, &text)
    }

    fn make(random: &dyn Random) -> Result<Self, NoRandomness> {
        Ok(Self {
            epoch: 1,
            sealing: make_key(random)?,
            pepper: make_key(random)?,
            mac: make_key(random)?,
            root: make_signing_key(random)?,
            prompt: make_signing_key(random)?,
        })
    }

    fn to_text(&self) -> Zeroizing<String> {
        let encode = |secret: &Secret| Zeroizing::new(BASE64URL_NOPAD.encode(secret.expose()));
        // Large enough from the start: growing would leave copies behind.
        let mut text = Zeroizing::new(String::with_capacity(2048));
        for part in [FIRST_LINE, &VERSION.to_string(), "\n", NOTE, "\nepoch ", &self.epoch.to_string(), "\n"] {
            text.push_str(part);
        }
        for (name, secret) in self.named() {
            for part in [name, " ", &encode(secret), "\n"] {
                text.push_str(part);
            }
        }
        let checksum = checksum(&text);
        text.push_str(&checksum);
        text
    }

    const fn named(&self) -> [(&'static str, &Secret); 5] {
        [
            ("sealing", &self.sealing),
            ("pepper", &self.pepper),
            ("mac", &self.mac),
            ("root", &self.root),
            ("prompt", &self.prompt),
        ]
    }

    fn from_text(path: &Path, text: &str) -> Result<Self, KeyFileError> {
        let damaged = |what| KeyFileError::Damaged { path: path.into(), what };
        let first = text.lines().next().and_then(|line| line.strip_prefix(FIRST_LINE));
        let version: u32 = first.and_then(|text| text.parse().ok()).ok_or_else(|| damaged("it has no version line"))?;
        if version > VERSION {
            return Err(KeyFileError::Newer { path: path.into(), version });
        }
        let body =
            text.rfind("checksum ").and_then(|at| text.get(..at)).ok_or_else(|| damaged("its end is missing"))?;
        if text.get(body.len()..) != Some(checksum(body).as_str()) {
            return Err(damaged("its checksum does not fit"));
        }
        Self::from_body(body).ok_or_else(|| damaged("a key is missing or is no key"))
    }

    fn from_body(body: &str) -> Option<Self> {
        let field = |name: &str| body.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let bytes = |name: &str| BASE64URL_NOPAD.decode(field(name)?.as_bytes()).ok().map(Secret::new);
        let key = |name: &str| bytes(name).filter(|key| key.expose().len() == 32);
        Some(Self {
            epoch: field("epoch")?.parse().ok()?,
            sealing: key("sealing")?,
            pepper: key("pepper")?,
            mac: key("mac")?,
            root: bytes("root").filter(is_signing_key)?,
            prompt: bytes("prompt").filter(is_signing_key)?,
        })
    }
}

fn make_key(random: &dyn Random) -> Result<Secret, NoRandomness> {
    let bytes = Zeroizing::new(make_bytes::<32>(random)?);
    Ok(Secret::copy_of(&*bytes))
}

fn make_signing_key(random: &dyn Random) -> Result<Secret, NoRandomness> {
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, random.ring());
    Ok(Secret::copy_of(document.map_err(|_| NoRandomness)?.as_ref()))
}

fn is_signing_key(pkcs8: &Secret) -> bool {
    // ring wants a source for later signatures; opening a key draws nothing from it.
    let source = assent_core::random::SystemEntropy::default();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.expose(), source.ring()).is_ok()
}

fn checksum(body: &str) -> String {
    format!("checksum {}\n", HEXLOWER.encode(digest(&SHA256, body.as_bytes()).as_ref()))
}

fn write_through(file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

fn disk(path: &Path) -> impl Fn(io::Error) -> KeyFileError {
    move |source| KeyFileError::Disk { path: path.into(), source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use assent_core::random::SystemEntropy;
    use std::os::unix::fs::PermissionsExt;

    fn made() -> (tempfile::TempDir, PathBuf, ServerKeys) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("assent.keys");
        let keys = ServerKeys::create_new(&path, &SystemEntropy::default()).unwrap();
        (folder, path, keys)
    }

    fn refusal(path: &Path) -> KeyFileError {
        ServerKeys::load(path).err().unwrap()
    }

    #[test]
    fn what_was_made_is_read_again() {
        let (_folder, path, made) = made();
        let read = ServerKeys::load(&path).unwrap();
        assert_eq!(read.epoch, 1);
        for ((name, one), (_, other)) in made.named().into_iter().zip(read.named()) {
            assert!(one.matches(other.expose()), "{name}");
        }
        assert!(!read.sealing.matches(read.pepper.expose()) && !read.root.matches(read.prompt.expose()));
    }

    #[test]
    fn only_the_owner_may_read_it() {
        let (_folder, path, _) = made();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o7777, 0o600);
        for mode in [0o640, 0o604, 0o660, 0o644] {
            std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
            let error = refusal(&path);
            assert!(matches!(error, KeyFileError::Open { mode: found, .. } if found == mode));
            assert!(error.to_string().contains("chmod 600"), "{error}");
        }
    }

    #[test]
    fn a_key_file_is_never_overwritten() {
        let (_folder, path, _) = made();
        let before = std::fs::read(&path).unwrap();
        let again = ServerKeys::create_new(&path, &SystemEntropy::default());
        assert!(matches!(again, Err(KeyFileError::Exists(_))));
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn a_missing_file_is_not_made_by_reading() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("assent.keys");
        assert!(matches!(refusal(&path), KeyFileError::Missing(_)));
        assert!(!path.exists());
    }

    #[test]
    fn every_changed_byte_and_every_cut_is_noticed() {
        let (_folder, path, _) = made();
        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bad = whole.clone();
            bad[at] ^= 1;
            std::fs::write(&path, &bad).unwrap();
            assert!(matches!(refusal(&path), KeyFileError::Damaged { .. } | KeyFileError::Newer { .. }), "byte {at}");
            std::fs::write(&path, &whole[..at]).unwrap();
            assert!(matches!(refusal(&path), KeyFileError::Damaged { .. }), "cut {at}");
        }
    }

    #[test]
    fn a_newer_version_says_so() {
        let (_folder, path, _) = made();
        std::fs::write(&path, "assent keys v2\n").unwrap();
        assert!(matches!(refusal(&path), KeyFileError::Newer { version: 2, .. }));
    }

    #[test]
    fn a_file_with_a_key_missing_is_damaged_even_when_its_checksum_fits() {
        let (_folder, path, _) = made();
        let text = std::fs::read_to_string(&path).unwrap();
        let body: String = text
            .lines()
            .filter(|line| !line.starts_with("mac ") && !line.starts_with("checksum "))
            .map(|line| format!("{line}\n"))
            .collect();
        std::fs::write(&path, format!("{body}{}", checksum(&body))).unwrap();
        assert!(matches!(refusal(&path), KeyFileError::Damaged { .. }));
    }

    #[test]
    fn no_file_is_left_behind_where_none_can_be_written() {
        let path = Path::new("/nonexistent/assent.keys");
        assert!(matches!(ServerKeys::create_new(path, &SystemEntropy::default()), Err(KeyFileError::Disk { .. })));
    }
}
