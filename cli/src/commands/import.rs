//! `import`: files and QR pictures of other authenticators.

use std::io::Read;
use std::path::Path;

use assent_core::authenticator::{Authenticator, Choice, Choices};
use assent_core::secret::Secret;
use assent_core::transfer::{Found, GoogleBatches, ImportError, MAX_FILE_BYTES, read};
use zeroize::Zeroizing;

use crate::args::{Duplicates, Import};
use crate::error::CliError;
use crate::input::{ask_hidden, is_somebody_there, open_file, read_line};
use crate::output::Output;
use crate::picture::{is_picture, read_qr};
use crate::show_import;

pub(super) fn import(own: &Authenticator, wanted: &Import, to: &Output<'_>) -> Result<(), CliError> {
    let preview = own.preview(gather(wanted, to)?)?;
    if wanted.preview {
        return to.print(&show_import::preview(&preview, to), &show_import::preview_json(&preview, to.words));
    }
    let all = wanted.duplicates.map(|how| match how {
        Duplicates::Replace => Choice::Replace,
        Duplicates::KeepBoth => Choice::KeepBoth,
        Duplicates::Skip => Choice::Skip,
    });
    let done = own.import(&preview, &Choices { all, ..Choices::default() })?;
    to.print(&show_import::done(&preview, &done, to), &show_import::done_json(&preview, &done, to.words))
}

/// What is in all the files together.
fn gather(wanted: &Import, to: &Output<'_>) -> Result<Found, CliError> {
    let mut reader = Reader { wanted, to, password: None, batches: GoogleBatches::default() };
    let mut all = None;
    for file in &wanted.files {
        if let Some(found) = reader.read(file)? {
            append(&mut all, found)?;
        }
    }
    if reader.batches.progress().of > 0 {
        append(&mut all, reader.batches.into_complete()?)?;
    }
    all.ok_or_else(|| ImportError::UnknownFormat.into())
}

fn append(all: &mut Option<Found>, found: Found) -> Result<(), CliError> {
    match all {
        Some(all) => Ok(all.append(found)?),
        None => {
            *all = Some(found);
            Ok(())
        }
    }
}

/// Reads one file after the other; asks for a password once.
struct Reader<'a> {
    wanted: &'a Import,
    to: &'a Output<'a>,
    password: Option<Secret>,
    batches: GoogleBatches,
}

impl Reader<'_> {
    /// What is in a file; `None` when it is a part of a Google export, which is gathered.
    fn read(&mut self, file: &Path) -> Result<Option<Found>, CliError> {
        let bytes = read_file(file)?;
        let bytes = if is_picture(&bytes) { Zeroizing::new(read_qr(file)?.as_bytes().to_vec()) } else { bytes };
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        if !GoogleBatches::is_part(text) {
            return self.open(&bytes).map(Some);
        }
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.batches.add(line)?;
        }
        Ok(None)
    }

    fn open(&mut self, bytes: &[u8]) -> Result<Found, CliError> {
        match read(bytes, self.password.as_ref()) {
            Err(ImportError::NeedsPassword { format }) => {
                let question = self.to.words.say("ask-import-password", &[("format", format.name().into())]);
                let typed = if self.wanted.password_stdin {
                    read_line()?
                } else if is_somebody_there() {
                    ask_hidden(&question)?
                } else {
                    return Err(ImportError::NeedsPassword { format }.into());
                };
                let password = self.password.insert(Secret::copy_of(typed.as_bytes()));
                Ok(read(bytes, Some(password))?)
            }
            other => Ok(other?),
        }
    }
}

/// All of a file, and no more than may be read.
fn read_file(file: &Path) -> Result<Zeroizing<Vec<u8>>, CliError> {
    let file = open_file(file)?;
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX).min(MAX_FILE_BYTES);
    let mut bytes = Zeroizing::new(Vec::with_capacity(length + 1));
    file.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_FILE_BYTES { Err(ImportError::TooLarge.into()) } else { Ok(bytes) }
}
