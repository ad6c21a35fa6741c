//! What the demo remembers between two runs in one folder.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use assent_core::random::{SystemEntropy, make_bytes};
use serde::{Deserialize, Serialize};

use crate::error::CliError;

/// Words that are easy to type; four of them are 24 bits, enough for a demo and for nothing else.
const WORDS: [&str; 64] = [
    "amber", "anchor", "apple", "autumn", "basil", "birch", "bridge", "candle", "canoe", "cedar", "cherry", "cloud",
    "clover", "copper", "coral", "cotton", "daisy", "desert", "ember", "falcon", "feather", "fern", "forest", "garden",
    "ginger", "glacier", "harbor", "hazel", "honey", "island", "ivory", "jasmine", "juniper", "kettle", "lagoon",
    "lantern", "lemon", "linen", "maple", "marble", "meadow", "mint", "nectar", "oasis", "olive", "orchid", "pebble",
    "pepper", "pine", "poppy", "quartz", "raven", "river", "saffron", "silver", "spruce", "summer", "thyme", "tulip",
    "velvet", "violet", "walnut", "willow", "winter",
];

/// The demo's folder and what is written there.
pub(super) struct Files {
    /// Where everything lies.
    pub(super) folder: PathBuf,
    /// Ada's password, at the portal and at the wiki.
    pub(super) password: String,
    /// The wiki's API key, once it has one.
    pub(super) api_key: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    password: String,
    api_key: Option<String>,
}

impl Files {
    /// Opens the folder, or makes it.
    pub(super) fn open(folder: &Path) -> Result<Self, CliError> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let kept = match std::fs::read(folder.join("demo.json")) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| CliError::with("error-demo", error))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Kept { password: make_password()?, api_key: None }
            }
            Err(error) => return Err(error.into()),
        };
        let files = Self { folder: folder.to_owned(), password: kept.password, api_key: kept.api_key };
        files.save()?;
        Ok(files)
    }

    /// Writes down what there is now.
    pub(super) fn save(&self) -> Result<(), CliError> {
        let kept = Kept { password: self.password.clone(), api_key: self.api_key.clone() };
        let text = serde_json::to_vec(&kept).map_err(|error| CliError::with("error-demo", error))?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        Ok(options.open(self.folder.join("demo.json"))?.write_all(&text)?)
    }
}

fn make_password() -> Result<String, CliError> {
    let bytes = make_bytes::<4>(&SystemEntropy::default()).map_err(|error| CliError::with("error-demo", error))?;
    Ok(bytes.map(|byte| WORDS[usize::from(byte) % WORDS.len()]).join(" "))
}
