//! Reading and writing what is whole.

use super::*;

#[test]
fn what_was_put_is_listed_by_kind_in_the_order_of_adding_also_after_reopening() {
    let (place, mut vault, ids) = with_three();
    vault.put("settings", None, b"{}").unwrap();
    vault.put("account", Some(ids[0]), b"ONE").unwrap();
    drop(vault);
    let mut vault = place.open();
    let listing = vault.list("account").unwrap();
    assert_eq!(texts(&listing), ["ONE", "two", "three"]);
    assert_eq!(listing.records.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ids);
    assert!(listing.damaged.is_empty() && listing.is_complete);
    assert_eq!(texts(&vault.list("settings").unwrap()), ["{}"]);
}

#[test]
fn a_removed_record_is_gone_and_can_be_removed_only_once() {
    let (place, mut vault, ids) = with_three();
    assert!(vault.remove(ids[1]).unwrap());
    assert!(!vault.remove(ids[1]).unwrap());
    drop(vault);
    let mut vault = place.open();
    assert!(vault.get(ids[1]).unwrap().is_none());
    assert_eq!(texts(&vault.list("account").unwrap()), ["one", "three"]);
}

#[test]
fn a_record_may_be_put_under_an_id_that_was_chosen_before() {
    let (_place, mut vault, _) = with_three();
    let id = RecordId([9; 16]);
    assert_eq!(vault.put("settings", Some(id), b"a").unwrap(), id);
    assert!(vault.get(id).unwrap().unwrap().matches(b"a"));
}

#[test]
fn several_records_are_written_together_or_not_at_all() {
    let (place, mut vault, ids) = with_three();
    place.tamper("UPDATE records SET sealed = x'00' WHERE position = 2");
    let new = |id, plain| NewRecord { kind: "account", id, plain };
    let refused = vault.put_all(&[new(None, b"four"), new(Some(ids[1]), b"TWO")]);
    assert!(matches!(refused, Err(VaultError::Damaged(_))));
    assert_eq!(texts(&vault.list("account").unwrap()), ["one", "three"]);
    assert_eq!(vault.put_all(&[new(None, b"four"), new(None, b"five")]).unwrap().len(), 2);
    assert_eq!(texts(&vault.list("account").unwrap()), ["one", "three", "four", "five"]);
}

#[test]
fn a_change_that_fails_half_way_leaves_nothing_behind() {
    let (_place, mut vault, ids) = with_three();
    let failed: Result<(), VaultError> = vault.write(|writing| {
        writing.remove(ids[0])?;
        writing.put("account", None, b"four")?;
        assert!(writing.get(ids[0])?.is_none());
        Err(VaultError::Busy)
    });
    assert!(matches!(failed, Err(VaultError::Busy)));
    assert_eq!(texts(&vault.list("account").unwrap()), ["one", "two", "three"]);
    vault.put("account", None, b"five").unwrap();
    assert!(vault.list_damaged().unwrap().is_empty());
}

#[test]
fn a_thousand_records_stay_in_order() {
    let place = Place::empty();
    let mut vault = place.create();
    let plain: Vec<String> = (0..1000).map(|n| format!("account {n}")).collect();
    let new: Vec<_> =
        plain.iter().map(|text| NewRecord { kind: "account", id: None, plain: text.as_bytes() }).collect();
    vault.put_all(&new).unwrap();
    vault.put("account", None, b"one more").unwrap();
    drop(vault);
    let listing = place.open().list("account").unwrap();
    assert_eq!(texts(&listing)[..1000], plain[..]);
    assert_eq!(texts(&listing)[1000], "one more");
    assert!(listing.damaged.is_empty());
}

#[test]
fn a_full_disk_loses_nothing() {
    let (_place, mut vault, _) = with_three();
    let pages: i64 = vault.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    let limit = |vault: &Vault, pages| {
        vault.connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).unwrap();
    };
    limit(&vault, pages);
    assert!(matches!(vault.put("account", None, &[7; 100_000]), Err(VaultError::Full)));
    assert_eq!(texts(&vault.list("account").unwrap()), ["one", "two", "three"]);
    limit(&vault, pages + 1000);
    vault.put("account", None, b"four").unwrap();
    assert_eq!(texts(&vault.list("account").unwrap()), ["one", "two", "three", "four"]);
}

#[test]
fn nothing_on_disk_shows_what_a_record_holds() {
    let place = Place::empty();
    let mut vault = place.create();
    vault.put("account", None, b"a seed that nobody may see").unwrap();
    for file in std::fs::read_dir(place.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for needle in [&b"a seed that"[..], PASSPHRASE.as_bytes(), vault.sealer.key.expose()] {
            assert!(!bytes.windows(needle.len()).any(|window| window == needle));
        }
    }
}

#[test]
fn the_vault_writes_through_to_the_disk_and_clears_what_it_deletes() {
    let (_place, vault, _) = with_three();
    let setting = |name| {
        let value = vault.connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0));
        format!("{:?}", value.unwrap())
    };
    assert_eq!(setting("journal_mode"), "Text(\"wal\")");
    assert_eq!(setting("synchronous"), "Integer(2)");
    for name in ["secure_delete", "foreign_keys", "fullfsync", "checkpoint_fullfsync"] {
        assert_eq!(setting(name), "Integer(1)", "{name}");
    }
    assert_eq!(setting("temp_store"), "Integer(2)");
    assert_eq!(setting("trusted_schema"), "Integer(0)");
}
