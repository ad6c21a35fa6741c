//! What is kept of the accounts between two lists, and for how long.

use std::path::Path;
use std::sync::Weak;

use super::super::known::Known;
use super::super::*;
use super::world::*;
use crate::vault::{FileKey, NewSlot, Unlocker, Vault};

const ONE: &str = "otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Shop";
const TWO: &str = "otpauth://totp/Bank:ada?secret=KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU&issuer=Bank";

/// An opening of the vault in a folder; the first one makes it.
struct Opening {
    own: Authenticator,
    records: Arc<VaultRecords>,
}

impl Opening {
    fn of(folder: &Path) -> Self {
        let (path, key_file, entropy) = (folder.join("vault.db"), folder.join("vault.key"), Arc::new(random()));
        let vault = if path.exists() {
            Vault::open(&path, &Unlocker::Platform(&FileKey::read(&key_file).unwrap()), entropy)
        } else {
            let key = FileKey::make(&key_file, &*entropy).unwrap();
            Vault::create(&path, &NewSlot::Platform { label: "key file", wrapper: &key }, entropy)
        };
        let records = Arc::new(VaultRecords::new(vault.unwrap()));
        let keys = Arc::new(SoftwareKeys::new(records.clone(), Arc::new(random())));
        let clock = Arc::new(crate::clock::ManualClock::at(NOW));
        Self { own: Authenticator::new(records.clone(), keys, clock, Arc::new(random())), records }
    }

    fn issuers(&self) -> Vec<String> {
        self.own.accounts().unwrap().into_iter().map(|account| account.issuer).collect()
    }

    /// The first account as it is kept, held by nobody else.
    fn kept(&self) -> Weak<Known> {
        Arc::downgrade(&self.own.book.known().unwrap()[0])
    }
}

#[test]
fn accounts_are_read_once_and_again_after_a_change_here_or_in_another_process() {
    let folder = tempfile::tempdir().unwrap();
    let (here, other) = (Opening::of(folder.path()), Opening::of(folder.path()));
    let id = here.own.add_otpauth(ONE, OnDuplicate::Refuse).unwrap();
    let kept = here.kept();
    assert_eq!(here.issuers(), ["Shop"]);
    assert!(kept.ptr_eq(&here.kept()), "nothing changed");
    other.own.add_otpauth(TWO, OnDuplicate::Refuse).unwrap();
    assert_eq!(here.issuers().len(), 2);
    assert!(kept.upgrade().is_none(), "what is outdated is not kept");
    here.own.rename(id, crate::message::Text::tidy("Mine")).unwrap();
    assert_eq!(other.own.accounts().unwrap().iter().filter(|it| it.label.as_deref() == Some("Mine")).count(), 1);
    other.own.book.remove(id).unwrap();
    assert_eq!((here.issuers(), other.issuers()), (vec!["Bank".to_owned()], vec!["Bank".to_owned()]));
}

#[test]
fn nothing_is_kept_once_it_is_locked() {
    let folder = tempfile::tempdir().unwrap();
    let here = Opening::of(folder.path());
    here.own.add_otpauth(ONE, OnDuplicate::Refuse).unwrap();
    let kept = here.kept();
    assert!(kept.upgrade().is_some());
    here.records.lock();
    assert!(kept.upgrade().is_none());
    assert_eq!(here.own.accounts().err(), Some(AuthError::Locked));
}
