//! `assent-server init`: folder, keys and configuration of a new server.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use assent_core::random::Random;

use super::check::keys_lost;
use super::{DONE, Init, WRONG};
use crate::config::{Config, DEFAULT_DATA_DIR, PublicUrl};
use crate::keys::ServerKeys;

const EXAMPLE: &str = include_str!("../../assent.example.toml");
const EXAMPLE_URL: &str = "\"https://login.example.org\"";

/// Makes what a new server needs, tells it on `out`, and gives the exit status. A configuration that is there is
/// used as it is; keys that are there stop it.
///
/// # Errors
/// Only when `out` fails.
pub fn init(
    file: &Path,
    wanted: &Init,
    env: &dyn Fn(&str) -> Option<String>,
    random: &dyn Random,
    out: &mut dyn Write,
) -> io::Result<u8> {
    match make_all(file, wanted, env, random, out)? {
        Ok(()) => Ok(DONE),
        Err(wrong) => {
            writeln!(out, "{wrong}")?;
            Ok(WRONG)
        }
    }
}

fn make_all(
    file: &Path,
    wanted: &Init,
    env: &dyn Fn(&str) -> Option<String>,
    random: &dyn Random,
    out: &mut dyn Write,
) -> io::Result<Result<(), String>> {
    if let Err(wrong) = make_config(file, wanted).and_then(|made| tell_config(made, file, wanted, out)) {
        return Ok(Err(wrong));
    }
    let config = match Config::load(Some(file), env) {
        Ok(config) => config,
        Err(problems) => return Ok(Err(problems.to_string())),
    };
    if let Err(wrong) = make_folder_and_keys(&config, random) {
        return Ok(Err(wrong));
    }
    writeln!(out, "{}: made, with mode 600; keep a copy of it apart from the database", config.key_file.display())?;
    writeln!(out, "Next: assent-server check --config {}", file.display())?;
    Ok(Ok(()))
}

/// Whether it was made; one that is there is left alone, unless something else was asked for.
fn make_config(file: &Path, wanted: &Init) -> Result<bool, String> {
    let text = config_text(wanted)?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| wrong_at(folder, &error))?;
    }
    match OpenOptions::new().write(true).create_new(true).mode(0o640).open(file) {
        Ok(mut made) => {
            made.write_all(text.as_bytes()).and_then(|()| made.sync_all()).map_err(|error| wrong_at(file, &error))?;
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(wrong_at(file, &error)),
    }
}

fn tell_config(made: bool, file: &Path, wanted: &Init, out: &mut dyn Write) -> Result<(), String> {
    let place = file.display();
    if !made && (wanted.public_url.is_some() || wanted.data_dir.is_some()) {
        return Err(format!(
            "{place}: is there already and was left as it is; write what you want into it, then run this without options"
        ));
    }
    let told = match (made, &wanted.public_url) {
        (false, _) => writeln!(out, "{place}: was there and is used as it is"),
        (true, Some(_)) => writeln!(out, "{place}: made"),
        (true, None) => writeln!(out, "{place}: made; write your own address at public_url"),
    };
    told.map_err(|error| error.to_string())
}

fn config_text(wanted: &Init) -> Result<String, String> {
    let mut text = EXAMPLE.to_owned();
    if let Some(url) = &wanted.public_url {
        let url = PublicUrl::parse(url).map_err(|error| format!("--public-url {url}: {error}"))?;
        text = text.replace(EXAMPLE_URL, &quoted(url.origin()));
    }
    if let Some(folder) = &wanted.data_dir {
        let folder = std::path::absolute(folder).map_err(|error| wrong_at(folder, &error))?;
        let line = format!("#: data_dir = {}", quoted(DEFAULT_DATA_DIR));
        text = text.replace(&line, &format!("data_dir = {}", quoted(&folder.to_string_lossy())));
    }
    Ok(text)
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn make_folder_and_keys(config: &Config, random: &dyn Random) -> Result<(), String> {
    if config.database.exists() && !config.key_file.exists() {
        return Err(keys_lost(&config.key_file, &config.database));
    }
    let folder = &config.data_dir;
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|error| wrong_at(folder, &error))?;
    ServerKeys::create_new(&config.key_file, random).map(drop).map_err(|error| error.to_string())
}

fn wrong_at(path: &Path, error: &io::Error) -> String {
    format!("{}: can't be made ({error}); run this as the owner of the folder, or name another", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::check;
    use assent_core::random::SystemEntropy;
    use std::os::unix::fs::PermissionsExt;

    const URL: &str = "https://id.example.com";

    struct Place(tempfile::TempDir);

    impl Place {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn wanted(&self) -> Init {
            Init { public_url: Some(URL.to_owned()), data_dir: Some(self.0.path().join("data")) }
        }

        fn file(&self) -> std::path::PathBuf {
            self.0.path().join("etc/assent.toml")
        }

        fn init(&self, wanted: &Init) -> (u8, String) {
            let mut out = Vec::new();
            let status = init(&self.file(), wanted, &|_| None, &SystemEntropy::default(), &mut out).unwrap();
            (status, String::from_utf8(out).unwrap())
        }

        fn check(&self) -> (u8, String) {
            let mut out = Vec::new();
            let status = check(Some(&self.file()), &|_| None, &mut out).unwrap();
            (status, String::from_utf8(out).unwrap())
        }
    }

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_new_server_is_made_and_found_fine() {
        let place = Place::new();
        let (status, said) = place.init(&place.wanted());
        assert_eq!(status, DONE, "{said}");
        assert_eq!(mode(&place.0.path().join("data")), 0o700);
        assert_eq!(mode(&place.0.path().join("data/assent.keys")), 0o600);
        let (status, said) = place.check();
        assert_eq!(status, DONE, "{said}");
        assert!(said.contains("fine") && said.contains(URL) && said.contains("trusted_proxies"), "{said}");
    }

    #[test]
    fn nothing_is_overwritten() {
        let place = Place::new();
        place.init(&place.wanted());
        let keys = place.0.path().join("data/assent.keys");
        let before = (fs::read(place.file()).unwrap(), fs::read(&keys).unwrap());
        for wanted in [place.wanted(), Init::default()] {
            let (status, said) = place.init(&wanted);
            assert_eq!(status, WRONG);
            assert!(said.contains("already"), "{said}");
        }
        assert_eq!(before, (fs::read(place.file()).unwrap(), fs::read(&keys).unwrap()));
    }

    #[test]
    fn lost_keys_of_an_old_database_are_never_replaced() {
        let place = Place::new();
        place.init(&place.wanted());
        let keys = place.0.path().join("data/assent.keys");
        fs::remove_file(&keys).unwrap();
        fs::write(place.0.path().join("data/assent.db"), "old").unwrap();
        for (status, said) in [place.init(&Init::default()), place.check()] {
            assert_eq!(status, WRONG);
            assert!(said.contains("put the saved one back"), "{said}");
        }
        assert!(!keys.exists());
    }

    #[test]
    fn an_address_that_is_none_makes_nothing() {
        let place = Place::new();
        let (status, said) = place.init(&Init { public_url: Some("http://x.example".into()), ..place.wanted() });
        assert_eq!(status, WRONG);
        assert!(said.contains("plain http"), "{said}");
        assert!(!place.file().exists() && !place.0.path().join("data").exists());
    }

    #[test]
    fn check_tells_all_that_is_wrong_around_the_file() {
        let place = Place::new();
        fs::create_dir_all(place.file().parent().unwrap()).unwrap();
        let text = format!("public_url = \"{URL}\"\ndata_dir = \"none\"\n[tls]\ncertificate = \"c\"\nkey = \"k\"\n");
        fs::write(place.file(), text).unwrap();
        let (status, said) = place.check();
        assert_eq!(status, WRONG);
        assert_eq!(said.lines().count(), 3, "{said}");
        assert!(said.contains("no such folder") && said.contains("no key file") && said.contains("can't be read"));
    }

    #[test]
    fn check_tells_a_mistake_with_its_line() {
        let place = Place::new();
        place.init(&place.wanted());
        let text = fs::read_to_string(place.file()).unwrap();
        fs::write(place.file(), format!("liste = 1\n{text}")).unwrap();
        let (status, said) = place.check();
        assert_eq!(status, WRONG);
        assert!(said.contains("assent.toml:1: there is no setting `liste`; perhaps `listen`"), "{said}");
    }
}
