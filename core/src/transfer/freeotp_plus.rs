//! FreeOTP+'s JSON export. Its secrets are lists of signed bytes, as Java has them.

use serde::Deserialize;
use zeroize::Zeroizing;

use super::draft::Draft;
use super::json::{Capped, parse};
use super::limits::MAX_SECRET_BYTES;
use super::{Format, Found, ImportError, Why};
use crate::otp::Address;

#[derive(Deserialize)]
struct Export {
    tokens: Capped<Token>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Token {
    algo: Option<String>,
    counter: Option<u64>,
    digits: Option<u64>,
    issuer_ext: Option<String>,
    issuer_int: Option<String>,
    label: Option<String>,
    period: Option<u64>,
    secret: Zeroizing<Vec<i8>>,
    #[serde(rename = "type")]
    kind: String,
}

/// # Errors
/// [`ImportError`].
pub(super) fn read(bytes: &[u8]) -> Result<Found, ImportError> {
    let export: Export = parse(bytes)?;
    let mut found = Found::new(Format::FreeOtpPlus);
    for token in export.tokens.into_vec()? {
        found.add(|| token.draft().name(), token.read());
    }
    Ok(found)
}

impl Token {
    fn read(&self) -> Result<Address, Why> {
        if self.secret.len() > MAX_SECRET_BYTES {
            return Err(Why::InvalidSecret);
        }
        let bytes: Zeroizing<Vec<u8>> = Zeroizing::new(self.secret.iter().map(|byte| byte.cast_unsigned()).collect());
        self.draft().with_secret(&bytes)
    }

    fn draft(&self) -> Draft<'_> {
        let issuer = self.issuer_ext.as_deref().filter(|issuer| !issuer.is_empty());
        let issuer = issuer.or(self.issuer_int.as_deref()).unwrap_or_default();
        Draft {
            issuer,
            account: self.label.as_deref().unwrap_or_default(),
            // FreeOTP+ shows Steam's codes for this name, whatever the digits say.
            kind: if issuer == "Steam" && self.kind == "TOTP" { "steam" } else { &self.kind },
            algorithm: self.algo.as_deref(),
            digits: self.digits,
            period: self.period,
            counter: self.counter,
        }
    }
}
