//! Older versions stay readable.

use std::path::PathBuf;

use super::*;

const STEP: &str = "ALTER TABLE records ADD COLUMN note TEXT";

/// A vault as that version wrote it, once and for all: passphrase [`PASSPHRASE`].
fn fixture(version: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../tests/vectors/vault/{version}.db"))
}

fn copy_of(version: &str) -> Place {
    let place = Place::empty();
    std::fs::copy(fixture(version), &place.path).unwrap();
    place
}

#[test]
fn a_vault_of_version_1_opens_and_becomes_one_of_this_version() {
    let place = copy_of("v1");
    assert_eq!(Vault::status(&place.path).unwrap().version, 1);
    let mut vault = place.open();
    assert_eq!(texts(&vault.list("account").unwrap()), ["{\"name\":\"ada\"}", "{\"name\":\"grace\"}"]);
    assert_eq!(texts(&vault.list("settings").unwrap()), ["{}"]);
    assert!(vault.list_damaged().unwrap().is_empty());
    vault.put("account", None, b"new").unwrap();
    vault.add_slot(&NewSlot::Pin { pin: &secret("481516"), cost: CHEAP }).unwrap();
    drop(vault);
    assert_eq!(Vault::status(&place.path).unwrap().version, 2);
    let opened = Vault::open(&place.path, &Unlocker::Pin(&secret("481516")), random());
    assert_eq!(opened.unwrap().list("account").unwrap().records.len(), 3);
}

#[test]
fn a_vault_of_version_1_that_stays_locked_stays_of_version_1() {
    let place = copy_of("v1");
    assert!(place.try_open("wrong").is_err());
    assert_eq!(Vault::status(&place.path).unwrap().version, 1);
}

/// Rows that are easily lost: nothing, zeros, no text, much, an empty kind, a kind in another script.
fn awkward() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("account", b"{\"name\":\"ada\"}".to_vec()),
        ("account", Vec::new()),
        ("account", vec![0; 48]),
        ("account", vec![0xff, 0xfe, 0x00, 0x27]),
        ("account", (0..=255).cycle().take(20_000).collect()),
        ("", b"no kind".to_vec()),
        ("r\u{e9}glages \u{1f512}", "{\"na\u{ef}ve\":\"\u{65e5}\u{672c}\"}".as_bytes().to_vec()),
    ]
}

const RECOVERY_KEY: &[u8] = b"the recovery key of the fixture";

#[test]
fn a_vault_of_version_2_opens_in_every_way_with_its_awkward_rows() {
    let (pin, key) = (secret("481516"), Secret::copy_of(RECOVERY_KEY));
    for with in [Unlocker::Passphrase(&secret(PASSPHRASE)), Unlocker::Pin(&pin), Unlocker::Recovery(&key)] {
        let place = copy_of("v2");
        let mut vault = Vault::open(&place.path, &with, random()).unwrap();
        for (kind, plain) in awkward() {
            let listing = vault.list(kind).unwrap();
            assert!(listing.records.iter().any(|(_, held)| held.matches(&plain)), "{kind}");
        }
        assert_eq!(vault.list("account").unwrap().records.len(), 5);
        assert!(vault.list_damaged().unwrap().is_empty());
        // One record was removed and the list rewritten: its revision is never given out again.
        vault.put("account", None, b"new").unwrap();
        assert_eq!(vault.cached.manifest.as_ref().unwrap().last_rev, 9);
    }
    assert_eq!(Vault::status(&copy_of("v2").path).unwrap().slots[1].tries_left, Some(7));
}

#[test]
#[ignore = "makes the fixture of version 2, which is never made again"]
fn make_the_vault_of_version_2() {
    let place = Place { path: fixture("v2"), ..Place::empty() };
    let mut vault = place.create();
    let gone = vault.put("account", None, b"gone").unwrap();
    for (kind, plain) in awkward() {
        vault.put(kind, None, &plain).unwrap();
    }
    vault.remove(gone).unwrap();
    vault.add_slot(&NewSlot::Pin { pin: &secret("481516"), cost: CHEAP }).unwrap();
    vault.add_slot(&NewSlot::Recovery { key: &Secret::copy_of(RECOVERY_KEY) }).unwrap();
    drop(vault);
    for _ in 0..3 {
        assert!(Vault::open(&place.path, &Unlocker::Pin(&secret("0")), random()).is_err());
    }
}

#[test]
#[ignore = "makes the fixture of version 1, which is never made again"]
fn make_the_vault_of_version_1() {
    let place = Place { path: fixture("v1"), ..Place::empty() };
    std::fs::create_dir_all(place.path.parent().unwrap()).unwrap();
    let mut vault = place.create();
    for (kind, plain) in [("account", "{\"name\":\"ada\"}"), ("settings", "{}"), ("account", "{\"name\":\"grace\"}")] {
        vault.put(kind, None, plain.as_bytes()).unwrap();
    }
}

#[test]
fn a_migration_takes_each_step_once_and_keeps_the_records() {
    let (place, mut vault, _) = with_three();
    let steps = [schema::STEPS, &[STEP]].concat();
    schema::migrate(&mut vault.connection, &steps).unwrap();
    schema::migrate(&mut vault.connection, &steps).unwrap();
    assert_eq!(schema::version(&vault.connection).unwrap(), 3);
    assert_eq!(texts(&vault.list("account").unwrap()), ["one", "two", "three"]);
    drop(vault);
    assert!(matches!(place.try_open(PASSPHRASE), Err(VaultError::NewerVersion { found: 3, known: 2 })));
}

#[test]
fn a_migration_that_fails_leaves_the_version_it_came_from() {
    let (place, mut vault, _) = with_three();
    let broken = format!("{STEP}; UPDATE no_such_table SET a = 1");
    assert!(schema::migrate(&mut vault.connection, &[schema::STEPS, &[&broken]].concat()).is_err());
    drop(vault);
    let mut vault = place.open();
    assert_eq!(schema::version(&vault.connection).unwrap(), 2);
    assert_eq!(texts(&vault.list("account").unwrap()), ["one", "two", "three"]);
    assert!(vault.connection.prepare("SELECT note FROM records").is_err());
}
