//! Stratum's (Authenticator Pro's) backup: plain, or sealed: mark ‖ salt (16) ‖ nonce (12) ‖ ciphertext with tag;
//! Argon2id (64 MiB, 3 passes, 4 lanes), AES-256-GCM. The older seal is AES-CBC and refused with advice.

use serde::Deserialize;
use zeroize::Zeroizing;

use super::draft::Draft;
use super::json::{Capped, parse};
use super::unlock::{argon2id, need, open_aes_gcm};
use super::{Format, Found, ImportError};
use crate::secret::Secret;

const MARK: &[u8] = b"AUTHENTICATORPRO";
const OLDER_MARK: &[u8] = b"AuthenticatorPro";
const COST: (u32, u32, u32) = (64 * 1024, 3, 4);
const SALT_LEN: usize = 16;
const NONCE_LEN: usize = 12;
const ADVICE: &str = "it was made by an old version: update Stratum and back up again, or back up without a password";

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Backup {
    authenticators: Capped<Authenticator>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Authenticator {
    #[serde(rename = "Type")]
    kind: u32,
    issuer: Option<String>,
    username: Option<String>,
    secret: Option<Zeroizing<String>>,
    algorithm: Option<u32>,
    digits: Option<u64>,
    period: Option<u64>,
    counter: Option<u64>,
}

/// Whether the bytes are a sealed backup, of either kind.
pub(super) fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK) || bytes.starts_with(OLDER_MARK)
}

/// # Errors
/// [`ImportError`].
pub(super) fn read(bytes: &[u8], password: Option<&Secret>) -> Result<Found, ImportError> {
    let backup: Backup = match bytes.strip_prefix(MARK) {
        Some(sealed) => open(sealed, password)?,
        None if bytes.starts_with(OLDER_MARK) => {
            return Err(ImportError::EncryptedNotSupported { format: Format::Stratum, advice: ADVICE });
        }
        None => parse(bytes)?,
    };
    let mut found = Found::new(Format::Stratum);
    for entry in backup.authenticators.into_vec()? {
        let draft = entry.draft();
        found.add(|| draft.name(), draft.with_base32(entry.secret.as_ref()));
    }
    Ok(found)
}

fn open(sealed: &[u8], password: Option<&Secret>) -> Result<Backup, ImportError> {
    let cut = |bytes, at| <[u8]>::split_at_checked(bytes, at).ok_or_else(|| ImportError::damaged("its length"));
    let (salt, rest) = cut(sealed, SALT_LEN)?;
    let (nonce, body) = cut(rest, NONCE_LEN)?;
    let key = argon2id(COST, salt, need(password, Format::Stratum)?)?;
    parse(&open_aes_gcm(&key, nonce, &[], Zeroizing::new(body.to_vec()))?)
}

impl Authenticator {
    fn draft(&self) -> Draft<'_> {
        Draft {
            issuer: self.issuer.as_deref().unwrap_or_default(),
            account: self.username.as_deref().unwrap_or_default(),
            kind: match self.kind {
                1 => "hotp",
                2 => "totp",
                4 => "steam",
                // 3 is mOTP, 5 Yandex.
                _ => "",
            },
            algorithm: Some(match self.algorithm {
                None | Some(0) => "SHA1",
                Some(1) => "SHA256",
                Some(2) => "SHA512",
                Some(_) => "another",
            }),
            digits: self.digits,
            period: self.period,
            counter: self.counter,
        }
    }
}
