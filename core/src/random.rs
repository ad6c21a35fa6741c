//! Randomness, handed in.

use ring::rand::{SecureRandom, SystemRandom};

/// A cryptographically secure random source.
pub trait Random: Send + Sync {
    /// Fills `into` with random bytes.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system can't give any; the caller must stop, never go on with less.
    fn fill(&self, into: &mut [u8]) -> Result<(), NoRandomness>;

    /// ring signs and makes keys only with its own source, so it has to be reachable.
    fn ring(&self) -> &SystemRandom;
}

/// The system's random source failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system's random source failed; nothing was done")]
pub struct NoRandomness;

/// The operating system's random source.
#[derive(Debug, Clone)]
pub struct SystemEntropy(SystemRandom);

impl Default for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "the one place that opens the system's source")]
    fn default() -> Self {
        Self(SystemRandom::new())
    }
}

impl Random for SystemEntropy {
    fn fill(&self, into: &mut [u8]) -> Result<(), NoRandomness> {
        self.0.fill(into).map_err(|_| NoRandomness)
    }

    fn ring(&self) -> &SystemRandom {
        &self.0
    }
}

/// `N` random bytes.
///
/// # Errors
/// [`NoRandomness`] when the source fails.
pub fn make_bytes<const N: usize>(random: &dyn Random) -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    random.fill(&mut bytes)?;
    Ok(bytes)
}

/// `digits` uniformly random decimal digits, leading zeros kept.
///
/// # Errors
/// [`NoRandomness`] when the source fails.
pub fn make_digits(random: &dyn Random, digits: u8) -> Result<String, NoRandomness> {
    let mut text = String::with_capacity(usize::from(digits));
    while text.len() < usize::from(digits) {
        let [byte] = make_bytes::<1>(random)?;
        // 250 is the largest multiple of ten in a byte: above it the remainder would be biased.
        if byte < 250 {
            text.push(char::from(b'0' + byte % 10));
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_uniform() {
        let text = make_digits(&SystemEntropy::default(), 250).unwrap();
        assert_eq!(text.len(), 250);
        let random = SystemEntropy::default();
        let mut seen = [0_u32; 10];
        for _ in 0..400 {
            for digit in make_digits(&random, 250).unwrap().bytes() {
                seen[usize::from(digit - b'0')] += 1;
            }
        }
        // Chi-squared with 9 degrees of freedom over 100,000 digits; 40 has p < 1e-5.
        let chi: f64 = seen.iter().map(|&n| (f64::from(n) - 10_000.0).powi(2) / 10_000.0).sum();
        assert!(chi < 40.0, "digits are not uniform: {seen:?}");
    }
}
