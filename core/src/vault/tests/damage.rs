//! Damage is noticed, told from a wrong passphrase, kept to the record it hit, and never overwritten.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;

fn damaged_ids(vault: &mut Vault) -> Vec<RecordId> {
    vault.list_damaged().unwrap().into_iter().map(|damaged| damaged.id).collect()
}

/// The column's bytes, each with one bit flipped.
fn flips(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..bytes.len() * 8).map(|bit| {
        let mut bad = bytes.to_vec();
        bad[bit / 8] ^= 1 << (bit % 8);
        bad
    })
}

fn set(vault: &Vault, column: &str, value: impl rusqlite::ToSql) {
    let sql = format!("UPDATE records SET {column} WHERE position = 2");
    assert_eq!(vault.connection.execute(&sql, [value]).unwrap(), 1);
}

fn assert_only_the_second_is_set_aside(vault: &mut Vault, id: RecordId, what: &str) {
    let listing = vault.list("account").unwrap();
    assert_eq!(texts(&listing), ["one", "three"], "{what}");
    assert!(listing.damaged.iter().any(|damaged| damaged.id == id && damaged.kind == "account"), "{what}");
    assert!(matches!(vault.get(id), Err(VaultError::Damaged(_))), "{what}");
    assert!(matches!(vault.put("account", Some(id), b"x"), Err(VaultError::Damaged(_))), "{what}");
    assert!(matches!(vault.remove(id), Err(VaultError::Damaged(_))), "{what}");
}

#[test]
fn every_flipped_bit_of_a_row_sets_just_this_record_aside() {
    let (_place, mut vault, ids) = with_three();
    vault.connection.pragma_update(None, "synchronous", "OFF").unwrap();
    let (rev, sealed): (i64, Vec<u8>) = vault
        .connection
        .query_row("SELECT rev, sealed FROM records WHERE position = 2", [], |row| row.try_into())
        .unwrap();
    for bad in flips(&sealed) {
        set(&vault, "sealed = ?1", bad);
        assert_only_the_second_is_set_aside(&mut vault, ids[1], "sealed");
    }
    set(&vault, "sealed = ?1", &sealed);
    for bit in 0..64 {
        set(&vault, "rev = ?1", rev ^ (1_i64 << bit));
        assert_only_the_second_is_set_aside(&mut vault, ids[1], "rev");
    }
    set(&vault, "rev = ?1", rev);
    for bad in flips(b"account").filter(|bad| bad.is_ascii()) {
        set(&vault, "kind = CAST(?1 AS TEXT)", bad);
        assert_only_the_second_is_set_aside(&mut vault, ids[1], "kind");
    }
    set(&vault, "kind = ?1", "account");
    for bad in flips(&ids[1].0) {
        set(&vault, "id = ?1", bad);
        assert_only_the_second_is_set_aside(&mut vault, ids[1], "id");
    }
    set(&vault, "id = ?1", ids[1].0);
    assert_eq!(texts(&vault.list("account").unwrap()), ["one", "two", "three"]);
}

#[test]
fn seals_swapped_between_rows_show_neither_secret() {
    let (place, mut vault, ids) = with_three();
    place.tamper(
        "CREATE TEMP TABLE old AS SELECT * FROM records;
         UPDATE records SET sealed = (SELECT sealed FROM old WHERE old.position = 3 - records.position)
         WHERE position IN (1, 2);",
    );
    assert_eq!(texts(&vault.list("account").unwrap()), ["three"]);
    assert_eq!(damaged_ids(&mut vault), ids[..2]);
}

#[test]
fn a_row_rolled_back_to_an_older_state_is_not_believed() {
    let (place, mut vault, ids) = with_three();
    place.tamper("CREATE TABLE old AS SELECT * FROM records");
    vault.put("account", Some(ids[1]), b"TWO").unwrap();
    place.tamper("DELETE FROM records WHERE position = 2; INSERT INTO records SELECT * FROM old WHERE position = 2");
    assert_only_the_second_is_set_aside(&mut vault, ids[1], "old row");
}

#[test]
fn a_removed_row_that_comes_back_is_not_believed() {
    let (place, mut vault, ids) = with_three();
    place.tamper("CREATE TABLE old AS SELECT * FROM records");
    vault.remove(ids[1]).unwrap();
    place.tamper("INSERT INTO records SELECT * FROM old WHERE position = 2");
    assert_only_the_second_is_set_aside(&mut vault, ids[1], "returned row");
    vault.forget_damaged(ids[1]).unwrap();
    assert!(vault.get(ids[1]).unwrap().is_none());
    // Not even under the same id again, where its revision would be the first once more.
    vault.put("account", Some(ids[1]), b"TWO").unwrap();
    place.tamper(
        "UPDATE records SET (rev, sealed) = (SELECT rev, sealed FROM old WHERE old.id = records.id)
                  WHERE id = (SELECT id FROM old WHERE position = 2)",
    );
    assert_eq!(damaged_ids(&mut vault), [ids[1]]);
}

#[test]
fn a_dropped_row_is_missed_by_name() {
    let (place, mut vault, ids) = with_three();
    place.tamper("DELETE FROM records WHERE position = 2");
    assert_only_the_second_is_set_aside(&mut vault, ids[1], "dropped row");
    drop(vault);
    assert_only_the_second_is_set_aside(&mut place.open(), ids[1], "dropped row, reopened");
}

#[test]
fn a_damaged_record_stays_until_it_is_forgotten_on_purpose() {
    let (place, mut vault, ids) = with_three();
    place.tamper("UPDATE records SET sealed = x'00' WHERE position = 2");
    vault.put("account", None, b"four").unwrap();
    vault.remove(ids[0]).unwrap();
    assert_eq!(damaged_ids(&mut vault), [ids[1]]);
    assert!(!vault.forget_damaged(ids[2]).unwrap(), "whole records are not forgotten");
    assert!(vault.forget_damaged(ids[1]).unwrap());
    drop(vault);
    let mut vault = place.open();
    assert_eq!(texts(&vault.list("account").unwrap()), ["three", "four"]);
    assert!(damaged_ids(&mut vault).is_empty());
}

#[test]
fn without_its_list_the_vault_can_be_read_and_is_not_written_until_the_list_is_rebuilt() {
    for damage in ["UPDATE manifest SET sealed = x'00'", "DELETE FROM manifest"] {
        let (place, mut vault, ids) = with_three();
        place.tamper(damage);
        place.tamper("UPDATE records SET sealed = x'00' WHERE position = 2");
        let listing = vault.list("account").unwrap();
        assert_eq!(texts(&listing), ["one", "three"]);
        assert!(!listing.is_complete);
        assert!(matches!(vault.put("account", None, b"x"), Err(VaultError::ListDamaged)));
        assert!(matches!(vault.remove(ids[0]), Err(VaultError::ListDamaged)));
        assert!(vault.rebuild_list().unwrap());
        assert!(!vault.rebuild_list().unwrap());
        vault.put("account", None, b"four").unwrap();
        assert_only_damaged_is(&mut vault, ids[1]);
    }
}

fn assert_only_damaged_is(vault: &mut Vault, id: RecordId) {
    let listing = vault.list("account").unwrap();
    assert_eq!(texts(&listing), ["one", "three", "four"]);
    assert!(listing.is_complete);
    assert_eq!(damaged_ids(vault), [id]);
}

#[test]
fn a_damaged_slot_is_not_a_wrong_passphrase_and_costs_no_try() {
    for damage in
        ["wrapped = x'00'", "kind = 'passphrasf'", "parameters = replace(parameters, '8', '9')", "sum = x'00'"]
    {
        let (place, vault, _) = with_three();
        drop(vault);
        place.tamper(&format!("UPDATE slots SET {damage}"));
        assert!(matches!(place.try_open(PASSPHRASE), Err(VaultError::SlotDamaged)), "{damage}");
        let slot = Vault::status(&place.path).unwrap().slots.remove(0);
        assert!(slot.is_damaged && !slot.is_usable() && slot.tries_left.is_none_or(|left| left == 10));
    }
}

#[test]
fn a_damaged_header_is_not_a_wrong_passphrase() {
    for damage in ["vault_id = x'00000000000000000000000000000000'", "key_commit = x'00'", "sum = x'00'"] {
        let (place, vault, _) = with_three();
        drop(vault);
        place.tamper(&format!("UPDATE header SET {damage}"));
        assert!(matches!(place.try_open(PASSPHRASE), Err(VaultError::FileDamaged)), "{damage}");
    }
}

#[test]
fn a_vault_whose_tables_are_gone_is_damaged() {
    let (place, vault, _) = with_three();
    drop(vault);
    place.tamper("DROP TABLE slots");
    assert!(matches!(place.try_open(PASSPHRASE), Err(VaultError::FileDamaged)));
}

/// One vault for all cases below: its bytes, and what it holds.
fn whole() -> (Vec<u8>, BTreeMap<RecordId, Vec<u8>>) {
    let (place, mut vault, ids) = with_three();
    let held = ids.iter().map(|id| (*id, vault.get(*id).unwrap().unwrap().expose().to_vec())).collect();
    drop(vault);
    (place.bytes(), held)
}

fn check_flipped(bytes: &[u8], held: &BTreeMap<RecordId, Vec<u8>>, bit: usize) {
    let place = Place::empty();
    let mut bad = bytes.to_vec();
    bad[bit / 8] ^= 1 << (bit % 8);
    std::fs::write(&place.path, &bad).unwrap();
    match place.try_open(PASSPHRASE) {
        Ok(mut vault) => check_shown(&mut vault, held),
        Err(VaultError::WrongPassphrase { .. } | VaultError::WrongKey) => panic!("damage taken for a wrong key"),
        Err(VaultError::NotAVault(_) | VaultError::NewerVersion { .. }) => assert_eq!(place.bytes(), bad),
        Err(_) => {}
    }
}

fn check_shown(vault: &mut Vault, held: &BTreeMap<RecordId, Vec<u8>>) {
    let Ok(listing) = vault.list("account") else { return };
    for (id, plain) in &listing.records {
        assert!(plain.matches(&held[id]), "a wrong secret");
    }
    let told = listing.records.len() + listing.damaged.len();
    assert!(told >= held.len() || !listing.is_complete, "a record is gone without a word");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_flipped_bit_of_the_file_shows_a_wrong_secret_or_hides_one(place in any::<prop::sample::Index>()) {
        type Whole = (Vec<u8>, BTreeMap<RecordId, Vec<u8>>);
        static WHOLE: OnceLock<Whole> = OnceLock::new();
        let (bytes, held) = WHOLE.get_or_init(whole);
        check_flipped(bytes, held, place.index(bytes.len() * 8));
    }
}

#[test]
#[ignore = "takes minutes"]
fn really_no_flipped_bit_of_the_file_shows_a_wrong_secret_or_hides_one() {
    let (bytes, held) = whole();
    for bit in 0..bytes.len() * 8 {
        check_flipped(&bytes, &held, bit);
    }
}
