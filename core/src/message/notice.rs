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
    /// The account or the server has another name.
    Renamed {
        /// The account's name.
        account: Text,
        /// The server's name.
        issuer: Text,
    },
    /// Something that this version does not know.
    #[serde(other)]
    Unknown,
}
