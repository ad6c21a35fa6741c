//! "Is there anything for me?" and its answer.

use serde::{Deserialize, Serialize};

use super::{Message, Notice, Refusal};
use crate::clock::UnixSeconds;
use crate::ids::{ChallengeId, Nonce};

/// The longest wait of a pull.
pub const MAX_WAIT_SECS: u32 = 55;

const MAX_KNOWN: usize = 16;

/// Phone → server. Signed by the request key. Held while there is nothing to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pull {
    /// Comes back in the answer and in each prompt, which proves that they are fresh.
    pub nonce: Nonce,
    /// How long the server may hold the answer back, at most [`MAX_WAIT_SECS`].
    pub wait_secs: u32,
    /// The epoch of the key set that the phone has.
    pub key_epoch: u64,
    /// The number of the last notice that the phone has seen.
    pub seen_notice: u64,
    /// Challenges that the phone shows already: the answer is held until this list is out of date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<ChallengeId>,
}

/// Server → phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pulled {
    /// The pull's nonce.
    pub nonce: Nonce,
    /// Whether the phone is linked.
    pub state: DeviceState,
    /// [`super::Prompt`]s, one for each pending challenge.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prompts: Vec<String>,
    /// What else happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// A newer [`super::KeySet`] than the phone has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_set: Option<String>,
    /// Until when the account's phones get no requests, if its owner wants that just now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_until: Option<UnixSeconds>,
}

/// A phone's state on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DeviceState {
    /// The link code was not typed yet.
    Pending,
    /// Linked.
    Active,
    /// No longer linked, or never confirmed in time.
    Removed,
}

impl Message for Pull {
    const TYPE: &'static str = "assent-pull+jwt";

    fn check(&self) -> Result<(), Refusal> {
        let fits = self.wait_secs <= MAX_WAIT_SECS && self.known.len() <= MAX_KNOWN;
        if fits { Ok(()) } else { Err(Refusal::BadValue) }
    }
}

impl Message for Pulled {
    const TYPE: &'static str = "assent-pulled+jwt";
}
