//! One-time codes.

use assent_core::message::Verdict;

use super::{activity, give_codes};
use crate::app::testing::TestApp;
use crate::model::{AuditKind, Person, PushRefused};
use crate::people::accounts::lock;
use crate::people::{Account, Admin, CodeResult, Origin, check_code};

async fn check(app: &TestApp, person: &Person, typed: &str) -> CodeResult {
    let account = Account::find(app, person.email.as_str()).await.unwrap();
    check_code(app, &account, typed, Origin::default()).await.unwrap()
}

fn is_accepted(result: &CodeResult) -> bool {
    matches!(result, CodeResult::Accepted { .. })
}

#[tokio::test]
async fn a_code_is_accepted_only_once() {
    let (app, ada) = TestApp::with_ada().await;
    let key = give_codes(&app, &ada).await;
    let code = key.code_at(app.now());
    assert!(is_accepted(&check(&app, &ada, &code).await));
    assert_eq!(check(&app, &ada, &code).await, CodeResult::Reused { wait_secs: 30 });
    app.clock.advance(30);
    assert_eq!(check(&app, &ada, &code).await, CodeResult::Reused { wait_secs: 0 });
    assert!(is_accepted(&check(&app, &ada, &key.code_at(app.now())).await));
}

#[tokio::test]
async fn a_code_is_accepted_one_step_early_or_late() {
    for off in [-30, 30] {
        let (app, ada) = TestApp::with_ada().await;
        let key = give_codes(&app, &ada).await;
        assert!(is_accepted(&check(&app, &ada, &key.code_at(app.now() + off)).await), "{off}");
    }
}

#[tokio::test]
async fn after_a_later_code_an_earlier_one_counts_no_more() {
    let (app, ada) = TestApp::with_ada().await;
    let key = give_codes(&app, &ada).await;
    assert!(is_accepted(&check(&app, &ada, &key.code_at(app.now() + 30)).await));
    assert_eq!(check(&app, &ada, &key.code_at(app.now())).await, CodeResult::Reused { wait_secs: 60 });
}

#[tokio::test]
async fn a_code_of_a_slow_clock_is_refused_and_the_clock_named() {
    let (app, ada) = TestApp::with_ada().await;
    let key = give_codes(&app, &ada).await;
    assert_eq!(check(&app, &ada, &key.code_at(app.now() - 90)).await, CodeResult::PhoneOff { secs: -90 });
    assert_eq!(check(&app, &ada, &key.code_at(app.now() - 630)).await, CodeResult::Wrong);
    assert!(is_accepted(&check(&app, &ada, &key.code_at(app.now())).await));
}

#[tokio::test]
async fn a_code_of_a_fast_clock_does_not_count_when_its_time_comes() {
    let (app, ada) = TestApp::with_ada().await;
    let key = give_codes(&app, &ada).await;
    let early = key.code_at(app.now() + 300);
    assert_eq!(check(&app, &ada, &early).await, CodeResult::PhoneOff { secs: 300 });
    assert_eq!(check(&app, &ada, &early).await, CodeResult::PhoneOff { secs: 300 });
    app.clock.advance(300);
    assert_eq!(check(&app, &ada, &early).await, CodeResult::Reused { wait_secs: 30 });
    app.clock.advance(30);
    assert!(is_accepted(&check(&app, &ada, &key.code_at(app.now())).await));
}

#[tokio::test]
async fn each_of_several_phones_makes_codes_that_count() {
    let (app, ada) = TestApp::with_ada().await;
    let keys = [give_codes(&app, &ada).await, give_codes(&app, &ada).await, give_codes(&app, &ada).await];
    for key in &keys {
        assert!(is_accepted(&check(&app, &ada, &key.code_at(app.now())).await));
    }
}

#[tokio::test]
async fn codes_of_a_locked_account_and_of_unproved_apps_are_wrong() {
    let (app, ada) = TestApp::with_ada().await;
    let name = assent_core::message::Text::new("other app").unwrap();
    let (unproved, key) = crate::people::make_otp(&app, ada.id, name, None).unwrap();
    app.store.add_otp(unproved, None).await.unwrap();
    assert_eq!(check(&app, &ada, &key.code_at(app.now())).await, CodeResult::Wrong);
    let key = give_codes(&app, &ada).await;
    lock(&app, &Admin::at_the_machine(), ada.id).await.unwrap();
    assert_eq!(check(&app, &ada, &key.code_at(app.now())).await, CodeResult::Wrong);
}

#[tokio::test]
async fn a_right_code_lets_pushes_go_out_again_after_a_report() {
    let (app, ada) = TestApp::with_ada().await;
    let key = give_codes(&app, &ada).await;
    let (rev, budget) = app.store.push_budget(ada.id).await.unwrap();
    let reported = budget.answered(Verdict::Report, app.now());
    assert!(app.store.set_push_budget(ada.id, rev, &reported).await.unwrap());
    assert_eq!(check(&app, &ada, "000 000").await, CodeResult::Wrong);
    let budget = app.store.push_budget(ada.id).await.unwrap().1;
    assert_eq!(budget.spend(app.now()), Err(PushRefused::Reported));
    assert!(is_accepted(&check(&app, &ada, &key.code_at(app.now())).await));
    let budget = app.store.push_budget(ada.id).await.unwrap().1;
    assert!(budget.spend(app.now()).is_ok());
}

#[tokio::test]
async fn what_happened_is_logged_without_the_code() {
    let (app, ada) = TestApp::with_ada().await;
    let key = give_codes(&app, &ada).await;
    let code = key.code_at(app.now());
    check(&app, &ada, &code).await;
    check(&app, &ada, &code).await;
    let log = activity(&app, &ada).await;
    assert_eq!(log[0].event.kind, AuditKind::CodeRefused);
    assert_eq!(log[1].event.kind, AuditKind::CodeAccepted);
    let text = format!("{log:?}");
    assert!(!text.contains(&code) && !text.contains(key.secret_base32().as_str()));
}
