//! Whatever is done in whatever order, a vault holds what a plain map would hold, and opens by what a plain list of ways
//! would let in.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone)]
enum Step {
    Put(usize, Vec<u8>),
    Remove(usize),
    Rekey { pin: Option<u8>, recovery: Option<u8> },
    SetPin(u8),
    RemovePin,
    SetRecovery(u8),
    RemoveRecovery,
    ReopenByKeyFile,
    ReopenByPin(u8),
    ReopenByRecovery(u8),
    ChangeElsewhere(usize, Vec<u8>),
}

fn step() -> impl Strategy<Value = Step> {
    let plain = || prop::collection::vec(any::<u8>(), 0..200);
    let way = || 0..3_u8;
    prop_oneof![
        4 => (0..6_usize, plain()).prop_map(|(at, plain)| Step::Put(at, plain)),
        2 => (0..6_usize).prop_map(Step::Remove),
        1 => (prop::option::of(way()), prop::option::of(way())).prop_map(|(pin, recovery)| Step::Rekey { pin, recovery }),
        1 => way().prop_map(Step::SetPin),
        1 => Just(Step::RemovePin),
        1 => way().prop_map(Step::SetRecovery),
        1 => Just(Step::RemoveRecovery),
        1 => Just(Step::ReopenByKeyFile),
        2 => way().prop_map(Step::ReopenByPin),
        1 => way().prop_map(Step::ReopenByRecovery),
        1 => (0..6_usize, plain()).prop_map(|(at, plain)| Step::ChangeElsewhere(at, plain)),
    ]
}

/// What should be.
#[derive(Default)]
struct Model {
    records: BTreeMap<RecordId, Vec<u8>>,
    /// The PIN with its wrong tries.
    pin: Option<(u8, u32)>,
    recovery: Option<u8>,
}

impl Model {
    /// Whether the PIN opens now; a wrong one is counted.
    fn try_pin(&mut self, pin: u8) -> bool {
        match &mut self.pin {
            Some((right, wrong)) if *wrong < MAX_WRONG => {
                let opens = pin == *right;
                *wrong = if opens { 0 } else { *wrong + 1 };
                opens
            }
            _ => false,
        }
    }
}

/// What is.
struct Real {
    place: Place,
    key: FileKey,
    vault: Vault,
    model: Model,
}

fn typed(way: u8) -> Secret {
    secret(&format!("way {way}"))
}

impl Real {
    fn new() -> Self {
        let place = Place::empty();
        let key = FileKey::make(&place.folder.path().join("key"), &*random()).unwrap();
        let slot = NewSlot::Platform { label: "", wrapper: &key };
        let vault = Vault::create(&place.path, &slot, random()).unwrap();
        vault.connection.pragma_update(None, "synchronous", "OFF").unwrap();
        Self { place, key, vault, model: Model::default() }
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Put(at, plain) => self.put(at, plain),
            Step::Remove(at) => {
                let was_there = self.model.records.remove(&id(at)).is_some();
                assert_eq!(self.vault.remove(id(at)).unwrap(), was_there);
            }
            Step::Rekey { pin, recovery } => self.rekey(pin, recovery),
            Step::SetPin(pin) => {
                self.vault.add_slot(&NewSlot::Pin { pin: &typed(pin), cost: CHEAP }).unwrap();
                self.model.pin = Some((pin, 0));
            }
            Step::SetRecovery(key) => {
                self.vault.add_slot(&NewSlot::Recovery { key: &typed(key) }).unwrap();
                self.model.recovery = Some(key);
            }
            Step::RemovePin => assert_eq!(self.remove_way(&SlotKind::Pin), self.model.pin.take().is_some()),
            Step::RemoveRecovery => {
                assert_eq!(self.remove_way(&SlotKind::Recovery), self.model.recovery.take().is_some());
            }
            Step::ReopenByKeyFile => self.vault = self.open(&Unlocker::Platform(&self.key)).unwrap(),
            Step::ReopenByPin(pin) => {
                let opens = self.model.try_pin(pin);
                self.reopen(&Unlocker::Pin(&typed(pin)), opens);
            }
            Step::ReopenByRecovery(key) => {
                self.reopen(&Unlocker::Recovery(&typed(key)), self.model.recovery == Some(key));
            }
            Step::ChangeElsewhere(at, plain) => {
                let mut other = self.open(&Unlocker::Platform(&self.key)).unwrap();
                other.put("account", Some(id(at)), &plain).unwrap();
                self.model.records.insert(id(at), plain);
            }
        }
    }

    fn put(&mut self, at: usize, plain: Vec<u8>) {
        self.vault.put("account", Some(id(at)), &plain).unwrap();
        self.model.records.insert(id(at), plain);
    }

    fn rekey(&mut self, pin: Option<u8>, recovery: Option<u8>) {
        let (pin_typed, recovery_typed) = (pin.map(typed), recovery.map(typed));
        let mut slots = vec![NewSlot::Platform { label: "", wrapper: &self.key }];
        slots.extend(pin_typed.as_ref().map(|pin| NewSlot::Pin { pin, cost: CHEAP }));
        slots.extend(recovery_typed.as_ref().map(|key| NewSlot::Recovery { key }));
        let dropped = self.vault.rekey(&slots).unwrap();
        let expected = usize::from(self.model.pin.is_some() && pin.is_none())
            + usize::from(self.model.recovery.is_some() && recovery.is_none());
        assert_eq!(dropped.len(), expected);
        self.model.pin = pin.map(|pin| (pin, 0));
        self.model.recovery = recovery;
    }

    fn remove_way(&mut self, kind: &SlotKind) -> bool {
        let slots = self.vault.list_slots().unwrap();
        let Some(slot) = slots.iter().find(|slot| slot.kind == *kind) else { return false };
        self.vault.remove_slot(slot.id).unwrap();
        true
    }

    fn open(&self, with: &Unlocker<'_>) -> Result<Vault, VaultError> {
        Vault::open(&self.place.path, with, random())
    }

    fn reopen(&mut self, with: &Unlocker<'_>, opens: bool) {
        let opened = self.open(with);
        assert_eq!(opened.is_ok(), opens, "{:?}", opened.err());
        if let Ok(vault) = opened {
            self.vault = vault;
        }
    }

    fn check(&mut self) {
        let listing = self.vault.list("account").unwrap();
        assert!(listing.is_complete && listing.damaged.is_empty());
        let held: BTreeMap<_, _> =
            listing.records.into_iter().map(|(id, plain)| (id, plain.expose().to_vec())).collect();
        assert_eq!(held, self.model.records);
        let tries = |slot: &SlotStatus| (slot.kind == SlotKind::Pin).then_some(slot.tries_left);
        let left = self.vault.list_slots().unwrap().iter().find_map(tries).flatten();
        assert_eq!(left, self.model.pin.map(|(_, wrong)| MAX_WRONG - wrong));
    }
}

fn id(at: usize) -> RecordId {
    RecordId([u8::try_from(at).unwrap(); 16])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_vault_is_a_map_with_ways_in(steps in prop::collection::vec(step(), 1..40)) {
        let mut real = Real::new();
        for step in steps {
            real.take(step);
            real.check();
        }
    }
}
