//! Guessing is slow, however it is done, and tells nothing about who is there.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::give_codes;
use crate::app::testing::{PASSWORD, TestApp};
use crate::model::{Person, Throttled};
use crate::people::accounts::lock;
use crate::people::{
    Account, Admin, CodeResult, Factor, Origin, SignInRefused, check_code, check_password, check_throttle,
    count_failure, reset_throttle,
};
use crate::recovery::{BackupCodeResult, check_backup_code, make_backup_codes};

const A_CODE: &str = "0000-0000-0000-0000";

/// Everything that can be seen from outside of one try: the result, and the work it took.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    result: String,
    hashes: u64,
    writes: u64,
}

async fn watch<T: std::fmt::Debug>(app: &TestApp, tried: impl Future<Output = T>) -> Seen {
    let work = || (app.hashing.hashes_done(), app.writes.jobs.load(Ordering::SeqCst));
    let before = work();
    let result = format!("{:?}", tried.await);
    Seen { result, hashes: work().0 - before.0, writes: work().1 - before.1 }
}

async fn try_password(app: &TestApp, email: &str, password: &str) -> Seen {
    watch(app, async { check_password(app, email, password, Origin::default()).await.map(|_| ()) }).await
}

async fn try_code(app: &TestApp, email: &str) -> Seen {
    watch(app, async { check_code(app, &Account::find(app, email).await?, "000000", Origin::default()).await }).await
}

async fn try_backup_code(app: &TestApp, email: &str) -> Seen {
    watch(app, async { check_backup_code(app, &Account::find(app, email).await?, A_CODE, Origin::default()).await })
        .await
}

/// Ada has everything, Ben nothing, Cleo is locked.
async fn world() -> TestApp {
    let (app, ada) = TestApp::with_ada().await;
    app.add("ben@atelier.example", false).await;
    let cleo = app.add("cleo@atelier.example", false).await;
    for person in [&ada, &cleo] {
        give_codes(&app, person).await;
        make_backup_codes(&app, person.id, None).await.unwrap();
    }
    lock(&app, &Admin::at_the_machine(), cleo.id).await.unwrap();
    app
}

const OTHERS: [&str; 5] =
    ["ben@atelier.example", "cleo@atelier.example", "nobody@atelier.example", "no address", "nobody@invalid"];

#[tokio::test]
async fn a_wrong_password_looks_the_same_for_every_account_there_or_not() {
    let app = world().await;
    for n in 0..8 {
        let known = try_password(&app, "ada@atelier.example", "wrong").await;
        assert_eq!((known.hashes, known.writes), if n < 5 { (1, 1) } else { (0, 0) });
        for other in OTHERS {
            assert_eq!(try_password(&app, other, "wrong").await, known, "{other}");
        }
    }
}

#[tokio::test]
async fn the_right_password_of_a_locked_account_looks_like_a_wrong_one() {
    let app = world().await;
    let wrong = try_password(&app, "nobody@atelier.example", PASSWORD).await;
    assert_eq!(try_password(&app, "cleo@atelier.example", PASSWORD).await, wrong);
    assert_eq!(wrong.result, "Err(Wrong)");
}

#[tokio::test]
async fn a_password_longer_than_any_looks_like_a_wrong_one() {
    let app = world().await;
    let wrong = try_password(&app, "ada@atelier.example", "wrong").await;
    assert_eq!(try_password(&app, "ada@atelier.example", &"x".repeat(60_000)).await, wrong);
}

#[tokio::test]
async fn a_wrong_code_looks_the_same_for_every_account_there_or_not() {
    let app = world().await;
    for n in 0..8 {
        let known = try_code(&app, "ada@atelier.example").await;
        assert_eq!((known.hashes, known.writes), (0, u64::from(n < 5)));
        for other in OTHERS {
            assert_eq!(try_code(&app, other).await, known, "{other}");
        }
    }
}

#[tokio::test]
async fn a_wrong_backup_code_looks_the_same_for_every_account_there_or_not() {
    let app = world().await;
    for n in 0..8 {
        let known = try_backup_code(&app, "ada@atelier.example").await;
        assert_eq!((known.hashes, known.writes), if n < 5 { (1, 1) } else { (0, 0) });
        for other in OTHERS {
            assert_eq!(try_backup_code(&app, other).await, known, "{other}");
        }
    }
}

#[tokio::test]
async fn every_spelling_of_a_name_is_counted_together() {
    let (app, _) = TestApp::with_ada().await;
    for typed in ["ada@atelier.example", " ADA@atelier.example", "Ada@Atelier.Example ", "aDa@atelier.example"] {
        assert_eq!(try_password(&app, typed, "wrong").await.result, "Err(Wrong)");
    }
    assert_eq!(try_password(&app, "ada@atelier.EXAMPLE", "wrong").await.result, "Err(Wrong)");
    let sixth = check_password(&app, "ada@atelier.example", PASSWORD, Origin::default()).await.err();
    assert_eq!(sixth, Some(SignInRefused::Throttled(Throttled::Until(app.now() + 30))));
}

#[tokio::test]
async fn after_the_wait_the_right_password_opens_and_ends_the_count() {
    let (app, ada) = TestApp::with_ada().await;
    for _ in 0..5 {
        try_password(&app, "ada@atelier.example", "wrong").await;
    }
    app.clock.advance(29);
    assert!(check_password(&app, "ada@atelier.example", PASSWORD, Origin::default()).await.is_err());
    app.clock.advance(1);
    assert!(check_password(&app, "ada@atelier.example", PASSWORD, Origin::default()).await.is_ok());
    let account = Account::of(ada);
    for _ in 0..5 {
        assert_eq!(check_throttle(&app, Factor::Password, &account).await, Ok(Ok(())));
        try_password(&app, "ada@atelier.example", "wrong").await;
    }
}

#[tokio::test]
async fn guessing_one_factor_closes_no_other() {
    let (app, ada) = TestApp::with_ada().await;
    let key = give_codes(&app, &ada).await;
    for _ in 0..9 {
        try_password(&app, "ada@atelier.example", "wrong").await;
    }
    let code = check_code(&app, &Account::of(ada), &key.code_at(app.now()), Origin::default()).await.unwrap();
    assert!(matches!(code, CodeResult::Accepted { .. }));
}

/// Sixty-four tries at once.
async fn all_at_once<T: Send + 'static>(
    app: &TestApp,
    ada: &Person,
    tried: impl AsyncTry<T> + Clone + Send + 'static,
) -> Vec<T> {
    let account = Account::of(ada.clone());
    let tasks: Vec<_> = (0..64)
        .map(|n| {
            let (app, account, tried) = (Arc::clone(&app.app), account.clone(), tried.clone());
            tokio::spawn(async move { tried.run(n, app, account).await })
        })
        .collect();
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap());
    }
    results
}

trait AsyncTry<T> {
    fn run(self, n: u32, app: Arc<crate::app::App>, account: Account) -> impl Future<Output = T> + Send;
}

#[derive(Clone)]
struct Passwords;
#[derive(Clone)]
struct Codes(Option<String>);
#[derive(Clone)]
struct BackupCodes(Option<String>);

impl AsyncTry<Result<(), SignInRefused>> for Passwords {
    async fn run(self, n: u32, app: Arc<crate::app::App>, account: Account) -> Result<(), SignInRefused> {
        check_password(&app, account.name(), &format!("wrong {n}"), Origin::default()).await.map(|_| ())
    }
}

impl AsyncTry<CodeResult> for Codes {
    async fn run(self, n: u32, app: Arc<crate::app::App>, account: Account) -> CodeResult {
        let typed = self.0.unwrap_or_else(|| format!("{:07}", n));
        check_code(&app, &account, &typed, Origin::default()).await.unwrap()
    }
}

impl AsyncTry<BackupCodeResult> for BackupCodes {
    async fn run(self, n: u32, app: Arc<crate::app::App>, account: Account) -> BackupCodeResult {
        let typed = self.0.unwrap_or_else(|| format!("{:016}", n));
        check_backup_code(&app, &account, &typed, Origin::default()).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_in_parallel_reveals_no_more_than_five_results() {
    let (app, ada) = TestApp::with_ada().await;
    give_codes(&app, &ada).await;
    make_backup_codes(&app, ada.id, None).await.unwrap();

    let passwords = all_at_once(&app, &ada, Passwords).await;
    assert_eq!(passwords.iter().filter(|told| **told == Err(SignInRefused::Wrong)).count(), 5);
    assert!(passwords.iter().all(|told| matches!(told, Err(SignInRefused::Wrong | SignInRefused::Throttled(_)))));

    let codes = all_at_once(&app, &ada, Codes(None)).await;
    assert_eq!(codes.iter().filter(|told| !matches!(told, CodeResult::Throttled(_))).count(), 5);

    let backup = all_at_once(&app, &ada, BackupCodes(None)).await;
    assert_eq!(backup.iter().filter(|told| !matches!(told, BackupCodeResult::Throttled(_))).count(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_code_sent_often_at_once_counts_once() {
    let (app, ada) = TestApp::with_ada().await;
    let key = give_codes(&app, &ada).await;
    let told = all_at_once(&app, &ada, Codes(Some(key.code_at(app.now())))).await;
    assert_eq!(told.iter().filter(|told| matches!(told, CodeResult::Accepted { .. })).count(), 1);

    let codes = make_backup_codes(&app, ada.id, None).await.unwrap();
    let told = all_at_once(&app, &ada, BackupCodes(Some(codes[3].expose().to_owned()))).await;
    assert_eq!(told.iter().filter(|told| matches!(told, BackupCodeResult::Accepted { .. })).count(), 1);
}

#[tokio::test]
async fn a_hundred_wrong_ones_in_a_row_close_the_factor_until_an_administrator_opens_it() {
    let (app, ada) = TestApp::with_ada().await;
    let closed = Some(SignInRefused::Throttled(Throttled::Closed));
    for _ in 0..100 {
        assert_eq!(try_password(&app, "ada@atelier.example", "wrong").await.result, "Err(Wrong)");
        app.clock.advance(3600);
    }
    app.clock.advance(365 * 86_400);
    assert_eq!(check_password(&app, "ada@atelier.example", PASSWORD, Origin::default()).await.err(), closed);
    crate::people::accounts::unlock(&app, &Admin::at_the_machine(), ada.id).await.unwrap();
    assert!(check_password(&app, "ada@atelier.example", PASSWORD, Origin::default()).await.is_ok());
}

#[tokio::test]
async fn failures_that_are_written_elsewhere_are_counted_over_all_challenges() {
    let (app, ada) = TestApp::with_ada().await;
    let account = Account::of(ada);
    for _ in 0..5 {
        assert_eq!(check_throttle(&app, Factor::Number, &account).await, Ok(Ok(())));
        count_failure(&app, Factor::Number, &account).await.unwrap();
    }
    let until = Throttled::Until(app.now() + 30);
    assert_eq!(check_throttle(&app, Factor::Number, &account).await, Ok(Err(until)));
    reset_throttle(&app, Factor::Number, &account).await.unwrap();
    assert_eq!(check_throttle(&app, Factor::Number, &account).await, Ok(Ok(())));
}
