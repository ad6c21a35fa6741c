//! How long a line rests before it asks again.

use std::time::Duration;

use crate::random::{Random, make_bytes};

/// Longer than anything is waited for.
pub(super) const NEVER: Duration = Duration::from_secs(86_400);

/// After an answer that brought nothing, against servers that don't hold the line.
pub(super) const SHORT: Duration = Duration::from_millis(200);

const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(60);

/// After `failures` (1 or more) in a row: a second, twice as long each time, a minute at most; less a random part of up to
/// half, so that all phones of a server that comes back don't ask in the same moment.
pub(super) fn after_failures(failures: u32, random: &dyn Random) -> Duration {
    let whole = FIRST.saturating_mul(1 << failures.saturating_sub(1).min(6)).min(LONGEST);
    // Without randomness the phones only come together.
    let [part] = make_bytes::<1>(random).unwrap_or_default();
    whole - whole.mul_f64(f64::from(part) / 512.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemEntropy;

    #[test]
    fn rests_grow_to_a_minute_and_differ_from_phone_to_phone() {
        let random = SystemEntropy::default();
        for (failures, whole) in [(1, 1), (2, 2), (4, 8), (6, 32), (7, 60), (40, 60), (u32::MAX, 60)] {
            let whole = Duration::from_secs(whole);
            let rests: Vec<_> = (0..50).map(|_| after_failures(failures, &random)).collect();
            assert!(rests.iter().all(|rest| *rest > whole / 2 && *rest <= whole), "{failures}: {rests:?}");
            assert!(rests.iter().any(|rest| *rest != rests[0]));
        }
    }
}
