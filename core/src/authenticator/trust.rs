//! Which of a server's keys is believed.

use crate::clock::UnixSeconds;
use crate::keys::PublicKey;
use crate::message::{Claims, Expected, KeySet, Message, Received, Refusal, Times};

/// A server as a phone knows it: its pinned root and the newest key set under it.
pub(super) struct TrustedServer {
    pub(super) server_id: String,
    pub(super) key_set: String,
    pub(super) keys: KeySet,
}

impl TrustedServer {
    pub(super) fn new(root: &PublicKey, key_set: &str) -> Result<Self, Refusal> {
        let keys = KeySet::open(key_set, root)?;
        Ok(Self { server_id: root.thumbprint(), key_set: key_set.to_owned(), keys })
    }

    /// Takes over a key set that came along, if it is newer. One that the root did not sign spoils everything.
    pub(super) fn renew(self, root: &PublicKey, offered: Option<&str>) -> Result<Self, Refusal> {
        let Some(offered) = offered else { return Ok(self) };
        let new = Self::new(root, offered)?;
        Ok(if new.keys.epoch > self.keys.epoch { new } else { self })
    }

    /// Opens a message of this server to `audience`, signed by a key that is not too old at `now` (server time).
    pub(super) fn open<M: Message>(
        &self,
        compact: &str,
        audience: &str,
        now: UnixSeconds,
    ) -> Result<Claims<M>, Refusal> {
        let received = Received::new(compact.as_bytes())?;
        let key = self.find_key(&received.key_id::<M>()?, now).ok_or(Refusal::WrongKey)?;
        let expected = Expected { issuer: &self.server_id, audience, times: Times::Any };
        received.open(&key, &expected)
    }

    /// The key with this thumbprint, unless it is past its time.
    pub(super) fn find_key(&self, key_id: &str, now: UnixSeconds) -> Option<PublicKey> {
        let alive = self.keys.keys.iter().filter(|known| known.not_after > now);
        alive.filter_map(|known| PublicKey::try_from(&known.key).ok()).find(|key| key.thumbprint() == key_id)
    }
}
