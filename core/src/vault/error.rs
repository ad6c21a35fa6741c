//! What can go wrong with a vault, and what to do then.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use super::names::{RecordId, SlotId, SlotKind};
use crate::random::NoRandomness;

/// A record that is set aside: its row is gone, was changed, or does not open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "record {id} ({kind}) is damaged and was set aside; restore it from a backup, or forget it to go on without it"
)]
pub struct Damaged {
    /// Which record.
    pub id: RecordId,
    /// What it was, as the vault's list of records says, or else as the row says.
    pub kind: String,
}

/// Why the vault did not do what it was asked. In each case the vault holds what it held before.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// No file there.
    #[error("there is no vault at {}; create one first", .0.display())]
    NoVault(PathBuf),
    /// Creating would overwrite.
    #[error("{} is there already and was left as it is; open it, or choose another place", .0.display())]
    Exists(PathBuf),
    /// Some other file.
    #[error("{} is not an Assent vault and was left as it is; check the path", .0.display())]
    NotAVault(PathBuf),
    /// Made by a later Assent.
    #[error(
        "this vault has version {found}, this Assent knows up to {known}; update Assent. The vault was not touched"
    )]
    NewerVersion {
        /// The file's schema version.
        found: u32,
        /// The highest version this build reads.
        known: u32,
    },
    /// The passphrase opens no slot.
    #[error("wrong passphrase; {tries_left} tries left before it is disabled")]
    WrongPassphrase {
        /// Wrong tries still allowed, of the slot that has most.
        tries_left: u32,
    },
    /// Too many wrong passphrases in a row.
    #[error("the passphrase is disabled after too many wrong tries; open the vault in another way, or enrol again")]
    SlotDisabled,
    /// The PIN does not open its slot.
    #[error("wrong PIN; {tries_left} tries left before it is disabled")]
    WrongPin {
        /// Wrong tries still allowed.
        tries_left: u32,
    },
    /// Too many wrong PINs in a row.
    #[error(
        "the PIN is disabled after too many wrong tries; open the vault by the device or the recovery key, then set a new PIN"
    )]
    PinDisabled,
    /// Another vault's recovery key, or an older one.
    #[error("this recovery key does not open this vault; use the newest one that was made for it")]
    WrongRecoveryKey,
    /// The vault can't be opened in the way that was tried.
    #[error("this vault has no {0} slot; open it in the way it was set up")]
    NoSlot(SlotKind),
    /// No such slot to remove.
    #[error("this vault has no slot {0}; list the slots first")]
    NoSuchSlot(SlotId),
    /// Removing it would lock everybody out.
    #[error("this is the last working way to open the vault; add another one first")]
    LastSlot,
    /// A slot's parameters or wrapped key changed on disk.
    #[error(
        "the stored key slot is damaged (the passphrase may be right); open the vault in another way, or restore it"
    )]
    SlotDamaged,
    /// The key belongs to another vault.
    #[error("this key does not belong to this vault; use the key that was made with it. Nothing was written")]
    WrongKey,
    /// Another process gave the vault a new key meanwhile.
    #[error("the vault was given a new key meanwhile; open it again")]
    Rekeyed,
    /// The platform's key store did not do its part.
    #[error("the device's key store did not help: {0}; try again, or open the vault in another way")]
    KeyStore(String),
    /// The key file can't be used.
    #[error("key file {}: {problem}", path.display())]
    KeyFile {
        /// Where it is.
        path: PathBuf,
        /// What is wrong, and what to do.
        problem: &'static str,
    },
    /// One record is damaged; the others are fine.
    #[error(transparent)]
    Damaged(#[from] Damaged),
    /// The sealed list of records is damaged.
    #[error("the vault's list of records is damaged: records stay readable, none can be changed; export or rebuild it")]
    ListDamaged,
    /// The file's structure is damaged.
    #[error("the vault file is damaged and was left as it is; copy it away, then restore a backup")]
    FileDamaged,
    /// The file or its folder can't be written.
    #[error("the vault or its folder is read-only; make both writable for you and try again")]
    ReadOnly,
    /// No space.
    #[error("no space left to save the vault; free some and try again. Nothing was changed")]
    Full,
    /// Another process holds the vault.
    #[error("another Assent is writing to this vault; try again in a moment")]
    Busy,
    /// No randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The file system failed.
    #[error("the vault's files could not be read or written: {0}; check the disk and the permissions")]
    Io(#[from] std::io::Error),
    /// SQLite failed in some other way.
    #[error("the vault could not be read or written: {0}; check the disk and the permissions")]
    Storage(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::FileDamaged,
            _ => match error {
                // A row or a value that the schema does not allow: only damage makes it.
                E::QueryReturnedNoRows | E::InvalidColumnType(..) | E::FromSqlConversionFailure(..) => {
                    Self::FileDamaged
                }
                E::IntegralValueOutOfRange(..) | E::Utf8Error(..) | E::SqlInputError { .. } => Self::FileDamaged,
                // "No such table": the statements are fixed, so the file is at fault.
                E::SqliteFailure(failure, _) if failure.extended_code == rusqlite::ffi::SQLITE_ERROR => {
                    Self::FileDamaged
                }
                other => Self::Storage(other),
            },
        }
    }
}
