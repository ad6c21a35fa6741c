//! The server's keys in memory.

use assent_core::clock::UnixSeconds;
use assent_core::keys::{PublicKey, SignError, Signer, SoftwareKey};
use assent_core::message::{Addressing, KeySet, PromptKey, sign};
use assent_core::random::Random;
use assent_core::secret::Secret;
use ring::hmac::{Context, HMAC_SHA256, Key};

/// Symmetric keys, 32 bytes each, one purpose each.
pub struct Secrets {
    /// Seals records, such as seeds of one-time codes.
    pub kek: Secret,
    /// Goes into the hashes of passwords and backup codes.
    pub pepper: Secret,
    /// Authenticates and names things, see [`Self::derive_mac`].
    pub mac: Secret,
}

/// What phones trust.
pub struct Signing {
    /// The server's identity.
    pub root_key: PublicKey,
    /// Signs prompts and receipts.
    pub prompt: SoftwareKey,
    /// Its public half.
    pub prompt_key: PublicKey,
    /// Rises when a key is replaced.
    pub epoch: u64,
    /// The thumbprint of the root key (RFC 7638).
    pub server_id: String,
    /// The key set that the root signed, as JWS compact.
    pub key_set: String,
}

impl Signing {
    /// The last second of the year 9999: the prompt key signs until the key file has another.
    const NOT_AFTER: UnixSeconds = 253_402_300_799;

    /// Signs the key set at `now` with `root`, which is not kept.
    ///
    /// # Errors
    /// When the root key fails.
    pub fn new(
        epoch: u64,
        root: &SoftwareKey,
        prompt: SoftwareKey,
        now: UnixSeconds,
        random: &dyn Random,
    ) -> Result<Self, SignError> {
        let (root_key, prompt_key) = (root.public_key(), prompt.public_key());
        let server_id = root_key.thumbprint();
        let keys = vec![PromptKey { key: prompt_key.to_jwk(), not_after: Self::NOT_AFTER }];
        let set = KeySet { epoch, keys, tls_pins: Vec::new() };
        let to = Addressing { issuer: &server_id, audience: &server_id, now, expires_at: Self::NOT_AFTER };
        let key_set = sign(set, to, root, random)?;
        Ok(Self { root_key, prompt, prompt_key, epoch, server_id, key_set })
    }
}

impl Secrets {
    /// HMAC-SHA-256 (RFC 2104) of `parts` for one purpose. Every part goes in with its length before it, so no two
    /// inputs look the same.
    #[must_use]
    pub fn derive_mac(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut context = Context::with_key(&Key::new(HMAC_SHA256, self.mac.expose()));
        for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        let mut mac = [0; 32];
        mac.copy_from_slice(context.sign().as_ref());
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_authenticated_cannot_be_cut_elsewhere() {
        let key = || Secret::new(vec![1; 32]);
        let secrets = Secrets { kek: key(), pepper: key(), mac: key() };
        let mac = secrets.derive_mac("csrf", &[b"ab", b"c"]);
        assert_eq!(mac, secrets.derive_mac("csrf", &[b"ab", b"c"]));
        assert_ne!(mac, secrets.derive_mac("csrf", &[b"a", b"bc"]));
        assert_ne!(mac, secrets.derive_mac("csrfab", &[b"c"]));
        assert_ne!(mac, secrets.derive_mac("password", &[b"ab", b"c"]));
    }
}
