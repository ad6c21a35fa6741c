//! Ente Auth's export: addresses with a `codeDisplay` of its own.
//!
//! Its encrypted export takes Argon2id with 256 MiB and sixteen passes (more on computers) and libsodium's secretstream:
//! more memory than is given to a stranger's file here. So it is refused with advice.

use serde::Deserialize;
use zeroize::Zeroizing;

use super::otpauth_lines::read_lines;
use super::{Format, Found, ImportError, Why};
use crate::otp::{Address, AddressError, decode_percent};

const ADVICE: &str =
    "in Ente Auth choose Settings, Data, Export codes, Plain text, import that file here, then delete it";
const DISPLAY: &str = "codeDisplay=";
/// Room for a note and an icon beside the address.
const MAX_LINE_BYTES: usize = 256 * 1024;

/// # Errors
/// [`ImportError::EncryptedNotSupported`], [`ImportError::TooLarge`].
pub(super) fn read(bytes: &[u8]) -> Result<Found, ImportError> {
    if bytes.trim_ascii_start().starts_with(b"{") {
        return Err(ImportError::EncryptedNotSupported { format: Format::Ente, advice: ADVICE });
    }
    read_lines(Format::Ente, bytes, read_line)
}

/// How Ente shows an entry.
#[derive(Deserialize)]
struct CodeDisplay {
    #[serde(default)]
    trashed: bool,
}

/// The address without Ente's own part, which may be longer than an address can be.
fn read_line(line: &str) -> Result<Address, Why> {
    let (head, query) = line.split_once('?').unwrap_or((line, ""));
    if line.len() > MAX_LINE_BYTES {
        return Err(AddressError::TooLong.into());
    }
    let (own, others): (Vec<&str>, Vec<&str>) = query.split('&').partition(|pair| pair.starts_with(DISPLAY));
    let mut uri = Zeroizing::new(String::with_capacity(line.len()));
    uri.push_str(head);
    for (at, pair) in others.iter().enumerate() {
        uri.push(if at == 0 { '?' } else { '&' });
        uri.push_str(pair);
    }
    let address = Address::parse(&uri)?;
    if own.iter().any(|pair| is_trashed(&pair[DISPLAY.len()..])) { Err(Why::Deleted) } else { Ok(address) }
}

fn is_trashed(display: &str) -> bool {
    let display = decode_percent(display).and_then(|json| serde_json::from_str::<CodeDisplay>(&json).ok());
    display.is_some_and(|display| display.trashed)
}
