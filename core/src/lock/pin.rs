//! What may be a PIN.

use zeroize::Zeroizing;

use crate::secret::Secret;
use crate::worded::Worded;

/// NIST SP 800-63B-4 §3.2.10: at least four, better six.
const MIN_DIGITS: usize = 6;
const MIN_WORD_LEN: usize = 8;
const MAX_BYTES: usize = 1024;

/// What people choose most, beside runs and repetitions.
const COMMON: &[&str] = &[
    "123321",
    "123654",
    "147258",
    "147852",
    "159357",
    "159753",
    "258369",
    "321654",
    "456123",
    "741852",
    "789456",
    "963852",
    "123698",
    "142536",
    "password",
    "passwort",
    "motdepasse",
    "qwertyui",
    "qwertzui",
    "azertyui",
    "password1",
    "passw0rd",
    "letmein1",
    "iloveyou",
    "sunshine",
];

/// Why a PIN is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinRefused {
    /// Fewer than six digits.
    #[error("the PIN has fewer than 6 digits; take 6 or more, or a passphrase")]
    TooFewDigits,
    /// Not digits alone, and fewer than eight characters.
    #[error("a passphrase has at least 8 characters; take a longer one, or 6 digits")]
    TooShort,
    /// Over 1024 bytes.
    #[error("the PIN is longer than 1024 bytes; take a shorter one")]
    TooLong,
    /// `000000`, `121212`, `123123`.
    #[error("the PIN only repeats itself; take one that is harder to guess")]
    Repeats,
    /// `123456`, `987654`.
    #[error("the PIN only counts up or down; take one that is harder to guess")]
    Counts,
    /// `159753`, `password`.
    #[error("the PIN is one of those that most people take; take one that is harder to guess")]
    Common,
}

impl Worded for PinRefused {
    fn key(&self) -> &'static str {
        match self {
            Self::TooFewDigits => "error-pin-few-digits",
            Self::TooShort => "error-pin-short",
            Self::TooLong => "error-pin-long",
            Self::Repeats => "error-pin-repeats",
            Self::Counts => "error-pin-counts",
            Self::Common => "error-pin-common",
        }
    }
}

/// A PIN that was judged good enough: six digits or more, or a passphrase.
#[derive(Clone)]
pub struct Pin(Secret);

impl Pin {
    /// Takes what was typed twice the same.
    ///
    /// # Errors
    /// [`PinRefused`] says what is wrong with it.
    pub fn new(typed: &Secret) -> Result<Self, PinRefused> {
        let bytes = typed.expose();
        let characters = std::str::from_utf8(bytes).map_or(bytes.len(), |text| text.chars().count());
        let is_number = bytes.iter().all(u8::is_ascii_digit);
        match characters {
            _ if bytes.len() > MAX_BYTES => Err(PinRefused::TooLong),
            length if is_number && length < MIN_DIGITS => Err(PinRefused::TooFewDigits),
            length if !is_number && length < MIN_WORD_LEN => Err(PinRefused::TooShort),
            _ if repeats(bytes) => Err(PinRefused::Repeats),
            _ if counts(bytes) => Err(PinRefused::Counts),
            _ if is_common(bytes) => Err(PinRefused::Common),
            _ => Ok(Self(typed.clone())),
        }
    }

    /// The bytes, to be stretched.
    pub(super) const fn secret(&self) -> &Secret {
        &self.0
    }
}

/// Whether it is one part of up to three characters over and over, or the same half twice.
fn repeats(bytes: &[u8]) -> bool {
    let is_made_of = |length: usize| bytes.chunks(length).all(|part| bytes.starts_with(part));
    (1..=3).any(is_made_of) || bytes.len().is_multiple_of(2) && is_made_of(bytes.len() / 2)
}

/// Whether each character is the one after (or before) its neighbour; after 9 comes 0.
fn counts(bytes: &[u8]) -> bool {
    let steps = |from: u8, to: u8| to == from + 1 || (from, to) == (b'9', b'0');
    let mut pairs = bytes.iter().zip(bytes.iter().skip(1));
    pairs.clone().all(|(&a, &b)| steps(a.min(254), b)) || pairs.all(|(&a, &b)| steps(b.min(254), a))
}

fn is_common(bytes: &[u8]) -> bool {
    let lower = Zeroizing::new(bytes.to_ascii_lowercase());
    COMMON.iter().any(|common| common.as_bytes() == lower.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str) -> Option<PinRefused> {
        Pin::new(&Secret::copy_of(text.as_bytes())).err()
    }

    #[test]
    fn six_digits_or_a_passphrase_are_taken() {
        for good in [
            "481516",
            "0481516",
            "correct horse",
            "pa55-wort",
            "\u{65e5}\u{672c}\u{8a9e}\u{306e}\u{5408}\u{8a00}\u{8449}\u{3067}",
            "112358",
        ] {
            assert_eq!(judge(good), None, "{good}");
        }
    }

    #[test]
    fn a_short_or_endless_one_is_refused() {
        assert_eq!(judge(""), Some(PinRefused::TooFewDigits));
        assert_eq!(judge("48151"), Some(PinRefused::TooFewDigits));
        assert_eq!(judge("48151a"), Some(PinRefused::TooShort));
        assert_eq!(judge("\u{65e5}\u{672c}\u{8a9e}"), Some(PinRefused::TooShort));
        assert_eq!(judge(&"ab1-".repeat(300)), Some(PinRefused::TooLong));
    }

    #[test]
    fn trivial_ones_are_refused_with_the_reason() {
        for same in ["000000", "121212", "123123", "48154815", "aaaaaaaa", "12312312"] {
            assert_eq!(judge(same), Some(PinRefused::Repeats), "{same}");
        }
        for run in ["123456", "012345", "987654", "567890", "890123", "098765", "abcdefgh"] {
            assert_eq!(judge(run), Some(PinRefused::Counts), "{run}");
        }
        for common in ["159753", "Password", "IloveYou"] {
            assert_eq!(judge(common), Some(PinRefused::Common), "{common}");
        }
    }
}
