//! Certificates that count no more: a file in the format of Google's list (android.googleapis.com/attestation/status).

use std::collections::{HashMap, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::BadTrust;

/// Serial numbers, in hex without zeros in front.
#[derive(Default)]
pub(super) struct Revoked(HashSet<String>);

impl Revoked {
    /// Whether a serial number stands in the list, as revoked or as suspended.
    pub(super) fn has(&self, serial: &str) -> bool {
        self.0.contains(serial)
    }
}

#[derive(Deserialize)]
struct List {
    entries: HashMap<String, IgnoredAny>,
}

/// The operator's list. It is read again when the file has changed, as somebody fetches it now and then.
pub(super) struct RevokedFile {
    path: PathBuf,
    current: RwLock<(Stamp, Arc<Revoked>)>,
}

/// By what a changed file is known.
type Stamp = Option<(SystemTime, u64)>;

impl RevokedFile {
    /// Reads it.
    pub(super) fn open(path: &Path) -> Result<Self, BadTrust> {
        Ok(Self { path: path.into(), current: RwLock::new(read(path)?) })
    }

    /// As the file is now. One that can't be read any more leaves what was read before.
    pub(super) fn current(&self) -> Arc<Revoked> {
        let (stamp, revoked) = self.current.read().unwrap_or_else(PoisonError::into_inner).clone();
        if std::fs::metadata(&self.path).is_ok_and(|now| stamp_of(&now) == stamp) {
            return revoked;
        }
        match read(&self.path) {
            Ok(fresh) => {
                *self.current.write().unwrap_or_else(PoisonError::into_inner) = fresh.clone();
                fresh.1
            }
            Err(error) => {
                tracing::error!(%error, "the list of revoked certificates can't be read again; the last one stays in use");
                revoked
            }
        }
    }
}

fn read(path: &Path) -> Result<(Stamp, Arc<Revoked>), BadTrust> {
    let unreadable = |source| BadTrust::Unreadable { what: "revoked", path: path.into(), source };
    // Before the file: if it changes meanwhile, it is read once more.
    let stamp = stamp_of(&std::fs::metadata(path).map_err(unreadable)?);
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let list: List = serde_json::from_slice(&bytes).map_err(|_| BadTrust::NoList(path.into()))?;
    let serials = list.entries.into_keys().map(|serial| serial.trim_start_matches('0').to_lowercase());
    Ok((stamp, Arc::new(Revoked(serials.collect()))))
}

fn stamp_of(file: &Metadata) -> Stamp {
    Some((file.modified().ok()?, file.len()))
}
