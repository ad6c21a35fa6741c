//! Files that can't be opened are left as they are.

use super::*;

fn assert_untouched(place: &Place, is_expected: impl Fn(&VaultError) -> bool) {
    let before = place.bytes();
    let opened = place.try_open(PASSPHRASE).err().unwrap();
    assert!(is_expected(&opened), "{opened:?}");
    let status = Vault::status(&place.path).err().unwrap();
    assert!(is_expected(&status), "{status:?}");
    assert_eq!(place.bytes(), before);
}

fn is_not_a_vault(error: &VaultError) -> bool {
    matches!(error, VaultError::NotAVault(_))
}

#[test]
fn a_missing_vault_is_told_and_not_made() {
    let place = Place::empty();
    assert!(matches!(place.try_open(PASSPHRASE), Err(VaultError::NoVault(path)) if path == place.path));
    assert!(!place.path.exists());
}

#[test]
fn creating_never_replaces_a_file() {
    for content in [&b""[..], b"just some text\n", &[0x5a; 5000]] {
        let place = Place::empty();
        std::fs::write(&place.path, content).unwrap();
        assert!(matches!(place.try_create(CHEAP), Err(VaultError::Exists(_))));
        assert_eq!(place.bytes(), content);
    }
}

#[test]
fn creating_never_replaces_a_vault() {
    let (place, vault, _) = with_three();
    drop(vault);
    assert!(matches!(place.try_create(CHEAP), Err(VaultError::Exists(_))));
    assert_eq!(texts(&place.open().list("account").unwrap()).len(), 3);
}

#[test]
fn a_vault_whose_making_was_cut_short_is_none_and_can_be_made_later() {
    let place = Place::empty();
    assert!(place.try_create(Cost { memory_kib: 0, ..CHEAP }).is_err());
    assert!(matches!(place.try_open(PASSPHRASE), Err(VaultError::NoVault(_))));
    drop(place.create());
    place.open();
}

#[test]
fn of_two_that_create_at_the_same_time_one_succeeds_and_keeps_its_vault() {
    let place = Place::empty();
    let made: Vec<_> = std::thread::scope(|scope| {
        let makers = [(); 2].map(|()| scope.spawn(|| place.try_create(CHEAP).map(|_| ())));
        makers.map(|maker| maker.join().unwrap()).into()
    });
    assert_eq!(made.iter().filter(|made| made.is_ok()).count(), 1, "{made:?}");
    place.open();
}

#[test]
fn files_of_other_programs_are_left_alone() {
    for content in [&b""[..], b"x", b"just some text\n", &[0x5a; 5000], b"SQLite format 3\0"] {
        let place = Place::empty();
        std::fs::write(&place.path, content).unwrap();
        assert_untouched(&place, is_not_a_vault);
    }
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let place = Place::empty();
    place.tamper("PRAGMA journal_mode = WAL; CREATE TABLE t (a); PRAGMA user_version = 9;");
    assert_untouched(&place, is_not_a_vault);
}

#[test]
fn a_folder_is_not_a_vault() {
    let place = Place::empty();
    std::fs::create_dir(&place.path).unwrap();
    assert!(is_not_a_vault(&place.try_open(PASSPHRASE).err().unwrap()));
}

#[test]
fn a_newer_vault_is_refused_with_both_versions_named() {
    let (place, vault, _) = with_three();
    drop(vault);
    place.tamper("PRAGMA user_version = 99");
    assert_untouched(&place, |error| matches!(error, VaultError::NewerVersion { found: 99, known: 2 }));
}

#[test]
fn a_newer_vault_with_changes_in_its_log_is_left_alone_too() {
    let (place, vault, _) = with_three();
    // A writer that was killed: its log is copied while it is still open, and put beside a copy of the file.
    vault.connection.pragma_update(None, "user_version", 99).unwrap();
    let copy = Place::empty();
    let log = copy.folder.path().join("vault.db-wal");
    std::fs::copy(&place.path, &copy.path).unwrap();
    std::fs::copy(place.folder.path().join("vault.db-wal"), &log).unwrap();
    let before = std::fs::read(&log).unwrap();
    assert_untouched(&copy, |error| matches!(error, VaultError::NewerVersion { .. }));
    assert_eq!(std::fs::read(&log).unwrap(), before);
}

#[test]
fn a_vault_cut_anywhere_is_refused_without_counting_a_try() {
    let (place, vault, _) = with_three();
    drop(vault);
    let whole = place.bytes();
    for length in (0..whole.len()).step_by(509) {
        std::fs::write(&place.path, &whole[..length]).unwrap();
        assert_untouched(&place, |error| matches!(error, VaultError::FileDamaged | VaultError::NotAVault(_)));
    }
}

#[test]
fn a_read_only_vault_is_told_and_not_touched() {
    let (place, vault, _) = with_three();
    drop(vault);
    let mut permissions = std::fs::metadata(&place.path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&place.path, permissions).unwrap();
    assert_untouched(&place, |error| matches!(error, VaultError::ReadOnly));
}

#[cfg(unix)]
#[test]
fn the_vault_and_its_log_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let (place, _vault, _) = with_three();
    for file in std::fs::read_dir(place.folder.path()).unwrap() {
        assert_eq!(file.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}
