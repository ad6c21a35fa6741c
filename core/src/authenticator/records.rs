//! Where records lie: the vault, or memory in tests.

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
pub struct MemoryRecords(Mutex<Vec<Kept>>);

/// In the order in which they came, as in a vault.
struct Kept {
    kind: String,
    id: String,
    plain: Secret,
}

impl MemoryRecords {
    fn kept(&self) -> std::sync::MutexGuard<'_, Vec<Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn find<'a>(kept: &'a mut [Kept], kind: &str, id: &str) -> Option<&'a mut Secret> {
    kept.iter_mut().find(|one| one.kind == kind && one.id == id).map(|one| &mut one.plain)
}

fn put(kept: &mut Vec<Kept>, kind: &str, id: &str, plain: &Secret) {
    match find(kept, kind, id) {
        Some(old) => *old = plain.clone(),
        None => kept.push(Kept { kind: kind.to_owned(), id: id.to_owned(), plain: plain.clone() }),
    }
}

impl Records for MemoryRecords {
    fn list(&self, kind: &str) -> Result<Vec<(String, Secret)>, RecordsError> {
        let kept = self.kept();
        let of_kind = kept.iter().filter(|one| one.kind == kind);
        Ok(of_kind.map(|one| (one.id.clone(), one.plain.clone())).collect())
    }

    fn find(&self, kind: &str, id: &str) -> Result<Option<Secret>, RecordsError> {
        Ok(find(&mut self.kept(), kind, id).cloned())
    }

    fn put(&self, kind: &str, id: &str, plain: &Secret) -> Result<(), RecordsError> {
        put(&mut self.kept(), kind, id, plain);
        Ok(())
    }

    fn put_all(&self, kind: &str, records: &[(String, Secret)]) -> Result<(), RecordsError> {
        let mut kept = self.kept();
        records.iter().for_each(|(id, plain)| put(&mut kept, kind, id, plain));
        Ok(())
    }

    fn change(
        &self,
        kind: &str,
        id: &str,
        change: &mut dyn FnMut(&Secret) -> Option<Secret>,
    ) -> Result<bool, RecordsError> {
        let mut kept = self.kept();
        let Some(record) = find(&mut kept, kind, id) else { return Ok(false) };
        if let Some(changed) = change(record) {
            *record = changed;
        }
        Ok(true)
    }

    fn remove(&self, kind: &str, id: &str) -> Result<(), RecordsError> {
        self.kept().retain(|one| one.kind != kind || one.id != id);
        Ok(())
    }
}
