//! Bearer tokens: cookies and links.

use assent_core::random::{NoRandomness, Random, make_bytes};
use data_encoding::BASE64URL_NOPAD;
use zeroize::{Zeroize, Zeroizing};

use crate::model::TokenHash;

/// What a session's cookie begins with, so that leaked ones are found by scanners.
pub(super) const SESSION: &str = "ast_s_";
/// What a half-done sign-in's cookie begins with.
pub(super) const SIGN_IN: &str = "ast_p_";
/// What a trusted browser's cookie begins with.
pub(super) const TRUST: &str = "ast_b_";
/// What the first administrator's token begins with.
pub(super) const SET_UP: &str = "ast_f_";

/// A secret of 256 random bits with a prefix that says what it opens. Stored only as [`TokenHash`]; no `Debug`.
pub struct Token(Zeroizing<String>);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn make(prefix: &str, random: &dyn Random) -> Result<Self, NoRandomness> {
        let mut bytes = make_bytes::<32>(random)?;
        let mut text = Zeroizing::new(String::with_capacity(prefix.len() + 43));
        text.push_str(prefix);
        BASE64URL_NOPAD.encode_append(&bytes, &mut text);
        bytes.zeroize();
        Ok(Self(text))
    }

    /// The text, for the one cookie or page that carries it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use assent_core::random::SystemEntropy;

    use super::*;

    #[test]
    fn a_token_says_what_it_is_and_never_comes_twice() {
        let make = || Token::make(SESSION, &SystemEntropy::default()).unwrap();
        let (one, other) = (make(), make());
        assert!(one.expose().starts_with("ast_s_"));
        assert_eq!(one.expose().len(), 49);
        assert!(one.hash() != other.hash());
    }
}
