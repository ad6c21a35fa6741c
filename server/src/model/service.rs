//! A service (relying party) whose logins are protected.

use assent_core::clock::UnixSeconds;
use assent_core::message::Text;

use super::{ServiceId, TokenHash};

/// A service.
#[derive(Clone, PartialEq, Eq)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// The name people see on the phone.
    pub name: Text,
    /// The hash of its API key; `None` for the portal itself.
    pub key_hash: Option<TokenHash>,
    /// When it was made.
    pub created_at: UnixSeconds,
    /// When its key was revoked, if it was.
    pub revoked_at: Option<UnixSeconds>,
}
