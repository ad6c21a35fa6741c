//! Sealing of small records at rest: the vault's rows, the server's one-time-code seeds.
//!
//! Each seal draws a fresh 256-bit salt and derives a key of its own from it (HKDF-SHA-256, RFC 5869), which
//! encrypts exactly once (ChaCha20-Poly1305, RFC 8439) under nonce zero. So no count of messages wears the
//! key out, as a random 96-bit nonce would. Form: `salt (32) ‖ ciphertext ‖ tag (16)`.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};

use crate::random::{NoRandomness, Random, make_bytes};
use crate::secret::Secret;

const SALT_LEN: usize = 32;

/// Why a sealed record did not open: wrong key, wrong place or damage. Which of them can't be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed record does not open: it is damaged, or belongs to another key or another place")]
pub struct DoesNotOpen;

/// Seals `plain` under `key`, bound to `purpose` (what kind of record) and `place` (which one).
///
/// # Errors
/// [`NoRandomness`] when no salt can be drawn.
pub fn seal(
    key: &Secret,
    purpose: &str,
    place: &[u8],
    plain: &[u8],
    random: &dyn Random,
) -> Result<Vec<u8>, NoRandomness> {
    let salt = make_bytes::<SALT_LEN>(random)?;
    let mut sealed = Vec::with_capacity(SALT_LEN + plain.len() + CHACHA20_POLY1305.tag_len());
    sealed.extend_from_slice(&salt);
    sealed.extend_from_slice(plain);
    let (_, body) = sealed.split_at_mut(SALT_LEN);
    let tag = one_time_key(key, &salt, purpose)?
        .seal_in_place_separate_tag(Nonce::assume_unique_for_key([0; 12]), Aad::from(place), body)
        .map_err(|_| NoRandomness)?;
    sealed.extend_from_slice(tag.as_ref());
    Ok(sealed)
}

/// Opens what [`seal`] made with the same key, purpose and place.
///
/// # Errors
/// [`DoesNotOpen`], without saying why.
pub fn open(key: &Secret, purpose: &str, place: &[u8], sealed: &[u8]) -> Result<Secret, DoesNotOpen> {
    let (salt, body) = sealed.split_at_checked(SALT_LEN).ok_or(DoesNotOpen)?;
    let mut body = body.to_vec();
    let plain = one_time_key(key, salt, purpose)
        .map_err(|_| DoesNotOpen)?
        .open_in_place(Nonce::assume_unique_for_key([0; 12]), Aad::from(place), &mut body)
        .map_err(|_| DoesNotOpen)?;
    let length = plain.len();
    body.truncate(length);
    Ok(Secret::new(body))
}

fn one_time_key(key: &Secret, salt: &[u8], purpose: &str) -> Result<LessSafeKey, NoRandomness> {
    let pseudo_random = Salt::new(HKDF_SHA256, salt).extract(key.expose());
    let info = [b"assent seal v1", purpose.as_bytes()];
    let derived = pseudo_random.expand(&info, &CHACHA20_POLY1305).map_err(|_| NoRandomness)?;
    Ok(LessSafeKey::new(UnboundKey::from(derived)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemEntropy;

    fn key() -> Secret {
        Secret::new(vec![7; 32])
    }

    #[test]
    fn what_was_sealed_opens_in_its_own_place_only() {
        let random = SystemEntropy::default();
        let sealed = seal(&key(), "seed", b"ada", b"secret", &random).unwrap();
        assert_eq!(open(&key(), "seed", b"ada", &sealed).unwrap().expose(), b"secret");
        assert!(open(&key(), "seed", b"bob", &sealed).is_err());
        assert!(open(&key(), "other", b"ada", &sealed).is_err());
        assert!(open(&Secret::new(vec![8; 32]), "seed", b"ada", &sealed).is_err());
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        let sealed = seal(&key(), "seed", b"ada", b"secret", &SystemEntropy::default()).unwrap();
        for bit in 0..sealed.len() * 8 {
            let mut bad = sealed.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(open(&key(), "seed", b"ada", &bad).is_err(), "bit {bit}");
        }
        for length in 0..sealed.len() {
            assert!(open(&key(), "seed", b"ada", &sealed[..length]).is_err(), "length {length}");
        }
    }

    #[test]
    fn the_same_record_sealed_twice_differs() {
        let random = SystemEntropy::default();
        let one = seal(&key(), "seed", b"ada", b"secret", &random).unwrap();
        assert_ne!(one, seal(&key(), "seed", b"ada", b"secret", &random).unwrap());
    }
}
