//! Names of things: 128 random bits, written as 22 characters of base64url.

use data_encoding::BASE64URL_NOPAD;

/// Text that is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id: 22 characters of A-Z a-z 0-9 - _ are expected")]
pub struct BadId;

/// Decodes the text form of an id.
///
/// # Errors
/// [`BadId`] for any other text.
pub fn parse_id(text: &str) -> Result<[u8; 16], BadId> {
    let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| BadId)?;
    bytes.try_into().map_err(|_| BadId)
}

/// The text form of an id.
#[must_use]
pub fn print_id(bytes: &[u8; 16]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

/// Defines a kind of id, so that ids of different things can't be mixed up.
#[macro_export]
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            /// A new random id.
            ///
            /// # Errors
            /// When the random source fails.
            pub fn make(random: &dyn $crate::random::Random) -> Result<Self, $crate::random::NoRandomness> {
                $crate::random::make_bytes(random).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::ids::print_id(&self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::ids::BadId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::ids::parse_id(text).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

id!(
    /// A login that waits for an answer.
    ChallengeId
);
id!(
    /// A phone's link to one account.
    DeviceId
);
id!(
    /// A ticket with which one phone may link.
    TicketId
);
id!(
    /// A value used once.
    Nonce
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_other_text_does_not() {
        let id = ChallengeId([9; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        for bad in [
            "",
            "CQkJCQkJCQkJCQkJCQkJC",
            "CQkJCQkJCQkJCQkJCQkJCQ==",
            "CQkJCQkJCQkJCQkJCQkJC+",
            "CQkJCQkJCQkJCQkJCQkJCQkJ",
        ] {
            assert_eq!(bad.parse::<ChallengeId>(), Err(BadId), "{bad}");
        }
    }
}
