//! Writes the Kotlin, Swift or Python of the face, or the reviewed list of it, from this library as it is built.
//!
//! ```text
//! cargo run -p assent-bindings --bin generate -- kotlin|swift|python|face OUT [LIBRARY]
//! ```

mod face;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate_with_bindgen_paths};
use uniffi_bindgen::{BindgenPaths, BindgenPathsLayer};

const USAGE: &str = "usage: generate kotlin|swift|python|face OUT [LIBRARY]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [what, out] => find_library().and_then(|library| generate(what, out.into(), &library)),
        [what, out, library] => generate(what, out.into(), library.into()),
        _ => Err(anyhow::anyhow!(USAGE)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn generate(what: &str, out: &Utf8Path, library: &Utf8Path) -> Result<()> {
    let language = match what {
        "kotlin" => TargetLanguage::Kotlin,
        "swift" => TargetLanguage::Swift,
        "python" => TargetLanguage::Python,
        "face" => return Ok(std::fs::write(out, face::list(library)?)?),
        _ => bail!(USAGE),
    };
    let options = GenerateOptions {
        languages: vec![language],
        source: library.to_owned(),
        out_dir: out.to_owned(),
        ..GenerateOptions::default()
    };
    let mut paths = BindgenPaths::default();
    paths.add_layer(ThisCrate);
    generate_with_bindgen_paths(options, paths)
}

/// The library that was built together with this program.
fn find_library() -> Result<Utf8PathBuf> {
    let own = Utf8PathBuf::try_from(std::env::current_exe()?)?;
    let folder = own.parent().context("this program lies nowhere")?;
    let name = format!("{}assent_bindings{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let places = [folder.join(&name), folder.join("deps").join(&name)];
    let newest = places
        .into_iter()
        .filter(|place| place.is_file())
        .max_by_key(|place| place.metadata().and_then(|it| it.modified()).ok());
    newest.with_context(|| format!("{name} is not built beside this program"))
}

/// Where `uniffi.toml` lies.
struct ThisCrate;

impl BindgenPathsLayer for ThisCrate {
    fn get_crate_root(&self, name: &str) -> Option<Utf8PathBuf> {
        (name == "assent_bindings").then(|| Utf8PathBuf::from(env!("CARGO_MANIFEST_DIR")))
    }
}
