//! `otpauth://` addresses: a key with the names it is shown under, as QR codes carry them.
//!
//! There is no standard; <https://github.com/google/google-authenticator/wiki/Key-Uri-Format> describes the form.

use std::fmt::Write;

use zeroize::Zeroizing;

use super::code::OtpKey;
use super::parameters::Kind;
use super::percent::encode_onto;

/// 2 KiB: still fits one QR code.
pub(super) const MAX_URI_LEN: usize = 2048;
const MAX_FIELD_LEN: usize = 256;

/// Why an `otpauth://` address was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Over 2 KiB.
    #[error("the address is longer than 2048 bytes; use a shorter issuer or account name")]
    TooLong,
    /// Another scheme.
    #[error("this is no otpauth:// address; scan the QR code that the website shows for an authenticator app")]
    NotOtpauth,
    /// A `#` that other readers would cut at.
    #[error("the address has a '#' in it, which apps read differently; ask the website for another QR code")]
    Fragment,
    /// Neither `totp`, `hotp` nor `steam`, or an unknown `encoder`.
    #[error("this kind of code is not known; only totp, hotp and steam are")]
    UnknownType,
    /// A `%` without two hex digits, or no UTF-8.
    #[error("the address is damaged: its percent-encoding is broken; copy it again")]
    BadEncoding,
    /// A parameter that counts stands twice.
    #[error("the address names something twice, so it can't be told which one counts; copy it again")]
    DuplicateParameter,
    /// No `secret`.
    #[error("the address has no secret; copy all of it")]
    MissingSecret,
    /// A `secret` with nothing in it.
    #[error("the secret in the address is empty; copy all of it")]
    EmptySecret,
    /// A `secret` that is not base32.
    #[error("the secret in the address is not base32; copy it again")]
    InvalidSecret,
    /// An algorithm that no code can be made with here.
    #[error("the algorithm is not known; only SHA1, SHA256 and SHA512 are, for steam only SHA1")]
    UnknownAlgorithm,
    /// Not 6 to 8 (Steam: 5).
    #[error("codes have 6 to 8 digits (steam: 5); the address asks for something else")]
    InvalidDigits,
    /// Not 1 to 3600 (Steam: 30).
    #[error("codes last 1 to 3600 seconds (steam: 30); the address asks for something else")]
    InvalidPeriod,
    /// `hotp` without `counter`.
    #[error("the address is for counted codes, but has no counter; copy all of it")]
    MissingCounter,
    /// A counter that is no number of 64 bits.
    #[error("the counter in the address is not a number; copy it again")]
    InvalidCounter,
    /// Control, invisible or direction-changing characters.
    #[error("the issuer or account name has invisible characters that could disguise it; rename it and try again")]
    UnsafeText,
    /// A name over 256 bytes.
    #[error("the issuer or account name is longer than 256 bytes; use a shorter one")]
    FieldTooLong,
}

/// A key and the names it is shown under. Without `Debug`: it holds the secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    issuer: Option<String>,
    account: String,
    key: OtpKey,
}

impl Address {
    /// Names for `key`, with the spaces around them taken off; an empty issuer is none, the account may be empty.
    ///
    /// # Errors
    /// [`AddressError`] `UnsafeText`, `FieldTooLong`, or `TooLong` when it could not be read back.
    pub fn new(issuer: Option<&str>, account: &str, key: OtpKey) -> Result<Self, AddressError> {
        let issuer = issuer.map(check_field).transpose()?.filter(|issuer| !issuer.is_empty());
        let address = Self { issuer: issuer.map(str::to_owned), account: check_field(account)?.to_owned(), key };
        if address.to_uri().len() > MAX_URI_LEN {
            return Err(AddressError::TooLong);
        }
        Ok(address)
    }

    /// The same address of counted codes at another counter.
    #[cfg(feature = "device")]
    pub(crate) fn with_counter(&self, counter: u64) -> Result<Self, AddressError> {
        Self::new(self.issuer(), &self.account, self.key.with_counter(counter))
    }

    /// Whom the account is with.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        self.issuer.as_deref()
    }

    /// Whose account it is; may be empty.
    #[must_use]
    pub fn account(&self) -> &str {
        &self.account
    }

    /// The key.
    #[must_use]
    pub const fn key(&self) -> &OtpKey {
        &self.key
    }

    /// The key alone, the names dropped.
    #[must_use]
    pub fn into_key(self) -> OtpKey {
        self.key
    }

    /// The address as any app reads it, and [`Self::parse`] reads back the same; cleared when dropped.
    #[must_use]
    pub fn to_uri(&self) -> Zeroizing<String> {
        let mut uri = Zeroizing::new(String::with_capacity(self.room()));
        let _ = write!(uri, "otpauth://{}/", self.key.kind().name());
        self.print_label(&mut uri);
        let _ = write!(uri, "?secret={}", *self.key.secret_base32());
        self.print_parameters(&mut uri);
        uri
    }

    /// Bytes that hold all of it, for growing would leave copies of the secret behind: names three for one at
    /// most, the secret two for one at most, and the words between.
    fn room(&self) -> usize {
        let names = 2 * self.issuer.as_ref().map_or(0, String::len) + self.account.len();
        3 * names + 2 * self.key.secret().expose().len() + 200
    }

    /// Whether a name may not have this character, because it could disguise it.
    #[cfg(feature = "device")]
    pub(crate) fn is_unsafe(character: char) -> bool {
        is_unsafe(character)
    }

    fn print_label(&self, uri: &mut String) {
        if let Some(issuer) = &self.issuer {
            encode_onto(uri, issuer);
        }
        // A colon in the account would else be read as the end of an issuer.
        if self.issuer.is_some() || self.account.contains(':') {
            uri.push(':');
        }
        encode_onto(uri, &self.account);
    }

    fn print_parameters(&self, uri: &mut String) {
        if let Some(issuer) = &self.issuer {
            uri.push_str("&issuer=");
            encode_onto(uri, issuer);
        }
        let _ = write!(uri, "&algorithm={}&digits={}", self.key.algorithm().name(), self.key.digits());
        let _ = match self.key.kind() {
            Kind::Hotp { counter } => write!(uri, "&counter={counter}"),
            Kind::Totp { .. } | Kind::Steam => write!(uri, "&period={}", self.key.period_secs()),
        };
    }
}

fn check_field(text: &str) -> Result<&str, AddressError> {
    if text.chars().any(is_unsafe) {
        return Err(AddressError::UnsafeText);
    }
    let text = text.trim();
    if text.len() > MAX_FIELD_LEN { Err(AddressError::FieldTooLong) } else { Ok(text) }
}

/// Control characters, line separators, and what is invisible or turns the direction of text (UAX #9), so could
/// make one name look like another. Joiners stay: emoji and Persian need them.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::otp::{Algorithm, Digits, Period};
    use crate::secret::Secret;

    fn kinds() -> impl Strategy<Value = Kind> {
        prop_oneof![
            (1..=3600_u16).prop_map(|secs| Kind::Totp { period: Period::new(secs).unwrap() }),
            any::<u64>().prop_map(|counter| Kind::Hotp { counter }),
            Just(Kind::Steam),
        ]
    }

    /// What an address is made of; itself it has no `Debug` to show when a test fails.
    #[derive(Debug, Clone)]
    struct Parts {
        issuer: Option<String>,
        account: String,
        kind: Kind,
        algorithm: Algorithm,
        digits: u8,
        secret: Vec<u8>,
    }

    impl Parts {
        fn build(&self) -> Option<Address> {
            let secret = Secret::copy_of(&self.secret);
            let key = OtpKey::new(self.kind, self.algorithm, Digits::new(self.digits)?, secret).ok()?;
            Address::new(self.issuer.as_deref(), &self.account, key).ok()
        }
    }

    fn parts() -> impl Strategy<Value = Parts> {
        let algorithms = prop::sample::select(vec![Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512]);
        // Names full of what the form itself uses, or of anything printable.
        let name = || prop_oneof!["[ :%+&=?#/@a\u{e9}]{0,12}", "\\PC{0,40}"];
        (prop::option::of(name()), name(), kinds(), algorithms, 6..=8_u8, prop::collection::vec(any::<u8>(), 1..80))
            .prop_map(|(issuer, account, kind, algorithm, digits, secret)| Parts {
                issuer,
                account,
                kind,
                algorithm,
                digits,
                secret,
            })
            .prop_filter("names are refused", |parts| parts.build().is_some())
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back_the_same(parts in parts()) {
            let address = parts.build().unwrap();
            let uri = address.to_uri();
            prop_assert!(uri.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert!(Address::parse(&uri).ok().unwrap() == address, "{}", *uri);
        }

        #[test]
        fn an_address_never_outgrows_its_room(parts in parts()) {
            let address = parts.build().unwrap();
            prop_assert!(address.to_uri().len() <= address.room());
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = Address::parse(&text);
            let _ = Address::parse(&format!("otpauth://totp/{text}"));
            let _ = Address::parse(&format!("otpauth://totp/a?secret={text}"));
        }

        #[test]
        fn a_damaged_address_is_read_or_refused(
            parts in parts(), at in any::<prop::sample::Index>(), by in any::<char>(),
        ) {
            let mut damaged: Vec<char> = parts.build().unwrap().to_uri().chars().collect();
            let at = at.index(damaged.len());
            damaged[at] = by;
            if let Ok(read) = Address::parse(&damaged.iter().collect::<String>()) {
                prop_assert!(Address::parse(&read.to_uri()).ok().unwrap() == read);
            }
            let _ = Address::parse(&damaged[..at].iter().collect::<String>());
        }
    }

    fn named(issuer: &str, account: &str) -> Result<Address, AddressError> {
        let key = OtpKey::new(Kind::Steam, Algorithm::Sha1, Digits::default(), Secret::new(vec![7; 20]));
        Address::new(Some(issuer), account, key.ok().unwrap())
    }

    #[test]
    fn a_name_takes_256_bytes_and_no_more() {
        assert!(named(&"i".repeat(256), &"a".repeat(256)).is_ok());
        assert_eq!(named("i", &"a".repeat(257)).err(), Some(AddressError::FieldTooLong));
    }

    #[test]
    fn names_that_could_not_be_read_back_are_refused() {
        let long = "\u{65e5}".repeat(85);
        assert_eq!(named(&long, &long).err(), Some(AddressError::TooLong));
    }

    #[test]
    fn a_name_may_have_joined_emoji_but_nothing_that_disguises_it() {
        assert!(named("Family \u{1f469}\u{200d}\u{1f467}", "\u{645}\u{6cc}\u{200c}\u{62e}").is_ok());
        for bad in ["a\u{202e}b", "a\u{2067}b", "\u{feff}a", "a\nb", "a\u{0}", "a\u{200b}", "a\u{2029}"] {
            assert_eq!(named(bad, "bob").err(), Some(AddressError::UnsafeText), "{bad:?}");
            assert_eq!(named("Example", bad).err(), Some(AddressError::UnsafeText), "{bad:?}");
        }
    }
}
