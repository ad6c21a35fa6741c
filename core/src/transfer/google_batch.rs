//! Google Authenticator's export: `otpauth-migration://` addresses, one a QR code, several codes an export.
//!
//! Google documents nothing; the fields are those that other readers agree on, see `tests/vectors/imports/README.md`.

use std::collections::BTreeMap;

use data_encoding::BASE64_NOPAD;
use zeroize::Zeroizing;

use super::draft::Draft;
use super::limits::{MAX_BATCH_CODES, MAX_ENTRIES};
use super::protobuf::{Fields, Value};
use super::{Format, Found, ImportError};
use crate::otp::decode_percent;

pub(super) const SCHEME: &str = "otpauth-migration://";

/// How many of an export's QR codes were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// So many.
    pub have: u32,
    /// Of so many.
    pub of: u32,
}

/// Collects the QR codes of one export, in any order. Without `Debug`: it holds secrets.
#[derive(Default)]
pub struct GoogleBatches {
    /// Which export, and of how many codes.
    of: Option<(u64, u32)>,
    codes: BTreeMap<u32, Code>,
    /// What is in all of them.
    count: usize,
}

/// One QR code.
struct Code {
    raw: Zeroizing<Vec<u8>>,
    found: Found,
}

impl GoogleBatches {
    /// Whether a scanned text is a part of such an export.
    #[must_use]
    pub fn is_part(text: &str) -> bool {
        text.trim_start().get(..SCHEME.len()).is_some_and(|head| head.eq_ignore_ascii_case(SCHEME))
    }

    /// Adds what a QR code says. One that was read before changes nothing.
    ///
    /// # Errors
    /// [`ImportError::OtherBatch`], [`ImportError::Damaged`], [`ImportError::TooLarge`]; what was read before stays.
    pub fn add(&mut self, text: &str) -> Result<Progress, ImportError> {
        let raw = decode(text)?;
        let (head, found) = read_payload(&raw)?;
        let of = (head.batch_id, head.size);
        if *self.of.get_or_insert(of) != of {
            return Err(ImportError::OtherBatch);
        }
        match self.codes.get(&head.index) {
            Some(known) if *known.raw != *raw => return Err(ImportError::OtherBatch),
            Some(_) => {}
            None if self.count + found.len() > MAX_ENTRIES => return Err(ImportError::TooLarge),
            None => {
                self.count += found.len();
                self.codes.insert(head.index, Code { raw, found });
            }
        }
        Ok(self.progress())
    }

    /// How many were read.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let of = self.of.map_or(0, |(_, size)| size);
        Progress { have: u32::try_from(self.codes.len()).unwrap_or(of), of }
    }

    /// Which are missing, counted from 1.
    #[must_use]
    pub fn missing(&self) -> Vec<u32> {
        let of = self.progress().of;
        (0..of).filter(|index| !self.codes.contains_key(index)).map(|index| index + 1).collect()
    }

    /// What was read so far, in the export's order; [`Found::missing`] says what is not there.
    ///
    /// # Errors
    /// [`ImportError::TooLarge`], [`ImportError::NoAccounts`].
    pub fn into_found(self) -> Result<Found, ImportError> {
        let missing = self.missing();
        let mut all = Found::new(Format::Google);
        for code in self.codes.into_values() {
            all.append(code.found)?;
        }
        all.missing = missing;
        all.if_any()
    }

    /// What was read, when all of it was.
    ///
    /// # Errors
    /// [`ImportError::Incomplete`], [`ImportError::TooLarge`], [`ImportError::NoAccounts`].
    pub fn into_complete(self) -> Result<Found, ImportError> {
        let Progress { have, of } = self.progress();
        if have < of { Err(ImportError::Incomplete { have, of }) } else { self.into_found() }
    }
}

/// A text with one address a line.
///
/// # Errors
/// [`ImportError`].
pub(super) fn read(bytes: &[u8]) -> Result<Found, ImportError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ImportError::damaged("its letters are not UTF-8"))?;
    let mut batches = GoogleBatches::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        batches.add(line)?;
    }
    batches.into_complete()
}

fn decode(text: &str) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let damaged = || ImportError::damaged("the address of its QR code");
    let text = text.trim();
    if !GoogleBatches::is_part(text) {
        return Err(damaged());
    }
    let query = text.split_once('?').ok_or_else(damaged)?.1;
    let data = query.split('&').find_map(|pair| pair.strip_prefix("data=")).ok_or_else(damaged)?;
    let data = decode_percent(data).ok_or_else(damaged)?;
    // Some readers give a plus as a space.
    let data = Zeroizing::new(data.trim_end_matches('=').replace(' ', "+"));
    BASE64_NOPAD.decode(data.as_bytes()).map(Zeroizing::new).map_err(|_| damaged())
}

/// Which code of which export this is.
struct Head {
    batch_id: u64,
    size: u32,
    index: u32,
}

/// `MigrationPayload`: 1 accounts, 2 version, 3 batch size, 4 batch index, 5 batch id.
fn read_payload(raw: &[u8]) -> Result<(Head, Found), ImportError> {
    let (mut size, mut index, mut batch_id) = (0, 0, 0);
    let mut found = Found::new(Format::Google);
    for (count, field) in Fields(raw).enumerate() {
        if count > MAX_ENTRIES {
            return Err(ImportError::TooLarge);
        }
        match field? {
            (1, Value::Bytes(account)) => read_account(account, &mut found)?,
            (3, Value::Number(number)) => size = number,
            (4, Value::Number(number)) => index = number,
            (5, Value::Number(number)) => batch_id = number,
            _ => {}
        }
    }
    // What is not said is 0, and an export of one code need not say it.
    let size = size.max(1);
    if size > u64::from(MAX_BATCH_CODES) || index >= size {
        return Err(ImportError::damaged("the number of its QR codes"));
    }
    let number = |number: u64| u32::try_from(number).map_err(|_| ImportError::TooLarge);
    Ok((Head { batch_id, size: number(size)?, index: number(index)? }, found))
}

/// `OtpParameters`: 1 secret, 2 name, 3 issuer, 4 algorithm, 5 digits, 6 type, 7 counter.
#[derive(Default)]
struct Parameters<'a> {
    secret: &'a [u8],
    name: &'a [u8],
    issuer: &'a [u8],
    algorithm: u64,
    digits: u64,
    kind: u64,
    counter: u64,
}

fn read_account(bytes: &[u8], found: &mut Found) -> Result<(), ImportError> {
    let parameters = Parameters::parse(bytes)?;
    let text = |bytes| std::str::from_utf8(bytes).map_err(|_| ImportError::damaged("a name in its QR code"));
    let names = split_names(text(parameters.issuer)?, text(parameters.name)?);
    let draft = parameters.draft(names);
    found.add(|| draft.name(), draft.with_secret(parameters.secret));
    Ok(())
}

impl<'a> Parameters<'a> {
    fn parse(bytes: &'a [u8]) -> Result<Self, ImportError> {
        let mut parameters = Self::default();
        for field in Fields(bytes) {
            match field? {
                (1, Value::Bytes(bytes)) => parameters.secret = bytes,
                (2, Value::Bytes(bytes)) => parameters.name = bytes,
                (3, Value::Bytes(bytes)) => parameters.issuer = bytes,
                (4, Value::Number(number)) => parameters.algorithm = number,
                (5, Value::Number(number)) => parameters.digits = number,
                (6, Value::Number(number)) => parameters.kind = number,
                (7, Value::Number(number)) => parameters.counter = number,
                _ => {}
            }
        }
        Ok(parameters)
    }

    /// What is not said is 0, and means what everybody assumes. Google's codes last 30 seconds.
    fn draft(&self, (issuer, account): (&'a str, &'a str)) -> Draft<'a> {
        Draft {
            issuer,
            account,
            kind: match self.kind {
                0 | 2 => "totp",
                1 => "hotp",
                _ => "",
            },
            algorithm: Some(match self.algorithm {
                0 | 1 => "SHA1",
                2 => "SHA256",
                3 => "SHA512",
                _ => "MD5",
            }),
            digits: Some(match self.digits {
                0 | 1 => 6,
                2 => 8,
                _ => 0,
            }),
            period: None,
            counter: Some(self.counter),
        }
    }
}

/// Google writes the issuer before the name as well, or only there.
fn split_names<'a>(issuer: &'a str, name: &'a str) -> (&'a str, &'a str) {
    match name.split_once(':') {
        Some((before, account)) if issuer.is_empty() || before.trim() == issuer.trim() => (before, account),
        _ => (issuer, name),
    }
}
