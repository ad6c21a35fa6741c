//! News in a pull's answer.

use serde::{Deserialize, Serialize};

use super::{Outcome, Text};
use crate::clock::UnixSeconds;
use crate::ids::ChallengeId;

/// Something that a phone should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Rises with each notice of an account; 0 for those that come only once.
    pub seq: u64,
    /// When it happened.
    pub at: UnixSeconds,
    /// What happened.
    #[serde(flatten)]
    pub kind: NoticeKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NoticeKind {
    /// A challenge that the phone shows is over.
    Settled {
        /// Which one.
        challenge: ChallengeId,
        /// How it ended.
        outcome: Outcome,
    },
    /// This phone was unlinked.
    Unlinked,
    /// Another phone was linked to the account.
    DeviceLinked {
        /// Its name.
        name: Text,
    },
    /// Another phone was removed from the account.
    DeviceRemoved {
        /// Its name.
        name: Text,
    },
    /// Somebody answered "it was not me".
    Reported {
        /// At which service.
        service: Text,
    },
    /// The account is secured in another way now.
    Changed {
        /// What changed.
        what: AccountChange,
    },
    /// The account or the server has another name.
    Renamed {
        /// The account's name.
        account: Text,
        /// The server's name.
        issuer: Text,
    },
    /// The account's phones get no requests for a while, or get them again.
    Quiet {
        /// Until when; `None`: no longer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<UnixSeconds>,
    },
    /// Something that this version does not know.
    #[serde(other)]
    Unknown,
}

/// What was changed about an account's security. Whoever did not do it should look at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountChange {
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
    /// How its owner gets back in: addresses, a number.
    Recovery,
    /// Somebody is getting in by what its owner prepared; [`super::Update::stop_recovery`] stops it.
    RecoveryBegun,
    /// Something that this version does not know.
    #[serde(other)]
    Other,
}
