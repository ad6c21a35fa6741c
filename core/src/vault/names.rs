//! What records and slots are called.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER_PERMISSIVE as HEX;

use crate::random::{NoRandomness, Random, make_bytes};

/// A record's name: 128 random bits, shown as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub [u8; 16]);

impl RecordId {
    /// A new id.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source fails.
    pub fn make(random: &dyn Random) -> Result<Self, NoRandomness> {
        make_bytes(random).map(Self)
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEX.encode(&self.0))
    }
}

/// The text is not a record id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a record id; it has 32 hexadecimal digits")]
pub struct NotARecordId;

impl FromStr for RecordId {
    type Err = NotARecordId;

    fn from_str(text: &str) -> Result<Self, NotARecordId> {
        let bytes = HEX.decode(text.as_bytes()).map_err(|_| NotARecordId)?;
        bytes.try_into().map(Self).map_err(|_| NotARecordId)
    }
}

/// Number of a slot; never used twice in a vault.
pub type SlotId = i64;

/// How a slot is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SlotKind {
    /// Something the user remembers.
    Passphrase,
    /// A key that the device holds.
    Platform,
    /// Digits or words for the app's own lock. One a vault.
    Pin,
    /// A long random key on paper. One a vault.
    Recovery,
    /// A kind this build does not know (or a damaged name). Kept, never touched.
    Other(String),
}

impl SlotKind {
    /// Whether it is something people remember: short, so that tries are counted and cost time.
    #[must_use]
    pub const fn is_remembered(&self) -> bool {
        matches!(self, Self::Passphrase | Self::Pin)
    }

    /// Whether a vault has at most one of it.
    pub(super) const fn is_single(&self) -> bool {
        matches!(self, Self::Pin | Self::Recovery)
    }

    pub(super) fn parse(name: &str) -> Self {
        match name {
            "passphrase" => Self::Passphrase,
            "platform" => Self::Platform,
            "pin" => Self::Pin,
            "recovery" => Self::Recovery,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl fmt::Display for SlotKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase => "passphrase",
            Self::Platform => "platform",
            Self::Pin => "pin",
            Self::Recovery => "recovery",
            Self::Other(name) => name,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_id_reads_back_as_it_was_shown() {
        let id = RecordId([0xab; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("ab".parse::<RecordId>(), Err(NotARecordId));
        assert_eq!("zz".repeat(16).parse::<RecordId>(), Err(NotARecordId));
    }
}
