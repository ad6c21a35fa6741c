//! One backup code as text: 80 random bits as sixteen characters of Crockford's base 32, in groups of four.

use assent_core::random::{NoRandomness, Random, make_bytes};
use assent_core::secret::Secret;
use zeroize::{Zeroize, Zeroizing};

/// <https://www.crockford.com/base32.html>: without I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LEN: usize = 16;
const GROUP: usize = 4;
/// More than any code with its separators; nothing longer is looked at.
const MAX_TYPED_LEN: usize = 64;

/// A new code, as it is shown once: `XXXX-XXXX-XXXX-XXXX`. No `Debug`.
pub struct BackupCodeText(Zeroizing<String>);

impl BackupCodeText {
    /// A random one.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn make(random: &dyn Random) -> Result<Self, NoRandomness> {
        let mut bytes = make_bytes::<LEN>(random)?;
        let mut text = Zeroizing::new(String::with_capacity(LEN + LEN / GROUP));
        for (n, byte) in bytes.iter().enumerate() {
            if n > 0 && n % GROUP == 0 {
                text.push('-');
            }
            // Five bits of each byte: every character is as likely as any other.
            text.push(char::from(ALPHABET[usize::from(byte % 32)]));
        }
        bytes.zeroize();
        Ok(Self(text))
    }

    /// The code, for the one page or message that shows it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Whether a typed text can be a backup code, for a field that takes one-time codes too.
#[must_use]
pub fn looks_like_backup_code(typed: &str) -> bool {
    read_backup_code(typed).is_some()
}

/// The sixteen characters of what was typed: in any case, with any spaces and dashes, O for 0, I and L for 1.
#[must_use]
pub fn read_backup_code(typed: &str) -> Option<Secret> {
    if typed.len() > MAX_TYPED_LEN {
        return None;
    }
    let mut code = Zeroizing::new(Vec::with_capacity(typed.len()));
    for character in typed.chars().filter(|c| !c.is_whitespace() && !is_dash(*c)) {
        code.push(read_character(character)?);
    }
    (code.len() == LEN).then(|| Secret::copy_of(&code))
}

fn read_character(character: char) -> Option<u8> {
    let upper = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let byte = u8::try_from(upper).ok()?;
    ALPHABET.contains(&byte).then_some(byte)
}

/// Word processors make others of the plain one.
const fn is_dash(character: char) -> bool {
    matches!(character, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use assent_core::random::SystemEntropy;

    use super::*;

    #[test]
    fn a_code_is_four_groups_of_four() {
        let code = BackupCodeText::make(&SystemEntropy::default()).unwrap();
        let groups: Vec<&str> = code.expose().split('-').collect();
        assert_eq!(groups.len(), 4);
        assert!(groups.iter().all(|group| group.len() == 4));
        assert!(groups.concat().bytes().all(|byte| ALPHABET.contains(&byte)));
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let plain = read_backup_code("0123-4567-89AB-CD1E").unwrap();
        for typed in ["0123456789abcd1e", " o123 4567 89ab cdle ", "O123\u{2013}4567\u{2013}89AB\u{2013}CDIE"] {
            assert!(read_backup_code(typed).is_some_and(|read| read.matches(plain.expose())), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_not_read() {
        for typed in
            ["", "123456", "0123-4567-89AB-CD1", "0123-4567-89AB-CD1EF", "U123-4567-89AB-CD1E", "É123456789ABCDEF"]
        {
            assert!(!looks_like_backup_code(typed), "{typed}");
        }
        assert!(!looks_like_backup_code(&"-".repeat(10_000)));
    }
}
