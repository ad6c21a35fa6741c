//! Which passwords are taken (NIST SP 800-63B-4 §3.1.1.2): length and a look at the obvious ones, no other rules.

use assent_core::secret::Secret;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::common_passwords::is_common;
use crate::model::{Email, Person, Rules};

/// Characters that a person's password must have at least.
pub const MIN_PASSWORD_CHARS: usize = 8;
/// Characters that an administrator's password must have at least.
pub const MIN_ADMIN_PASSWORD_CHARS: usize = 15;
/// Bytes of UTF-8 that a password may have at most.
pub const MAX_PASSWORD_BYTES: usize = 256;

/// A password as it was typed, in Unicode's normal form C. Says nothing about whether it is any good.
pub struct Password(Secret);

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPassword {
    /// Too short.
    #[error("the password needs at least {0} characters; a few words in a row are easy to remember")]
    TooShort(usize),
    /// Too long.
    #[error("the password is longer than 256 bytes; use a shorter one")]
    TooLong,
    /// Among those that are tried first.
    #[error("this password is among the first that guessers try; use another one")]
    Common,
    /// The person's own name or address.
    #[error("this password is your name, your address or the name of this site; use another one")]
    Personal,
}

/// Whose password it will be.
#[derive(Clone, Copy)]
pub struct Whose<'a> {
    /// Their address.
    pub email: &'a Email,
    /// Their name.
    pub name: &'a str,
    /// Whether it has to be a long one: they administer, or the organisation is strict.
    pub is_long: bool,
    /// What the site is called.
    pub issuer: &'a str,
}

impl<'a> Whose<'a> {
    /// A person's, at a site of this name.
    #[must_use]
    pub fn of(person: &'a Person, issuer: &'a str, rules: Rules) -> Self {
        let is_long = rules.strict || person.role.administers();
        Self { email: &person.email, name: person.name.as_str(), is_long, issuer }
    }
}

impl Password {
    /// Takes what was typed; `None` when it is longer than any password may be.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        // Normal form C can shrink the text, at most to a third.
        if text.len() > 3 * MAX_PASSWORD_BYTES {
            return None;
        }
        let mut normal = Zeroizing::new(String::with_capacity(3 * text.len()));
        normal.extend(text.nfc());
        (normal.len() <= MAX_PASSWORD_BYTES).then(|| Self(Secret::copy_of(normal.as_bytes())))
    }

    /// What was typed, if it may become somebody's password.
    ///
    /// # Errors
    /// [`BadPassword`].
    pub fn choose(text: &str, whose: Whose<'_>) -> Result<Self, BadPassword> {
        let password = Self::typed(text).ok_or(BadPassword::TooLong)?;
        let least = if whose.is_long { MIN_ADMIN_PASSWORD_CHARS } else { MIN_PASSWORD_CHARS };
        let plain = password.lower_case();
        if plain.chars().count() < least {
            return Err(BadPassword::TooShort(least));
        }
        if is_common(&plain) {
            return Err(BadPassword::Common);
        }
        if is_personal(&plain, whose) { Err(BadPassword::Personal) } else { Ok(password) }
    }

    /// The bytes to hash.
    #[must_use]
    pub fn into_secret(self) -> Secret {
        self.0
    }

    fn lower_case(&self) -> Zeroizing<String> {
        let mut lower = Zeroizing::new(String::with_capacity(3 * self.0.expose().len()));
        lower.extend(String::from_utf8_lossy(self.0.expose()).chars().flat_map(char::to_lowercase));
        lower
    }
}

fn is_personal(plain: &str, whose: Whose<'_>) -> bool {
    let address = whose.email.as_str();
    let (local, host) = address.rsplit_once('@').unwrap_or((address, ""));
    let squeezed = squeeze(plain);
    [address, local, host, whose.name, whose.issuer].iter().any(|own| squeeze(own) == squeezed)
}

/// Letters and digits only, small, without digits at the end: `Ada.Lovelace1` is `Ada Lovelace`.
fn squeeze(text: &str) -> Zeroizing<String> {
    let mut letters = Zeroizing::new(String::with_capacity(3 * text.len()));
    letters.extend(text.nfc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
    let length = letters.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    letters.truncate(length);
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(text: &str, is_long: bool) -> Result<(), BadPassword> {
        let email = Email::parse("ada.lovelace@atelier.example").unwrap();
        let whose = Whose { email: &email, name: "Ada King-Noel", is_long, issuer: "Atelier" };
        Password::choose(text, whose).map(drop)
    }

    #[test]
    fn eight_characters_are_enough_and_administrators_need_fifteen() {
        assert_eq!(choose("gjtyxb3", false), Err(BadPassword::TooShort(8)));
        assert_eq!(choose("gjtyxb3q", false), Ok(()));
        assert_eq!(choose("gjtyxb3qwpzkfm", true), Err(BadPassword::TooShort(15)));
        assert_eq!(choose("gjtyxb3qwpzkfmd", true), Ok(()));
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert_eq!(choose("éééàààç", false), Err(BadPassword::TooShort(8)));
        assert_eq!(choose("日本語で暗証番号", false), Ok(()));
    }

    #[test]
    fn long_sentences_are_welcome_up_to_256_bytes() {
        assert_eq!(choose(&"pqrs tuv ".repeat(28), false), Ok(()));
        assert_eq!(choose(&"pqrs tuv ".repeat(29), false), Err(BadPassword::TooLong));
        assert_eq!(choose(&"x".repeat(100_000), false), Err(BadPassword::TooLong));
    }

    #[test]
    fn the_obvious_is_refused() {
        for text in
            ["password", "PassWord1", "12345678", "aaaaaaaa", "abcdefgh", "azertyuiop", "motdepasse", "qwerty123"]
        {
            assert_eq!(choose(text, false), Err(BadPassword::Common), "{text}");
        }
    }

    #[test]
    fn ones_own_name_and_address_are_refused() {
        for text in
            ["ada.lovelace@atelier.example", "AdaLovelace", "ada lovelace 1", "Ada King-Noel", "atelier.example"]
        {
            assert_eq!(choose(text, false), Err(BadPassword::Personal), "{text}");
        }
    }

    #[test]
    fn one_password_is_the_same_however_it_is_composed() {
        let typed = |text| Password::typed(text).unwrap().into_secret();
        assert!(typed("e\u{301}cole au soleil").matches(typed("école au soleil").expose()));
    }
}
