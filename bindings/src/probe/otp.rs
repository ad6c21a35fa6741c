//! Codes and addresses.

use assent_core::otp::{Address, Algorithm, Digits, Kind, OtpKey, Period};
use assent_core::secret::Secret;

use crate::AppError;

/// What an `otpauth:` address says.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProbeAddress {
    /// `totp`, `hotp` or `steam`.
    pub kind: String,
    /// Whom it is with.
    pub issuer: Option<String>,
    /// Whose it is.
    pub account: String,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: String,
    /// How long codes are.
    pub digits: u8,
    /// How long a code holds.
    pub period_secs: Option<u16>,
    /// The next count.
    pub counter: Option<u64>,
    /// The secret.
    pub secret: Vec<u8>,
    /// The address, printed again.
    pub printed: String,
}

/// The code of a secret: at `moment` in Unix seconds, or of the count `moment`.
///
/// # Errors
/// [`AppError::BadInput`].
#[uniffi::export]
pub fn probe_code(
    kind: String,
    algorithm: String,
    secret: Vec<u8>,
    digits: u8,
    moment: i64,
) -> Result<String, AppError> {
    let bad = |what: &str| AppError::bad_input("error-address", what);
    let counter = u64::try_from(moment).map_err(|_| bad("moment"))?;
    let kind = match kind.as_str() {
        "totp" => Kind::Totp { period: Period::new(30).ok_or_else(|| bad("period"))? },
        "hotp" => Kind::Hotp { counter },
        "steam" => Kind::Steam,
        _ => return Err(bad("kind")),
    };
    let algorithm = Algorithm::find(&algorithm).ok_or_else(|| bad("algorithm"))?;
    // Steam has a length of its own.
    let digits =
        if kind == Kind::Steam { Digits::default() } else { Digits::new(digits).ok_or_else(|| bad("digits"))? };
    let key = OtpKey::new(kind, algorithm, digits, Secret::new(secret)).map_err(|_| bad("key"))?;
    Ok(if matches!(kind, Kind::Hotp { .. }) { key.code_for_step(counter) } else { key.code_at(moment) })
}

/// Reads an `otpauth:` address.
///
/// # Errors
/// [`AppError::BadInput`]; its `detail` is the refusal's name.
#[uniffi::export]
pub fn probe_address(uri: String) -> Result<ProbeAddress, AppError> {
    let address = Address::parse(&uri).map_err(|why| AppError::bad_input("error-address", format!("{why:?}")))?;
    let key = address.key();
    Ok(ProbeAddress {
        kind: key.kind().name().to_owned(),
        issuer: address.issuer().map(str::to_owned),
        account: address.account().to_owned(),
        algorithm: key.algorithm().name().to_owned(),
        digits: key.digits(),
        period_secs: key.kind().period().map(Period::secs),
        counter: if let Kind::Hotp { counter } = key.kind() { Some(counter) } else { None },
        secret: key.secret().expose().to_vec(),
        printed: address.to_uri().to_string(),
    })
}
