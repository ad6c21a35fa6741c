//! What is true of SQLite alone, beside the suite.

mod batches;
mod chain;
mod files;
mod saved;
mod speed;

use std::path::PathBuf;
use std::sync::Arc;

use tempfile::TempDir;

use super::SqliteStore;
use crate::store::suite::{World, suite};

suite!(crate::store::sqlite::tests::make);

pub(super) async fn make() -> World {
    Place::new().world().await.0
}

/// A directory for one file.
#[derive(Clone)]
struct Place(Arc<TempDir>);

impl Place {
    fn new() -> Self {
        Self(Arc::new(TempDir::new().unwrap()))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn open(&self) -> SqliteStore {
        SqliteStore::open(&self.path("assent.db")).unwrap()
    }

    async fn world(&self) -> (World, Arc<SqliteStore>) {
        let store = Arc::new(self.open());
        (World::new(store.clone(), self.clone()).await, store)
    }
}
