//! A new vault key: every record sealed anew, every slot made anew, in one transaction.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::Transaction;

use super::Vault;
use super::contents::{begin, judge, list_rows};
use super::error::VaultError;
use super::header::Header;
use super::manifest::Manifest;
use super::records::Sealer;
use super::slots::{self, NewSlot, SlotStatus};
use crate::random::make_bytes;
use crate::secret::Secret;

impl Vault {
    /// Gives the vault a new key. `slots` are the ways to open it from now on; every older slot is dropped, because the
    /// new key can't be wrapped for what is not at hand. Gives the dropped ones that have no successor of their kind
    /// in `slots`: they must be made again. Other openings of this vault have to open it again.
    ///
    /// Copies of the file that were made before still open as they did: what leaked stays leaked.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] and [`VaultError::ListDamaged`] as long as something is damaged, since it could not be
    /// taken along; [`VaultError::LastSlot`] without any slot; [`VaultError::KeyStore`], [`VaultError::Full`],
    /// [`VaultError::Busy`], [`VaultError::ReadOnly`]. Then the old key goes on.
    pub fn rekey(&mut self, slots: &[NewSlot<'_>]) -> Result<Vec<SlotStatus>, VaultError> {
        if slots.is_empty() {
            return Err(VaultError::LastSlot);
        }
        let new = self.make_sealer()?;
        let transaction = begin(&mut self.connection)?;
        self.cached.refresh(&transaction, &self.sealer)?;
        let manifest = self.cached.manifest.clone().ok_or(VaultError::ListDamaged)?;
        reseal(&transaction, &manifest, &self.sealer, &new)?;
        manifest.write(&transaction, &new)?;
        Header::new(new.vault_id, &new.key).replace(&transaction)?;
        let dropped = replace_slots(&transaction, &new, slots)?;
        transaction.commit()?;
        self.sealer = new;
        self.truncate_log();
        Ok(dropped)
    }

    fn make_sealer(&self) -> Result<Sealer, VaultError> {
        let random = Arc::clone(&self.sealer.random);
        let key = Secret::new(make_bytes::<32>(&*random)?.to_vec());
        Ok(Sealer { vault_id: self.sealer.vault_id, key, random })
    }
}

fn reseal(transaction: &Transaction<'_>, manifest: &Manifest, old: &Sealer, new: &Sealer) -> Result<(), VaultError> {
    let rows = list_rows(transaction)?;
    let there: BTreeSet<_> = rows.iter().map(|row| row.id).collect();
    let lost = manifest.entries.keys().find(|id| !there.contains(id));
    if let Some(lost) = lost.and_then(|id| manifest.damaged(*id)) {
        return Err(lost.into());
    }
    let mut update = transaction.prepare("UPDATE records SET sealed = ?2 WHERE id = ?1")?;
    for row in rows {
        let plain = judge(old, Some(manifest), &row)?;
        let row = new.seal_record(row.id, &row.kind, row.rev, plain.expose())?;
        update.execute((row.id.0, &row.sealed))?;
    }
    Ok(())
}

fn replace_slots(
    transaction: &Transaction<'_>,
    sealer: &Sealer,
    slots: &[NewSlot<'_>],
) -> Result<Vec<SlotStatus>, VaultError> {
    let old = slots::list(transaction)?;
    transaction.execute("DELETE FROM slots", ())?;
    for slot in slots {
        slots::add(transaction, sealer, slot)?;
    }
    let has_successor = |kind| slots.iter().any(|slot| slot.kind() == kind);
    let dropped = old.iter().filter(|slot| !has_successor(slot.kind.clone()));
    Ok(dropped.map(|slot| slot.status(&sealer.vault_id)).collect())
}
