//! Prompts that this node signed a moment ago, so that an answer needs not check our own signature again.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use assent_core::clock::UnixSeconds;
use assent_core::ids::{ChallengeId, DeviceId};
use assent_core::message::Sha256;

const PRUNE_ABOVE: usize = 16_384;

/// Hashes of prompts with what they were for. A miss only costs a signature check.
#[derive(Default)]
pub struct IssuedPrompts(Mutex<HashMap<Sha256, Issued>>);

struct Issued {
    challenge: ChallengeId,
    device: DeviceId,
    expires_at: UnixSeconds,
}

impl IssuedPrompts {
    /// Remembers a prompt until its challenge ends.
    pub fn note(
        &self,
        prompt: Sha256,
        challenge: ChallengeId,
        device: DeviceId,
        expires_at: UnixSeconds,
        now: UnixSeconds,
    ) {
        let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if map.len() > PRUNE_ABOVE {
            map.retain(|_, issued| issued.expires_at > now);
        }
        // Still full of live ones: the signature check does as well.
        if map.len() <= PRUNE_ABOVE {
            map.insert(prompt, Issued { challenge, device, expires_at });
        }
    }

    /// Whether this very prompt was signed here for this challenge and phone.
    #[must_use]
    pub fn has(&self, prompt: Sha256, challenge: ChallengeId, device: DeviceId) -> bool {
        let map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        map.get(&prompt).is_some_and(|issued| issued.challenge == challenge && issued.device == device)
    }
}
