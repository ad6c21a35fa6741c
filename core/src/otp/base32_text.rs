//! Secrets as people and addresses write them: base32 (RFC 4648 §6), leaving no copy behind in memory.

use base32::Alphabet::Rfc4648;
use zeroize::Zeroizing;

use crate::secret::Secret;

/// Five bytes make eight characters without remainder.
const GROUP: usize = 5;

/// A secret that is not base32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the secret is not base32: only the letters A to Z and the digits 2 to 7 belong in it; copy it again")]
pub struct InvalidBase32;

/// Reads base32 in either case, with or without padding, in groups set apart by spaces or dashes.
/// Nothing but such separators gives an empty secret.
///
/// # Errors
/// [`InvalidBase32`] for any other character, and for a length that no whole number of bytes has.
pub fn parse_base32(text: &str) -> Result<Secret, InvalidBase32> {
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    plain.extend(text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()));
    let letters = plain.trim_end_matches('=');
    // One, three or six characters over would leave part of a byte; refused, it also keeps the decoder from
    // outgrowing its first allocation, which would leave a copy of the secret behind.
    if matches!(letters.len() % 8, 1 | 3 | 6) {
        return Err(InvalidBase32);
    }
    base32::decode(Rfc4648 { padding: false }, letters).map(Secret::new).ok_or(InvalidBase32)
}

/// `secret` as base32 in capitals, without padding.
#[must_use]
pub fn base32_of(secret: &Secret) -> Zeroizing<String> {
    let bytes = secret.expose();
    let mut text = Zeroizing::new(String::with_capacity(bytes.len().div_ceil(GROUP) * 8));
    for group in bytes.chunks(GROUP) {
        // Whole groups only: for anything else the encoder outgrows its first allocation and leaves a copy behind.
        let mut whole = Zeroizing::new([0; GROUP]);
        whole[..group.len()].copy_from_slice(group);
        text.push_str(&Zeroizing::new(base32::encode(Rfc4648 { padding: false }, &*whole)));
    }
    text.truncate((bytes.len() * 8).div_ceil(5));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648 §10, padding taken off.
    const RFC4648: [(&str, &str); 6] = [
        ("f", "MY"),
        ("fo", "MZXQ"),
        ("foo", "MZXW6"),
        ("foob", "MZXW6YQ"),
        ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ];

    #[test]
    fn the_rfc_s_own_examples_read_and_print() {
        for (plain, text) in RFC4648 {
            assert_eq!(*base32_of(&Secret::copy_of(plain.as_bytes())), text);
            assert!(parse_base32(text).unwrap().matches(plain.as_bytes()), "{text}");
        }
    }

    #[test]
    fn every_byte_survives_printing_and_reading() {
        for length in 0..=64_u8 {
            let bytes: Vec<u8> = (0..length).map(|n| n.wrapping_mul(37).wrapping_add(length)).collect();
            let text = base32_of(&Secret::copy_of(&bytes));
            assert!(parse_base32(&text).unwrap().matches(&bytes), "length {length}");
        }
    }

    #[test]
    fn lower_case_padding_spaces_and_dashes_do_not_matter() {
        for text in ["mzxw6ytboi", "MZXW 6YTB OI", "mzxw-6ytb-oi======", " MZXW6YTBOI== = "] {
            assert!(parse_base32(text).unwrap().matches(b"foobar"), "{text}");
        }
    }

    #[test]
    fn what_is_not_base32_is_refused() {
        for text in ["MZXW6YTB0I", "MZXW1", "MZ=XW6", "M", "MZX", "MZXW6Y", "MZXW6ÝTB", "MZXW_6YT"] {
            assert!(parse_base32(text).is_err(), "{text}");
        }
    }
}
