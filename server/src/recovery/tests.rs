//! Backup codes, against the real store.

use std::collections::HashSet;

use super::{BackupCodeResult, check_backup_code, count_backup_codes, make_backup_codes};
use crate::app::testing::TestApp;
use crate::model::{AuditKind, Person, Throttled};
use crate::people::accounts::lock;
use crate::people::{Account, Admin, Origin};
use crate::store::Page;

async fn check(app: &TestApp, person: &Person, typed: &str) -> BackupCodeResult {
    let account = Account::find(app, person.email.as_str()).await.unwrap();
    check_backup_code(app, &account, typed, Origin::default()).await.unwrap()
}

#[tokio::test]
async fn ten_codes_are_made_and_none_is_like_another() {
    let (app, ada) = TestApp::with_ada().await;
    assert_eq!(count_backup_codes(&app, ada.id).await, Ok(None));
    let codes = make_backup_codes(&app, ada.id, None).await.unwrap();
    assert_eq!(codes.iter().map(|code| code.expose()).collect::<HashSet<_>>().len(), 10);
    assert_eq!(count_backup_codes(&app, ada.id).await.unwrap().unwrap().left, 10);
}

#[tokio::test]
async fn each_code_is_accepted_once_in_any_order() {
    let (app, ada) = TestApp::with_ada().await;
    let codes = make_backup_codes(&app, ada.id, None).await.unwrap();
    for (left, code) in (0..10).zip(codes.iter().take(10)).rev() {
        let left = left as usize;
        assert_eq!(check(&app, &ada, code.expose()).await, BackupCodeResult::Accepted { left });
        assert_eq!(check(&app, &ada, code.expose()).await, BackupCodeResult::Used);
        assert_eq!(count_backup_codes(&app, ada.id).await.unwrap().unwrap().left, left);
    }
}

#[tokio::test]
async fn checking_takes_one_hash_however_many_codes_there_are() {
    let (app, ada) = TestApp::with_ada().await;
    let codes = make_backup_codes(&app, ada.id, None).await.unwrap();
    let before = app.hashing.hashes_done();
    assert_eq!(check(&app, &ada, &codes[9].expose().to_lowercase()).await, BackupCodeResult::Accepted { left: 9 });
    assert_eq!(app.hashing.hashes_done(), before + 1);
}

#[tokio::test]
async fn new_codes_make_the_old_ones_worthless() {
    let (app, ada) = TestApp::with_ada().await;
    let old = make_backup_codes(&app, ada.id, None).await.unwrap();
    let new = make_backup_codes(&app, ada.id, None).await.unwrap();
    assert_eq!(check(&app, &ada, old[0].expose()).await, BackupCodeResult::Wrong);
    assert_eq!(check(&app, &ada, new[0].expose()).await, BackupCodeResult::Accepted { left: 9 });
}

#[tokio::test]
async fn codes_open_their_own_account_only_and_no_locked_one() {
    let (app, ada) = TestApp::with_ada().await;
    let ben = app.add("ben@atelier.example", false).await;
    let codes = make_backup_codes(&app, ada.id, None).await.unwrap();
    make_backup_codes(&app, ben.id, None).await.unwrap();
    assert_eq!(check(&app, &ben, codes[0].expose()).await, BackupCodeResult::Wrong);
    lock(&app, &Admin::at_the_machine(), ada.id).await.unwrap();
    assert_eq!(check(&app, &ada, codes[0].expose()).await, BackupCodeResult::Wrong);
}

#[tokio::test]
async fn what_is_no_code_is_not_counted_and_wrong_ones_are() {
    let (app, ada) = TestApp::with_ada().await;
    for _ in 0..9 {
        assert_eq!(check(&app, &ada, "123 456").await, BackupCodeResult::NotACode);
    }
    for _ in 0..5 {
        assert_eq!(check(&app, &ada, "0000-0000-0000-0000").await, BackupCodeResult::Wrong);
    }
    let sixth = check(&app, &ada, "0000-0000-0000-0000").await;
    assert_eq!(sixth, BackupCodeResult::Throttled(Throttled::Until(app.now() + 30)));
}

#[tokio::test]
async fn nothing_of_a_code_is_kept_or_logged() {
    let (app, ada) = TestApp::with_ada().await;
    let codes = make_backup_codes(&app, ada.id, None).await.unwrap();
    check(&app, &ada, codes[0].expose()).await;
    let log = app.store.list_activity(ada.id, Page::newest(100)).await.unwrap();
    assert_eq!(log[0].event.kind, AuditKind::BackupCodeAccepted);
    assert_eq!(log[1].event.kind, AuditKind::BackupCodesMade);
    assert!(!format!("{log:?}").contains(&codes[0].expose()[..9]));
    let set = app.store.backup_codes(ada.id).await.unwrap().unwrap();
    assert!(set.codes.iter().all(|code| code.hash != [0; 32]));
}
