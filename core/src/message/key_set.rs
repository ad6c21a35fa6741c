//! Which keys sign a server's prompts: signed by the root key that the phone pinned.

use serde::{Deserialize, Serialize};

use super::{Message, Received, Refusal, Times};
use crate::clock::UnixSeconds;
use crate::keys::{Jwk, PublicKey};

const MAX_KEYS: usize = 8;

/// The server's signing keys. A phone takes a set only with a higher epoch than the one it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySet {
    /// Rises with each change.
    pub epoch: u64,
    /// The keys, at most eight.
    pub keys: Vec<PromptKey>,
    /// TLS pins (SHA-256 of the public key, base64url) that replace the ticket's; empty for public certificates.
    #[serde(default)]
    pub tls_pins: Vec<String>,
}

/// One signing key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromptKey {
    /// The public key.
    pub key: Jwk,
    /// Until when it signs.
    pub not_after: UnixSeconds,
}

impl Message for KeySet {
    const TYPE: &'static str = "assent-keys+jwt";

    fn check(&self) -> Result<(), Refusal> {
        let fits = !self.keys.is_empty() && self.keys.len() <= MAX_KEYS && self.tls_pins.len() <= MAX_KEYS;
        if fits { Ok(()) } else { Err(Refusal::BadValue) }
    }
}

impl KeySet {
    /// Opens a key set with the root key it must be signed with.
    ///
    /// # Errors
    /// [`Refusal`], as any message.
    pub fn open(compact: &str, root: &PublicKey) -> Result<Self, Refusal> {
        let server = root.thumbprint();
        let expected = super::Expected { issuer: &server, audience: &server, times: Times::Any };
        Received::new(compact.as_bytes())?.open::<Self>(root, &expected).map(|claims| claims.message)
    }

    /// The key with this thumbprint, if the set has it.
    #[must_use]
    pub fn find(&self, key_id: &str) -> Option<PublicKey> {
        let keys = self.keys.iter().filter_map(|known| PublicKey::try_from(&known.key).ok());
        keys.into_iter().find(|key| key.thumbprint() == key_id)
    }
}
