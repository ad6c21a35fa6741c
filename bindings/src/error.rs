//! What an app can act on.

/// Why a call was not done. An app compares the variant and says its own words for `key`; `detail` is for a log alone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
#[expect(missing_docs, reason = "each variant has a `key` of words and a `detail` for logs")]
pub enum AppError {
    /// The vault is locked: unlock it first.
    #[error("{key}: {detail}")]
    Locked { key: String, detail: String },
    /// There is no vault yet: create it.
    #[error("{key}: {detail}")]
    NoVault { key: String, detail: String },
    /// Not the right PIN (or passphrase). With none left it is disabled.
    #[error("{key}: {detail}")]
    WrongPin { key: String, detail: String, tries_left: u32 },
    /// This way in is disabled, missing or damaged: open the vault in another way.
    #[error("{key}: {detail}")]
    NoWayIn { key: String, detail: String },
    /// The vault or a record of it is damaged, or of a newer version. Nothing was changed.
    #[error("{key}: {detail}")]
    Damaged { key: String, detail: String },
    /// The disk is full, read-only or busy. Nothing was changed.
    #[error("{key}: {detail}")]
    Storage { key: String, detail: String },
    /// No network, or the server is away: try again. Nothing was sent.
    #[error("{key}: {detail}")]
    NoNetwork { key: String, detail: String },
    /// No whole answer came: what was sent may have arrived. Doing the same again is safe.
    #[error("{key}: {detail}")]
    NoAnswer { key: String, detail: String },
    /// The server says no, for the reason `code` of `docs/protocol.md`.
    #[error("{key}: {detail}")]
    ServerSaysNo { key: String, detail: String, code: String },
    /// The request is over.
    #[error("{key}: {detail}")]
    Expired { key: String, detail: String },
    /// The request was answered or ended elsewhere. The next `watch` says how.
    #[error("{key}: {detail}")]
    Settled { key: String, detail: String },
    /// A number of so many digits must be typed.
    #[error("{key}: {detail}")]
    NumberNeeded { key: String, detail: String, digits: u8 },
    /// The number is not the one that the sign-in page shows.
    #[error("{key}: {detail}")]
    NumberWrong { key: String, detail: String },
    /// This phone is no longer linked to the account.
    #[error("{key}: {detail}")]
    Unlinked { key: String, detail: String },
    /// The link is not confirmed, or was refused.
    #[error("{key}: {detail}")]
    NotLinked { key: String, detail: String },
    /// The same codes are here already; `existing` is the account that has them.
    #[error("{key}: {detail}")]
    Duplicate { key: String, detail: String, existing: String },
    /// So many entries of a file are here already, and it was not said what to do with each. Nothing was imported.
    #[error("{key}: {detail}")]
    Undecided { key: String, detail: String, count: u32 },
    /// The file is encrypted: ask for its password.
    #[error("{key}: {detail}")]
    PasswordNeeded { key: String, detail: String },
    /// The file's password is wrong, or the file is damaged.
    #[error("{key}: {detail}")]
    WrongPassword { key: String, detail: String },
    /// Not the code of the phone that came. Nothing was signed.
    #[error("{key}: {detail}")]
    MoveCodeWrong { key: String, detail: String, tries_left: u32 },
    /// What was given makes no sense: a ticket, an address, an id. `key` says which.
    #[error("{key}: {detail}")]
    BadInput { key: String, detail: String },
    /// The hardware no longer has the key: repair the account.
    #[error("{key}: {detail}")]
    KeyGone { key: String, detail: String },
    /// The person did not confirm with finger, face or PIN. Nothing was sent.
    #[error("{key}: {detail}")]
    NotConfirmed { key: String, detail: String },
    /// What came from outside is not believed. Nothing of it was shown or kept.
    #[error("{key}: {detail}")]
    Untrusted { key: String, detail: String },
    /// Ended by [`crate::CancelHandle::cancel`] or by locking.
    #[error("{key}: {detail}")]
    Cancelled { key: String, detail: String },
    /// A fault in Assent or in the phone.
    #[error("{key}: {detail}")]
    Internal { key: String, detail: String },
}

/// Why the system did not do its part. Thrown by what an app hands in; anything else that it throws is `Failed`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum PlatformError {
    /// The person did not confirm with finger, face or PIN.
    #[error("the person did not confirm")]
    NotConfirmed,
    /// The hardware no longer has this key.
    #[error("the key is gone")]
    KeyGone,
    /// Anything else.
    #[error("{detail}")]
    Failed {
        /// For a log.
        detail: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for PlatformError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { detail: error.reason }
    }
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Outcome {
    /// The person said YES.
    Approved,
    /// The person said NO.
    Denied,
    /// Nobody answered in time.
    Expired,
    /// Withdrawn, or replaced by a newer one.
    Cancelled,
}

impl From<assent_core::message::Outcome> for Outcome {
    fn from(outcome: assent_core::message::Outcome) -> Self {
        use assent_core::message::Outcome as Core;
        match outcome {
            Core::Approved => Self::Approved,
            Core::Denied => Self::Denied,
            Core::Expired => Self::Expired,
            Core::Cancelled => Self::Cancelled,
        }
    }
}
