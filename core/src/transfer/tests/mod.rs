//! Every format by its samples (`tests/vectors/imports.json`), and files that mean harm.

mod hostile;
mod samples;

use std::path::PathBuf;

use super::{Found, ImportError, read};
use crate::secret::Secret;

fn vectors() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors"))
}

fn sample(file: &str) -> Vec<u8> {
    std::fs::read(vectors().join("imports").join(file)).unwrap()
}

fn open(file: &str, password: Option<&str>) -> Result<Found, ImportError> {
    read(&sample(file), password.map(|text| Secret::copy_of(text.as_bytes())).as_ref())
}
