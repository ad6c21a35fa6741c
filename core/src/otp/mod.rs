//! One-time codes (RFC 4226, RFC 6238, Steam) and the `otpauth://` addresses that carry their keys.
//!
//! [`OtpKey`] makes codes and checks typed ones; [`Address`] reads and prints what a QR code holds. The codes
//! themselves come from `totp-rs`. What must agree across languages is in `tests/vectors/otp/`.

mod address;
mod address_parse;
mod base32_text;
mod code;
mod parameters;
mod percent;
mod window;

pub use address::{Address, AddressError};
pub use base32_text::{InvalidBase32, base32_of, parse_base32};
pub use code::{EmptySecret, OtpKey};
pub use parameters::{Algorithm, Digits, Kind, Period};
#[cfg(feature = "device")]
pub(crate) use percent::decode as decode_percent;
pub use window::{Drift, normalise_code};
