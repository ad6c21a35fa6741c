//! Files: whose they are, which version they have, copies of them.

use std::fs;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::super::{OpenError, SqliteStore, open};
use super::Place;
use crate::store::suite::{ADA, event};
use crate::store::{AuditStore, PeopleStore, StoreError, Upkeep};

/// Why it is refused; the file must not have changed.
fn refusal(path: &Path) -> OpenError {
    let before = fs::read(path).unwrap();
    let Err(error) = SqliteStore::open(path) else { panic!("{} was opened", path.display()) };
    assert_eq!(fs::read(path).unwrap(), before, "a refused file was changed");
    error
}

#[test]
fn a_newer_file_is_refused_untouched() {
    let place = Place::new();
    drop(place.open());
    let path = place.path("assent.db");
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = refusal(&path);
    assert!(matches!(error, OpenError::Newer { found: 99, .. }), "{error}");
    assert!(error.to_string().contains("has version 99, this program knows"), "{error}");
}

#[tokio::test]
async fn a_newer_version_that_still_stands_in_the_log_is_refused_untouched() {
    let (from, to) = (Place::new(), Place::new());
    let store = from.open();
    store.write(|tx| Ok(tx.conn.pragma_update(None, "user_version", 99)?)).await.unwrap();
    for name in ["assent.db", "assent.db-wal"] {
        fs::copy(from.path(name), to.path(name)).unwrap();
    }
    let log = fs::read(to.path("assent.db-wal")).unwrap();
    assert!(matches!(refusal(&to.path("assent.db")), OpenError::Newer { found: 99, .. }));
    assert_eq!(fs::read(to.path("assent.db-wal")).unwrap(), log);
}

#[test]
fn a_file_of_another_program_is_refused_untouched() {
    let place = Place::new();
    let [text, other, marked] = ["text", "other", "marked"].map(|name| place.path(name));
    fs::write(&text, "This is a letter, not a database. ".repeat(99)).unwrap();
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE letters (body TEXT)").unwrap();
    Connection::open(&marked).unwrap().pragma_update(None, "application_id", 7).unwrap();
    for path in [text, other, marked] {
        assert!(matches!(refusal(&path), OpenError::NotOurs(_)));
    }
}

#[test]
fn a_missing_directory_is_named() {
    let place = Place::new();
    let Err(error) = SqliteStore::open(&place.path("missing/assent.db")) else { panic!() };
    assert!(matches!(&error, OpenError::NoDirectory(path) if *path == place.path("missing")), "{error}");
    let Err(error) = SqliteStore::open(&place.path("")) else { panic!() };
    assert!(!error.to_string().is_empty());
}

#[test]
fn a_file_that_can_only_be_read_is_refused() {
    let place = Place::new();
    drop(place.open());
    let path = place.path("assent.db");
    // As SQLite opens it when the file's mode leaves nothing else; whoever runs the tests may be above modes.
    let conn = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    assert!(matches!(open::check(&path, &conn), Err(OpenError::ReadOnly(_))));
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_the_file_its_log_and_its_copies() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let store = place.open();
    store.check_writable().await.unwrap();
    store.backup(&place.path("copy.db")).await.unwrap();
    for name in ["assent.db", "assent.db-wal", "copy.db"] {
        assert_eq!(fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn a_copy_is_whole_and_nothing_is_overwritten() {
    let place = Place::new();
    let (world, _) = place.world().await;
    world.append_audit(vec![event(ADA); 100]).await.unwrap();
    let to = place.path("copy.db");
    world.backup(&to).await.unwrap();
    world.append_audit(vec![event(ADA)]).await.unwrap();
    assert!(matches!(world.backup(&to).await, Err(StoreError::Other(_))), "it exists");
    assert!(world.backup(&place.path("missing/copy.db")).await.is_err());
    let copy = SqliteStore::open(&to).unwrap();
    assert_eq!(copy.verify_audit().await, Ok(102));
    assert!(copy.find_person(ADA).await.unwrap().is_some());
}

#[tokio::test]
async fn a_write_is_seen_by_the_next_read_and_by_another_process() {
    let place = Place::new();
    let (world, _) = place.world().await;
    let other = place.open();
    for n in 3..20 {
        let writer: &dyn AuditStore = if n % 2 == 0 { &other } else { &*world.store };
        assert_eq!(writer.append_audit(vec![event(ADA)]).await, Ok(n));
        assert_eq!((world.verify_audit().await, other.verify_audit().await), (Ok(n), Ok(n)));
    }
}

#[test]
fn the_file_is_kept_as_durable_and_clean_as_promised() {
    let place = Place::new();
    let conn = open::open_writer(&place.path("assent.db")).unwrap();
    let pragma = |name: &str| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    let wanted = [("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("application_id", 0x4173_6e74)];
    for (name, value) in wanted {
        assert_eq!(pragma(name), value, "{name}");
    }
    let mode: String = conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    // Statements are planned once, whatever their parameters: see `open::keep_statements`.
    let reader = open::open_reader(&place.path("assent.db")).unwrap();
    for conn in [&conn, &reader] {
        assert_eq!(conn.db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG), Ok(true));
    }
}
