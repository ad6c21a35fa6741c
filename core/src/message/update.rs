//! A phone's own affairs: a new name or push endpoint, and leaving.

use serde::{Deserialize, Serialize};

use super::{Message, PushEndpoint, Refusal, Text};
use crate::ids::Nonce;

/// Phone → server: new facts, or a stop. Signed by the request key. What is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// As in [`super::Decision`].
    pub counter: u64,
    /// The person's new name for the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Where to wake the phone from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub push: Option<PushEndpoint>,
    /// "This is not me": stops every recovery of the account that goes on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stop_recovery: bool,
}

/// Phone → server: "unlink me". Signed by the request key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// As in [`super::Decision`].
    pub counter: u64,
}

/// Server → phone: the update or the leave with this `jti` was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The `jti` of the message that was done.
    pub request: Nonce,
}

impl Message for Update {
    const TYPE: &'static str = "assent-update+jwt";

    fn check(&self) -> Result<(), Refusal> {
        if self.push.as_ref().is_none_or(PushEndpoint::fits) { Ok(()) } else { Err(Refusal::BadValue) }
    }
}

impl Message for Leave {
    const TYPE: &'static str = "assent-leave+jwt";
}

impl Message for Done {
    const TYPE: &'static str = "assent-done+jwt";
}
