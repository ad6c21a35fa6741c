//! What else happened to an account.

use assent_core::authenticator::AccountNotice;
use assent_core::message::{AccountChange, NoticeKind as Core};

/// Something that the person should know.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Notice {
    /// The account here.
    pub account: String,
    /// When it happened, in Unix seconds by the server's clock.
    pub at: i64,
    /// What happened.
    pub kind: NoticeKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum NoticeKind {
    /// This phone was unlinked from the account.
    Unlinked,
    /// Another phone was linked to the account.
    DeviceLinked {
        /// Its name.
        name: String,
    },
    /// Another phone was removed from the account.
    DeviceRemoved {
        /// Its name.
        name: String,
    },
    /// Somebody answered "it was not me".
    Reported {
        /// At which service.
        service: String,
    },
    /// The account is secured in another way now.
    Changed {
        /// What changed.
        what: Change,
    },
    /// The account or the server has another name.
    Renamed {
        /// The account's name.
        account_name: String,
        /// The server's name.
        issuer: String,
    },
    /// The account's phones get no requests for a while, or get them again.
    Quiet {
        /// Until when, in Unix seconds by the server's clock; none: no longer.
        until: Option<i64>,
    },
    /// Something that this version does not know.
    Unknown,
}

/// What was changed about an account's security.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Change {
    /// A new password.
    Password,
    /// One more option for the second step, not a phone.
    OptionAdded,
    /// One option less, not a phone.
    OptionRemoved,
    /// New backup codes.
    BackupCodes,
    /// An application password or an API token was made.
    ProgramAdded,
    /// Another address to sign in with.
    Email,
    /// How its owner gets back in.
    Recovery,
    /// Somebody is getting in by what its owner prepared.
    RecoveryBegun,
    /// Something that this version does not know.
    Other,
}

impl From<AccountNotice> for Notice {
    fn from(notice: AccountNotice) -> Self {
        Self { account: notice.account.to_string(), at: notice.notice.at, kind: notice.notice.kind.into() }
    }
}

impl From<Core> for NoticeKind {
    fn from(kind: Core) -> Self {
        match kind {
            Core::Unlinked => Self::Unlinked,
            Core::DeviceLinked { name } => Self::DeviceLinked { name: name.to_string() },
            Core::DeviceRemoved { name } => Self::DeviceRemoved { name: name.to_string() },
            Core::Reported { service } => Self::Reported { service: service.to_string() },
            Core::Changed { what } => Self::Changed { what: what.into() },
            Core::Renamed { account, issuer } => {
                Self::Renamed { account_name: account.to_string(), issuer: issuer.to_string() }
            }
            Core::Quiet { until } => Self::Quiet { until },
            // The watch itself tells what is over.
            Core::Settled { .. } | Core::Unknown => Self::Unknown,
        }
    }
}

impl From<AccountChange> for Change {
    fn from(change: AccountChange) -> Self {
        match change {
            AccountChange::Password => Self::Password,
            AccountChange::OptionAdded => Self::OptionAdded,
            AccountChange::OptionRemoved => Self::OptionRemoved,
            AccountChange::BackupCodes => Self::BackupCodes,
            AccountChange::ProgramAdded => Self::ProgramAdded,
            AccountChange::Email => Self::Email,
            AccountChange::Recovery => Self::Recovery,
            AccountChange::RecoveryBegun => Self::RecoveryBegun,
            AccountChange::Other => Self::Other,
        }
    }
}
