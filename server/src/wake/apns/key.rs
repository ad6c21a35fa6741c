//! The key that Apple gave, as the file from its pages.

use std::path::{Path, PathBuf};

use assent_core::keys::SoftwareKey;
use assent_core::secret::Secret;
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;

/// A key that signs for a team at Apple.
pub struct ApnsKey(pub(super) SoftwareKey);

/// Why there is none.
#[derive(Debug, thiserror::Error)]
#[error("{}: {why}; name the AuthKey_….p8 file of Apple's pages (Certificates, Identifiers & Profiles, Keys) in `apns.key`", path.display())]
pub struct BadApnsKey {
    path: PathBuf,
    why: String,
}

impl ApnsKey {
    /// Reads it from a PEM file of PKCS#8.
    ///
    /// # Errors
    /// [`BadApnsKey`].
    pub fn open(path: &Path) -> Result<Self, BadApnsKey> {
        let bad = |why: &str| BadApnsKey { path: path.to_owned(), why: why.to_owned() };
        let pem = std::fs::read(path).map(Secret::new).map_err(|error| bad(&error.to_string()))?;
        let Ok(PrivateKeyDer::Pkcs8(key)) = PrivateKeyDer::from_pem_slice(pem.expose()) else {
            return Err(bad("it holds no PKCS#8 key"));
        };
        let pkcs8 = Secret::new(key.secret_pkcs8_der().to_vec());
        SoftwareKey::from_pkcs8(&pkcs8).map(Self).map_err(|_| bad("its key is not on P-256"))
    }
}
