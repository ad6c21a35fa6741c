//! The passwords that guessers try first, of eight characters and more; shorter ones are refused anyway.

use std::collections::HashSet;
use std::sync::LazyLock;

use zeroize::Zeroizing;

static WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("common_passwords.txt").split_whitespace().collect());

/// Rows of keys and of characters, walked along in one direction.
const ROWS: [&str; 6] =
    ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "azertyuiopqsdfghjklm", "asdfghjkl", "qwertzuiop"];

/// Whether a password in small letters is an obvious one.
pub(super) fn is_common(password: &str) -> bool {
    let word = password.trim_end_matches(|c: char| c.is_ascii_digit() || "!?.*#$".contains(c));
    WORDS.contains(password) || WORDS.contains(word) || repeats(password) || walks(password)
}

/// `aaaaaaaa`, `abababab`, `12341234`: a piece of at most four characters, over and over.
fn repeats(password: &str) -> bool {
    let characters = Zeroizing::new(password.chars().collect::<Vec<_>>());
    (1..=4).any(|length| {
        let (first, rest) = characters.split_at(length.min(characters.len()));
        rest.chunks(length).all(|piece| first.starts_with(piece))
    })
}

/// `23456789`, `hgfedcba`, `qwertyui`.
fn walks(password: &str) -> bool {
    let back = Zeroizing::new(password.chars().rev().collect::<String>());
    ROWS.iter().any(|row| row.contains(password) || row.contains(back.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_repeats_and_walks_are_common_and_sentences_are_not() {
        for common in ["password", "password2024!", "iloveyou", "abababab", "12341234", "87654321", "zyxwvuts"] {
            assert!(is_common(common), "{common}");
        }
        for other in ["four small green boats", "gjtyxb3q", "abcabdab"] {
            assert!(!is_common(other), "{other}");
        }
    }

    #[test]
    fn the_list_is_small_letters_only() {
        assert!(WORDS.len() > 150);
        assert!(WORDS.iter().all(|word| word.chars().all(|c| !c.is_uppercase())));
    }
}
