//! Prompts that this node signed a moment ago, so that an answer needs not check our own signature again.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use assent_core::clock::UnixSeconds;
use assent_core::ids::{ChallengeId, DeviceId};
use assent_core::message::Sha256;

const PRUNE_ABOVE: usize = 16_384;

/// Hashes of prompts with what they were for. A miss only costs a signature check.
#[derive(Default)]
pub struct IssuedPrompts(Mutex<Known>);

#[derive(Default)]
struct Known {
    prompts: HashMap<Sha256, Issued>,
    pruned_at: UnixSeconds,
}

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
        let mut known = self.lock();
        // At most once a second: among many live ones there is little to find.
        if known.prompts.len() > PRUNE_ABOVE && known.pruned_at < now {
            known.prompts.retain(|_, issued| issued.expires_at > now);
            known.pruned_at = now;
        }
        // Still full of live ones: the signature check does as well.
        if known.prompts.len() <= PRUNE_ABOVE {
            known.prompts.insert(prompt, Issued { challenge, device, expires_at });
        }
    }

    /// Whether this very prompt was signed here for this challenge and phone.
    #[must_use]
    pub fn has(&self, prompt: Sha256, challenge: ChallengeId, device: DeviceId) -> bool {
        let known = self.lock();
        known.prompts.get(&prompt).is_some_and(|issued| issued.challenge == challenge && issued.device == device)
    }

    /// It was answered.
    pub fn forget(&self, prompt: Sha256) {
        self.lock().prompts.remove(&prompt);
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(issued: &IssuedPrompts, n: usize, expires_at: UnixSeconds, now: UnixSeconds) -> Sha256 {
        let prompt = Sha256::of(&n.to_le_bytes());
        issued.note(prompt, ChallengeId([1; 16]), DeviceId([2; 16]), expires_at, now);
        prompt
    }

    fn has(issued: &IssuedPrompts, prompt: Sha256) -> bool {
        issued.has(prompt, ChallengeId([1; 16]), DeviceId([2; 16]))
    }

    #[test]
    fn a_prompt_is_known_for_its_challenge_and_phone_until_it_is_answered() {
        let issued = IssuedPrompts::default();
        let prompt = note(&issued, 1, 1120, 1000);
        assert!(has(&issued, prompt));
        assert!(!issued.has(prompt, ChallengeId([3; 16]), DeviceId([2; 16])));
        assert!(!issued.has(prompt, ChallengeId([1; 16]), DeviceId([3; 16])));
        issued.forget(prompt);
        assert!(!has(&issued, prompt));
    }

    #[test]
    fn when_it_is_full_old_ones_make_room_and_live_ones_stay() {
        let issued = IssuedPrompts::default();
        let live = note(&issued, 0, 1120, 1000);
        (1..=PRUNE_ABOVE).for_each(|n| _ = note(&issued, n, 1010, 1000));
        let (too_many, after) = (PRUNE_ABOVE + 1, PRUNE_ABOVE + 2);
        assert!(!has(&issued, note(&issued, too_many, 1120, 1005)));
        assert!(has(&issued, note(&issued, after, 1130, 1010)));
        assert!(has(&issued, live));
        assert_eq!(issued.lock().prompts.len(), 2);
    }
}
