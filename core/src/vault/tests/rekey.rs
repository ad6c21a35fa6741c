//! A new vault key.

use super::super::contents::list_rows;
use super::*;

const NEW: &str = "another passphrase";

fn by(passphrase: &Secret) -> NewSlot<'_> {
    NewSlot::Passphrase { label: "new", passphrase, cost: CHEAP }
}

fn rekeyed() -> (Place, Vault, Vec<RecordId>, Secret, Vec<Vec<u8>>) {
    let (place, mut vault, ids) = with_three();
    let old_key = vault.sealer.key.clone();
    let old_rows = list_rows(&vault.connection.transaction().unwrap()).unwrap();
    let old_seals = old_rows.into_iter().map(|row| row.sealed).collect();
    assert!(vault.rekey(&[by(&secret(NEW))]).unwrap().is_empty());
    (place, vault, ids, old_key, old_seals)
}

#[test]
fn a_vault_with_a_new_key_holds_what_it_held_and_opens_in_the_new_way_only() {
    let (place, mut vault, ids, ..) = rekeyed();
    vault.put("account", Some(ids[1]), b"TWO").unwrap();
    assert_eq!(texts(&vault.list("account").unwrap()), ["one", "TWO", "three"]);
    drop(vault);
    let mut vault = place.try_open(NEW).unwrap();
    assert_eq!(texts(&vault.list("account").unwrap()), ["one", "TWO", "three"]);
    assert!(vault.list_damaged().unwrap().is_empty());
    assert!(matches!(place.try_open(PASSPHRASE), Err(VaultError::WrongPassphrase { .. })));
}

#[test]
fn the_old_key_opens_nothing_of_the_new_file_and_leaves_nothing_in_it() {
    let (place, mut vault, _, old_key, old_seals) = rekeyed();
    assert!(matches!(Header::read(&vault.connection).unwrap().check(&old_key), Err(VaultError::WrongKey)));
    let old = Sealer { vault_id: vault.sealer.vault_id, key: old_key, random: random() };
    for row in list_rows(&vault.connection.transaction().unwrap()).unwrap() {
        assert!(old.open_record(&row).is_err());
        assert!(vault.sealer.open_record(&row).is_ok());
    }
    assert!(Manifest::read(&vault.connection, &old).unwrap().is_none());
    drop(vault);
    let bytes = place.bytes();
    for seal in old_seals {
        assert!(!bytes.windows(seal.len()).any(|window| window == seal), "an old seal is still in the file");
    }
}

#[test]
fn ways_in_that_are_not_at_hand_are_dropped_and_said() {
    let (place, mut vault, _) = with_three();
    let file = FileKey::make(&place.folder.path().join("key"), &*random()).unwrap();
    let platform = NewSlot::Platform { label: "laptop", wrapper: &file };
    vault.add_slot(&platform).unwrap();
    vault.add_slot(&NewSlot::Pin { pin: &secret("481516"), cost: CHEAP }).unwrap();
    let dropped = vault.rekey(&[platform]).unwrap();
    let kinds: Vec<_> = dropped.iter().map(|slot| slot.kind.clone()).collect();
    assert_eq!(kinds, [SlotKind::Passphrase, SlotKind::Pin]);
    assert_eq!(vault.list_slots().unwrap().len(), 1);
    drop(vault);
    Vault::open(&place.path, &Unlocker::Platform(&file), random()).unwrap();
}

#[test]
fn another_opening_is_told_and_writes_nothing_under_the_old_key() {
    let (place, mut one, ids) = with_three();
    let mut two = place.open();
    assert_eq!(two.list("account").unwrap().records.len(), 3);
    one.rekey(&[by(&secret(NEW))]).unwrap();
    assert!(matches!(two.list("account"), Err(VaultError::Rekeyed)));
    assert!(matches!(two.put("account", None, b"four"), Err(VaultError::Rekeyed)));
    assert!(matches!(two.forget_damaged(ids[0]), Err(VaultError::Rekeyed)));
    assert!(matches!(two.add_slot(&by(&secret("x"))), Err(VaultError::Rekeyed)));
    assert!(matches!(two.rekey(&[by(&secret("x"))]), Err(VaultError::Rekeyed)));
    assert_eq!(texts(&one.list("account").unwrap()), ["one", "two", "three"]);
}

#[test]
fn what_is_damaged_stops_a_new_key_and_the_old_one_goes_on() {
    for damage in [
        "UPDATE records SET sealed = x'00' WHERE position = 2",
        "DELETE FROM records WHERE position = 2",
        "UPDATE manifest SET sealed = x'00'",
    ] {
        let (place, mut vault, _) = with_three();
        place.tamper(damage);
        let refused = vault.rekey(&[by(&secret(NEW))]).err();
        assert!(matches!(refused, Some(VaultError::Damaged(_) | VaultError::ListDamaged)), "{damage}: {refused:?}");
        drop(vault);
        assert!(place.open().list("account").unwrap().records.len() >= 2);
    }
}

/// A key store that refuses.
struct Refusing;

impl KeyWrapper for Refusing {
    fn wrap(&self, _: &Secret, _: &dyn Random) -> Result<Vec<u8>, VaultError> {
        Err(VaultError::KeyStore("no finger".to_owned()))
    }

    fn unwrap(&self, _: &[u8]) -> Result<Secret, VaultError> {
        Err(VaultError::WrongKey)
    }
}

#[test]
fn a_new_key_that_can_t_be_wrapped_changes_nothing() {
    let (place, mut vault, _) = with_three();
    let refusing = NewSlot::Platform { label: "", wrapper: &Refusing };
    assert!(matches!(vault.rekey(&[by(&secret(NEW)), refusing]), Err(VaultError::KeyStore(_))));
    assert!(matches!(vault.rekey(&[]), Err(VaultError::LastSlot)));
    vault.put("account", None, b"four").unwrap();
    drop(vault);
    assert_eq!(place.open().list("account").unwrap().records.len(), 4);
    assert!(place.try_open(NEW).is_err());
}
