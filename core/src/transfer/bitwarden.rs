//! Bitwarden's JSON export. Its encrypted ones use AES-CBC, or the account's own key, and are refused with advice.

use serde::Deserialize;
use zeroize::Zeroizing;

use super::json::{Capped, parse};
use super::otpauth_lines::read_any;
use super::{Format, Found, ImportError, draft::Draft};

const ADVICE: &str = "in Bitwarden choose Export vault with the file format .json (not encrypted), import that file here, then delete it";

#[derive(Deserialize)]
struct Export {
    #[serde(default)]
    encrypted: bool,
    #[serde(default)]
    items: Option<Capped<Item>>,
}

#[derive(Deserialize)]
struct Item {
    name: Option<String>,
    login: Option<Login>,
}

#[derive(Deserialize)]
struct Login {
    username: Option<String>,
    totp: Option<Zeroizing<String>>,
}

/// Items without codes (passwords, notes, cards) are passed over: they are no accounts of an authenticator.
///
/// # Errors
/// [`ImportError`].
pub(super) fn read(bytes: &[u8]) -> Result<Found, ImportError> {
    let export: Export = parse(bytes)?;
    if export.encrypted {
        return Err(ImportError::EncryptedNotSupported { format: Format::Bitwarden, advice: ADVICE });
    }
    let mut found = Found::new(Format::Bitwarden);
    for item in export.items.unwrap_or_default().into_vec()? {
        let Some(login) = item.login else { continue };
        let Some(totp) = login.totp.filter(|totp| !totp.trim().is_empty()) else { continue };
        let names = Draft {
            issuer: item.name.as_deref().unwrap_or_default(),
            account: login.username.as_deref().unwrap_or_default(),
            ..Draft::default()
        };
        found.add(|| names.name(), read_any(&totp, names.issuer, names.account));
    }
    Ok(found)
}
