//! Proton Authenticator's export: plain, or sealed: nonce (12) ‖ ciphertext with tag, in base64; Argon2id (19 MiB,
//! 2 passes, 1 lane), AES-256-GCM.

use data_encoding::BASE64;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::json::{Capped, parse};
use super::otpauth_lines::read_any;
use super::unlock::{argon2id, need, open_aes_gcm};
use super::{Format, Found, ImportError, draft::clean_name};
use crate::secret::Secret;

const VERSION: u32 = 1;
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
const AAD: &[u8] = b"proton.authenticator.export.v1";
const NONCE_LEN: usize = 12;

#[derive(Deserialize)]
struct Export {
    version: u32,
    salt: Option<String>,
    content: Option<String>,
    entries: Option<Capped<Entry>>,
}

#[derive(Deserialize)]
struct Entry {
    content: Content,
}

#[derive(Deserialize)]
struct Content {
    uri: Zeroizing<String>,
    entry_type: Option<String>,
    name: Option<String>,
}

/// # Errors
/// [`ImportError`].
pub(super) fn read(bytes: &[u8], password: Option<&Secret>) -> Result<Found, ImportError> {
    let export: Export = parse(bytes)?;
    if export.version > VERSION {
        return Err(ImportError::NewerVersion { format: Format::Proton });
    }
    let entries = match (export.entries, export.salt, export.content) {
        (Some(entries), ..) => Some(entries),
        (None, Some(salt), Some(content)) => open(&salt, content, need(password, Format::Proton)?)?.entries,
        _ => None,
    };
    let mut found = Found::new(Format::Proton);
    for entry in entries.ok_or_else(|| ImportError::damaged("entries"))?.into_vec()? {
        let Content { uri, entry_type, name } = entry.content;
        let name = name.unwrap_or_default();
        let issuer = if entry_type.is_some_and(|kind| kind.eq_ignore_ascii_case("steam")) { "Steam" } else { "" };
        found.add(|| clean_name(&name), read_any(&uri, issuer, &name));
    }
    Ok(found)
}

/// Nothing of a step is held any more in the next one.
fn open(salt: &str, content: String, password: &Secret) -> Result<Export, ImportError> {
    let decode = |text: &str| BASE64.decode(text.as_bytes()).map_err(|_| ImportError::damaged("its base64"));
    let key = argon2id(COST, &decode(salt)?, password)?;
    let mut sealed = Zeroizing::new(decode(&content)?);
    drop(content);
    if sealed.len() < NONCE_LEN {
        return Err(ImportError::damaged("its length"));
    }
    let nonce: Vec<u8> = sealed.drain(..NONCE_LEN).collect();
    parse(&open_aes_gcm(&key, &nonce, AAD, sealed)?)
}
