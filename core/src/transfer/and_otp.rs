//! andOTP's backup: a JSON list, or the same sealed by a password. The sealed file has no mark of its own:
//! iterations (4 bytes, big endian) ‖ salt (12) ‖ nonce (12) ‖ ciphertext ‖ tag (16); PBKDF2-SHA-1, AES-256-GCM.

use ring::pbkdf2::PBKDF2_HMAC_SHA1;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::draft::Draft;
use super::json::{Capped, parse};
use super::limits::MAX_ITERATIONS;
use super::unlock::{need, open_aes_gcm, pbkdf2};
use super::{Format, Found, ImportError};
use crate::secret::Secret;

const ITERATIONS_LEN: usize = 4;
const SALT_LEN: usize = 12;
const NONCE_LEN: usize = 12;
const TAG_LEN: usize = 16;

#[derive(Deserialize)]
struct Entry {
    secret: Option<Zeroizing<String>>,
    issuer: Option<String>,
    label: Option<String>,
    digits: Option<u64>,
    #[serde(rename = "type")]
    kind: Option<String>,
    algorithm: Option<String>,
    period: Option<u64>,
    counter: Option<u64>,
}

/// Whether these may be sealed bytes of andOTP: long enough, and they begin with a number that is no text and no mark
/// of a well-known kind of file.
pub(super) fn is_sealed(bytes: &[u8]) -> bool {
    let Some((head, rest)) = bytes.split_first_chunk::<ITERATIONS_LEN>() else { return false };
    let is_text = head.iter().all(|&byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace());
    let is_known = head.starts_with(b"PK") || head.starts_with(b"\x1f\x8b");
    i32::from_be_bytes(*head) > 0 && !is_text && !is_known && rest.len() >= SALT_LEN + NONCE_LEN + TAG_LEN
}

/// # Errors
/// [`ImportError`].
pub(super) fn read(bytes: &[u8], password: Option<&Secret>) -> Result<Found, ImportError> {
    let entries: Capped<Entry> = if is_sealed(bytes) { open(bytes, password)? } else { parse(bytes)? };
    let mut found = Found::new(Format::AndOtp);
    for entry in entries.into_vec()? {
        let draft = entry.draft();
        found.add(|| draft.name(), draft.with_base32(entry.secret.as_ref()));
    }
    Ok(found)
}

fn open(bytes: &[u8], password: Option<&Secret>) -> Result<Capped<Entry>, ImportError> {
    let cut = |bytes, at| <[u8]>::split_at_checked(bytes, at).ok_or_else(|| ImportError::damaged("its length"));
    let (iterations, rest) = cut(bytes, ITERATIONS_LEN)?;
    let (salt, rest) = cut(rest, SALT_LEN)?;
    let (nonce, sealed) = cut(rest, NONCE_LEN)?;
    let iterations = iterations.iter().fold(0, |sum: u32, &byte| sum << 8 | u32::from(byte));
    if iterations > MAX_ITERATIONS {
        return Err(ImportError::TooCostly);
    }
    let key = pbkdf2(PBKDF2_HMAC_SHA1, iterations, salt, need(password, Format::AndOtp)?)?;
    parse(&open_aes_gcm(&key, nonce, &[], Zeroizing::new(sealed.to_vec()))?)
}

impl Entry {
    /// Before andOTP had issuers, the label was `issuer - account`.
    fn names(&self) -> (&str, &str) {
        let label = self.label.as_deref().unwrap_or_default();
        match &self.issuer {
            Some(issuer) => (issuer, label),
            None => label.split_once(" - ").unwrap_or(("", label)),
        }
    }

    fn draft(&self) -> Draft<'_> {
        let (issuer, account) = self.names();
        Draft {
            issuer,
            account,
            kind: self.kind.as_deref().unwrap_or("TOTP"),
            algorithm: self.algorithm.as_deref(),
            digits: self.digits,
            period: self.period,
            counter: self.counter,
        }
    }
}
