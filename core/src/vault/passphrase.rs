//! From a passphrase to a key: Argon2id (RFC 9106).

use argon2::{Algorithm, Argon2, Block, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::error::VaultError;
use crate::secret::{Secret, clear_stack};

/// What one try of a passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Cost {
    /// 64 MiB, three passes, one lane: RFC 9106 §4, second choice, with the lanes a phone can spare.
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

impl Cost {
    /// A file may not ask for more than a phone has: 1 GiB, 64 passes, 16 lanes.
    fn is_bearable(self) -> bool {
        self.memory_kib <= 1024 * 1024 && self.passes <= 64 && self.lanes <= 16
    }
}

/// The key that wraps the vault key. The passphrase is normalised first (NFKC), so that keyboards that compose
/// letters differently give the same key.
///
/// # Errors
/// [`VaultError::SlotDamaged`] when Argon2 does not take the stored cost.
pub(super) fn derive_key(passphrase: &Secret, salt: &[u8], cost: Cost) -> Result<Secret, VaultError> {
    if !cost.is_bearable() {
        return Err(VaultError::SlotDamaged);
    }
    let params =
        Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(|_| VaultError::SlotDamaged)?;
    // Cleared afterwards: the key can be computed from it.
    let mut memory = Zeroizing::new(vec![Block::new(); params.block_count()]);
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(normalise(passphrase).expose(), salt, &mut *key, memory.as_mut_slice())
        .map_err(|_| VaultError::SlotDamaged)?;
    clear_stack();
    Ok(Secret::copy_of(&*key))
}

/// The one form of a passphrase (NFKC). Bytes that are no text stay as they are.
pub(crate) fn normalise(passphrase: &Secret) -> Secret {
    let Ok(text) = std::str::from_utf8(passphrase.expose()) else { return passphrase.clone() };
    // Large enough for the longest expansion (one character to eighteen), so that no growth leaves copies behind.
    let mut normal = String::with_capacity(text.len() * 18);
    normal.extend(text.nfkc());
    Secret::new(normal.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Cost = Cost { memory_kib: 8, passes: 1, lanes: 1 };

    fn derived(passphrase: &str, salt: &[u8; 16]) -> Secret {
        derive_key(&Secret::copy_of(passphrase.as_bytes()), salt, CHEAP).unwrap_or_else(|_| panic!("no key"))
    }

    #[test]
    fn the_same_letters_in_another_form_give_the_same_key() {
        let composed = derived("Gr\u{fc}\u{df}e", &[1; 16]);
        assert!(composed.matches(derived("Gru\u{308}\u{df}e", &[1; 16]).expose()));
        assert!(!composed.matches(derived("Gru\u{df}e", &[1; 16]).expose()));
        assert!(!composed.matches(derived("Gr\u{fc}\u{df}e", &[2; 16]).expose()));
    }

    #[test]
    fn bytes_that_are_no_text_are_taken_as_they_are() {
        let key = derive_key(&Secret::new(vec![0xff, 0xfe]), &[1; 16], CHEAP);
        assert!(key.is_ok());
    }

    #[test]
    fn a_cost_that_no_phone_can_bear_is_refused() {
        let greedy = Cost { memory_kib: u32::MAX, ..Cost::default() };
        assert!(matches!(derive_key(&Secret::new(vec![1]), &[1; 16], greedy), Err(VaultError::SlotDamaged)));
    }
}
