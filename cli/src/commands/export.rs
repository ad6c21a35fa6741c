//! `export`: an encrypted file.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use assent_core::authenticator::{Authenticator, Exported};
use assent_core::secret::Secret;
use serde_json::json;

use crate::args::Export;
use crate::error::CliError;
use crate::input::{ask_hidden, read_line};
use crate::output::Output;

pub(super) fn export(own: &Authenticator, wanted: &Export, to: &Output<'_>) -> Result<(), CliError> {
    // Before anybody types a passphrase for nothing; the writing itself looks again.
    if wanted.file.try_exists()? {
        return Err(exists(&wanted.file));
    }
    let exported = own.export(&choose_passphrase(wanted, to)?)?;
    write_new(&wanted.file, &exported.file)?;
    let linked =
        exported.linked.iter().map(|of| json!({ "issuer": of.issuer, "name": of.account, "server": of.server }));
    let value = json!({
        "file": wanted.file,
        "exported": exported.accounts,
        "linked": linked.collect::<serde_json::Value>(),
    });
    to.print(&describe(wanted, &exported, to), &value)
}

fn choose_passphrase(wanted: &Export, to: &Output<'_>) -> Result<Secret, CliError> {
    if wanted.password_stdin {
        return Ok(Secret::copy_of(read_line()?.as_bytes()));
    }
    let typed = ask_hidden(&to.words.word("ask-export-passphrase"))?;
    if *ask_hidden(&to.words.word("ask-passphrase-again"))? != *typed {
        return Err(CliError::new("error-passphrase-differs"));
    }
    Ok(Secret::copy_of(typed.as_bytes()))
}

fn describe(wanted: &Export, exported: &Exported, to: &Output<'_>) -> String {
    let path = wanted.file.to_string_lossy();
    let mut text = to.words.say("export-done", &[("count", exported.accounts.into()), ("path", path.into())]);
    if !exported.linked.is_empty() {
        text.push('\n');
        text.push_str(&to.words.word("export-linked"));
    }
    for of in &exported.linked {
        text.push_str(&format!("\n  {}: {} ({})", of.issuer, of.account, of.server));
    }
    text
}

/// Writes a file that only its owner can read, and none that is there; half a file is taken away again.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = opened.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => exists(path),
        _ => CliError::io(&error),
    })?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| sync_folder(path));
    written.map_err(|error| {
        drop(std::fs::remove_file(path));
        CliError::io(&error)
    })
}

fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

fn exists(path: &Path) -> CliError {
    CliError::with("error-export-exists", path.display())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_is_its_owner_s_alone_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codes.assent");
        write_new(&path, b"one").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(write_new(&path, b"two").unwrap_err().code(), "export-exists");
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
    }
}
