//! The roots that hardware is trusted by.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use x509_parser::prelude::{FromDer, X509Certificate};

use super::BadTrust;

/// Google's two, as published (android.googleapis.com/attestation/root; github.com/android/keyattestation, `roots.json`).
const GOOGLE: &[u8] = include_bytes!("google.pem");

/// Public keys, as the SubjectPublicKeyInfo of a root's certificate. The certificates themselves are renewed now and then; the
/// keys stay.
pub(super) struct Roots(HashSet<Vec<u8>>);

impl Roots {
    /// Google's, and those of a file in PEM, if one is named.
    pub(super) fn open(more: Option<&Path>) -> Result<Self, BadTrust> {
        let mut keys = HashSet::new();
        add(&mut keys, GOOGLE).map_err(|()| BadTrust::NoRoots(PathBuf::from("google.pem")))?;
        if let Some(path) = more {
            let unreadable = |source| BadTrust::Unreadable { what: "roots", path: path.into(), source };
            let pem = std::fs::read(path).map_err(unreadable)?;
            add(&mut keys, &pem).map_err(|()| BadTrust::NoRoots(path.into()))?;
        }
        Ok(Self(keys))
    }

    /// Whether this is one of their keys.
    pub(super) fn has(&self, spki: &[u8]) -> bool {
        self.0.contains(spki)
    }
}

/// At least one, and nothing but certificates.
fn add(keys: &mut HashSet<Vec<u8>>, pem: &[u8]) -> Result<(), ()> {
    let mut found = false;
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(drop)?;
        let (_, certificate) = X509Certificate::from_der(&certificate).map_err(drop)?;
        keys.insert(certificate.public_key().raw.to_vec());
        found = true;
    }
    if found { Ok(()) } else { Err(()) }
}
