//! Bytes that nobody may see.

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Secret bytes: cleared when dropped, compared in constant time, without `Debug`, `Display` or `Serialize`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret(Box<[u8]>);

impl Secret {
    /// Takes the bytes over. The vector is used as it is when its capacity fits, so no copy is left behind.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        if bytes.len() == bytes.capacity() {
            return Self(bytes.into_boxed_slice());
        }
        let mut bytes = bytes;
        let secret = Self(bytes.as_slice().into());
        bytes.zeroize();
        secret
    }

    /// Copies the bytes in; the caller clears its own.
    #[must_use]
    pub fn copy_of(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    /// The bytes, for the one call that needs them.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// Whether both hold the same bytes, in a time that depends only on their lengths.
    #[must_use]
    pub fn matches(&self, other: &[u8]) -> bool {
        same(&self.0, other)
    }
}

/// Whether `a` and `b` are equal, in a time that depends only on their lengths.
#[must_use]
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

/// How much of the stack is cleared: more than any call of this crate that holds secrets uses.
const STACK_LEN: usize = 128 * 1024;

/// Overwrites what earlier calls of this thread left on its stack, below the caller. Libraries that work with keys
/// there (HKDF, ECDSA, Argon2) clear little of it themselves.
#[inline(never)]
pub fn clear_stack() {
    let mut room = [0_u8; STACK_LEN];
    room.zeroize();
    std::hint::black_box(&mut room);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_matches_only_its_own_bytes() {
        let secret = Secret::new(b"correct horse".to_vec());
        assert!(secret.matches(b"correct horse"));
        assert!(!secret.matches(b"correct horsf"));
        assert!(!secret.matches(b"correct"));
    }
}
