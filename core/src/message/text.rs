//! Text that may be shown: short, in one normal form, without tricks.

use serde::{Deserialize, Deserializer, Serialize};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The longest text of a field, in bytes of UTF-8.
pub const MAX_TEXT_BYTES: usize = 256;

/// Text for people: NFC (Unicode TR 15), at most [`MAX_TEXT_BYTES`], no control or bidi characters, not empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Text(String);

/// Text that may not be shown as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadText {
    /// Nothing in it.
    #[error("the text is empty")]
    Empty,
    /// More than [`MAX_TEXT_BYTES`].
    #[error("the text is longer than 256 bytes")]
    TooLong,
    /// Control, bidi or invisible characters.
    #[error("the text has characters that can't be shown honestly")]
    Unshowable,
    /// Another spelling of the same characters.
    #[error("the text is not in Unicode's normal form C")]
    NotNormal,
}

impl Text {
    /// Takes text that must already be right.
    ///
    /// # Errors
    /// [`BadText`] says what is wrong with it.
    pub fn new(text: &str) -> Result<Self, BadText> {
        if text.is_empty() {
            return Err(BadText::Empty);
        }
        if text.len() > MAX_TEXT_BYTES {
            return Err(BadText::TooLong);
        }
        if text.chars().any(is_unshowable) {
            return Err(BadText::Unshowable);
        }
        if !is_nfc(text) {
            return Err(BadText::NotNormal);
        }
        Ok(Self(text.to_owned()))
    }

    /// Makes any text right: normalises, leaves out what can't be shown, cuts at a character. `None` when nothing is left.
    #[must_use]
    pub fn tidy(text: &str) -> Option<Self> {
        let mut tidy = String::new();
        // Bounded before normalising, so that a huge text costs nothing.
        for character in text.chars().take(4 * MAX_TEXT_BYTES).nfc().filter(|&c| !is_unshowable(c)) {
            if tidy.len() + character.len_utf8() > MAX_TEXT_BYTES {
                break;
            }
            tidy.push(character);
        }
        // Leaving characters out may have brought others together.
        let tidy: String = tidy.trim().nfc().collect();
        Self::new(&tidy).ok()
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::new(&text).map_err(serde::de::Error::custom)
    }
}

/// Control characters, and those that reorder or hide others (Unicode TR 9, TR 36).
fn is_unshowable(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_that_lies_is_refused() {
        assert_eq!(Text::new(""), Err(BadText::Empty));
        assert_eq!(Text::new(&"é".repeat(129)), Err(BadText::TooLong));
        assert_eq!(Text::new("moc.live\u{202e}"), Err(BadText::Unshowable));
        assert_eq!(Text::new("a\nb"), Err(BadText::Unshowable));
        assert_eq!(Text::new("e\u{301}"), Err(BadText::NotNormal));
        assert_eq!(Text::new("Genève").unwrap().as_str(), "Genève");
    }

    #[test]
    fn tidying_keeps_what_can_be_shown() {
        assert_eq!(Text::tidy(" e\u{301}t\u{202e}e\n ").unwrap().as_str(), "éte");
        assert_eq!(Text::tidy("\u{200b}"), None);
        assert_eq!(Text::tidy(&"é".repeat(1000)).unwrap().as_str(), "é".repeat(128));
    }

    proptest! {
        #[test]
        fn whatever_is_tidied_is_right(text in "\\PC*|(?s).*") {
            if let Some(tidy) = Text::tidy(&text) {
                prop_assert_eq!(Text::new(tidy.as_str()), Ok(tidy));
            }
        }
    }
}
