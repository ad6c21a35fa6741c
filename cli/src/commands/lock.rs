//! `lock`: what the vault opens by.

use assent_core::lock::{AppLock, LockStatus, Pin, Ways};
use assent_core::secret::{Secret, same};
use assent_core::vault::{SlotKind, SlotStatus};
use serde_json::{Value, json};

use crate::args::{Args, Lock, Way};
use crate::error::CliError;
use crate::input::{ask_or_read, is_somebody_there};
use crate::open::{find_lock, open_lock};
use crate::output::Output;
use crate::table::table;
use crate::words::Words;

pub(super) fn lock(args: &Args, wanted: &Lock, to: &Output<'_>) -> Result<(), CliError> {
    match wanted {
        Lock::Status => status(&find_lock(args)?, to),
        Lock::Pin => set_pin(&open_lock(args, to.words)?, to),
        Lock::RecoveryKey => make_recovery_key(&open_lock(args, to.words)?, to),
        Lock::Remove { way } => remove(&open_lock(args, to.words)?, *way, to),
    }
}

fn status(lock: &AppLock, to: &Output<'_>) -> Result<(), CliError> {
    match lock.status()? {
        LockStatus::NoVault => to.print(&to.words.word("lock-no-vault"), &json!({ "ways": null })),
        LockStatus::Locked(ways) | LockStatus::Open(ways) => to.print(&ways_words(&ways, to), &ways_json(&ways)),
    }
}

fn set_pin(lock: &AppLock, to: &Output<'_>) -> Result<(), CliError> {
    let typed = ask_or_read(&to.words.word("ask-pin-new"))?;
    let again = if is_somebody_there() { ask_or_read(&to.words.word("ask-pin-again"))? } else { typed.clone() };
    if !same(typed.as_bytes(), again.as_bytes()) {
        return Err(CliError::new("error-pin-differs"));
    }
    lock.set_pin(&Pin::new(&Secret::copy_of(typed.as_bytes())).map_err(assent_core::lock::LockError::from)?)?;
    to.print(&to.words.word("lock-pin-set"), &json!({ "pin": true }))
}

fn make_recovery_key(lock: &AppLock, to: &Output<'_>) -> Result<(), CliError> {
    let shown = lock.make_recovery_key()?.print();
    let words = to.words.say("lock-recovery-key", &[("key", to.style.accent(&shown).into())]);
    to.print(&words, &json!({ "recovery_key": shown.as_str() }))
}

fn remove(lock: &AppLock, way: Way, to: &Output<'_>) -> Result<(), CliError> {
    let kind = match way {
        Way::KeyFile => SlotKind::Platform,
        Way::Passphrase => SlotKind::Passphrase,
        Way::Pin => SlotKind::Pin,
        Way::RecoveryKey => SlotKind::Recovery,
    };
    let removed = lock.remove_ways(&kind)?;
    let key = if removed { "lock-removed" } else { "lock-not-there" };
    to.print(&to.words.say(key, &[("way", way_words(&kind, to.words).into())]), &json!({ "removed": removed }))
}

fn ways_words(ways: &Ways, to: &Output<'_>) -> String {
    let row = |slot: &SlotStatus| vec![way_words(&slot.kind, to.words), slot_words(slot, to.words)];
    let rows: Vec<_> = ways.slots.iter().map(row).collect();
    table(&["column-way", "column-state"].map(|key| to.words.word(key)), &rows, to.style)
}

fn ways_json(ways: &Ways) -> Value {
    let way = |slot: &SlotStatus| json!({ "kind": slot.kind.to_string(), "works": slot.is_usable(), "tries_left": slot.tries_left });
    json!({ "ways": ways.slots.iter().map(way).collect::<Vec<_>>() })
}

fn way_words(kind: &SlotKind, words: &Words) -> String {
    words.word(match kind {
        SlotKind::Platform => "way-key-file",
        SlotKind::Passphrase => "way-passphrase",
        SlotKind::Pin => "way-pin",
        SlotKind::Recovery => "way-recovery-key",
        _ => "way-unknown",
    })
}

fn slot_words(slot: &SlotStatus, words: &Words) -> String {
    match slot.tries_left {
        _ if slot.is_damaged => words.word("way-damaged"),
        Some(0) => words.word("way-disabled"),
        Some(left) => words.say("way-tries-left", &[("count", left.into())]),
        None if slot.is_usable() => words.word("way-works"),
        None => words.word("way-damaged"),
    }
}
