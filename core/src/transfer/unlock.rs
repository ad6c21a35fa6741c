//! From a password to what was sealed. Every cost is checked before it is paid.

use std::num::NonZeroU32;

use argon2::Argon2;
use ring::aead::{AES_256_GCM, Aad, Algorithm, LessSafeKey, Nonce, UnboundKey};
use ring::pbkdf2;
use zeroize::Zeroizing;

use super::limits::{MAX_ITERATIONS, MAX_SCRYPT_BYTES, MAX_SCRYPT_WORK};
use super::{Format, ImportError};
use crate::secret::Secret;

/// A key of 256 bits.
pub(super) type Key = Zeroizing<[u8; 32]>;

/// What was sealed, before and after it is opened.
pub(super) type Plain = Zeroizing<Vec<u8>>;

/// The password, which must be there.
///
/// # Errors
/// [`ImportError::NeedsPassword`].
pub(super) fn need(password: Option<&Secret>, format: Format) -> Result<&Secret, ImportError> {
    password.ok_or(ImportError::NeedsPassword { format })
}

/// PBKDF2 (RFC 8018).
///
/// # Errors
/// [`ImportError::TooCostly`] over half a million iterations, [`ImportError::Damaged`] for none.
pub(super) fn pbkdf2(
    algorithm: pbkdf2::Algorithm,
    iterations: u32,
    salt: &[u8],
    password: &Secret,
) -> Result<Key, ImportError> {
    let iterations = NonZeroU32::new(iterations).ok_or_else(|| ImportError::damaged("its iterations"))?;
    if iterations.get() > MAX_ITERATIONS {
        return Err(ImportError::TooCostly);
    }
    let mut key = Key::default();
    pbkdf2::derive(algorithm, iterations, salt, password.expose(), &mut *key);
    Ok(key)
}

/// What scrypt (RFC 7914) is asked to do.
#[derive(Debug, Clone, Copy)]
pub(super) struct ScryptCost {
    pub(super) n: u64,
    pub(super) r: u32,
    pub(super) p: u32,
}

impl ScryptCost {
    /// N × r × p, saturating.
    pub(super) const fn work(self) -> u64 {
        self.n.saturating_mul(self.r as u64).saturating_mul(self.p as u64)
    }

    fn is_bearable(self) -> bool {
        let bytes = self.n.saturating_add(u64::from(self.p)).saturating_mul(u64::from(self.r)).saturating_mul(128);
        bytes <= MAX_SCRYPT_BYTES && self.work() <= MAX_SCRYPT_WORK
    }
}

/// scrypt (RFC 7914).
///
/// # Errors
/// [`ImportError::TooCostly`] over 48 MiB or a second, [`ImportError::Damaged`] for parameters that make no sense.
pub(super) fn scrypt(cost: ScryptCost, salt: &[u8], password: &Secret) -> Result<Key, ImportError> {
    if !cost.is_bearable() {
        return Err(ImportError::TooCostly);
    }
    let senseless = || ImportError::damaged("the cost of its password");
    if !cost.n.is_power_of_two() || cost.n < 2 {
        return Err(senseless());
    }
    let log_n = u8::try_from(cost.n.ilog2()).map_err(|_| senseless())?;
    let params = scrypt::Params::new(log_n, cost.r, cost.p).map_err(|_| senseless())?;
    let mut key = Key::default();
    scrypt::scrypt(password.expose(), salt, &params, &mut *key).map_err(|_| senseless())?;
    Ok(key)
}

/// Argon2id (RFC 9106) at the cost that the caller has checked.
///
/// # Errors
/// [`ImportError::Damaged`] for parameters that make no sense.
pub(super) fn argon2id(
    (memory_kib, passes, lanes): (u32, u32, u32),
    salt: &[u8],
    password: &Secret,
) -> Result<Key, ImportError> {
    let senseless = |_| ImportError::damaged("the cost of its password");
    let params = argon2::Params::new(memory_kib, passes, lanes, Some(32)).map_err(senseless)?;
    let mut key = Key::default();
    Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
        .hash_password_into(password.expose(), salt, &mut *key)
        .map_err(senseless)?;
    Ok(key)
}

/// Opens AES-256-GCM, see [`open_sealed`].
///
/// # Errors
/// As there.
pub(super) fn open_aes_gcm(key: &Key, nonce: &[u8], aad: &[u8], sealed: Plain) -> Result<Plain, ImportError> {
    open_sealed(&AES_256_GCM, key, nonce, aad, sealed)
}

/// Opens what was sealed in its own place, for it may be large; `sealed` ends with the tag.
///
/// # Errors
/// [`ImportError::WrongPassword`], [`ImportError::Damaged`] for a nonce of another length.
pub(super) fn open_sealed(
    cipher: &'static Algorithm,
    key: &Key,
    nonce: &[u8],
    aad: &[u8],
    mut sealed: Plain,
) -> Result<Plain, ImportError> {
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| ImportError::damaged("its nonce"))?;
    let key = UnboundKey::new(cipher, &**key).map_err(|_| ImportError::WrongPassword)?;
    let opened = LessSafeKey::new(key).open_in_place(nonce, Aad::from(aad), &mut sealed);
    let length = opened.map_err(|_| ImportError::WrongPassword)?.len();
    sealed.truncate(length);
    Ok(sealed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_that_no_real_file_has_are_refused_before_they_are_paid() {
        let password = Secret::copy_of(b"x");
        let hmac = pbkdf2::PBKDF2_HMAC_SHA1;
        assert_eq!(pbkdf2(hmac, 1_000_000_000, b"salt", &password).err(), Some(ImportError::TooCostly));
        for (n, r, p) in [(1 << 30, 8, 1), (1 << 15, 1 << 20, 1), (1 << 15, 8, 1 << 30), (u64::MAX, u32::MAX, u32::MAX)]
        {
            let refused = scrypt(ScryptCost { n, r, p }, b"salt", &password).err();
            assert_eq!(refused, Some(ImportError::TooCostly), "{n} {r} {p}");
        }
        for (n, r, p) in [(0, 8, 1), (1, 8, 1), (3, 8, 1), (16, 0, 1), (16, 8, 0)] {
            let refused = scrypt(ScryptCost { n, r, p }, b"salt", &password).err();
            assert!(matches!(refused, Some(ImportError::Damaged { .. })), "{n} {r} {p}");
        }
    }

    /// RFC 7914 §12.
    #[test]
    fn scrypt_is_the_rfc_s() {
        let key = scrypt(ScryptCost { n: 1024, r: 8, p: 16 }, b"NaCl", &Secret::copy_of(b"password")).unwrap();
        assert_eq!(data_encoding::HEXLOWER.encode(&key[..8]), "fdbabe1c9d347200");
    }
}
