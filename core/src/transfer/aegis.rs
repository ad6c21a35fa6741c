//! Aegis' vault: plain, or sealed by a master key that slots hold. A biometric slot is of no use on another phone.

use data_encoding::{BASE64, HEXLOWER_PERMISSIVE as HEX};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::draft::Draft;
use super::json::{Capped, parse};
use super::limits::MAX_SCRYPT_WORK;
use super::unlock::{Key, Plain, ScryptCost, need, open_aes_gcm, scrypt};
use super::{Format, Found, ImportError};
use crate::secret::Secret;

const PASSWORD_SLOT: u32 = 1;
const VERSION: u32 = 1;
const ADVICE: &str =
    "in Aegis set a password under Settings, Security, or export without encryption, then export again";

#[derive(Deserialize)]
struct Header {
    slots: Option<Capped<Slot>>,
    params: Option<SealParams>,
}

#[derive(Deserialize)]
struct Slot {
    #[serde(rename = "type")]
    kind: u32,
    key: String,
    key_params: SealParams,
    n: Option<u64>,
    r: Option<u32>,
    p: Option<u32>,
    salt: Option<String>,
}

#[derive(Deserialize)]
struct SealParams {
    nonce: String,
    tag: String,
}

#[derive(Deserialize)]
struct Head {
    version: u32,
    header: Header,
}

#[derive(Deserialize)]
struct Open {
    db: Contents,
}

#[derive(Deserialize)]
struct Sealed {
    db: String,
}

#[derive(Deserialize)]
struct Contents {
    entries: Capped<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(rename = "type")]
    kind: String,
    name: Option<String>,
    issuer: Option<String>,
    info: Info,
}

#[derive(Deserialize)]
struct Info {
    secret: Option<Zeroizing<String>>,
    algo: Option<String>,
    digits: Option<u64>,
    period: Option<u64>,
    counter: Option<u64>,
}

/// # Errors
/// [`ImportError`].
pub(super) fn read(bytes: &[u8], password: Option<&Secret>) -> Result<Found, ImportError> {
    let head: Head = parse(bytes)?;
    if head.version > VERSION {
        return Err(ImportError::NewerVersion { format: Format::Aegis });
    }
    let contents = match (head.header.slots, head.header.params) {
        (Some(slots), Some(params)) => open(bytes, slots.into_vec()?, &params, password)?,
        _ => parse::<Open>(bytes)?.db,
    };
    let mut found = Found::new(Format::Aegis);
    for entry in contents.entries.into_vec()? {
        let draft = entry.draft();
        found.add(|| draft.name(), draft.with_base32(entry.info.secret.as_ref()));
    }
    Ok(found)
}

impl Entry {
    fn draft(&self) -> Draft<'_> {
        Draft {
            issuer: self.issuer.as_deref().unwrap_or_default(),
            account: self.name.as_deref().unwrap_or_default(),
            kind: &self.kind,
            algorithm: self.info.algo.as_deref(),
            digits: self.info.digits,
            period: self.info.period,
            counter: self.info.counter,
        }
    }
}

fn open(
    bytes: &[u8],
    mut slots: Vec<Slot>,
    params: &SealParams,
    password: Option<&Secret>,
) -> Result<Contents, ImportError> {
    slots.retain(|slot| slot.kind == PASSWORD_SLOT);
    if slots.is_empty() {
        return Err(ImportError::EncryptedNotSupported { format: Format::Aegis, advice: ADVICE });
    }
    // Before the password is asked for, so that nobody types it for nothing.
    if slots.iter().fold(0, |sum: u64, slot| sum.saturating_add(slot.cost().work())) > MAX_SCRYPT_WORK {
        return Err(ImportError::TooCostly);
    }
    let password = need(password, Format::Aegis)?;
    let master = find_master_key(&slots, password)?;
    let sealed = BASE64.decode(parse::<Sealed>(bytes)?.db.as_bytes()).map_err(|_| ImportError::damaged("db"))?;
    parse(&params.open(&master, sealed)?)
}

/// The master key out of the first slot that the password opens.
fn find_master_key(slots: &[Slot], password: &Secret) -> Result<Key, ImportError> {
    for slot in slots {
        match slot.open(password) {
            Err(ImportError::WrongPassword) => {}
            other => return other,
        }
    }
    Err(ImportError::WrongPassword)
}

impl Slot {
    fn cost(&self) -> ScryptCost {
        ScryptCost { n: self.n.unwrap_or(0), r: self.r.unwrap_or(0), p: self.p.unwrap_or(0) }
    }

    fn open(&self, password: &Secret) -> Result<Key, ImportError> {
        let salt = hex(self.salt.as_deref().unwrap_or_default())?;
        let key = self.key_params.open(&scrypt(self.cost(), &salt, password)?, hex(&self.key)?)?;
        let key = key.as_slice().try_into().map_err(|_| ImportError::damaged("the key in its slot"))?;
        Ok(Zeroizing::new(key))
    }
}

impl SealParams {
    fn open(&self, key: &Key, mut sealed: Vec<u8>) -> Result<Plain, ImportError> {
        let tag = hex(&self.tag)?;
        sealed.reserve_exact(tag.len());
        sealed.extend(tag);
        open_aes_gcm(key, &hex(&self.nonce)?, &[], Zeroizing::new(sealed))
    }
}

fn hex(text: &str) -> Result<Vec<u8>, ImportError> {
    HEX.decode(text.as_bytes()).map_err(|_| ImportError::damaged("a value that must be hexadecimal"))
}
