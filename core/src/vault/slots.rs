//! Key slots: each holds the vault key wrapped in its own way, so that one vault opens by several means.

use data_encoding::BASE64;
use ring::digest::{SHA256, digest};
use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize};

use super::error::VaultError;
use super::file_key::KeyWrapper;
use super::names::{SlotId, SlotKind};
use super::passphrase::{Cost, derive_key};
use super::records::Sealer;
use crate::random::{Random, make_bytes};
use crate::seal::{open, seal};
use crate::secret::Secret;

/// Wrong passphrases in a row until a slot is disabled (NIST SP 800-63B-4 §3.2.10).
pub const MAX_WRONG: u32 = 10;

const BY_PASSPHRASE: &str = "vault key by passphrase";
const BY_PIN: &str = "vault key by pin";
const BY_RECOVERY_KEY: &str = "vault key by recovery key";

/// A slot to be made.
pub enum NewSlot<'a> {
    /// Opened by a passphrase; `cost` is stored with the slot.
    Passphrase {
        /// Name for people.
        label: &'a str,
        /// UTF-8 as typed.
        passphrase: &'a Secret,
        /// What a try shall cost.
        cost: Cost,
    },
    /// Opened by the app's PIN; takes the place of an older one.
    Pin {
        /// UTF-8 as typed. Whoever asks for it judges whether it is too simple.
        pin: &'a Secret,
        /// What a try shall cost.
        cost: Cost,
    },
    /// Opened by a key on paper; takes the place of an older one.
    Recovery {
        /// At least 128 random bits. They can't be guessed, so that nothing has to make a try slow or to count it:
        /// the seal's own derivation (HKDF, RFC 5869 §4) is enough, where a passphrase needs Argon2id.
        key: &'a Secret,
    },
    /// Opened by a key of the device.
    Platform {
        /// Name for people.
        label: &'a str,
        /// The device's key.
        wrapper: &'a dyn KeyWrapper,
    },
}

/// What a slot is, without opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotStatus {
    /// Its number.
    pub id: SlotId,
    /// Its kind.
    pub kind: SlotKind,
    /// Its name for people; empty when damaged.
    pub label: String,
    /// Wrong tries left; `None` where tries are not counted. Whoever can write the file can raise it.
    pub tries_left: Option<u32>,
    /// Whether the stored slot changed on disk.
    pub is_damaged: bool,
}

impl SlotStatus {
    /// Whether this slot can still open the vault.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        !self.is_damaged && self.tries_left != Some(0) && !matches!(self.kind, SlotKind::Other(_))
    }
}

/// A row of table `slots`.
pub(super) struct Slot {
    pub(super) id: SlotId,
    pub(super) kind: SlotKind,
    parameters: String,
    pub(super) wrapped: Vec<u8>,
    sum: Vec<u8>,
    pub(super) failed: u32,
}

#[derive(Serialize, Deserialize)]
struct Parameters {
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    argon2id: Option<Argon2id>,
}

#[derive(Serialize, Deserialize)]
struct Argon2id {
    salt: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl NewSlot<'_> {
    pub(super) const fn kind(&self) -> SlotKind {
        match self {
            Self::Passphrase { .. } => SlotKind::Passphrase,
            Self::Pin { .. } => SlotKind::Pin,
            Self::Recovery { .. } => SlotKind::Recovery,
            Self::Platform { .. } => SlotKind::Platform,
        }
    }

    const fn label(&self) -> &str {
        match self {
            Self::Passphrase { label, .. } | Self::Platform { label, .. } => label,
            Self::Pin { .. } | Self::Recovery { .. } => "",
        }
    }

    const fn cost(&self) -> Option<Cost> {
        match self {
            Self::Passphrase { cost, .. } | Self::Pin { cost, .. } => Some(*cost),
            Self::Recovery { .. } | Self::Platform { .. } => None,
        }
    }

    fn wrap(&self, sealer: &Sealer, parameters: &str) -> Result<Vec<u8>, VaultError> {
        let place = place(&sealer.vault_id, parameters);
        let seal_by = |key: &Secret, purpose| Ok(seal(key, purpose, &place, sealer.key.expose(), &*sealer.random)?);
        match self {
            Self::Passphrase { passphrase, .. } => seal_by(&stretch(passphrase, parameters)?, BY_PASSPHRASE),
            Self::Pin { pin, .. } => seal_by(&stretch(pin, parameters)?, BY_PIN),
            Self::Recovery { key } => seal_by(key, BY_RECOVERY_KEY),
            Self::Platform { wrapper, .. } => wrapper.wrap(&sealer.key, &*sealer.random),
        }
    }
}

/// Wraps the key of `sealer` in a new slot.
pub(super) fn add(transaction: &Transaction<'_>, sealer: &Sealer, slot: &NewSlot<'_>) -> Result<SlotId, VaultError> {
    let kind = slot.kind();
    let parameters = make_parameters(slot.label(), slot.cost(), &*sealer.random)?;
    let wrapped = slot.wrap(sealer, &parameters)?;
    let sum = checksum(&sealer.vault_id, &kind, &parameters, &wrapped);
    if kind.is_single() {
        transaction.execute("DELETE FROM slots WHERE kind = ?1", [kind.to_string()])?;
    }
    transaction.execute(
        "INSERT INTO slots (kind, parameters, wrapped, sum) VALUES (?1, ?2, ?3, ?4)",
        (kind.to_string(), parameters, wrapped, sum),
    )?;
    Ok(transaction.last_insert_rowid())
}

/// All slots, in the order in which they were made.
pub(super) fn list(connection: &Connection) -> Result<Vec<Slot>, VaultError> {
    let mut query = connection.prepare("SELECT id, kind, parameters, wrapped, sum, failed FROM slots ORDER BY id")?;
    let slots = query.query_map([], |row| {
        Ok(Slot {
            id: row.get(0)?,
            kind: SlotKind::parse(&row.get::<_, String>(1)?),
            parameters: row.get(2)?,
            wrapped: row.get(3)?,
            sum: row.get(4)?,
            failed: row.get(5)?,
        })
    })?;
    Ok(slots.collect::<Result<_, _>>()?)
}

/// Removes a slot that is not the last usable one.
pub(super) fn remove(transaction: &Transaction<'_>, vault_id: &[u8; 16], id: SlotId) -> Result<(), VaultError> {
    let slots = list(transaction)?;
    if !slots.iter().any(|slot| slot.id == id) {
        return Err(VaultError::NoSuchSlot(id));
    }
    if !slots.iter().any(|slot| slot.id != id && slot.status(vault_id).is_usable()) {
        return Err(VaultError::LastSlot);
    }
    transaction.execute("DELETE FROM slots WHERE id = ?1", [id])?;
    Ok(())
}

impl Slot {
    pub(super) fn status(&self, vault_id: &[u8; 16]) -> SlotStatus {
        let is_damaged = self.is_damaged(vault_id);
        let parameters = serde_json::from_str::<Parameters>(&self.parameters).ok().filter(|_| !is_damaged);
        SlotStatus {
            id: self.id,
            kind: self.kind.clone(),
            label: parameters.map(|parameters| parameters.label).unwrap_or_default(),
            tries_left: self.kind.is_remembered().then(|| MAX_WRONG.saturating_sub(self.failed)),
            is_damaged,
        }
    }

    /// Whether the row changed on disk. The checksum has no key: it tells damage from a wrong passphrase, and
    /// keeps nobody from anything.
    pub(super) fn is_damaged(&self, vault_id: &[u8; 16]) -> bool {
        checksum(vault_id, &self.kind, &self.parameters, &self.wrapped) != self.sum
    }

    /// The vault key; `None` when what was typed is wrong.
    pub(super) fn unwrap_typed(&self, vault_id: &[u8; 16], typed: &Secret) -> Result<Option<Secret>, VaultError> {
        let purpose = if self.kind == SlotKind::Pin { BY_PIN } else { BY_PASSPHRASE };
        let key = stretch(typed, &self.parameters)?;
        Ok(open(&key, purpose, &place(vault_id, &self.parameters), &self.wrapped).ok())
    }

    /// The vault key; `None` when it is another recovery key.
    pub(super) fn unwrap_recovery(&self, vault_id: &[u8; 16], key: &Secret) -> Option<Secret> {
        open(key, BY_RECOVERY_KEY, &place(vault_id, &self.parameters), &self.wrapped).ok()
    }
}

#[cfg(test)]
impl Slot {
    /// Makes the stored checksum fit, as somebody would who knows the format.
    pub(super) fn repair_sum(&self, connection: &Connection, vault_id: &[u8; 16]) {
        let sum = checksum(vault_id, &self.kind, &self.parameters, &self.wrapped);
        connection.execute("UPDATE slots SET sum = ?2 WHERE id = ?1", (self.id, sum)).unwrap();
    }
}

/// The key from what was typed, as slow as the slot says.
fn stretch(typed: &Secret, parameters: &str) -> Result<Secret, VaultError> {
    let (salt, cost) = read_parameters(parameters).ok_or(VaultError::SlotDamaged)?;
    derive_key(typed, &salt, cost)
}

fn make_parameters(label: &str, cost: Option<Cost>, random: &dyn Random) -> Result<String, VaultError> {
    let argon2id = match cost {
        None => None,
        Some(Cost { memory_kib, passes, lanes }) => {
            let salt = BASE64.encode(&make_bytes::<16>(random)?);
            Some(Argon2id { salt, memory_kib, passes, lanes })
        }
    };
    to_json(&Parameters { label: label.to_owned(), argon2id })
}

fn read_parameters(parameters: &str) -> Option<(Vec<u8>, Cost)> {
    let Argon2id { salt, memory_kib, passes, lanes } = serde_json::from_str::<Parameters>(parameters).ok()?.argon2id?;
    Some((BASE64.decode(salt.as_bytes()).ok()?, Cost { memory_kib, passes, lanes }))
}

fn to_json(parameters: &Parameters) -> Result<String, VaultError> {
    serde_json::to_string(parameters).map_err(|error| VaultError::Io(error.into()))
}

/// The text as stored, so that salt, cost and label are bound too.
fn place(vault_id: &[u8; 16], parameters: &str) -> Vec<u8> {
    [&vault_id[..], parameters.as_bytes()].concat()
}

fn checksum(vault_id: &[u8; 16], kind: &SlotKind, parameters: &str, wrapped: &[u8]) -> Vec<u8> {
    let mut content = b"assent vault slot v1".to_vec();
    for part in [&vault_id[..], kind.to_string().as_bytes(), parameters.as_bytes(), wrapped] {
        content.extend_from_slice(&(part.len() as u64).to_be_bytes());
        content.extend_from_slice(part);
    }
    digest(&SHA256, &content).as_ref().to_vec()
}
