//! What was found in a file.

use crate::message::Text;
use crate::otp::{Address, AddressError};
use crate::worded::Worded;

use super::limits::MAX_ENTRIES;
use super::{Format, ImportError};

/// What was found in a file. Without `Debug`: it holds secrets.
pub struct Found {
    /// Whose export it is.
    pub format: Format,
    /// The accounts, in the file's order.
    pub entries: Vec<ImportedEntry>,
    /// What is in the file and can't be taken over, each with the reason.
    pub left_out: Vec<LeftOut>,
    /// Which of several QR codes are missing, counted from 1.
    pub missing: Vec<u32>,
}

/// One account of a file.
#[derive(Clone)]
pub struct ImportedEntry {
    /// Issuer, account and key.
    pub address: Address,
    /// The person's own name for it, where the format has one.
    pub label: Option<Text>,
}

/// What can't be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name, as far as it has one.
    pub what: String,
    /// The reason.
    pub why: Why,
}

/// Why an entry can't be taken over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// A kind of code that is not made here.
    #[error("this kind of code is not known; only totp, hotp and steam are")]
    UnknownKind,
    /// MD5 and the like.
    #[error("its algorithm is not known; only SHA1, SHA256 and SHA512 are")]
    UnknownAlgorithm,
    /// Not 6 to 8.
    #[error("its codes don't have 6 to 8 digits")]
    InvalidDigits,
    /// Not 1 to 3600.
    #[error("its codes don't last 1 to 3600 seconds")]
    InvalidPeriod,
    /// Counted, but from where is not said.
    #[error("its counter is missing")]
    MissingCounter,
    /// None, or not base32.
    #[error("its secret is missing or not base32")]
    InvalidSecret,
    /// It is in the other program's bin.
    #[error("it was deleted in the other program")]
    Deleted,
    /// An account of an Assent server: its keys never leave the phone.
    #[error("it is linked to {server}; link it again on this phone, or move the old phone to this one")]
    Linked {
        /// The server's address.
        server: String,
    },
    /// An address that can't be read.
    #[error(transparent)]
    Address(#[from] AddressError),
}

impl Worded for Why {
    fn key(&self) -> &'static str {
        match self {
            Self::UnknownKind => "why-kind",
            Self::UnknownAlgorithm => "why-algorithm",
            Self::InvalidDigits => "why-digits",
            Self::InvalidPeriod => "why-period",
            Self::MissingCounter => "why-counter",
            Self::InvalidSecret => "why-secret",
            Self::Deleted => "why-deleted",
            Self::Linked { .. } => "why-linked",
            Self::Address(_) => "error-address",
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::Linked { server } => server.clone(),
            Self::Address(why) => why.to_string(),
            _ => String::new(),
        }
    }
}

impl Found {
    pub(super) const fn new(format: Format) -> Self {
        Self { format, entries: Vec::new(), left_out: Vec::new(), missing: Vec::new() }
    }

    /// How many accounts there are, those that are refused counted with them.
    pub(super) const fn len(&self) -> usize {
        self.entries.len() + self.left_out.len()
    }

    /// Adds one, or the reason why not.
    pub(super) fn add(&mut self, what: impl FnOnce() -> String, entry: Result<Address, Why>) {
        match entry {
            Ok(address) => self.entries.push(ImportedEntry { address, label: None }),
            Err(why) => self.left_out.push(LeftOut { what: what(), why }),
        }
    }

    /// What was found, if there was anything: an account, one that is refused, or a QR code that is missing.
    ///
    /// # Errors
    /// [`ImportError::NoAccounts`]; else a person would be told of a success that did nothing.
    pub(super) fn if_any(self) -> Result<Self, ImportError> {
        if self.len() == 0 && self.missing.is_empty() {
            Err(ImportError::NoAccounts { format: self.format })
        } else {
            Ok(self)
        }
    }

    /// Puts several files together.
    ///
    /// # Errors
    /// [`ImportError::TooLarge`] when they have too many entries together, those that are refused counted with them.
    pub fn append(&mut self, mut other: Self) -> Result<(), ImportError> {
        self.entries.append(&mut other.entries);
        self.left_out.append(&mut other.left_out);
        self.missing.append(&mut other.missing);
        if self.len() > MAX_ENTRIES { Err(ImportError::TooLarge) } else { Ok(()) }
    }
}
