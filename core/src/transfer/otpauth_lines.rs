//! Addresses, one a line: what many programs write, and what Ente, Proton and Bitwarden keep inside.

use crate::otp::{Address, AddressError, Algorithm, Digits, Kind, OtpKey, parse_base32};

use super::draft::{clean_name, with_names};
use super::limits::{MAX_ENTRIES, MAX_SECRET_TEXT};
use super::{Format, Found, ImportError, Why};

const STEAM_SCHEME: &str = "steam://";

/// # Errors
/// [`ImportError::TooLarge`].
pub(super) fn read(bytes: &[u8]) -> Result<Found, ImportError> {
    read_lines(Format::Otpauth, bytes, |line| Ok(Address::parse(line)?))
}

/// Reads each line that is not empty by `parse`.
///
/// # Errors
/// [`ImportError::TooLarge`], [`ImportError::Damaged`] when it is not UTF-8.
pub(super) fn read_lines(
    format: Format,
    bytes: &[u8],
    parse: impl Fn(&str) -> Result<Address, Why>,
) -> Result<Found, ImportError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ImportError::damaged("its letters are not UTF-8"))?;
    let mut found = Found::new(format);
    let lines = text.lines().map(|line| line.trim().trim_end_matches(',')).filter(|line| !line.is_empty());
    for (at, line) in lines.enumerate() {
        if at == MAX_ENTRIES {
            return Err(ImportError::TooLarge);
        }
        found.add(|| name_of(line).unwrap_or_else(|| format!("{}", at + 1)), parse(line));
    }
    Ok(found)
}

/// The label of an address that can't be read: between the type and the parameters, so never the secret.
fn name_of(line: &str) -> Option<String> {
    let label = line.strip_prefix("otpauth://")?.split_once('/')?.1.split(['?', '#']).next()?;
    Some(clean_name(&crate::otp::decode_percent(label)?)).filter(|name| !name.is_empty())
}

/// What a password manager keeps: an address, `steam://SECRET`, or the bare secret. The names are for what says none.
///
/// # Errors
/// [`Why`] it can't be taken over.
pub(super) fn read_any(text: &str, issuer: &str, account: &str) -> Result<Address, Why> {
    let text = text.trim();
    let begins = |with: &str| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    let (secret, kind) = match () {
        () if begins("otpauth://") => return Ok(with_names(Address::parse(text)?, issuer, account)?),
        () if begins(STEAM_SCHEME) => (&text[STEAM_SCHEME.len()..], Kind::Steam),
        () if text.contains("://") => return Err(AddressError::NotOtpauth.into()),
        () => (text, Kind::Totp { period: crate::otp::Period::default() }),
    };
    if secret.len() > MAX_SECRET_TEXT {
        return Err(Why::InvalidSecret);
    }
    let secret = parse_base32(secret).map_err(|_| Why::InvalidSecret)?;
    let key = OtpKey::new(kind, Algorithm::default(), Digits::default(), secret).map_err(|_| Why::InvalidSecret)?;
    Ok(Address::new(Some(&clean_name(issuer)), &clean_name(account), key)?)
}
