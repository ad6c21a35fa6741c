//! Where records lie: the vault, or memory in tests.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::RecordsError;
use crate::secret::Secret;
use crate::vault::Reading;

/// A record that is set aside, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// What it was.
    pub kind: String,
    /// The name under which these records know it, for [`Records::forget_damaged`].
    pub name: String,
}

/// Small secret records, each under a kind and an id.
pub trait Records: Send + Sync {
    /// All records of a kind with their ids.
    ///
    /// # Errors
    /// [`RecordsError`].
    fn list(&self, kind: &str) -> Result<Vec<(String, Secret)>, RecordsError>;

    /// What `read` makes of [`Self::list`]. It may be kept as long as no record changes, and is forgotten when the
    /// records are locked; so `read` is to be the same for one kind at each call.
    ///
    /// # Errors
    /// [`RecordsError`].
    fn read_once(&self, kind: &str, read: &dyn Fn(Vec<(String, Secret)>) -> Reading) -> Result<Reading, RecordsError> {
        Ok(read(self.list(kind)?))
    }

    /// One record, if it is there.
    ///
    /// # Errors
    /// [`RecordsError`].
    fn find(&self, kind: &str, id: &str) -> Result<Option<Secret>, RecordsError>;

    /// Writes a record, over an older one if there is one. It is on disk when this returns.
    ///
    /// # Errors
    /// [`RecordsError`]; then nothing is changed.
    fn put(&self, kind: &str, id: &str, plain: &Secret) -> Result<(), RecordsError>;

    /// Writes records as [`Self::put`] does, all of them or none.
    ///
    /// # Errors
    /// [`RecordsError`]; then nothing is changed.
    fn put_all(&self, kind: &str, records: &[(String, Secret)]) -> Result<(), RecordsError>;

    /// Replaces a record by what `change` makes of it, with nothing in between, also not from another process; `None`
    /// leaves it. Gives whether the record is there.
    ///
    /// # Errors
    /// [`RecordsError`]; then nothing is changed.
    fn change(
        &self,
        kind: &str,
        id: &str,
        change: &mut dyn FnMut(&Secret) -> Option<Secret>,
    ) -> Result<bool, RecordsError>;

    /// Removes a record; nothing happens when it is not there.
    ///
    /// # Errors
    /// [`RecordsError`]; then nothing is changed.
    fn remove(&self, kind: &str, id: &str) -> Result<(), RecordsError>;

    /// The records that don't open any more, of every kind; [`Self::list`] leaves them out.
    ///
    /// # Errors
    /// [`RecordsError`].
    fn list_damaged(&self) -> Result<Vec<SetAside>, RecordsError> {
        Ok(Vec::new())
    }

    /// Gives a record up that is set aside; false when none of that name is.
    ///
    /// # Errors
    /// [`RecordsError`]; then nothing is changed.
    fn forget_damaged(&self, name: &str) -> Result<bool, RecordsError> {
        let _ = name;
        Ok(false)
    }
}

/// Records in memory, gone with the process.
#[derive(Default)]
pub struct MemoryRecords(Mutex<BTreeMap<(String, String), Secret>>);

impl MemoryRecords {
    fn map(&self) -> std::sync::MutexGuard<'_, BTreeMap<(String, String), Secret>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Records for MemoryRecords {
    fn list(&self, kind: &str) -> Result<Vec<(String, Secret)>, RecordsError> {
        let map = self.map();
        let of_kind = map.iter().filter(|((of, _), _)| of == kind);
        Ok(of_kind.map(|((_, id), plain)| (id.clone(), plain.clone())).collect())
    }

    fn find(&self, kind: &str, id: &str) -> Result<Option<Secret>, RecordsError> {
        Ok(self.map().get(&(kind.to_owned(), id.to_owned())).cloned())
    }

    fn put(&self, kind: &str, id: &str, plain: &Secret) -> Result<(), RecordsError> {
        self.map().insert((kind.to_owned(), id.to_owned()), plain.clone());
        Ok(())
    }

    fn put_all(&self, kind: &str, records: &[(String, Secret)]) -> Result<(), RecordsError> {
        self.map().extend(records.iter().map(|(id, plain)| ((kind.to_owned(), id.clone()), plain.clone())));
        Ok(())
    }

    fn change(
        &self,
        kind: &str,
        id: &str,
        change: &mut dyn FnMut(&Secret) -> Option<Secret>,
    ) -> Result<bool, RecordsError> {
        let mut map = self.map();
        let Some(record) = map.get_mut(&(kind.to_owned(), id.to_owned())) else { return Ok(false) };
        if let Some(changed) = change(record) {
            *record = changed;
        }
        Ok(true)
    }

    fn remove(&self, kind: &str, id: &str) -> Result<(), RecordsError> {
        self.map().remove(&(kind.to_owned(), id.to_owned()));
        Ok(())
    }
}
