//! How each format seals, at the greatest cost that is taken on; see `core/src/transfer`.

use std::num::NonZeroU32;

use argon2::Argon2;
use assent_core::transfer::MAX_FILE_BYTES;
use data_encoding::{BASE64, HEXLOWER};
use ring::aead::{AES_256_GCM, Aad, Algorithm, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use ring::pbkdf2;

use crate::Fault;

/// Of all sealed files.
pub(crate) const PASSWORD: &str = "password";
const NONCE: [u8; 12] = [7; 12];
const SALT: [u8; 16] = [9; 16];
const MASTER: [u8; 32] = [3; 32];
/// More than anything that stands around what is sealed.
const HEAD: usize = 1024;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seal {
    Assent,
    Aegis,
    TwoFas,
    AndOtp,
    Stratum,
    Proton,
}

impl Seal {
    /// How many bytes fit inside.
    pub(crate) const fn room(self) -> usize {
        match self {
            Self::AndOtp | Self::Stratum => MAX_FILE_BYTES - HEAD,
            _ => (MAX_FILE_BYTES - HEAD) / 4 * 3,
        }
    }

    /// The file around `inside`.
    pub(crate) fn close(self, inside: Vec<u8>) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Assent => {
                let head = assent_head();
                let key = argon2id((64 * 1024, 8, 4))?;
                let sealed = seal(&CHACHA20_POLY1305, &key, head.as_bytes(), inside)?;
                Ok(format!("{head}\n{}\n", BASE64.encode(&sealed)).into_bytes())
            }
            Self::Aegis => aegis(inside),
            Self::TwoFas => {
                let key = pbkdf2(pbkdf2::PBKDF2_HMAC_SHA256, 10_000)?;
                let sealed = seal(&AES_256_GCM, &key, b"", inside)?;
                let [data, salt, nonce] = [&sealed[..], &SALT, &NONCE].map(|part: &[u8]| BASE64.encode(part));
                Ok(format!(r#"{{"schemaVersion":4,"servicesEncrypted":"{data}:{salt}:{nonce}"}}"#).into_bytes())
            }
            Self::AndOtp => {
                let iterations = 500_000_u32;
                let salt = &SALT[..12];
                let key = pbkdf2_with(pbkdf2::PBKDF2_HMAC_SHA1, iterations, salt)?;
                let sealed = seal(&AES_256_GCM, &key, b"", inside)?;
                Ok([&iterations.to_be_bytes()[..], salt, &NONCE, &sealed].concat())
            }
            Self::Stratum => {
                let key = argon2id((64 * 1024, 3, 4))?;
                let sealed = seal(&AES_256_GCM, &key, b"", inside)?;
                Ok([&b"AUTHENTICATORPRO"[..], &SALT, &NONCE, &sealed].concat())
            }
            Self::Proton => {
                let key = argon2id((19 * 1024, 2, 1))?;
                let sealed = seal(&AES_256_GCM, &key, b"proton.authenticator.export.v1", inside)?;
                let [content, salt] = [&[&NONCE, &sealed[..]].concat()[..], &SALT].map(|part| BASE64.encode(part));
                Ok(format!(r#"{{"version":1,"salt":"{salt}","content":"{content}"}}"#).into_bytes())
            }
        }
    }
}

fn assent_head() -> String {
    let [salt, nonce] = [&SALT[..], &NONCE].map(|part| BASE64.encode(part));
    format!(
        r#"{{"assent_export":1,"kdf":"argon2id","memory_kib":65536,"passes":8,"lanes":4,"salt":"{salt}","cipher":"chacha20-poly1305","nonce":"{nonce}"}}"#
    )
}

/// 44 MiB, and two thirds of the work: next to the most that is taken on.
fn aegis(inside: Vec<u8>) -> Result<Vec<u8>, Fault> {
    let (n, r, p) = (1_u32 << 15, 11, 2);
    let mut key = [0; 32];
    scrypt::scrypt(PASSWORD.as_bytes(), &SALT, &scrypt::Params::new(15, r, p)?, &mut key)?;
    let (master, master_tag) = detach(seal(&AES_256_GCM, &key, b"", MASTER.to_vec())?);
    let (db, tag) = detach(seal(&AES_256_GCM, &MASTER, b"", inside)?);
    let [nonce, salt, master] = [&NONCE[..], &SALT, &master].map(|part| HEXLOWER.encode(part));
    let db = BASE64.encode(&db);
    let slot = format!(
        r#"{{"type":1,"key":"{master}","key_params":{{"nonce":"{nonce}","tag":"{master_tag}"}},"n":{n},"r":{r},"p":{p},"salt":"{salt}"}}"#
    );
    let header = format!(r#"{{"slots":[{slot}],"params":{{"nonce":"{nonce}","tag":"{tag}"}}}}"#);
    Ok(format!(r#"{{"version":1,"header":{header},"db":"{db}"}}"#).into_bytes())
}

/// What is sealed, and its tag in hexadecimal.
fn detach(mut sealed: Vec<u8>) -> (Vec<u8>, String) {
    let tag = sealed.split_off(sealed.len() - AES_256_GCM.tag_len());
    (sealed, HEXLOWER.encode(&tag))
}

fn seal(algorithm: &'static Algorithm, key: &[u8; 32], aad: &[u8], mut inside: Vec<u8>) -> Result<Vec<u8>, Fault> {
    let key = LessSafeKey::new(UnboundKey::new(algorithm, key).map_err(|_| "no key")?);
    let nonce = Nonce::assume_unique_for_key(NONCE);
    key.seal_in_place_append_tag(nonce, Aad::from(aad), &mut inside).map_err(|_| "not sealed")?;
    Ok(inside)
}

fn argon2id((memory_kib, passes, lanes): (u32, u32, u32)) -> Result<[u8; 32], Fault> {
    let params = argon2::Params::new(memory_kib, passes, lanes, Some(32)).map_err(|error| error.to_string())?;
    let mut key = [0; 32];
    let argon2 = Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    argon2.hash_password_into(PASSWORD.as_bytes(), &SALT, &mut key).map_err(|error| error.to_string())?;
    Ok(key)
}

fn pbkdf2(algorithm: pbkdf2::Algorithm, iterations: u32) -> Result<[u8; 32], Fault> {
    pbkdf2_with(algorithm, iterations, &SALT)
}

fn pbkdf2_with(algorithm: pbkdf2::Algorithm, iterations: u32, salt: &[u8]) -> Result<[u8; 32], Fault> {
    let mut key = [0; 32];
    let iterations = NonZeroU32::new(iterations).ok_or("no iterations")?;
    pbkdf2::derive(algorithm, iterations, salt, PASSWORD.as_bytes(), &mut key);
    Ok(key)
}
