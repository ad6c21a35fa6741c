//! An entry as another program describes it, or a person types it, made into an address.

use super::Why;
use super::limits::{MAX_SECRET_BYTES, MAX_SECRET_TEXT};
use crate::otp::{Address, AddressError, Algorithm, Digits, Kind, OtpKey, Period, parse_base32};
use crate::secret::Secret;

const STEAM: &str = "steam";
const MAX_NAME_BYTES: usize = 256;

/// The parts of an entry, unchecked. What is `None` gets what everybody assumes.
#[derive(Default)]
pub struct Draft<'a> {
    /// Whom it is with; may be empty.
    pub issuer: &'a str,
    /// Whose it is; may be empty.
    pub account: &'a str,
    /// `totp`, `hotp` or `steam` in any case.
    pub kind: &'a str,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: Option<&'a str>,
    /// How many digits its codes have.
    pub digits: Option<u64>,
    /// How many seconds each of them lasts.
    pub period: Option<u64>,
    /// The count of the next one; `hotp` needs it.
    pub counter: Option<u64>,
}

impl Draft<'_> {
    /// What people know it by.
    pub(super) fn name(&self) -> String {
        match (clean_name(self.issuer).as_str(), clean_name(self.account).as_str()) {
            ("", account) => account.to_owned(),
            (issuer, "") => issuer.to_owned(),
            (issuer, account) => format!("{issuer}: {account}"),
        }
    }

    /// With a secret in base32.
    ///
    /// # Errors
    /// [`Why`] it can't be taken over.
    pub fn with_base32(&self, secret: Option<&impl AsRef<str>>) -> Result<Address, Why> {
        let secret =
            secret.map(AsRef::as_ref).filter(|secret| secret.len() <= MAX_SECRET_TEXT).ok_or(Why::InvalidSecret)?;
        self.with_secret(parse_base32(secret).map_err(|_| Why::InvalidSecret)?.expose())
    }

    /// With the secret itself.
    ///
    /// # Errors
    /// [`Why`] it can't be taken over.
    pub(super) fn with_secret(&self, secret: &[u8]) -> Result<Address, Why> {
        if secret.len() > MAX_SECRET_BYTES {
            return Err(Why::InvalidSecret);
        }
        let (kind, algorithm, digits) = (self.kind()?, self.algorithm()?, self.digits()?);
        let key = OtpKey::new(kind, algorithm, digits, Secret::copy_of(secret)).map_err(|_| Why::InvalidSecret)?;
        let (issuer, account) = (clean_name(self.issuer), clean_name(self.account));
        Ok(Address::new(Some(&issuer), &account, key)?)
    }

    fn is_steam(&self) -> bool {
        // Some programs tell Steam only by its name and its five characters.
        let tacit = self.digits == Some(5) && self.issuer.trim().eq_ignore_ascii_case(STEAM);
        self.kind.eq_ignore_ascii_case(STEAM) || (self.kind.eq_ignore_ascii_case("totp") && tacit)
    }

    fn kind(&self) -> Result<Kind, Why> {
        if self.is_steam() {
            let is_usual = self.period.is_none_or(|secs| secs == u64::from(Period::default().secs()));
            return if is_usual { Ok(Kind::Steam) } else { Err(Why::InvalidPeriod) };
        }
        match self.kind.to_ascii_lowercase().as_str() {
            "totp" => Ok(Kind::Totp { period: self.period()? }),
            "hotp" => Ok(Kind::Hotp { counter: self.counter.ok_or(Why::MissingCounter)? }),
            _ => Err(Why::UnknownKind),
        }
    }

    fn period(&self) -> Result<Period, Why> {
        let Some(secs) = self.period else { return Ok(Period::default()) };
        u16::try_from(secs).ok().and_then(Period::new).ok_or(Why::InvalidPeriod)
    }

    fn algorithm(&self) -> Result<Algorithm, Why> {
        match self.algorithm {
            None | Some("") => Ok(Algorithm::default()),
            Some(_) if self.is_steam() => Ok(Algorithm::default()),
            Some(name) => Algorithm::find(name).ok_or(Why::UnknownAlgorithm),
        }
    }

    fn digits(&self) -> Result<Digits, Why> {
        match self.digits {
            None => Ok(Digits::default()),
            Some(_) if self.is_steam() => Ok(Digits::default()),
            Some(digits) => u8::try_from(digits).ok().and_then(Digits::new).ok_or(Why::InvalidDigits),
        }
    }
}

/// A name without what an address may not have, cut at 256 bytes.
pub(super) fn clean_name(name: &str) -> String {
    let mut clean = String::new();
    for character in name.chars().take(4 * MAX_NAME_BYTES).filter(|&character| !Address::is_unsafe(character)) {
        if clean.len() + character.len_utf8() > MAX_NAME_BYTES {
            break;
        }
        clean.push(character);
    }
    clean.trim().to_owned()
}

/// The address with names in the places where it has none.
///
/// # Errors
/// [`AddressError`] when it gets too long.
pub(super) fn with_names(address: Address, issuer: &str, account: &str) -> Result<Address, AddressError> {
    let own_issuer = address.issuer().map_or_else(|| clean_name(issuer), str::to_owned);
    let own_account = if address.account().is_empty() { clean_name(account) } else { address.account().to_owned() };
    Address::new(Some(&own_issuer), &own_account, address.into_key())
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;

    fn secret() -> Zeroizing<String> {
        Zeroizing::new("JBSWY3DPEHPK3PXP".to_owned())
    }

    #[test]
    fn what_is_not_said_is_what_everybody_assumes() {
        let address = Draft { kind: "TOTP", ..Draft::default() }.with_base32(Some(&secret())).ok().unwrap();
        assert_eq!(*address.to_uri(), "otpauth://totp/?secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30");
    }

    #[test]
    fn what_can_t_be_made_here_is_refused_with_the_reason() {
        let totp = || Draft { kind: "totp", ..Draft::default() };
        let refusals = [
            (Draft { kind: "motp", ..totp() }, Why::UnknownKind),
            (Draft { algorithm: Some("MD5"), ..totp() }, Why::UnknownAlgorithm),
            (Draft { digits: Some(5), ..totp() }, Why::InvalidDigits),
            (Draft { digits: Some(u64::MAX), ..totp() }, Why::InvalidDigits),
            (Draft { period: Some(0), ..totp() }, Why::InvalidPeriod),
            (Draft { period: Some(60), kind: "steam", ..totp() }, Why::InvalidPeriod),
            (Draft { kind: "hotp", ..totp() }, Why::MissingCounter),
        ];
        for (draft, why) in refusals {
            assert_eq!(draft.with_base32(Some(&secret())).err(), Some(why));
        }
        assert_eq!(totp().with_base32(None::<&String>).err(), Some(Why::InvalidSecret));
        assert_eq!(totp().with_base32(Some(&String::new())).err(), Some(Why::InvalidSecret));
    }

    #[test]
    fn names_lose_what_disguises_them_and_keep_joined_emoji() {
        assert_eq!(clean_name(" a\u{202e}b\n"), "ab");
        assert_eq!(clean_name("\u{1f469}\u{200d}\u{1f467}"), "\u{1f469}\u{200d}\u{1f467}");
        assert_eq!(clean_name(&"\u{e9}".repeat(5000)).len(), 256);
    }
}
