//! What a code is made with, besides the secret.

/// The hash under HMAC (RFC 6238 §1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Algorithm {
    /// HMAC-SHA-1: what nearly every website uses, and some apps silently assume.
    #[default]
    Sha1,
    /// HMAC-SHA-256.
    Sha256,
    /// HMAC-SHA-512.
    Sha512,
}

impl Algorithm {
    /// The name in an `otpauth://` address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }

    /// The algorithm of that name in any case, also spelled `SHA-1` or `HmacSHA1`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let upper = name.to_ascii_uppercase().replace('-', "");
        let bare = upper.strip_prefix("HMAC").unwrap_or(&upper);
        [Self::Sha1, Self::Sha256, Self::Sha512].into_iter().find(|algorithm| algorithm.name() == bare)
    }
}

/// How many characters a code has: 6 to 8 decimal digits (RFC 4226 §5.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits(u8);

impl Digits {
    /// `None` outside 6 to 8.
    #[must_use]
    pub const fn new(digits: u8) -> Option<Self> {
        if matches!(digits, 6..=8) { Some(Self(digits)) } else { None }
    }

    /// The count.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Default for Digits {
    fn default() -> Self {
        Self(6)
    }
}

/// How long a time-based code lasts: 1 to 3600 seconds ("X" of RFC 6238 §4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period(u16);

impl Period {
    /// `None` outside 1 to 3600 seconds.
    #[must_use]
    pub const fn new(secs: u16) -> Option<Self> {
        if matches!(secs, 1..=3600) { Some(Self(secs)) } else { None }
    }

    /// The length in seconds.
    #[must_use]
    pub const fn secs(self) -> u16 {
        self.0
    }
}

impl Default for Period {
    fn default() -> Self {
        Self(30)
    }
}

/// What moves a code on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Time (RFC 6238).
    Totp {
        /// How long each code lasts.
        period: Period,
    },
    /// Use: each code belongs to the next count (RFC 4226).
    Hotp {
        /// The count that the next code belongs to.
        counter: u64,
    },
    /// Time, in Steam's way: SHA-1, 30 s, five characters of an alphabet of 26.
    Steam,
}

impl Kind {
    /// The type in an `otpauth://` address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Totp { .. } => "totp",
            Self::Hotp { .. } => "hotp",
            Self::Steam => "steam",
        }
    }

    /// How long a code lasts; `None` when time does not matter.
    #[must_use]
    pub fn period(self) -> Option<Period> {
        match self {
            Self::Totp { period } => Some(period),
            Self::Steam => Some(Period::default()),
            Self::Hotp { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_algorithm_is_found_under_each_of_its_spellings() {
        for spelling in ["SHA256", "sha256", "SHA-256", "HmacSHA256", "hmac-sha-256"] {
            assert_eq!(Algorithm::find(spelling), Some(Algorithm::Sha256), "{spelling}");
        }
        for stranger in ["", "MD5", "SHA", "SHA2", "SHA3-256", "HMAC"] {
            assert_eq!(Algorithm::find(stranger), None, "{stranger}");
        }
    }

    #[test]
    fn digits_and_periods_stay_inside_their_bounds() {
        assert!([0, 5, 9, 255].into_iter().all(|digits| Digits::new(digits).is_none()));
        assert!((6..=8).all(|digits| Digits::new(digits).is_some()));
        assert!([0, 3601, u16::MAX].into_iter().all(|secs| Period::new(secs).is_none()));
        assert!([1, 30, 3600].into_iter().all(|secs| Period::new(secs).is_some()));
    }
}
