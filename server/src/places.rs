//! Names of places for network addresses, from a MaxMind DB file of the operator's. Nobody else is ever asked.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use maxminddb::geoip2::{City, Names};
use maxminddb::{MaxMindDbError, Reader};

/// A file of places, held in memory.
pub struct Places(Reader<Vec<u8>>);

/// The file can't be used.
#[derive(Debug, thiserror::Error)]
#[error("`places` {path}: {error}; give a file in MaxMind's format (.mmdb) that names cities or countries")]
pub struct BadPlaces {
    path: PathBuf,
    error: MaxMindDbError,
}

impl Places {
    /// Reads a file whole.
    ///
    /// # Errors
    /// [`BadPlaces`].
    pub fn open(path: &Path) -> Result<Self, BadPlaces> {
        let read = Reader::open_readfile(path);
        read.map(Self).map_err(|error| BadPlaces { path: path.to_owned(), error })
    }

    /// The city and the country of a network address, or one of them, in a language where the file knows it, else in
    /// English. `None` for addresses that lie nowhere, such as private ones.
    #[must_use]
    pub fn find(&self, address: &str, language: &str) -> Option<String> {
        let address: IpAddr = address.parse().ok()?;
        let found: City<'_> = self.0.lookup(address.to_canonical()).ok()?.decode().ok()??;
        let names = [name(&found.city.names, language), name(&found.country.names, language)];
        let known: Vec<_> = names.into_iter().flatten().collect();
        (!known.is_empty()).then(|| known.join(", "))
    }
}

fn name<'a>(names: &Names<'a>, language: &str) -> Option<&'a str> {
    let own = if language == "fr" { names.french } else { None };
    own.or(names.english)
}
