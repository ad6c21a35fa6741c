//! JSON of strangers.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::ImportError;
use super::limits::MAX_ENTRIES;

/// Reads JSON. What counts must not stand twice, and nothing may be nested deeper than serde_json's 128.
///
/// # Errors
/// [`ImportError::Damaged`] with the place.
pub(super) fn parse<T: DeserializeOwned>(text: &[u8]) -> Result<T, ImportError> {
    serde_json::from_slice(text).map_err(|error| match (error.line(), error.column()) {
        // Never the error's own words: they could quote a secret.
        (0, _) => ImportError::damaged("its values"),
        (line, column) => ImportError::damaged(format!("line {line}, character {column}")),
    })
}

/// A list that stops growing at [`MAX_ENTRIES`].
pub(super) struct Capped<T> {
    kept: Vec<T>,
    is_over: bool,
}

impl<T> Default for Capped<T> {
    fn default() -> Self {
        Self { kept: Vec::new(), is_over: false }
    }
}

impl<T> Capped<T> {
    /// # Errors
    /// [`ImportError::TooLarge`] when there were more.
    pub(super) fn into_vec(self) -> Result<Vec<T>, ImportError> {
        if self.is_over { Err(ImportError::TooLarge) } else { Ok(self.kept) }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Capped<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(CappedVisitor(PhantomData))
    }
}

struct CappedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for CappedVisitor<T> {
    type Value = Capped<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Capped<T>, A::Error> {
        let mut capped = Capped::default();
        while capped.kept.len() < MAX_ENTRIES {
            match list.next_element()? {
                Some(entry) => capped.kept.push(entry),
                None => return Ok(capped),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {
            capped.is_over = true;
        }
        Ok(capped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_takes_ten_thousand_and_no_more() {
        let list = |length: usize| format!("[{}]", vec!["1"; length].join(","));
        let read = |length| parse::<Capped<u8>>(list(length).as_bytes()).and_then(Capped::into_vec);
        assert_eq!(read(MAX_ENTRIES).map(|list| list.len()), Ok(MAX_ENTRIES));
        assert_eq!(read(MAX_ENTRIES + 1), Err(ImportError::TooLarge));
    }

    #[test]
    fn damage_is_told_by_its_place_and_never_quotes_what_is_there() {
        let error = parse::<Capped<u8>>(b"[1,\n \"JBSWY3DPEHPK3PXP\"]").err().map(|error| error.to_string());
        let error = error.unwrap_or_default();
        assert!(error.contains("line 2") && !error.contains("JBSWY"), "{error}");
    }
}
