//! Import and export as an app calls them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::*;
use crate::clock::ManualClock;
use crate::message::Text;
use crate::otp::Kind;
use crate::random::SystemEntropy;
use crate::secret::Secret;
use crate::transfer::{Found, read};
use crate::vault::{FileKey, NewSlot, Vault};

const ONE: &str = "otpauth://totp/One:ada?secret=MZXW6YTB";
const TWO: &str = "otpauth://totp/Two:ada?secret=MZXW6YTC";
const COUNTED: &str = "otpauth://hotp/Bank:ada?secret=MZXW6YTD";

/// Records that count what is asked of them, and can be told to fail.
#[derive(Default)]
struct Watched {
    records: MemoryRecords,
    lists: AtomicUsize,
    others: AtomicUsize,
    is_full: std::sync::atomic::AtomicBool,
}

impl Records for Watched {
    fn list(&self, kind: &str) -> Result<Vec<(String, Secret)>, RecordsError> {
        self.lists.fetch_add(1, Ordering::SeqCst);
        self.records.list(kind)
    }

    fn find(&self, kind: &str, id: &str) -> Result<Option<Secret>, RecordsError> {
        self.others.fetch_add(1, Ordering::SeqCst);
        self.records.find(kind, id)
    }

    fn put(&self, kind: &str, id: &str, plain: &Secret) -> Result<(), RecordsError> {
        self.others.fetch_add(1, Ordering::SeqCst);
        self.records.put(kind, id, plain)
    }

    fn put_all(&self, kind: &str, records: &[(String, Secret)]) -> Result<(), RecordsError> {
        if self.is_full.load(Ordering::SeqCst) {
            return Err(RecordsError::Full);
        }
        self.others.fetch_add(1, Ordering::SeqCst);
        self.records.put_all(kind, records)
    }

    fn change(
        &self,
        kind: &str,
        id: &str,
        change: &mut dyn FnMut(&Secret) -> Option<Secret>,
    ) -> Result<bool, RecordsError> {
        self.records.change(kind, id, change)
    }

    fn remove(&self, kind: &str, id: &str) -> Result<(), RecordsError> {
        self.records.remove(kind, id)
    }
}

fn over(records: Arc<dyn Records>) -> Authenticator {
    let random = Arc::new(SystemEntropy::default());
    let keys = Arc::new(SoftwareKeys::new(Arc::clone(&records), Arc::clone(&random) as _));
    Authenticator::new(records, keys, Arc::new(ManualClock::at(1_800_000_000)), random)
}

fn phone() -> (Authenticator, Arc<Watched>) {
    let records = Arc::new(Watched::default());
    (over(Arc::clone(&records) as _), records)
}

fn file(lines: &[&str]) -> Found {
    read(lines.join("\n").as_bytes(), None).ok().unwrap()
}

fn import(own: &Authenticator, lines: &[&str], all: Option<Choice>) -> Result<Imported, AuthError> {
    let preview = own.preview(file(lines))?;
    own.import(&preview, &Choices { all, ..Choices::default() })
}

fn issuers(own: &Authenticator) -> Vec<String> {
    own.accounts().unwrap().into_iter().map(|account| account.issuer).collect()
}

fn counter(own: &Authenticator, id: AccountId) -> u64 {
    let Kind::Hotp { counter } = own.book.get(id).unwrap().otp_key().unwrap().kind() else { panic!("not counted") };
    counter
}

#[test]
fn a_file_is_imported_in_its_own_order() {
    let (own, _) = phone();
    let lines = list_lines(50);
    import(&own, &lines.iter().map(String::as_str).collect::<Vec<_>>(), None).unwrap();
    assert_eq!(issuers(&own), (0..50).map(|at| format!("S{at}")).collect::<Vec<_>>());
}

#[test]
fn a_duplicate_is_asked_about_and_never_overwritten() {
    let (own, _) = phone();
    let id = own.add_otpauth(ONE, OnDuplicate::Refuse).unwrap();
    let renamed = ONE.replace("One", "Other");
    let preview = own.preview(file(&[&renamed, TWO])).unwrap();
    assert_eq!(preview.entries[0].here, Some(AlreadyHere { account: id, behind: None }));
    assert!(!preview.entries[1].is_duplicate());
    let refused = own.import(&preview, &Choices::default());
    assert_eq!(refused, Err(AuthError::Undecided { count: 1 }));
    assert_eq!(issuers(&own), ["One"]);
}

#[test]
fn each_choice_does_what_it_says() {
    let renamed = ONE.replace("One", "Other");
    for (choice, mut expected) in [
        (Choice::Replace, vec!["Other", "Two"]),
        (Choice::KeepBoth, vec!["One", "Other", "Two"]),
        (Choice::Skip, vec!["One", "Two"]),
    ] {
        let (own, _) = phone();
        let id = own.add_otpauth(ONE, OnDuplicate::Refuse).unwrap();
        own.rename(id, Text::tidy("mine")).unwrap();
        let preview = own.preview(file(&[&renamed, TWO])).unwrap();
        let choices = Choices { each: [(0, choice)].into(), all: None };
        let done = own.import(&preview, &choices).unwrap();
        let mut held = issuers(&own);
        held.sort();
        expected.sort_unstable();
        assert_eq!(held, expected);
        assert_eq!(done.replaced, if choice == Choice::Replace { vec![id] } else { vec![] });
        assert_eq!(done.skipped, usize::from(choice == Choice::Skip));
        // The person's own name stays with the account it was given to.
        assert_eq!(own.account(id).unwrap().label.as_deref(), Some("mine"));
    }
}

#[test]
fn what_stands_twice_in_a_file_is_asked_about_too() {
    let renamed = ONE.replace("One", "Later");
    for (choice, expected) in
        [(Choice::Replace, vec!["Later"]), (Choice::KeepBoth, vec!["One", "Later"]), (Choice::Skip, vec!["One"])]
    {
        let (own, _) = phone();
        let preview = own.preview(file(&[ONE, &renamed])).unwrap();
        assert_eq!((preview.entries[0].earlier, preview.entries[1].earlier), (None, Some(0)));
        assert_eq!(own.import(&preview, &Choices::default()), Err(AuthError::Undecided { count: 1 }));
        own.import(&preview, &Choices { all: Some(choice), ..Choices::default() }).unwrap();
        assert_eq!(issuers(&own), expected);
    }
}

#[test]
fn a_duplicate_that_came_after_the_preview_is_not_overwritten_either() {
    let (own, _) = phone();
    let preview = own.preview(file(&[ONE])).unwrap();
    own.add_otpauth(ONE, OnDuplicate::Refuse).unwrap();
    assert_eq!(own.import(&preview, &Choices::default()), Err(AuthError::Undecided { count: 1 }));
    assert_eq!(own.accounts().unwrap().len(), 1);
}

#[test]
fn a_file_whose_counter_is_behind_says_so_and_never_lowers_the_one_here() {
    let (own, _) = phone();
    let id = own.add_otpauth(&format!("{COUNTED}&counter=40"), OnDuplicate::Refuse).unwrap();
    let (older, newer) = (format!("{COUNTED}&counter=7"), format!("{COUNTED}&counter=41"));
    let preview = own.preview(file(&[&older])).unwrap();
    assert_eq!(preview.entries[0].here.as_ref().unwrap().behind, Some(CounterBehind { here: 40, file: 7 }));
    import(&own, &[&older], Some(Choice::Replace)).unwrap();
    assert_eq!(counter(&own, id), 40);
    assert_eq!(own.preview(file(&[&newer])).unwrap().entries[0].here.as_ref().unwrap().behind, None);
    import(&own, &[&newer], Some(Choice::Replace)).unwrap();
    assert_eq!(counter(&own, id), 41);
}

#[test]
fn an_import_that_can_t_be_written_changes_nothing() {
    let (own, records) = phone();
    own.add_otpauth(ONE, OnDuplicate::Refuse).unwrap();
    records.is_full.store(true, Ordering::SeqCst);
    assert!(matches!(import(&own, &[ONE, TWO], Some(Choice::Replace)), Err(AuthError::Records(_))));
    assert_eq!(issuers(&own), ["One"]);
}

#[test]
fn the_records_are_read_once_and_written_once_however_many_there_are() {
    let (own, records) = phone();
    let lines = list_lines(1000);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    for choice in [None, Some(Choice::Replace)] {
        let preview = own.preview(file(&lines)).unwrap();
        records.lists.store(0, Ordering::SeqCst);
        records.others.store(0, Ordering::SeqCst);
        own.import(&preview, &Choices { all: choice, ..Choices::default() }).unwrap();
        assert_eq!((records.lists.load(Ordering::SeqCst), records.others.load(Ordering::SeqCst)), (1, 1));
    }
    assert_eq!(own.book.list().unwrap().len(), 1000);
}

/// So many addresses, each with a key of its own.
fn list_lines(count: u32) -> Vec<String> {
    let secret = |at: u32| crate::otp::base32_of(&Secret::copy_of(&[&[7; 16][..], &at.to_be_bytes()].concat()));
    (0..count).map(|at| format!("otpauth://totp/S{at}:x?secret={}", *secret(at))).collect()
}

/// A phone whose records lie in a vault.
fn vault_phone(folder: &std::path::Path) -> Authenticator {
    let random = Arc::new(SystemEntropy::default());
    let key = FileKey::make(&folder.join("vault.key"), &*random).unwrap();
    let slot = NewSlot::Platform { label: "key file", wrapper: &key };
    over(Arc::new(VaultRecords::new(Vault::create(&folder.join("vault.db"), &slot, random).unwrap())))
}

#[test]
fn a_thousand_accounts_go_into_a_vault_and_out_of_an_export_again() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (old, new) = (vault_phone(one.path()), vault_phone(two.path()));
    let lines = list_lines(1000);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(import(&old, &lines, None).unwrap().added.len(), 1000);
    let passphrase = Secret::copy_of(b"correct horse battery staple");
    let exported = old.export(&passphrase).unwrap();
    assert_eq!((exported.accounts, exported.linked.len()), (1000, 0));
    let preview = new.preview(read(&exported.file, Some(&passphrase)).ok().unwrap()).unwrap();
    assert_eq!(new.import(&preview, &Choices::default()).unwrap().added.len(), 1000);
    let codes = |own: &Authenticator| {
        let accounts = own.accounts().unwrap().into_iter();
        accounts.map(|it| (it.issuer, it.code.unwrap().code.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(codes(&old), codes(&new));
}

#[test]
fn the_keys_of_a_linked_account_never_leave() {
    use super::world::{FakeAssent, Phone, run};
    run(async {
        let server = FakeAssent::start();
        let (phone, linked) = Phone::linked_to(&server).await;
        phone.authenticator.add_otpauth(ONE, OnDuplicate::Refuse).unwrap();
        let passphrase = Secret::copy_of(b"x");
        let exported = phone.authenticator.export(&passphrase).unwrap();
        assert_eq!((exported.accounts, exported.linked.len()), (1, 1));
        let found = read(&exported.file, Some(&passphrase)).ok().unwrap();
        let secret = phone.authenticator.book.get(linked).unwrap().otp_key().unwrap().secret_base32();
        assert!(found.entries.iter().all(|entry| *entry.address.key().secret_base32() != *secret));
        assert_eq!(found.entries.len(), 1);
        assert!(found.left_out[0].why.to_string().contains("link it again"), "{}", found.left_out[0].why);
    });
}
