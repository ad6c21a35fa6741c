//! The recovery key: 135 random bits as text for paper, read back forgivingly.
//!
//! 27 characters of Crockford's base32 (<https://www.crockford.com/base32.html>) and a check character, in seven groups
//! of four: `7K3D-…`. Crockford's own check character may be one of `*~$=U`, which is hard to type; here it is one of the
//! 32. With the characters as numbers of GF(32) (x⁵ + x² + 1), the key read as a polynomial at `x` gives zero. So each wrong
//! character and each swapped pair is noticed: the powers of `x` in 28 places all differ.

use zeroize::Zeroizing;

use crate::random::{NoRandomness, Random, make_bytes};
use crate::secret::Secret;
use crate::worded::Worded;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 27 × 5 bits, and the check character.
const LEN: usize = 28;
const GROUP: usize = 4;

/// What was typed is no recovery key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotARecoveryKey {
    /// Too few or too many characters.
    #[error("a recovery key has 28 letters and digits, this has {0}; type all of it")]
    Length(usize),
    /// A letter that is in no recovery key.
    #[error("{0:?} is in no recovery key; look at the paper again")]
    Character(char),
    /// The check character does not fit.
    #[error("a character of the recovery key is wrong; look at the paper again")]
    Check,
}

impl Worded for NotARecoveryKey {
    fn key(&self) -> &'static str {
        match self {
            Self::Length(_) => "error-recovery-key-length",
            Self::Character(_) => "error-recovery-key-letter",
            Self::Check => "error-recovery-key-check",
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::Length(count) => count.to_string(),
            Self::Character(it) => it.to_string(),
            Self::Check => String::new(),
        }
    }
}

/// A key to open the vault with when nothing else does.
#[derive(Clone)]
pub struct RecoveryKey(Secret);

impl RecoveryKey {
    /// A new one.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source fails.
    pub fn make(random: &dyn Random) -> Result<Self, NoRandomness> {
        let bytes = Zeroizing::new(make_bytes::<{ LEN - 1 }>(random)?);
        // 256 is a multiple of 32, so the remainder is as even as the byte.
        let mut values = Zeroizing::new([0; LEN]);
        for (value, byte) in values.iter_mut().zip(bytes.iter()) {
            *value = byte % 32;
        }
        values[LEN - 1] = times_x(evaluate(&values[..LEN - 1]));
        Ok(Self(to_text(&values)))
    }

    /// Reads what was typed, whatever its case, spaces and dashes; `O` is taken as `0`, `I` and `L` as `1`.
    ///
    /// # Errors
    /// [`NotARecoveryKey`]; then no vault need be asked.
    pub fn parse(typed: &str) -> Result<Self, NotARecoveryKey> {
        let is_between = |c: &char| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
        let mut values = Zeroizing::new([0; LEN]);
        let mut count = 0;
        for character in typed.chars().filter(|c| !is_between(c)) {
            let value = value_of(character).ok_or(NotARecoveryKey::Character(character))?;
            if let Some(place) = values.get_mut(count) {
                *place = value;
            }
            count += 1;
        }
        match (count, evaluate(&*values)) {
            (LEN, 0) => Ok(Self(to_text(&values))),
            (LEN, _) => Err(NotARecoveryKey::Check),
            (other, _) => Err(NotARecoveryKey::Length(other)),
        }
    }

    /// The text for paper. To be shown once.
    #[must_use]
    pub fn print(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(LEN + LEN / GROUP));
        for (at, byte) in self.0.expose().iter().enumerate() {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            text.push(char::from(*byte));
        }
        text
    }

    /// What wraps the vault key: the 28 characters as ASCII.
    pub(super) const fn secret(&self) -> &Secret {
        &self.0
    }
}

fn to_text(values: &[u8; LEN]) -> Secret {
    let text = Zeroizing::new(values.map(|value| ALPHABET[usize::from(value % 32)]));
    Secret::copy_of(&*text)
}

fn value_of(character: char) -> Option<u8> {
    let plain = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET.iter().position(|letter| char::from(*letter) == plain)?;
    u8::try_from(at).ok()
}

/// The polynomial at `x`, by Horner's rule.
fn evaluate(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| times_x(sum) ^ value)
}

/// In GF(32), modulo x⁵ + x² + 1.
const fn times_x(value: u8) -> u8 {
    let twice = value << 1;
    if twice & 0b10_0000 == 0 { twice } else { twice ^ 0b10_0101 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::random::SystemEntropy;

    fn made() -> Zeroizing<String> {
        RecoveryKey::make(&SystemEntropy::default()).unwrap().print()
    }

    #[test]
    fn a_key_is_shown_in_seven_groups_and_reads_back() {
        let (one, other) = (made(), made());
        assert_ne!(one, other);
        assert_eq!(one.split('-').map(str::len).collect::<Vec<_>>(), [4; 7]);
        assert_eq!(RecoveryKey::parse(&one).ok().unwrap().print(), one);
    }

    #[test]
    fn the_form_stays_as_it_was_printed_once() {
        let key = RecoveryKey::parse("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTK").ok().unwrap();
        assert!(key.secret().matches(b"0123456789ABCDEFGHJKMNPQRSTK"));
    }

    #[test]
    fn case_spaces_dashes_and_look_alikes_do_not_matter() {
        let text = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTK";
        for zero in ["0", "o", "O"] {
            for one in ["1", "i", "I", "l", "L"] {
                let loose = text.to_lowercase().replace('-', " \u{2013}\n").replace('0', zero).replace('1', one);
                assert_eq!(*RecoveryKey::parse(&loose).ok().unwrap().print(), text, "{loose}");
            }
        }
    }

    #[test]
    fn every_wrong_character_and_every_swapped_pair_is_noticed() {
        let text = made().replace('-', "");
        for at in 0..LEN {
            for letter in ALPHABET {
                let mut bad = text.clone().into_bytes();
                if bad[at] != *letter {
                    bad[at] = *letter;
                    let read = RecoveryKey::parse(std::str::from_utf8(&bad).unwrap());
                    assert_eq!(read.err(), Some(NotARecoveryKey::Check), "{at}");
                }
            }
            for other in 0..at {
                let mut bad = text.clone().into_bytes();
                bad.swap(at, other);
                let is_same = bad == text.as_bytes();
                assert_eq!(RecoveryKey::parse(std::str::from_utf8(&bad).unwrap()).is_ok(), is_same);
            }
        }
    }

    #[test]
    fn what_is_no_key_is_told_by_what_is_wrong() {
        let text = made();
        assert_eq!(RecoveryKey::parse(&text[..20]).err(), Some(NotARecoveryKey::Length(16)));
        assert_eq!(RecoveryKey::parse(&[&*text, "0"].concat()).err(), Some(NotARecoveryKey::Length(29)));
        assert_eq!(RecoveryKey::parse("").err(), Some(NotARecoveryKey::Length(0)));
        assert_eq!(RecoveryKey::parse("u").err(), Some(NotARecoveryKey::Character('u')));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
            if let Ok(key) = RecoveryKey::parse(&text) {
                prop_assert!(RecoveryKey::parse(&key.print()).is_ok());
            }
        }
    }
}
