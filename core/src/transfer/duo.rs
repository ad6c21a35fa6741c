//! Duo Mobile's own file (`accounts.json`). Duo says neither issuer nor digits: six digits, SHA-1, 30 seconds.

use serde::Deserialize;
use zeroize::Zeroizing;

use super::draft::Draft;
use super::json::{Capped, parse};
use super::{Format, Found, ImportError};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    name: Option<String>,
    otp_generator: Option<Generator>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Generator {
    otp_secret: Option<Zeroizing<String>>,
    counter: Option<u64>,
}

/// Accounts that only push have no codes, and their keys stay with Duo: they are told as left out.
///
/// # Errors
/// [`ImportError`].
pub(super) fn read(bytes: &[u8]) -> Result<Found, ImportError> {
    let mut found = Found::new(Format::Duo);
    for account in parse::<Capped<Account>>(bytes)?.into_vec()? {
        let generator = account.otp_generator.as_ref();
        let counter = generator.and_then(|generator| generator.counter);
        let draft = Draft {
            account: account.name.as_deref().unwrap_or_default(),
            kind: if counter.is_some() { "hotp" } else { "totp" },
            counter,
            ..Draft::default()
        };
        let secret = generator.and_then(|generator| generator.otp_secret.as_ref());
        found.add(|| draft.name(), draft.with_base32(secret));
    }
    Ok(found)
}
