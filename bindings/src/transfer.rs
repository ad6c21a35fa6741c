//! Import from other programs, and our own export.

use std::collections::HashMap;
use std::sync::Arc;

use assent_core::authenticator::{self as core, Choices};
use assent_core::secret::Secret;
use assent_core::transfer::{Found, GoogleBatches, ImportError, read};

use crate::accounts::names;
use crate::error_of::whole;
use crate::{AppError, AssentApp, ImportContents, work};

/// What was read of a file. Nothing is written before [`AssentApp::write_import`]. Its secrets stay inside.
#[derive(uniffi::Object)]
pub struct ImportPreview(core::Preview);

/// What to do with an entry whose codes are here already, or stand earlier in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Choice {
    /// Put it in the other one's place; a higher counter stays.
    Replace,
    /// Have both.
    KeepBoth,
    /// Leave it out.
    Skip,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Imported {
    /// New accounts, in the file's order.
    pub added: Vec<String>,
    /// Accounts that were here and are as in the file now.
    pub replaced: Vec<String>,
    /// How many entries were left out by choice.
    pub skipped: u32,
}

/// An export, to be saved.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Exported {
    /// The file; encrypted.
    pub file: Vec<u8>,
    /// How many accounts are in it.
    pub accounts: u32,
    /// Accounts that are in it by name only, since their keys never leave the phone: they move, or are linked again.
    pub linked: Vec<LinkedName>,
}

/// A linked account, by name.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LinkedName {
    /// Whom it is with.
    pub issuer: String,
    /// Whose account it is.
    pub account_name: String,
    /// The server's address.
    pub server_url: String,
}

#[uniffi::export]
impl ImportPreview {
    /// What is in the file, to be shown before anything is written.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn contents(&self) -> Result<ImportContents, AppError> {
        Ok((&self.0).into())
    }
}

#[uniffi::export]
impl AssentApp {
    /// Reads an export of another program, or ours; which one it is, it tells by itself.
    ///
    /// # Errors
    /// [`AppError::PasswordNeeded`], [`AppError::WrongPassword`], [`AppError::BadInput`] (its key says why), or of the vault.
    pub async fn read_import(
        self: Arc<Self>,
        file: Vec<u8>,
        password: Option<Vec<u8>>,
    ) -> Result<Arc<ImportPreview>, AppError> {
        let own = self.opened()?;
        let open = async move {
            let (file, password) = (Secret::new(file), password.map(Secret::new));
            let found = read(file.expose(), password.as_ref())?;
            Ok(Arc::new(ImportPreview(own.preview(found)?)))
        };
        self.log.note("read_import", work::to_its_end(open).await)
    }

    /// Reads what was scanned so far of Google's QR codes, in any order; [`ImportContents::missing`] says which lack.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for other codes, or those of two exports, or of the vault.
    pub fn read_import_codes(&self, codes: Vec<String>) -> Result<Arc<ImportPreview>, AppError> {
        let gather = || {
            let own = self.opened()?;
            Ok(Arc::new(ImportPreview(own.preview(join(&codes)?)?)))
        };
        self.log.note("read_import_codes", gather())
    }

    /// Writes what was read: all of it, or nothing. `each` is by the entry's place, `all` for the duplicates not in it.
    ///
    /// # Errors
    /// [`AppError::Undecided`] when a duplicate has no choice, or of the vault; then nothing was changed.
    pub fn write_import(
        &self,
        preview: Arc<ImportPreview>,
        all: Option<Choice>,
        each: HashMap<u32, Choice>,
    ) -> Result<Imported, AppError> {
        let write = || {
            let place = |at| usize::try_from(at).unwrap_or(usize::MAX);
            let each = each.iter().map(|(at, choice)| (place(*at), (*choice).into())).collect();
            let done = self.opened()?.import(&preview.0, &Choices { all: all.map(Choice::into), each })?;
            Ok(Imported { added: names(&done.added), replaced: names(&done.replaced), skipped: whole(done.skipped) })
        };
        self.log.note("write_import", write())
    }

    /// Seals all accounts that only have codes by `passphrase`, which is cleared in Rust after use.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for an empty passphrase, or of the vault.
    pub async fn export(self: Arc<Self>, passphrase: Vec<u8>) -> Result<Exported, AppError> {
        let own = self.opened()?;
        let seal = async move { Ok(own.export(&Secret::new(passphrase))?.into()) };
        self.log.note("export", work::to_its_end(seal).await)
    }
}

fn join(codes: &[String]) -> Result<Found, ImportError> {
    let mut batches = GoogleBatches::default();
    for code in codes {
        batches.add(code)?;
    }
    batches.into_found()
}

impl From<Choice> for core::Choice {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Replace => Self::Replace,
            Choice::KeepBoth => Self::KeepBoth,
            Choice::Skip => Self::Skip,
        }
    }
}

impl From<core::Exported> for Exported {
    fn from(made: core::Exported) -> Self {
        let linked = made.linked.into_iter().map(|it| LinkedName {
            issuer: it.issuer,
            account_name: it.account,
            server_url: it.server,
        });
        Self { file: made.file, accounts: whole(made.accounts), linked: linked.collect() }
    }
}
