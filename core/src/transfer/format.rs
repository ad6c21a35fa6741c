//! The formats, and how they are told apart.

use std::fmt;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{ImportError, and_otp, google_batch, json, own_file, stratum};

/// Whose export a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Our own encrypted export.
    Assent,
    /// Google Authenticator's QR codes, as text.
    Google,
    /// Aegis, plain and encrypted.
    Aegis,
    /// 2FAS, plain and encrypted.
    TwoFas,
    /// Ente Auth, plain.
    Ente,
    /// Bitwarden's JSON, plain.
    Bitwarden,
    /// FreeOTP+.
    FreeOtpPlus,
    /// andOTP, plain and encrypted by a password.
    AndOtp,
    /// Stratum (Authenticator Pro), plain and encrypted.
    Stratum,
    /// Proton Authenticator, plain and encrypted.
    Proton,
    /// Duo Mobile's own file.
    Duo,
    /// `otpauth://` addresses, one a line.
    Otpauth,
}

impl Format {
    /// All of them, ours first.
    pub const ALL: [Self; 12] = [
        Self::Assent,
        Self::Google,
        Self::Aegis,
        Self::TwoFas,
        Self::Ente,
        Self::Bitwarden,
        Self::FreeOtpPlus,
        Self::AndOtp,
        Self::Stratum,
        Self::Proton,
        Self::Duo,
        Self::Otpauth,
    ];

    /// The name for people: that of the program.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assent => "Assent",
            Self::Google => "Google Authenticator",
            Self::Aegis => "Aegis",
            Self::TwoFas => "2FAS",
            Self::Ente => "Ente Auth",
            Self::Bitwarden => "Bitwarden",
            Self::FreeOtpPlus => "FreeOTP+",
            Self::AndOtp => "andOTP",
            Self::Stratum => "Stratum (Authenticator Pro)",
            Self::Proton => "Proton Authenticator",
            Self::Duo => "Duo Mobile",
            Self::Otpauth => "otpauth:// addresses",
        }
    }

    /// The name for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Assent => "assent",
            Self::Google => "google",
            Self::Aegis => "aegis",
            Self::TwoFas => "2fas",
            Self::Ente => "ente",
            Self::Bitwarden => "bitwarden",
            Self::FreeOtpPlus => "freeotp-plus",
            Self::AndOtp => "andotp",
            Self::Stratum => "stratum",
            Self::Proton => "proton",
            Self::Duo => "duo",
            Self::Otpauth => "otpauth",
        }
    }

    pub(super) fn list_names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whose export this is, by what is in it alone.
///
/// # Errors
/// [`ImportError::UnknownFormat`]; [`ImportError::Damaged`] when it is JSON that breaks off.
pub(super) fn recognise(bytes: &[u8]) -> Result<Format, ImportError> {
    if bytes.starts_with(own_file::MARK) {
        return Ok(Format::Assent);
    }
    if stratum::is_sealed(bytes) {
        return Ok(Format::Stratum);
    }
    match std::str::from_utf8(bytes).map(str::trim_start) {
        Ok(text) if text.starts_with('{') => recognise_object(text),
        Ok(text) if text.starts_with('[') => recognise_list(text),
        Ok(text) if !and_otp::is_sealed(bytes) => recognise_lines(text),
        _ if and_otp::is_sealed(bytes) => Ok(Format::AndOtp),
        _ => Err(ImportError::UnknownFormat),
    }
}

fn recognise_lines(text: &str) -> Result<Format, ImportError> {
    let begins = |line: &str, with: &str| line.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    let has = |with: &str| text.lines().any(|line| begins(line.trim(), with));
    match () {
        () if has(google_batch::SCHEME) => Ok(Format::Google),
        () if !has("otpauth://") => Err(ImportError::UnknownFormat),
        () if text.contains("codeDisplay=") => Ok(Format::Ente),
        () => Ok(Format::Otpauth),
    }
}

/// The names that only one format's file has at its top.
#[derive(Deserialize)]
struct Marks {
    header: Option<IgnoredAny>,
    db: Option<IgnoredAny>,
    #[serde(rename = "schemaVersion")]
    schema_version: Option<IgnoredAny>,
    encrypted: Option<IgnoredAny>,
    items: Option<IgnoredAny>,
    tokens: Option<IgnoredAny>,
    #[serde(rename = "Authenticators")]
    authenticators: Option<IgnoredAny>,
    #[serde(rename = "kdfParams")]
    kdf_params: Option<IgnoredAny>,
    salt: Option<IgnoredAny>,
    content: Option<IgnoredAny>,
    entries: Option<IgnoredAny>,
}

fn recognise_object(text: &str) -> Result<Format, ImportError> {
    let marks: Marks = json::parse(text.as_bytes())?;
    match marks {
        Marks { header: Some(_), db: Some(_), .. } => Ok(Format::Aegis),
        Marks { schema_version: Some(_), .. } => Ok(Format::TwoFas),
        Marks { encrypted: Some(_), .. } | Marks { items: Some(_), .. } => Ok(Format::Bitwarden),
        Marks { tokens: Some(_), .. } => Ok(Format::FreeOtpPlus),
        Marks { authenticators: Some(_), .. } => Ok(Format::Stratum),
        Marks { kdf_params: Some(_), .. } => Ok(Format::Ente),
        Marks { entries: Some(_), .. } | Marks { salt: Some(_), content: Some(_), .. } => Ok(Format::Proton),
        _ => Err(ImportError::UnknownFormat),
    }
}

/// The names that only one format's entries have.
#[derive(Deserialize)]
struct EntryMarks {
    #[serde(rename = "accountType")]
    account_type: Option<IgnoredAny>,
    #[serde(rename = "otpGenerator")]
    otp_generator: Option<IgnoredAny>,
    secret: Option<IgnoredAny>,
}

fn recognise_list(text: &str) -> Result<Format, ImportError> {
    let entries: json::Capped<EntryMarks> = json::parse(text.as_bytes())?;
    for entry in entries.into_vec()? {
        match entry {
            EntryMarks { otp_generator: Some(_), .. } | EntryMarks { account_type: Some(_), .. } => {
                return Ok(Format::Duo);
            }
            EntryMarks { secret: Some(_), .. } => return Ok(Format::AndOtp),
            EntryMarks { .. } => {}
        }
    }
    Err(ImportError::UnknownFormat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_export_is_said_to_be_none() {
        for bytes in [&b""[..], b" ", b"{}", b"[]", b"[{}]", b"hello", b"\xff\xfe", b"null", b"\x89PNG\r\n\x1a\n"] {
            assert_eq!(recognise(bytes), Err(ImportError::UnknownFormat), "{bytes:?}");
        }
    }

    #[test]
    fn every_format_has_a_name_of_its_own() {
        let names: std::collections::HashSet<_> =
            Format::ALL.iter().map(|format| (format.name(), format.code())).collect();
        assert_eq!(names.len(), Format::ALL.len());
        assert!(ImportError::UnknownFormat.to_string().contains("FreeOTP+"));
    }
}
