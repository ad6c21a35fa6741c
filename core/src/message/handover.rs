//! Moving to another phone: the old one asks its server for a ticket that replaces it, and later who took it.

use serde::{Deserialize, Serialize};

use super::{Message, Text, WireSecret};
use crate::clock::UnixSeconds;
use crate::ids::{Nonce, TicketId};
use crate::keys::Jwk;

/// Old phone → server. Signed by the request key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// As in [`super::Decision`].
    pub counter: u64,
    /// What is wanted.
    pub wish: HandoverWish,
}

/// What an old phone wants: `"begin"`, `{"look": <ticket>}` or `{"stop": <ticket>}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandoverWish {
    /// A ticket for its successor. An older one of this phone is void, and so is who came with it.
    Begin,
    /// How a ticket of this phone stands. Changes nothing.
    Look(TicketId),
    /// That a ticket of this phone is worth nothing any more.
    Stop(TicketId),
}

/// Server → old phone.
#[derive(Clone, Serialize, Deserialize)]
pub struct HandedOver {
    /// The `jti` of the question.
    pub request: Nonce,
    /// The ticket.
    pub ticket: TicketId,
    /// Its secret, once: in the answer to [`HandoverWish::Begin`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<WireSecret>,
    /// When it ends.
    pub expires_at: UnixSeconds,
    /// How it stands.
    pub state: HandoverState,
}

/// How a ticket stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandoverState {
    /// Nobody came.
    Open,
    /// Somebody came; whether it is the right phone is for the person to say.
    Claimed(Successor),
    /// The old phone signed for this one, which is linked in its place.
    Used(Successor),
    /// Stopped, too late, or two phones came.
    Void,
}

/// Who came with a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Successor {
    /// Its key that approves.
    pub approve_key: Jwk,
    /// Its key that asks, denies and reports.
    pub request_key: Jwk,
    /// What it was told as `server_nonce` in [`super::Enrolled`].
    pub server_nonce: Nonce,
    /// What it calls itself.
    pub name: Text,
}

impl Message for Handover {
    const TYPE: &'static str = "assent-handover+jwt";
}

impl Message for HandedOver {
    const TYPE: &'static str = "assent-handed-over+jwt";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_wishes_are_told_apart_on_the_wire() {
        let id = TicketId([0; 16]);
        let cases = [
            (HandoverWish::Begin, r#""begin""#.to_owned()),
            (HandoverWish::Look(id), format!(r#"{{"look":"{id}"}}"#)),
            (HandoverWish::Stop(id), format!(r#"{{"stop":"{id}"}}"#)),
        ];
        for (wish, json) in cases {
            assert_eq!(serde_json::to_string(&wish).unwrap(), json);
            assert_eq!(serde_json::from_str::<HandoverWish>(&json).unwrap(), wish);
        }
        for bad in [r#""look""#, "{}", r#"{"begin":1}"#, r#"{"look":"x"}"#, "null"] {
            assert!(serde_json::from_str::<HandoverWish>(bad).is_err(), "{bad}");
        }
    }
}
