//! A phone's own affairs: a new name or push endpoint, and leaving.

use serde::{Deserialize, Serialize};

use super::{Message, PushEndpoint, Refusal, Text};
use crate::clock::UnixSeconds;
use crate::ids::Nonce;

/// The longest quiet, in seconds: a day. Who is away for longer unlinks the phone.
pub const MAX_QUIET_SECS: i64 = 86_400;

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
    /// Whether the person wants to be left in peace, on all phones of the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet: Option<Quiet>,
}

/// No requests for a while: `"off"`, or `{"until": …}`. Absent in an [`Update`] it stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quiet {
    /// No longer.
    Off,
    /// Until then (server time), at most [`MAX_QUIET_SECS`] ahead.
    Until(UnixSeconds),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unchanged_quiet_and_no_longer_quiet_are_three_things() {
        let read = |json: &str| serde_json::from_str::<Update>(json).map(|update| update.quiet);
        assert_eq!(read(r#"{"counter":1}"#).unwrap(), None);
        assert_eq!(read(r#"{"counter":1,"quiet":"off"}"#).unwrap(), Some(Quiet::Off));
        assert_eq!(read(r#"{"counter":1,"quiet":{"until":9}}"#).unwrap(), Some(Quiet::Until(9)));
        for bad in [r#""on""#, "9", "true", r#"{"until":"9"}"#, r#"{"until":1.5}"#, "{}"] {
            assert!(read(&format!(r#"{{"counter":1,"quiet":{bad}}}"#)).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_update_without_it_says_nothing_about_it() {
        let written = serde_json::to_string(&Update { counter: 1, ..Update::default() }).unwrap();
        assert_eq!(written, r#"{"counter":1}"#);
    }
}
