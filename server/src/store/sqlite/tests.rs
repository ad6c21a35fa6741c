//! What is true of SQLite alone, beside the suite.

use tempfile::TempDir;

use super::SqliteStore;
use crate::store::suite::{World, suite};

suite!(crate::store::sqlite::tests::make);

pub(super) async fn make() -> World {
    let directory = TempDir::new().unwrap();
    let store = SqliteStore::open(&directory.path().join("assent.db")).unwrap();
    World::new(store, directory).await
}
