//! Our own export: a line of JSON that says how it is sealed, and a line with what is sealed. `docs/export-format.md`.

use data_encoding::BASE64;
use ring::aead::CHACHA20_POLY1305;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::draft::{Draft, clean_name};
use super::found::LeftOut;
use super::json::{Capped, parse};
use super::limits::{MAX_ARGON2_KIB, MAX_ARGON2_PASSES};
use super::unlock::{Key, Plain, argon2id, need, open_sealed};
use super::{Format, Found, ImportError, Why};
use crate::message::Text;
use crate::secret::Secret;
use crate::vault::normalise;

/// What every version of it begins with.
pub(super) const MARK: &[u8] = b"{\"assent_export\":";
pub(super) const VERSION: u32 = 1;
pub(super) const KDF: &str = "argon2id";
pub(super) const CIPHER: &str = "chacha20-poly1305";
const MAX_LANES: u32 = 4;

/// The first line. All of it is authenticated with the body.
#[derive(Serialize, Deserialize)]
pub(super) struct Header {
    pub(super) assent_export: u32,
    pub(super) kdf: String,
    pub(super) memory_kib: u32,
    pub(super) passes: u32,
    pub(super) lanes: u32,
    pub(super) salt: String,
    pub(super) cipher: String,
    pub(super) nonce: String,
}

#[derive(Deserialize)]
struct Version {
    assent_export: u32,
}

/// What is sealed.
#[derive(Deserialize)]
struct Contents {
    accounts: Capped<Account>,
    linked: Capped<Linked>,
}

/// An account with its key.
#[derive(Serialize, Deserialize)]
pub(super) struct Account {
    pub(super) issuer: String,
    pub(super) account: String,
    pub(super) label: Option<String>,
    pub(super) kind: String,
    pub(super) secret: Zeroizing<String>,
    pub(super) algorithm: String,
    pub(super) digits: u8,
    pub(super) period_secs: Option<u16>,
    pub(super) counter: Option<u64>,
}

/// An account of a server, without any key.
#[derive(Serialize, Deserialize)]
pub(super) struct Linked {
    pub(super) issuer: String,
    pub(super) account: String,
    pub(super) server: String,
}

/// # Errors
/// [`ImportError`].
pub(super) fn read(bytes: &[u8], password: Option<&Secret>) -> Result<Found, ImportError> {
    let end = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len());
    let (line, body) = bytes.split_at(end);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if parse::<Version>(line)?.assent_export > VERSION {
        return Err(ImportError::NewerVersion { format: Format::Assent });
    }
    let header: Header = parse(line)?;
    header.check()?;
    read_contents(parse(&header.open(line, body.trim_ascii(), need(password, Format::Assent)?)?)?)
}

fn read_contents(contents: Contents) -> Result<Found, ImportError> {
    let mut found = Found::new(Format::Assent);
    for account in contents.accounts.into_vec()? {
        let draft = account.draft();
        found.add(|| draft.name(), draft.with_base32(Some(&account.secret)));
        if let (Some(entry), Some(label)) = (found.entries.last_mut(), &account.label) {
            entry.label = Text::tidy(label);
        }
    }
    for linked in contents.linked.into_vec()? {
        let draft = Draft { issuer: &linked.issuer, account: &linked.account, ..Draft::default() };
        found.left_out.push(LeftOut { what: draft.name(), why: Why::Linked { server: clean_name(&linked.server) } });
    }
    Ok(found)
}

impl Header {
    fn check(&self) -> Result<(), ImportError> {
        if self.kdf != KDF || self.cipher != CIPHER {
            return Err(ImportError::damaged("line 1"));
        }
        let is_bearable =
            self.memory_kib <= MAX_ARGON2_KIB && self.passes <= MAX_ARGON2_PASSES && self.lanes <= MAX_LANES;
        if is_bearable { Ok(()) } else { Err(ImportError::TooCostly) }
    }

    /// The key of this file.
    ///
    /// # Errors
    /// [`ImportError::Damaged`].
    pub(super) fn derive_key(&self, passphrase: &Secret) -> Result<Key, ImportError> {
        let salt = BASE64.decode(self.salt.as_bytes()).map_err(|_| ImportError::damaged("salt"))?;
        argon2id((self.memory_kib, self.passes, self.lanes), &salt, &normalise(passphrase))
    }

    /// The body is unpacked only after Argon2id gave its memory back.
    fn open(&self, line: &[u8], body: &[u8], password: &Secret) -> Result<Plain, ImportError> {
        let nonce = BASE64.decode(self.nonce.as_bytes()).map_err(|_| ImportError::damaged("nonce"))?;
        let key = self.derive_key(password)?;
        let sealed = BASE64.decode(body).map_err(|_| ImportError::damaged("line 2"))?;
        open_sealed(&CHACHA20_POLY1305, &key, &nonce, line, Zeroizing::new(sealed))
    }
}

impl Account {
    fn draft(&self) -> Draft<'_> {
        Draft {
            issuer: &self.issuer,
            account: &self.account,
            kind: &self.kind,
            algorithm: Some(&self.algorithm),
            digits: Some(self.digits.into()),
            period: self.period_secs.map(Into::into),
            counter: self.counter,
        }
    }
}
