//! Records in the vault.

use ring::digest::{Context, SHA256};

use super::held_vault::HeldVault;
use super::{Records, RecordsError, SetAside};
use crate::secret::Secret;
use crate::vault::{Listing, Reading, RecordId, Vault, VaultError};

/// The vault's own list, among what is set aside. Without it nothing can be changed; forgetting it makes it anew.
const LIST: &str = "list";

/// The authenticator's records, each sealed by itself. Several processes may use one file.
///
/// The vault is held while it is unlocked and dropped, with its key, when it is locked. What was made over these
/// records lives on: its calls fail with [`RecordsError::Locked`] until it is unlocked again.
#[derive(Default)]
pub struct VaultRecords(HeldVault);

impl VaultRecords {
    /// Over a vault that is open.
    #[must_use]
    pub const fn new(vault: Vault) -> Self {
        Self(HeldVault::new(vault))
    }

    /// Forgets the vault and its key. No call begins any more; one that is under way ends, and the vault with it.
    pub fn lock(&self) {
        self.0.let_go();
    }

    /// Goes on with a vault that was opened anew.
    pub fn unlock(&self, vault: Vault) {
        self.0.put(vault);
    }

    /// Whether there is nothing to be read now.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.0.is_empty()
    }

    /// Does something with the vault itself, while nobody else does.
    ///
    /// # Errors
    /// [`RecordsError::Locked`] (as the caller's error), and what `work` returns.
    pub fn with_vault<T, E: From<RecordsError>>(&self, work: impl FnOnce(&mut Vault) -> Result<T, E>) -> Result<T, E> {
        self.0.call(work, |_| false)
    }

    fn read<T>(&self, work: impl FnOnce(&mut Vault) -> Result<T, VaultError>) -> Result<T, RecordsError> {
        self.write(|vault| Ok(work(vault)?))
    }

    /// A vault that was given a new key elsewhere counts as locked from then on.
    fn write<T>(&self, work: impl FnOnce(&mut Vault) -> Result<T, RecordsError>) -> Result<T, RecordsError> {
        self.0.call(work, |error| *error == RecordsError::Locked)
    }
}

impl Records for VaultRecords {
    fn list(&self, kind: &str) -> Result<Vec<(String, Secret)>, RecordsError> {
        Ok(unframe_all(self.read(|vault| vault.list(kind))?))
    }

    fn read_once(&self, kind: &str, read: &dyn Fn(Vec<(String, Secret)>) -> Reading) -> Result<Reading, RecordsError> {
        self.read(|vault| vault.read_once(kind, |listing| read(unframe_all(listing))))
    }

    fn find(&self, kind: &str, id: &str) -> Result<Option<Secret>, RecordsError> {
        let stored = self.read(|vault| vault.get(derive_id(kind, id)))?;
        stored.map(|stored| unframe(&stored).map(|(_, plain)| plain)).transpose()
    }

    fn put(&self, kind: &str, id: &str, plain: &Secret) -> Result<(), RecordsError> {
        self.read(|vault| vault.put(kind, Some(derive_id(kind, id)), frame(id, plain).expose()))?;
        Ok(())
    }

    fn put_all(&self, kind: &str, records: &[(String, Secret)]) -> Result<(), RecordsError> {
        self.write(|vault| {
            vault.write(|writing| {
                for (id, plain) in records {
                    writing.put(kind, Some(derive_id(kind, id)), frame(id, plain).expose())?;
                }
                Ok(())
            })
        })
    }

    fn change(
        &self,
        kind: &str,
        id: &str,
        change: &mut dyn FnMut(&Secret) -> Option<Secret>,
    ) -> Result<bool, RecordsError> {
        let record = derive_id(kind, id);
        self.write(|vault| {
            vault.write(|writing| {
                let Some(stored) = writing.get(record)? else { return Ok(false) };
                let (_, plain) = unframe(&stored)?;
                if let Some(changed) = change(&plain) {
                    writing.put(kind, Some(record), frame(id, &changed).expose())?;
                }
                Ok(true)
            })
        })
    }

    fn remove(&self, kind: &str, id: &str) -> Result<(), RecordsError> {
        self.read(|vault| vault.remove(derive_id(kind, id)))?;
        Ok(())
    }

    fn list_damaged(&self) -> Result<Vec<SetAside>, RecordsError> {
        let damaged = self.read(Vault::list_damaged)?.into_iter();
        let mut all: Vec<_> = damaged.map(|it| SetAside { kind: it.kind, name: it.id.to_string() }).collect();
        if !self.read(Vault::has_whole_list)? {
            all.push(SetAside { kind: LIST.to_owned(), name: LIST.to_owned() });
        }
        Ok(all)
    }

    fn forget_damaged(&self, name: &str) -> Result<bool, RecordsError> {
        if name == LIST {
            return self.read(Vault::rebuild_list);
        }
        let Ok(id) = name.parse::<RecordId>() else { return Ok(false) };
        self.write(|vault| {
            let is_damaged = vault.forget_damaged(id)?;
            let is_foreign = vault.get(id)?.is_some_and(|stored| unframe(&stored).is_err());
            Ok(is_damaged || is_foreign && vault.remove(id)?)
        })
    }
}

/// The vault names records by 16 bytes, the authenticator by texts.
fn derive_id(kind: &str, id: &str) -> RecordId {
    let mut context = Context::new(&SHA256);
    for part in ["assent record", kind, id] {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part.as_bytes());
    }
    let digest = context.finish();
    RecordId(std::array::from_fn(|at| digest.as_ref()[at]))
}

/// The text id goes in with the record, since its hash does not tell it.
fn frame(id: &str, plain: &Secret) -> Secret {
    let mut stored = Vec::with_capacity(4 + id.len() + plain.expose().len());
    stored.extend_from_slice(&u32::try_from(id.len()).unwrap_or(u32::MAX).to_be_bytes());
    stored.extend_from_slice(id.as_bytes());
    stored.extend_from_slice(plain.expose());
    Secret::new(stored)
}

fn unframe_all(listing: Listing) -> Vec<(String, Secret)> {
    // What another program wrote goes by the vault's name for it, so that it is set aside and not passed over.
    let named = |(id, stored): (RecordId, Secret)| unframe(&stored).unwrap_or_else(|_| (id.to_string(), stored));
    listing.records.into_iter().map(named).collect()
}

fn unframe(stored: &Secret) -> Result<(String, Secret), RecordsError> {
    let read = || {
        let (length, rest) = stored.expose().split_at_checked(4)?;
        let length = u32::from_be_bytes(length.try_into().ok()?);
        let (id, plain) = rest.split_at_checked(usize::try_from(length).ok()?)?;
        Some((String::from_utf8(id.to_vec()).ok()?, Secret::copy_of(plain)))
    };
    read().ok_or(RecordsError::NotOurs)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::random::SystemEntropy;
    use crate::vault::{FileKey, NewSlot, Unlocker};

    fn secret(text: &str) -> Secret {
        Secret::copy_of(text.as_bytes())
    }

    fn open(folder: &std::path::Path) -> VaultRecords {
        let (path, random) = (folder.join("vault.db"), Arc::new(SystemEntropy::default()));
        let key_file = folder.join("vault.key");
        if path.exists() {
            let key = FileKey::read(&key_file).unwrap();
            return VaultRecords::new(Vault::open(&path, &Unlocker::Platform(&key), random).unwrap());
        }
        let key = FileKey::make(&key_file, &*random).unwrap();
        let slot = NewSlot::Platform { label: "key file", wrapper: &key };
        VaultRecords::new(Vault::create(&path, &slot, random).unwrap())
    }

    #[test]
    fn records_are_found_again_by_kind_and_id_after_reopening() {
        let folder = tempfile::tempdir().unwrap();
        let records = open(folder.path());
        records.put("account", "one", &secret("1")).unwrap();
        records.put("key", "one", &secret("k")).unwrap();
        records.put("account", "one", &secret("2")).unwrap();
        drop(records);
        let records = open(folder.path());
        let listed: Vec<String> = records.list("account").unwrap().into_iter().map(|(id, _)| id).collect();
        assert_eq!(listed, ["one"]);
        assert!(records.find("account", "one").unwrap().unwrap().matches(b"2"));
        records.remove("account", "one").unwrap();
        assert!(records.find("account", "one").unwrap().is_none());
        assert!(records.find("key", "one").unwrap().is_some());
    }

    #[test]
    fn two_that_have_the_vault_open_never_lose_a_change() {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path()).put("count", "x", &secret("0")).unwrap();
        let count = |folder: &std::path::Path| {
            let records = open(folder);
            for _ in 0..20 {
                let mut rise = |plain: &Secret| {
                    let number: u32 = std::str::from_utf8(plain.expose()).unwrap().parse().unwrap();
                    Some(secret(&(number + 1).to_string()))
                };
                assert!(records.change("count", "x", &mut rise).unwrap());
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| count(folder.path()));
            }
        });
        assert!(open(folder.path()).find("count", "x").unwrap().unwrap().matches(b"60"));
        assert!(!open(folder.path()).change("count", "y", &mut |_| None).unwrap());
    }
}
