//! PIN and recovery key as ways in.

use super::*;

const PIN: &str = "481516";

fn with_pin_and_recovery_key() -> (Place, Secret) {
    let (place, mut vault, _) = with_three();
    let key = secret("a long random key on paper");
    vault.add_slot(&NewSlot::Pin { pin: &secret(PIN), cost: CHEAP }).unwrap();
    vault.add_slot(&NewSlot::Recovery { key: &key }).unwrap();
    (place, key)
}

fn open_by_pin(place: &Place, pin: &str) -> Result<Vault, VaultError> {
    Vault::open(&place.path, &Unlocker::Pin(&secret(pin)), random())
}

fn tries_left(place: &Place) -> Vec<Option<u32>> {
    Vault::status(&place.path).unwrap().slots.iter().map(|slot| slot.tries_left).collect()
}

#[test]
fn pin_and_recovery_key_open_what_the_passphrase_opens() {
    let (place, key) = with_pin_and_recovery_key();
    for mut vault in
        [open_by_pin(&place, PIN).unwrap(), Vault::open(&place.path, &Unlocker::Recovery(&key), random()).unwrap()]
    {
        assert_eq!(texts(&vault.list("account").unwrap()), ["one", "two", "three"]);
    }
}

#[test]
fn ten_wrong_pins_disable_the_pin_and_nothing_else() {
    let (place, key) = with_pin_and_recovery_key();
    for left in (0..10).rev() {
        assert!(matches!(open_by_pin(&place, "0"), Err(VaultError::WrongPin { tries_left }) if tries_left == left));
        assert_eq!(tries_left(&place), [Some(10), Some(left), None]);
    }
    assert!(matches!(open_by_pin(&place, PIN), Err(VaultError::PinDisabled)));
    place.open();
    let mut vault = Vault::open(&place.path, &Unlocker::Recovery(&key), random()).unwrap();
    vault.add_slot(&NewSlot::Pin { pin: &secret("2342 5"), cost: CHEAP }).unwrap();
    drop(vault);
    open_by_pin(&place, "2342 5").unwrap();
    assert!(matches!(open_by_pin(&place, PIN), Err(VaultError::WrongPin { tries_left: 9 })));
    open_by_pin(&place, "2342 5").unwrap();
    assert_eq!(tries_left(&place), [Some(10), None, Some(10)]);
}

#[test]
fn a_wrong_pin_is_counted_before_it_is_tried() {
    let (place, _) = with_pin_and_recovery_key();
    // A slot that can't be computed fails after the count, as a pulled plug would.
    let connection = Connection::open(&place.path).unwrap();
    connection.execute_batch("UPDATE slots SET parameters = '{\"label\":\"\"}' WHERE kind = 'pin'").unwrap();
    let header = Header::read(&connection).unwrap();
    let pin = slots::list(&connection).unwrap().remove(1);
    pin.repair_sum(&connection, &header.vault_id);
    assert!(matches!(open_by_pin(&place, PIN), Err(VaultError::SlotDamaged)));
    assert_eq!(tries_left(&place)[1], Some(9));
}

#[test]
fn tries_of_several_at_once_are_all_counted() {
    let (place, _) = with_pin_and_recovery_key();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..5).for_each(|_| assert!(open_by_pin(&place, "0").is_err())));
        }
    });
    assert_eq!(tries_left(&place)[1], Some(0));
    assert!(matches!(open_by_pin(&place, PIN), Err(VaultError::PinDisabled)));
}

#[test]
fn there_is_one_pin_and_one_recovery_key() {
    let (place, old) = with_pin_and_recovery_key();
    let mut vault = place.open();
    let new = secret("another long random key on paper");
    vault.add_slot(&NewSlot::Recovery { key: &new }).unwrap();
    vault.add_slot(&NewSlot::Pin { pin: &secret("another"), cost: CHEAP }).unwrap();
    drop(vault);
    assert_eq!(tries_left(&place).len(), 3);
    assert!(matches!(Vault::open(&place.path, &Unlocker::Recovery(&old), random()), Err(VaultError::WrongRecoveryKey)));
    Vault::open(&place.path, &Unlocker::Recovery(&new), random()).unwrap();
    assert!(open_by_pin(&place, PIN).is_err());
    open_by_pin(&place, "another").unwrap();
}

#[test]
fn a_pin_opens_no_passphrase_slot_nor_the_other_way_round() {
    let (place, key) = with_pin_and_recovery_key();
    assert!(place.try_open(PIN).is_err());
    assert!(open_by_pin(&place, PASSPHRASE).is_err());
    assert!(Vault::open(&place.path, &Unlocker::Pin(&key), random()).is_err());
    assert!(Vault::open(&place.path, &Unlocker::Recovery(&secret(PIN)), random()).is_err());
}
