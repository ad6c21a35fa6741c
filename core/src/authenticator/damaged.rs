//! Records that are set aside: said, never dropped in silence, and given up only when a person says so.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::account::Account;
use super::book::{ACCOUNT, from_plain};
use super::history::{HISTORY, HistoryEntry};
use super::{AccountId, AuthError, Authenticator};
use crate::clock::UnixSeconds;
use crate::secret::Secret;

/// A record that is set aside. The others are as readable as before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedRecord {
    /// What it was: `account`, `key`, `history`, … or `list`, the vault's own list of what it holds: without it everything
    /// that opens is still read, nothing can be changed, and forgetting it makes it anew.
    pub kind: String,
    /// The account's or the request's id where it can be told, else the vault's own name for the record.
    pub id: String,
    /// When it was added, where that can still be read.
    pub added_at: Option<UnixSeconds>,
    /// What is wrong with it.
    pub damage: Damage,
}

/// What is wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// Its row is gone, was changed, or does not open.
    DoesNotOpen,
    /// It opens, but this version can't read it; a newer one may.
    NotUnderstood,
}

/// What may still be readable of a record that is not understood. Everything else is passed over, not copied.
#[derive(Deserialize)]
struct Remains {
    #[serde(alias = "answered_at")]
    added_at: Option<UnixSeconds>,
}

impl Authenticator {
    /// What is set aside, of every kind.
    ///
    /// # Errors
    /// [`AuthError`] of the vault as a whole.
    pub fn damaged(&self) -> Result<Vec<DamagedRecord>, AuthError> {
        let sealed = self.book.records.list_damaged()?.into_iter();
        let mut damaged: Vec<_> = sealed.map(|it| not_opening(it.kind, it.name)).collect();
        damaged.extend(self.not_understood(ACCOUNT, |plain| from_plain::<Account>(plain).is_ok())?);
        damaged.extend(self.not_understood(HISTORY, |plain| from_plain::<HistoryEntry>(plain).is_ok())?);
        Ok(damaged)
    }

    /// Gives a record up that is set aside, and an account's keys with it. False when it is not damaged (any more);
    /// then nothing happens.
    ///
    /// # Errors
    /// [`AuthError`] of the vault; then nothing was forgotten.
    pub fn forget_damaged(&self, record: &DamagedRecord) -> Result<bool, AuthError> {
        if !self.damaged()?.contains(record) {
            return Ok(false);
        }
        if record.damage == Damage::DoesNotOpen || self.book.records.find(&record.kind, &record.id)?.is_none() {
            return Ok(self.book.records.forget_damaged(&record.id)?);
        }
        self.book.records.remove(&record.kind, &record.id)?;
        if let (ACCOUNT, Ok(id)) = (record.kind.as_str(), record.id.parse::<AccountId>()) {
            self.delete_keys(id)?;
        }
        Ok(true)
    }

    fn not_understood(
        &self,
        kind: &str,
        is_understood: impl Fn(&Secret) -> bool,
    ) -> Result<Vec<DamagedRecord>, AuthError> {
        let records = self.book.records.list(kind)?.into_iter();
        let bad = records.filter(|(_, plain)| !is_understood(plain));
        Ok(bad.map(|(id, plain)| DamagedRecord { added_at: read_when(&plain), ..not_read(kind, id) }).collect())
    }
}

fn not_opening(kind: String, id: String) -> DamagedRecord {
    DamagedRecord { kind, id, added_at: None, damage: Damage::DoesNotOpen }
}

fn not_read(kind: &str, id: String) -> DamagedRecord {
    DamagedRecord { kind: kind.to_owned(), id, added_at: None, damage: Damage::NotUnderstood }
}

fn read_when(plain: &Secret) -> Option<UnixSeconds> {
    serde_json::from_slice::<IgnoredAny>(plain.expose()).ok()?;
    serde_json::from_slice::<Remains>(plain.expose()).ok()?.added_at
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::*;
    use super::*;
    use crate::clock::ManualClock;
    use crate::random::SystemEntropy;
    use crate::vault::{FileKey, NewSlot, Unlocker, Vault};

    const FORGE: &str = "otpauth://totp/Forge:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Forge";
    const WIKI: &str = "otpauth://totp/Wiki:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Wiki";

    struct World {
        folder: tempfile::TempDir,
        records: Arc<VaultRecords>,
        own: Authenticator,
        ids: Vec<AccountId>,
    }

    fn world() -> World {
        let (folder, random) = (tempfile::tempdir().unwrap(), Arc::new(SystemEntropy::default()));
        let key = FileKey::make(&folder.path().join("key"), &*random).unwrap();
        let slot = NewSlot::Platform { label: "key file", wrapper: &key };
        let vault = Vault::create(&folder.path().join("vault.db"), &slot, random.clone()).unwrap();
        let records = Arc::new(VaultRecords::new(vault));
        let keys = Arc::new(SoftwareKeys::new(records.clone(), random.clone()));
        let own = Authenticator::new(records.clone(), keys, Arc::new(ManualClock::at(7)), random);
        let ids = [FORGE, WIKI].map(|uri| own.add_otpauth(uri, OnDuplicate::Refuse).unwrap()).to_vec();
        World { folder, records, own, ids }
    }

    impl World {
        fn tamper(&self, sql: &str) {
            rusqlite::Connection::open(self.folder.path().join("vault.db")).unwrap().execute_batch(sql).unwrap();
        }

        fn issuers(&self) -> Vec<String> {
            let mut issuers: Vec<_> = self.own.accounts().unwrap().into_iter().map(|it| it.issuer).collect();
            issuers.sort();
            issuers
        }
    }

    #[test]
    fn a_damaged_account_is_said_and_the_others_stay() {
        let world = world();
        world.tamper("UPDATE records SET sealed = zeroblob(80) WHERE position = 1");
        assert_eq!(world.issuers(), ["Wiki"]);
        let damaged = world.own.damaged().unwrap();
        assert_eq!(damaged.len(), 1);
        assert_eq!((damaged[0].kind.as_str(), damaged[0].damage), ("account", Damage::DoesNotOpen));
        assert!(world.own.forget_damaged(&damaged[0]).unwrap());
        assert!(world.own.damaged().unwrap().is_empty());
        assert!(!world.own.forget_damaged(&damaged[0]).unwrap());
        assert_eq!(world.issuers(), ["Wiki"]);
    }

    #[test]
    fn an_account_that_is_not_understood_is_said_with_its_id_and_day() {
        let world = world();
        let id = world.ids[0].to_string();
        let newer = Secret::copy_of(br#"{"id":"x","added_at":7,"source":{"palm":{"secret":"s"}}}"#);
        world.records.put("account", &id, &newer).unwrap();
        assert_eq!(world.issuers(), ["Wiki"]);
        let damaged = world.own.damaged().unwrap();
        let expected = DamagedRecord { kind: "account".into(), id, added_at: Some(7), damage: Damage::NotUnderstood };
        assert_eq!(damaged, [expected]);
        assert!(world.own.forget_damaged(&damaged[0]).unwrap());
        assert!(world.own.damaged().unwrap().is_empty());
    }

    #[test]
    fn a_record_of_another_program_is_said_and_can_be_forgotten() {
        let world = world();
        world.records.with_vault(|vault| vault.put("account", None, b"\xff").map_err(RecordsError::from)).unwrap();
        assert_eq!(world.issuers(), ["Forge", "Wiki"]);
        let damaged = world.own.damaged().unwrap();
        assert_eq!(damaged.len(), 1);
        assert!(world.own.forget_damaged(&damaged[0]).unwrap());
        assert!(world.own.damaged().unwrap().is_empty());
    }

    #[test]
    fn a_damaged_key_is_gone_and_said() {
        let world = world();
        let name = KeyName { account: world.ids[0], purpose: KeyPurpose::Approve };
        world.own.keys.make(&name, None).unwrap();
        world.tamper("UPDATE records SET sealed = x'00' WHERE kind = 'key'");
        assert_eq!(world.own.keys.sign(&name, b"x").err(), Some(crate::keys::SignError::KeyGone));
        assert_eq!(world.own.damaged().unwrap()[0].kind, "key");
        assert_eq!(world.issuers(), ["Forge", "Wiki"]);
    }

    #[test]
    fn a_damaged_list_is_said_and_made_anew_when_it_is_forgotten() {
        let world = world();
        world.tamper("UPDATE manifest SET sealed = x'00'");
        assert_eq!(world.issuers(), ["Forge", "Wiki"]);
        assert!(world.own.add_otpauth(FORGE, OnDuplicate::KeepBoth).is_err());
        let damaged = world.own.damaged().unwrap();
        assert_eq!(damaged.iter().map(|it| it.kind.as_str()).collect::<Vec<_>>(), ["list"]);
        assert!(world.own.forget_damaged(&damaged[0]).unwrap());
        assert!(world.own.damaged().unwrap().is_empty());
        world.own.add_otpauth(FORGE, OnDuplicate::KeepBoth).unwrap();
    }

    #[test]
    fn what_is_whole_is_never_forgotten() {
        let world = world();
        let whole = not_read("account", world.ids[0].to_string());
        assert!(!world.own.forget_damaged(&whole).unwrap());
        assert_eq!(world.issuers(), ["Forge", "Wiki"]);
    }

    #[test]
    fn a_locked_vault_reads_nothing_and_the_same_authenticator_goes_on_after_it() {
        let world = world();
        let name = KeyName { account: world.ids[0], purpose: KeyPurpose::Approve };
        world.own.keys.make(&name, None).unwrap();
        world.records.lock();
        assert!(world.records.is_locked());
        assert_eq!(world.own.accounts().err(), Some(AuthError::Locked));
        assert_eq!(world.own.code(world.ids[0]).err(), Some(AuthError::Locked));
        assert_eq!(world.own.history().err(), Some(AuthError::Locked));
        assert_eq!(world.own.damaged().err(), Some(AuthError::Locked));
        assert_eq!(world.own.add_otpauth(FORGE, OnDuplicate::KeepBoth).err(), Some(AuthError::Locked));
        assert_eq!(world.own.rename(world.ids[0], None).err(), Some(AuthError::Locked));
        let signed = world.own.keys.sign(&name, b"x").map_err(AuthError::from);
        assert_eq!(signed.err(), Some(AuthError::Locked));
        let key = FileKey::read(&world.folder.path().join("key")).unwrap();
        let path = world.folder.path().join("vault.db");
        let random = Arc::new(SystemEntropy::default());
        world.records.unlock(Vault::open(&path, &Unlocker::Platform(&key), random).unwrap());
        assert_eq!(world.issuers(), ["Forge", "Wiki"]);
        assert!(world.own.keys.sign(&name, b"x").is_ok());
    }
}
