//! Percent-encoding (RFC 3986 §2.1), leaving no copy behind in memory: what passes here may be a secret.

use zeroize::Zeroizing;

/// `text` decoded; `None` for a `%` without two hex digits and for what is not UTF-8 afterwards.
pub(crate) fn decode(text: &str) -> Option<Zeroizing<String>> {
    decode_bytes(text.bytes())
}

/// [`decode`] for the values after `?`, where `+` is a space too, as HTML forms write it.
pub(super) fn decode_value(text: &str) -> Option<Zeroizing<String>> {
    decode_bytes(text.bytes().map(|byte| if byte == b'+' { b' ' } else { byte }))
}

/// Appends `text` to `to` with everything encoded but RFC 3986's unreserved characters.
pub(super) fn encode_onto(to: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            to.push(char::from(byte));
        } else {
            to.push('%');
            to.push(char::from(HEX[usize::from(byte >> 4)]));
            to.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

fn decode_bytes(mut encoded: impl ExactSizeIterator<Item = u8>) -> Option<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(encoded.len()));
    while let Some(byte) = encoded.next() {
        bytes.push(if byte == b'%' { hex(encoded.next()?)? << 4 | hex(encoded.next()?)? } else { byte });
    }
    str::from_utf8(&bytes).ok().map(|text| Zeroizing::new(text.to_owned()))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_encoded_decodes() {
        for text in ["", "plain-._~", "a b+c&d=e#f%g", "Café 日本 🔑", "\u{0}\u{7f}"] {
            let mut encoded = String::new();
            encode_onto(&mut encoded, text);
            assert!(encoded.bytes().all(|byte| byte.is_ascii_graphic()), "{encoded}");
            assert_eq!(decode(&encoded).unwrap().as_str(), text);
            assert_eq!(decode_value(&encoded).unwrap().as_str(), text);
        }
    }

    #[test]
    fn a_plus_is_a_space_in_values_only() {
        assert_eq!(decode("a+b%2B").unwrap().as_str(), "a+b+");
        assert_eq!(decode_value("a+b%2B").unwrap().as_str(), "a b+");
    }

    #[test]
    fn broken_encodings_are_refused() {
        for text in ["%", "%4", "%g0", "%+1", "100%", "%C3", "%ff%fe"] {
            assert!(decode(text).is_none(), "{text}");
        }
    }
}
