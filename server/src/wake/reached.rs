//! Which phones got which prompt, for the waiting page's "Reached Ada's Pixel".

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use assent_core::clock::UnixSeconds;
use assent_core::ids::{ChallengeId, DeviceId};

const PRUNE_ABOVE: usize = 4096;

/// Remembered on this node only, until the challenge ends.
#[derive(Default)]
pub struct Reached(Mutex<Known>);

#[derive(Default)]
struct Known {
    phones: HashMap<ChallengeId, (UnixSeconds, Vec<DeviceId>)>,
    pruned_at: UnixSeconds,
}

impl Reached {
    /// `device` got the prompt of `challenge`, which ends at `expires_at`. `true` when that is news.
    pub fn note(&self, challenge: ChallengeId, device: DeviceId, expires_at: UnixSeconds, now: UnixSeconds) -> bool {
        let mut known = self.lock();
        // At most once a second: among many live ones there is little to find.
        if known.phones.len() > PRUNE_ABOVE && known.pruned_at < now {
            known.phones.retain(|_, (until, _)| *until > now);
            known.pruned_at = now;
        }
        let (_, devices) = known.phones.entry(challenge).or_insert((expires_at, Vec::new()));
        let news = !devices.contains(&device);
        if news {
            devices.push(device);
        }
        news
    }

    /// Which phones got it, first one first.
    #[must_use]
    pub fn list(&self, challenge: ChallengeId) -> Vec<DeviceId> {
        let known = self.lock();
        known.phones.get(&challenge).map(|(_, devices)| devices.clone()).unwrap_or_default()
    }

    /// It is over.
    pub fn forget(&self, challenge: ChallengeId) {
        self.lock().phones.remove(&challenge);
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
