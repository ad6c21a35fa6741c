//! As much of Protocol Buffers as Google's export uses: <https://protobuf.dev/programming-guides/encoding/>.

use super::ImportError;

/// One field of a message.
pub(super) enum Value<'a> {
    /// A number.
    Number(u64),
    /// Bytes, a text, or a message inside.
    Bytes(&'a [u8]),
    /// Four or eight bytes, which nothing here uses.
    Fixed,
}

/// The fields of a message, one after the other.
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Fields<'a> {
    fn next_field(&mut self) -> Option<(u64, Value<'a>)> {
        let tag = self.number()?;
        let value = match tag & 7 {
            0 => Value::Number(self.number()?),
            1 => self.take(8).map(|_| Value::Fixed)?,
            2 => {
                let length = usize::try_from(self.number()?).ok()?;
                Value::Bytes(self.take(length)?)
            }
            5 => self.take(4).map(|_| Value::Fixed)?,
            _ => return None,
        };
        Some((tag >> 3, value))
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// Seven bits a byte, the lowest first, at most 64.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.take(1)?.first()?;
            let part = u64::from(byte & 0x7f);
            number |= part.checked_shl(shift).filter(|shifted| shifted >> shift == part)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Result<(u64, Value<'a>), ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.next_field();
        if field.is_none() {
            self.0 = &[];
        }
        Some(field.ok_or_else(|| ImportError::damaged("the data of its QR code")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_to_their_last_bit_and_no_further() {
        assert_eq!(Fields(&[0x96, 0x01]).number(), Some(150));
        assert_eq!(Fields(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]).number(), Some(u64::MAX));
        assert_eq!(Fields(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02]).number(), None);
        assert_eq!(Fields(&[0x80; 11]).number(), None);
        assert_eq!(Fields(&[0x80]).number(), None);
    }

    #[test]
    fn a_length_that_is_not_there_ends_it_with_an_error() {
        let mut fields = Fields(&[0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f, b'x']);
        assert!(matches!(fields.next(), Some(Err(ImportError::Damaged { .. }))));
        assert!(fields.next().is_none());
    }
}
