//! Import and export of one-time-code accounts.
//!
//! [`read`] takes a file of another program, whichever it is, and tells what is in it; it writes nothing. What a person
//! then chooses is written by `authenticator`. One file a format; where each is documented stands in
//! `tests/vectors/imports/README.md`. Notes, icons and groups are not taken over.

mod aegis;
mod and_otp;
mod bitwarden;
mod draft;
mod duo;
mod ente;
mod error;
mod export;
mod format;
mod found;
mod freeotp_plus;
mod google_batch;
mod json;
mod limits;
mod otpauth_lines;
mod own_file;
mod protobuf;
mod proton;
mod stratum;
#[cfg(test)]
mod tests;
mod two_fas;
mod unlock;

pub use draft::Draft;
pub use error::ImportError;
pub use export::{Export, ExportError, LinkedName};
pub use format::Format;
pub use found::{Found, ImportedEntry, LeftOut, Why};
pub use google_batch::{GoogleBatches, Progress};
pub use limits::{MAX_BATCH_CODES, MAX_ENTRIES, MAX_FILE_BYTES};

use crate::secret::Secret;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Reads an export of any of [`Format::ALL`]; which one it is, it tells by itself. `password` is the one that was set
/// when it was exported; a file that is not encrypted needs none.
///
/// # Errors
/// [`ImportError`]; no part of the file is taken over then.
pub fn read(bytes: &[u8], password: Option<&Secret>) -> Result<Found, ImportError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ImportError::TooLarge);
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let found = match format::recognise(bytes)? {
        Format::Assent => own_file::read(bytes, password),
        Format::Google => google_batch::read(bytes),
        Format::Aegis => aegis::read(bytes, password),
        Format::TwoFas => two_fas::read(bytes, password),
        Format::Ente => ente::read(bytes),
        Format::Bitwarden => bitwarden::read(bytes),
        Format::FreeOtpPlus => freeotp_plus::read(bytes),
        Format::AndOtp => and_otp::read(bytes, password),
        Format::Stratum => stratum::read(bytes, password),
        Format::Proton => proton::read(bytes, password),
        Format::Duo => duo::read(bytes),
        Format::Otpauth => otpauth_lines::read(bytes),
    };
    found?.if_any()
}
