//! Records that are set aside.

use assent_core::authenticator as core;

use crate::{AppError, AssentApp};

/// A record that is set aside; the others are as readable as before.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DamagedRecord {
    /// What it was: `account`, `key`, `history`, …, or `list`, the vault's own list of what it holds.
    pub kind: String,
    /// Its name, as far as it can be told.
    pub id: String,
    /// When it was added, in Unix seconds, where that can still be read.
    pub added_at: Option<i64>,
    /// Whether it opens, but a newer version may be needed to read it.
    pub may_be_newer: bool,
}

#[uniffi::export]
impl AssentApp {
    /// What is set aside.
    ///
    /// # Errors
    /// [`AppError::Locked`], or of the vault as a whole.
    pub fn damaged(&self) -> Result<Vec<DamagedRecord>, AppError> {
        let list = || Ok(self.opened()?.damaged()?.into_iter().map(DamagedRecord::from).collect());
        self.log.note("damaged", list())
    }

    /// Gives a record up that is set aside; false when it is not (any more), then nothing happens.
    ///
    /// # Errors
    /// Of the vault; then nothing was forgotten.
    pub fn forget_damaged(&self, record: DamagedRecord) -> Result<bool, AppError> {
        let forget = || Ok(self.opened()?.forget_damaged(&record.into())?);
        self.log.note("forget_damaged", forget())
    }
}

impl From<core::DamagedRecord> for DamagedRecord {
    fn from(it: core::DamagedRecord) -> Self {
        let may_be_newer = it.damage == core::Damage::NotUnderstood;
        Self { kind: it.kind, id: it.id, added_at: it.added_at, may_be_newer }
    }
}

impl From<DamagedRecord> for core::DamagedRecord {
    fn from(it: DamagedRecord) -> Self {
        let damage = if it.may_be_newer { core::Damage::NotUnderstood } else { core::Damage::DoesNotOpen };
        Self { kind: it.kind, id: it.id, added_at: it.added_at, damage }
    }
}
