//! Signatures: raw `r ‖ s` (RFC 7518 §3.4) in the low-s form, made from DER where hardware gives DER.

use data_encoding::BASE64URL_NOPAD;

const SCALAR_LEN: usize = 32;

/// The order of P-256 (FIPS 186-5, SP 800-186 §3.2.1.3).
const ORDER: [u8; SCALAR_LEN] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa,
    0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

/// Half the order, rounded down: the largest `s` that is allowed.
const HALF_ORDER: [u8; SCALAR_LEN] = [
    0x7f, 0xff, 0xff, 0xff, 0x80, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xde, 0x73, 0x7d,
    0x56, 0xd3, 0x8b, 0xcf, 0x42, 0x79, 0xdc, 0xe5, 0x61, 0x7e, 0x31, 0x92, 0xa8,
];

/// An ECDSA signature on P-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; 2 * SCALAR_LEN]);

/// A signature that is malformed, or not the key's over this message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not fit")]
pub struct BadSignature;

impl Signature {
    /// From raw `r ‖ s`.
    ///
    /// # Errors
    /// [`BadSignature`] for another length, or a number that is not between 0 and the order (FIPS 186-5 §6.4.2).
    pub fn from_fixed(raw: &[u8]) -> Result<Self, BadSignature> {
        let raw: [u8; 2 * SCALAR_LEN] = raw.try_into().map_err(|_| BadSignature)?;
        let (r, s) = raw.split_at(SCALAR_LEN);
        let fits = |scalar: &[u8]| scalar.iter().any(|&byte| byte != 0) && *scalar < ORDER[..];
        if fits(r) && fits(s) { Ok(Self(raw)) } else { Err(BadSignature) }
    }

    /// From DER (`SEQUENCE { r INTEGER, s INTEGER }`, RFC 3279 §2.2.3), which Keystore and Secure Enclave give.
    ///
    /// # Errors
    /// [`BadSignature`] for anything but the one DER form of two numbers between 0 and the order.
    pub fn from_der(der: &[u8]) -> Result<Self, BadSignature> {
        let (&[0x30, length], body) = der.split_first_chunk::<2>().ok_or(BadSignature)? else {
            return Err(BadSignature);
        };
        if usize::from(length) != body.len() {
            return Err(BadSignature);
        }
        let mut raw = [0; 2 * SCALAR_LEN];
        let rest = read_integer(body, &mut raw[..SCALAR_LEN])?;
        let rest = read_integer(rest, &mut raw[SCALAR_LEN..])?;
        if rest.is_empty() { Self::from_fixed(&raw) } else { Err(BadSignature) }
    }

    /// From base64url without padding.
    ///
    /// # Errors
    /// [`BadSignature`] for another alphabet, or what [`Self::from_fixed`] refuses.
    pub fn from_base64url(text: &str) -> Result<Self, BadSignature> {
        let raw = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| BadSignature)?;
        Self::from_fixed(&raw)
    }

    /// Raw `r ‖ s`.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether `s` is in the lower half, which makes a signature's form unique.
    #[must_use]
    pub fn is_low_s(&self) -> bool {
        self.0[SCALAR_LEN..] <= HALF_ORDER[..]
    }

    /// The same signature with the lower of the two possible `s`.
    #[must_use]
    pub fn to_low_s(self) -> Self {
        if self.is_low_s() {
            return self;
        }
        let mut raw = self.0;
        let mut borrow = 0_i16;
        for i in (0..SCALAR_LEN).rev() {
            let difference = i16::from(ORDER[i]) - i16::from(self.0[SCALAR_LEN + i]) - borrow;
            borrow = i16::from(difference < 0);
            raw[SCALAR_LEN + i] = difference.rem_euclid(256).to_le_bytes()[0];
        }
        Self(raw)
    }
}

/// Reads one DER INTEGER of at most 256 bits into `into`, right-aligned; gives what follows it.
fn read_integer<'a>(der: &'a [u8], into: &mut [u8]) -> Result<&'a [u8], BadSignature> {
    let (&[0x02, length], rest) = der.split_first_chunk::<2>().ok_or(BadSignature)? else {
        return Err(BadSignature);
    };
    let (digits, rest) = rest.split_at_checked(usize::from(length)).ok_or(BadSignature)?;
    let magnitude = match digits {
        [0, next, ..] if next & 0x80 != 0 => &digits[1..],
        [first, ..] if *first != 0 && first & 0x80 == 0 => digits,
        _ => return Err(BadSignature),
    };
    let at = into.len().checked_sub(magnitude.len()).ok_or(BadSignature)?;
    into[at..].copy_from_slice(magnitude);
    Ok(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(s: &[u8]) -> Signature {
        let mut raw = [1; 64];
        raw[32..].copy_from_slice(s);
        Signature(raw)
    }

    #[test]
    fn half_the_order_is_the_last_low_s() {
        assert!(raw(&HALF_ORDER).is_low_s());
        let mut above = HALF_ORDER;
        above[31] += 1;
        assert!(!raw(&above).is_low_s());
        assert_eq!(raw(&above).to_low_s(), raw(&HALF_ORDER));
    }

    #[test]
    fn a_number_that_no_signature_has_is_refused() {
        let mut below = ORDER;
        below[31] -= 1;
        for (s, expected) in [([0; 32], false), (ORDER, false), ([0xff; 32], false), (below, true)] {
            let (r_first, s_first) = ([[1; 32], s].concat(), [s, [1; 32]].concat());
            assert_eq!(Signature::from_fixed(&r_first).is_ok(), expected);
            assert_eq!(Signature::from_fixed(&s_first).is_ok(), expected);
        }
    }

    #[test]
    fn der_gives_the_same_numbers_and_its_other_forms_are_refused() {
        let mut der = vec![0x30, 0x44 + 1, 0x02, 0x21, 0x00];
        der.extend_from_slice(&[0x80; 32]);
        der.extend_from_slice(&[0x02, 0x20]);
        der.extend_from_slice(&[0x70; 32]);
        let signature = Signature::from_der(&der).unwrap();
        assert_eq!(signature.as_bytes(), [[0x80; 32], [0x70; 32]].concat());
        let mut short = vec![0x30, 0x06, 0x02, 0x01, 0x05, 0x02, 0x01, 0x07];
        assert_eq!(Signature::from_der(&short).unwrap().as_bytes()[31], 5);
        short.push(0);
        for bad in [&short[..], &der[..70], &[0x30, 0x80], &[], &[0x30, 0x07, 0x02, 0x02, 0, 5, 0x02, 0x01, 7]] {
            assert_eq!(Signature::from_der(bad), Err(BadSignature));
        }
    }
}
