//! `assent-server check`: what would keep the server from starting.

use std::io::{self, Write};
use std::path::Path;

use super::{DONE, WRONG};
use crate::config::Config;
use crate::devices::Trust;
use crate::keys::{KeyFileError, ServerKeys};
use crate::mail::Mailer;
use crate::places::Places;
use crate::serve::Tls;
use crate::sms::Sms;
use crate::wake::ApnsKey;

/// Writes what is wrong, or a summary, to `out`; gives the exit status. Changes nothing.
///
/// # Errors
/// Only when `out` fails.
pub fn check(file: Option<&Path>, env: &dyn Fn(&str) -> Option<String>, out: &mut dyn Write) -> io::Result<u8> {
    let config = match Config::load(file, env) {
        Ok(config) => config,
        Err(problems) => {
            writeln!(out, "{problems}")?;
            return Ok(WRONG);
        }
    };
    let wrong = list_wrong(&config);
    for line in &wrong {
        writeln!(out, "{line}")?;
    }
    if !wrong.is_empty() {
        return Ok(WRONG);
    }
    summarise(file, &config, out)?;
    Ok(DONE)
}

/// What is wrong around the configuration: folder, keys, certificate and other files.
fn list_wrong(config: &Config) -> Vec<String> {
    let mut wrong = Vec::new();
    let folder = &config.data_dir;
    if !folder.is_dir() {
        wrong.push(format!("{}: there is no such folder; run `assent-server init`", folder.display()));
    }
    match ServerKeys::load(&config.key_file) {
        Ok(_) => {}
        Err(KeyFileError::Missing(path)) if config.database.exists() => wrong.push(keys_lost(&path, &config.database)),
        Err(error) => wrong.push(error.to_string()),
    }
    wrong.extend(config.tls.as_ref().and_then(|files| Tls::load(files).err()).map(|error| error.to_string()));
    wrong.extend(config.places.as_deref().and_then(|file| Places::open(file).err()).map(|error| error.to_string()));
    wrong.extend(Trust::open(&config.attestation).err().map(|error| error.to_string()));
    wrong.extend(config.apns.as_ref().and_then(|apns| ApnsKey::open(&apns.key).err()).map(|error| error.to_string()));
    wrong.extend(config.sms.as_ref().and_then(|sms| Sms::new(sms).err()));
    wrong.extend(config.mail.as_ref().and_then(|mail| Mailer::new(mail).err()));
    wrong
}

/// New keys would not open an old database.
pub(crate) fn keys_lost(key_file: &Path, database: &Path) -> String {
    let (keys, database) = (key_file.display(), database.display());
    format!("{keys}: the key file of {database} is missing; put the saved one back, a new one would open nothing in it")
}

fn summarise(file: Option<&Path>, config: &Config, out: &mut dyn Write) -> io::Result<()> {
    let listen: Vec<_> = config.listen.iter().map(ToString::to_string).collect();
    let tls = if config.tls.is_some() { "TLS by the server" } else { "no TLS of its own" };
    match file {
        Some(file) => writeln!(out, "{}: fine", file.display())?,
        None => writeln!(out, "variables alone, no file: fine")?,
    }
    writeln!(out, "  {} at {}", config.name, config.public_url.origin())?;
    writeln!(out, "  listens at {} ({tls})", listen.join(", "))?;
    writeln!(out, "  keeps its data in {}", config.data_dir.display())?;
    if config.tls.is_none() && config.public_url.is_secure() {
        writeln!(out, "  a proxy in front must do TLS, pass Host on, and stand in `trusted_proxies`")?;
    }
    Ok(())
}
