//! Who looks at identity checks, and with which key.

use assent_core::clock::UnixSeconds;

use super::{PersonId, Role};

/// A reviewer's key pair, made in their browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewerKey {
    /// Whose.
    pub person: PersonId,
    /// P-256, uncompressed (SEC 1 §2.3.3): 65 bytes.
    pub public_key: Vec<u8>,
    /// The private half, sealed by a passphrase that never left the browser, as JSON (docs/identity-check.md).
    pub wrapped_key: String,
    /// When it was made.
    pub made_at: UnixSeconds,
}

/// Somebody who can look at identity checks now: not locked, and with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// Who.
    pub person: PersonId,
    /// What they are.
    pub role: Role,
    /// As in [`ReviewerKey`].
    pub public_key: Vec<u8>,
}
