//! 2FAS' backup: plain, or with its services sealed (PBKDF2-SHA-256, 10,000 iterations; AES-256-GCM).

use data_encoding::BASE64;
use ring::pbkdf2::PBKDF2_HMAC_SHA256;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::draft::Draft;
use super::json::{Capped, parse};
use super::unlock::{need, open_aes_gcm, pbkdf2};
use super::{Format, Found, ImportError};
use crate::secret::Secret;

const ITERATIONS: u32 = 10_000;
const VERSION: u32 = 4;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Backup {
    schema_version: u32,
    #[serde(default)]
    services: Capped<Service>,
    services_encrypted: Option<String>,
}

#[derive(Deserialize)]
struct Service {
    name: Option<String>,
    secret: Option<Zeroizing<String>>,
    otp: Otp,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Otp {
    account: Option<String>,
    issuer: Option<String>,
    digits: Option<u64>,
    period: Option<u64>,
    algorithm: Option<String>,
    token_type: Option<String>,
    counter: Option<u64>,
}

/// # Errors
/// [`ImportError`].
pub(super) fn read(bytes: &[u8], password: Option<&Secret>) -> Result<Found, ImportError> {
    let backup: Backup = parse(bytes)?;
    if backup.schema_version > VERSION {
        return Err(ImportError::NewerVersion { format: Format::TwoFas });
    }
    let services = match backup.services_encrypted {
        Some(sealed) => open(&sealed, need(password, Format::TwoFas)?)?,
        None => backup.services,
    };
    let mut found = Found::new(Format::TwoFas);
    for service in services.into_vec()? {
        let draft = service.draft();
        found.add(|| draft.name(), draft.with_base32(service.secret.as_ref()));
    }
    Ok(found)
}

/// `data:salt:nonce`, each in base64.
fn open(sealed: &str, password: &Secret) -> Result<Capped<Service>, ImportError> {
    let damaged = || ImportError::damaged("servicesEncrypted");
    let mut parts: Vec<Vec<u8>> = sealed
        .split(':')
        .map(|part| BASE64.decode(part.as_bytes()))
        .collect::<Result<_, _>>()
        .map_err(|_| damaged())?;
    let [data, salt, nonce] = parts.as_mut_slice() else { return Err(damaged()) };
    let key = pbkdf2(PBKDF2_HMAC_SHA256, ITERATIONS, salt, password)?;
    parse(&open_aes_gcm(&key, nonce, &[], Zeroizing::new(std::mem::take(data)))?)
}

impl Service {
    fn draft(&self) -> Draft<'_> {
        let otp = &self.otp;
        let named = self.name.as_deref().filter(|name| !name.is_empty());
        Draft {
            issuer: named.or(otp.issuer.as_deref()).unwrap_or_default(),
            account: otp.account.as_deref().unwrap_or_default(),
            kind: otp.token_type.as_deref().unwrap_or("TOTP"),
            algorithm: otp.algorithm.as_deref(),
            digits: otp.digits,
            period: otp.period,
            counter: otp.counter,
        }
    }
}
