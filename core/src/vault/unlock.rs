//! Opening a slot, and counting the tries that fail.

use rusqlite::{Connection, OptionalExtension as _};

use super::error::VaultError;
use super::file_key::KeyWrapper;
use super::header::Header;
use super::names::{SlotId, SlotKind};
use super::slots::{self, MAX_WRONG, Slot};
use crate::secret::Secret;

/// What a vault is opened with.
#[derive(Clone, Copy)]
pub enum Unlocker<'a> {
    /// UTF-8 as typed.
    Passphrase(&'a Secret),
    /// UTF-8 as typed.
    Pin(&'a Secret),
    /// The key on paper.
    Recovery(&'a Secret),
    /// The device's key.
    Platform(&'a dyn KeyWrapper),
}

impl Unlocker<'_> {
    fn kind(&self) -> SlotKind {
        match self {
            Self::Passphrase(_) => SlotKind::Passphrase,
            Self::Pin(_) => SlotKind::Pin,
            Self::Recovery(_) => SlotKind::Recovery,
            Self::Platform(_) => SlotKind::Platform,
        }
    }
}

/// The vault key, from the first slot that opens.
pub(super) fn unlock(connection: &Connection, header: &Header, with: &Unlocker<'_>) -> Result<Secret, VaultError> {
    let (fit, others): (Vec<_>, Vec<_>) =
        slots::list(connection)?.into_iter().partition(|slot| slot.kind == with.kind());
    let (damaged, whole): (Vec<_>, Vec<_>) = fit.iter().partition(|slot| slot.is_damaged(&header.vault_id));
    if whole.is_empty() {
        // A slot whose kind was damaged is among the others.
        let is_damaged = !damaged.is_empty() || others.iter().any(|slot| slot.is_damaged(&header.vault_id));
        return Err(if is_damaged { VaultError::SlotDamaged } else { VaultError::NoSlot(with.kind()) });
    }
    match with {
        Unlocker::Passphrase(typed) | Unlocker::Pin(typed) => by_typed(connection, header, &whole, typed),
        Unlocker::Recovery(key) => by_recovery_key(header, &whole, key),
        Unlocker::Platform(wrapper) => by_platform(header, &whole, *wrapper),
    }
}

fn by_platform(header: &Header, slots: &[&Slot], wrapper: &dyn KeyWrapper) -> Result<Secret, VaultError> {
    for slot in slots {
        match wrapper.unwrap(&slot.wrapped).and_then(|key| header.check(&key).map(|()| key)) {
            Err(VaultError::WrongKey) => {}
            other => return other,
        }
    }
    Err(VaultError::WrongKey)
}

fn by_recovery_key(header: &Header, slots: &[&Slot], key: &Secret) -> Result<Secret, VaultError> {
    let key = slots.iter().find_map(|slot| slot.unwrap_recovery(&header.vault_id, key));
    let key = key.ok_or(VaultError::WrongRecoveryKey)?;
    header.check(&key).map(|()| key)
}

fn by_typed(connection: &Connection, header: &Header, slots: &[&Slot], typed: &Secret) -> Result<Secret, VaultError> {
    let mut tried = Vec::new();
    let mut tries_left = None;
    for slot in slots {
        let Some(failed) = count_try(connection, slot.id)? else { continue };
        if let Some(key) = slot.unwrap_typed(&header.vault_id, typed)? {
            header.check(&key)?;
            reset(connection, slot.id, &tried)?;
            return Ok(key);
        }
        tried.push(slot.id);
        tries_left = tries_left.max(Some(MAX_WRONG.saturating_sub(failed)));
    }
    // `None`: every slot was disabled already, so nothing was tried.
    let is_pin = slots.iter().any(|slot| slot.kind == SlotKind::Pin);
    Err(match tries_left {
        None if is_pin => VaultError::PinDisabled,
        None => VaultError::SlotDisabled,
        Some(tries_left) if is_pin => VaultError::WrongPin { tries_left },
        Some(tries_left) => VaultError::WrongPassphrase { tries_left },
    })
}

/// Writes the try down as failed before it is made: pulling the plug must not win a free one. `None` when the
/// slot is disabled.
fn count_try(connection: &Connection, id: SlotId) -> Result<Option<u32>, VaultError> {
    let sql = "UPDATE slots SET failed = failed + 1 WHERE id = ?1 AND failed BETWEEN 0 AND ?2 RETURNING failed";
    Ok(connection.query_row(sql, (id, MAX_WRONG - 1), |row| row.get(0)).optional()?)
}

/// Clears the count of the slot that opened. The others, tried only because they come first, get their try back.
fn reset(connection: &Connection, opened: SlotId, tried: &[SlotId]) -> Result<(), VaultError> {
    connection.execute("UPDATE slots SET failed = 0 WHERE id = ?1", [opened])?;
    for id in tried {
        connection.execute("UPDATE slots SET failed = failed - 1 WHERE id = ?1 AND failed > 0", [id])?;
    }
    Ok(())
}
