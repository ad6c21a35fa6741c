//! Why nothing was imported, so that an app can act on it.

use super::Format;
use crate::worded::Worded;

/// Why a file was not read. Nothing is changed by any of them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// No format that is known.
    #[error("this is no export that can be read here; what can be read: {}", Format::list_names())]
    UnknownFormat,
    /// The file is encrypted.
    #[error("this file of {format} is encrypted; type the password that was set when it was exported")]
    NeedsPassword {
        /// Whose file it is.
        format: Format,
    },
    /// It does not open. A damaged file can't be told from a wrong password.
    #[error("the password is wrong, or the file is damaged; try again, or export once more")]
    WrongPassword,
    /// It is cut off, or not what it says it is.
    #[error("the file is damaged ({at}); export once more. Nothing was imported")]
    Damaged {
        /// Where, in plain words.
        at: String,
    },
    /// Its format is known, but there is no account in it that could be taken over or refused.
    #[error(
        "there is no account in this file of {format}. Nothing was imported; check in {format} that the account is \
         there, and export once more"
    )]
    NoAccounts {
        /// Whose file it is.
        format: Format,
    },
    /// More than 16 MiB, or more than 10,000 entries.
    #[error("the file is larger than 16 MiB or has more than 10,000 entries; export in parts")]
    TooLarge,
    /// It asks for more computing than any real export does.
    #[error("opening this file would take more time or memory than any real export asks for; export once more")]
    TooCostly,
    /// A later version of the format.
    #[error("this file of {format} is of a later version than is known here; update Assent")]
    NewerVersion {
        /// Whose file it is.
        format: Format,
    },
    /// An encryption that is not read here.
    #[error("this encrypted file of {format} can't be read here; {advice}")]
    EncryptedNotSupported {
        /// Whose file it is.
        format: Format,
        /// What to do instead.
        advice: &'static str,
    },
    /// Some of several QR codes are missing.
    #[error("{have} of {of} QR codes were read; add the others, in any order")]
    Incomplete {
        /// How many are there.
        have: u32,
        /// How many there must be.
        of: u32,
    },
    /// A QR code of another export.
    #[error("this QR code belongs to another export than the ones before; begin again with the codes of one export")]
    OtherBatch,
}

impl ImportError {
    pub(super) fn damaged(at: impl Into<String>) -> Self {
        Self::Damaged { at: at.into() }
    }
}

impl Worded for ImportError {
    fn key(&self) -> &'static str {
        match self {
            Self::UnknownFormat => "error-import-unknown",
            Self::NeedsPassword { .. } => "error-import-password",
            Self::WrongPassword => "error-import-wrong-password",
            Self::Damaged { .. } => "error-import-damaged",
            Self::NoAccounts { .. } => "error-import-no-accounts",
            Self::TooLarge => "error-import-too-large",
            Self::TooCostly => "error-import-too-costly",
            Self::NewerVersion { .. } => "error-import-newer",
            Self::EncryptedNotSupported { .. } => "error-import-encrypted",
            Self::Incomplete { .. } => "error-import-incomplete",
            Self::OtherBatch => "error-import-other-batch",
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::UnknownFormat => Format::list_names(),
            Self::NeedsPassword { format }
            | Self::NoAccounts { format }
            | Self::NewerVersion { format }
            | Self::EncryptedNotSupported { format, .. } => format.to_string(),
            Self::Damaged { at } => at.clone(),
            Self::Incomplete { have, of } => format!("{have}/{of}"),
            Self::WrongPassword | Self::TooLarge | Self::TooCostly | Self::OtherBatch => String::new(),
        }
    }
}
