//! Slots: opening, counting, adding and removing.

use super::*;

fn tries_left(place: &Place) -> Option<u32> {
    Vault::status(&place.path).unwrap().slots[0].tries_left
}

#[test]
fn a_wrong_passphrase_is_counted_on_disk_and_the_right_one_clears_the_count() {
    let (place, vault, _) = with_three();
    drop(vault);
    assert_eq!(tries_left(&place), Some(10));
    for left in [9, 8] {
        assert!(
            matches!(place.try_open("wrong"), Err(VaultError::WrongPassphrase { tries_left }) if tries_left == left)
        );
        assert_eq!(tries_left(&place), Some(left));
    }
    place.open();
    assert_eq!(tries_left(&place), Some(10));
}

#[test]
fn ten_wrong_passphrases_in_a_row_disable_the_slot() {
    let (place, vault, _) = with_three();
    drop(vault);
    for left in (0..10).rev() {
        assert!(
            matches!(place.try_open("wrong"), Err(VaultError::WrongPassphrase { tries_left }) if tries_left == left)
        );
    }
    assert!(matches!(place.try_open(PASSPHRASE), Err(VaultError::SlotDisabled)));
    assert!(!Vault::status(&place.path).unwrap().can_be_opened());
}

#[test]
fn a_disabled_passphrase_can_be_replaced_by_whoever_has_the_key_file() {
    let (place, mut vault, _) = with_three();
    let file = FileKey::make(&place.folder.path().join("key"), &*random()).unwrap();
    vault.add_slot(&NewSlot::Platform { label: "this laptop", wrapper: &file }).unwrap();
    drop(vault);
    for _ in 0..10 {
        assert!(place.try_open("wrong").is_err());
    }
    let mut vault = Vault::open(&place.path, &Unlocker::Platform(&file), random()).unwrap();
    let new = NewSlot::Passphrase { label: "new", passphrase: &secret("another one"), cost: CHEAP };
    let id = vault.add_slot(&new).unwrap();
    let old = vault.list_slots().unwrap()[0].id;
    vault.remove_slot(old).unwrap();
    drop(vault);
    let mut vault = place.try_open("another one").unwrap();
    assert_eq!(texts(&vault.list("account").unwrap()).len(), 3);
    assert!(vault.list_slots().unwrap().iter().any(|slot| slot.id == id && slot.label == "new"));
    assert!(matches!(place.try_open(PASSPHRASE), Err(VaultError::WrongPassphrase { .. })));
}

#[test]
fn either_of_two_passphrases_opens_and_costs_the_other_no_try() {
    let (place, mut vault, _) = with_three();
    vault.add_slot(&NewSlot::Passphrase { label: "b", passphrase: &secret("second"), cost: CHEAP }).unwrap();
    drop(vault);
    place.try_open("second").unwrap();
    place.open();
    let left: Vec<_> = Vault::status(&place.path).unwrap().slots.iter().map(|slot| slot.tries_left).collect();
    assert_eq!(left, [Some(10), Some(10)]);
}

#[test]
fn the_last_usable_slot_stays() {
    let (place, mut vault, _) = with_three();
    let only = vault.list_slots().unwrap()[0].id;
    assert!(matches!(vault.remove_slot(only), Err(VaultError::LastSlot)));
    assert!(matches!(vault.remove_slot(only + 1), Err(VaultError::NoSuchSlot(_))));
    let second = vault.add_slot(&NewSlot::Passphrase { label: "", passphrase: &secret("b"), cost: CHEAP }).unwrap();
    place.tamper("UPDATE slots SET failed = 10 WHERE id = 1");
    assert!(matches!(vault.remove_slot(second), Err(VaultError::LastSlot)));
    vault.remove_slot(only).unwrap();
    drop(vault);
    place.try_open("b").unwrap();
}

#[test]
fn a_vault_opens_only_in_a_way_it_was_set_up_for() {
    let (place, vault, _) = with_three();
    drop(vault);
    let file = FileKey::make(&place.folder.path().join("key"), &*random()).unwrap();
    let opened = Vault::open(&place.path, &Unlocker::Platform(&file), random());
    assert!(matches!(opened, Err(VaultError::NoSlot(SlotKind::Platform))));
}

#[test]
fn another_key_file_is_a_wrong_key_and_not_damage() {
    let place = Place::empty();
    let file = |name: &str| FileKey::make(&place.folder.path().join(name), &*random()).unwrap();
    let mine = file("mine");
    let slot = NewSlot::Platform { label: "", wrapper: &mine };
    let mut vault = Vault::create(&place.path, &slot, random()).unwrap();
    let id = vault.put("account", None, b"one").unwrap();
    drop(vault);
    let before = place.bytes();
    assert!(matches!(
        Vault::open(&place.path, &Unlocker::Platform(&file("other")), random()),
        Err(VaultError::WrongKey)
    ));
    assert_eq!(place.bytes(), before);
    let mut vault = Vault::open(&place.path, &Unlocker::Platform(&mine), random()).unwrap();
    assert!(vault.get(id).unwrap().unwrap().matches(b"one"));
}

/// Hands out a key that is none of this vault's, as a key store mixed up by a restore would.
struct MixedUp;

impl KeyWrapper for MixedUp {
    fn wrap(&self, _: &Secret, _: &dyn Random) -> Result<Vec<u8>, VaultError> {
        Ok(vec![1])
    }

    fn unwrap(&self, _: &[u8]) -> Result<Secret, VaultError> {
        Ok(Secret::new(vec![1; 32]))
    }
}

#[test]
fn a_key_that_does_not_fit_the_commitment_is_a_wrong_key() {
    let place = Place::empty();
    drop(Vault::create(&place.path, &NewSlot::Platform { label: "", wrapper: &MixedUp }, random()).unwrap());
    let opened = Vault::open(&place.path, &Unlocker::Platform(&MixedUp), random());
    assert!(matches!(opened, Err(VaultError::WrongKey)));
}

#[test]
fn the_status_says_what_opens_the_vault_without_opening_it() {
    let (place, mut vault, _) = with_three();
    let file = FileKey::make(&place.folder.path().join("key"), &*random()).unwrap();
    vault.add_slot(&NewSlot::Platform { label: "laptop", wrapper: &file }).unwrap();
    let status = Vault::status(&place.path).unwrap();
    assert_eq!(status.version, 2);
    assert_eq!(status.slots.iter().map(|slot| slot.label.as_str()).collect::<Vec<_>>(), ["me", "laptop"]);
    assert_eq!(status.slots[1].tries_left, None);
    assert!(status.opens_by(&SlotKind::Passphrase) && status.opens_by(&SlotKind::Platform));
    assert_eq!(status.slots, vault.list_slots().unwrap());
}

#[test]
fn a_slot_of_a_kind_from_the_future_is_kept_and_not_used() {
    let (place, vault, _) = with_three();
    drop(vault);
    place.tamper("INSERT INTO slots (kind, parameters, wrapped, sum) VALUES ('voice', '{}', x'00', x'00')");
    let mut vault = place.open();
    let only = vault.list_slots().unwrap()[0].id;
    assert!(matches!(vault.remove_slot(only), Err(VaultError::LastSlot)));
    assert_eq!(vault.list_slots().unwrap()[1].kind, SlotKind::Other("voice".into()));
}
