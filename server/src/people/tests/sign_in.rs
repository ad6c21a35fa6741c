//! Signing in.

use assent_core::message::{Context, Text};

use super::{count_events, give_codes};
use crate::app::testing::{PASSWORD, TestApp};
use crate::model::{AuditKind, Level, Person};
use crate::people::accounts::{change_password, lock};
use crate::people::sessions::{begin, find};
use crate::people::{
    Account, Admin, NextStep, Onward, Origin, PasswordOk, SignInRefused, after_password, check_password, find_sign_in,
    set_challenge,
};
use crate::store::Page;

async fn prove(app: &TestApp, person: &Person) -> PasswordOk {
    check_password(app, person.email.as_str(), PASSWORD, Origin::default()).await.ok().unwrap()
}

async fn half_done(app: &TestApp, person: &Person) -> String {
    let ok = prove(app, person).await;
    match after_password(app, ok, Context::default(), Onward { next: Some("/phones".to_owned()), ..Onward::default() })
        .await
    {
        Ok(NextStep::SecondStep { token, .. }) => token.expose().to_owned(),
        _ => panic!("a second step was expected"),
    }
}

#[tokio::test]
async fn without_a_second_step_the_password_opens_a_session() {
    let (app, ada) = TestApp::with_ada().await;
    let ok = prove(&app, &ada).await;
    let Ok(NextStep::Session(new)) = after_password(&app, ok, Context::default(), Onward::default()).await else {
        panic!()
    };
    let signed_in = find(&app, new.token.expose()).await.unwrap().unwrap();
    assert!(signed_in.person == ada);
    assert_eq!(signed_in.session.level, Level::Password);
    assert_eq!(count_events(&app, &ada, AuditKind::SignedIn).await, 1);
}

#[tokio::test]
async fn with_a_second_step_the_password_alone_opens_nothing() {
    let (app, ada) = TestApp::with_ada().await;
    give_codes(&app, &ada).await;
    let cookie = half_done(&app, &ada).await;
    assert!(cookie.starts_with("ast_p_"));
    assert!(find(&app, &cookie).await.unwrap().is_none());
    let (sign_in, person) = find_sign_in(&app, &cookie).await.unwrap().unwrap();
    assert!(person == ada);
    assert_eq!(sign_in.next.as_deref(), Some("/phones"));
}

#[tokio::test]
async fn a_half_done_sign_in_becomes_one_session_under_another_cookie() {
    let (app, ada) = TestApp::with_ada().await;
    give_codes(&app, &ada).await;
    let cookie = half_done(&app, &ada).await;
    let first = begin(&app, ada.id, Level::TwoStep, Context::default(), Some(&cookie)).await.unwrap().unwrap();
    assert!(first.token.expose() != cookie && first.token.expose().starts_with("ast_s_"));
    assert!(find_sign_in(&app, &cookie).await.unwrap().is_none());
    assert!(begin(&app, ada.id, Level::TwoStep, Context::default(), Some(&cookie)).await.unwrap().is_none());
}

#[tokio::test]
async fn a_half_done_sign_in_ends_by_itself_or_with_a_lock() {
    let (app, ada) = TestApp::with_ada().await;
    give_codes(&app, &ada).await;
    let cookie = half_done(&app, &ada).await;
    app.clock.advance(599);
    assert!(find_sign_in(&app, &cookie).await.unwrap().is_some());
    app.clock.advance(1);
    assert!(find_sign_in(&app, &cookie).await.unwrap().is_none());
    let cookie = half_done(&app, &ada).await;
    lock(&app, &Admin::at_the_machine(), ada.id).await.unwrap();
    assert!(find_sign_in(&app, &cookie).await.unwrap().is_none());
}

#[tokio::test]
async fn a_half_done_sign_in_remembers_its_challenge() {
    let (app, ada) = TestApp::with_ada().await;
    give_codes(&app, &ada).await;
    let cookie = half_done(&app, &ada).await;
    let (sign_in, _) = find_sign_in(&app, &cookie).await.unwrap().unwrap();
    let challenge = assent_core::ids::ChallengeId([5; 16]);
    set_challenge(&app, sign_in, Some(challenge)).await.unwrap();
    assert_eq!(find_sign_in(&app, &cookie).await.unwrap().unwrap().0.challenge, Some(challenge));
}

#[tokio::test]
async fn who_is_locked_after_the_password_gets_no_session() {
    let (app, ada) = TestApp::with_ada().await;
    let ok = prove(&app, &ada).await;
    lock(&app, &Admin::at_the_machine(), ada.id).await.unwrap();
    let next = after_password(&app, ok, Context::default(), Onward::default()).await;
    assert_eq!(next.err(), Some(SignInRefused::Wrong));
}

#[tokio::test]
async fn a_wrong_password_is_logged_with_its_address_and_without_itself() {
    let (app, ada) = TestApp::with_ada().await;
    let address = Text::new("192.0.2.7").unwrap();
    let wrong = check_password(&app, "ada@atelier.example", "not the right one", Origin::portal(Some(&address))).await;
    assert_eq!(wrong.err(), Some(SignInRefused::Wrong));
    let log = super::activity(&app, &ada).await;
    assert_eq!(log[0].event.kind, AuditKind::PasswordRefused);
    assert_eq!(log[0].event.address.as_deref(), Some("192.0.2.7"));
    assert!(!format!("{log:?}").contains("not the right one"));
}

#[tokio::test]
async fn a_password_that_was_changed_after_it_was_checked_opens_nothing() {
    let (app, ada) = TestApp::with_ada().await;
    let (signed_in, _) = super::sign_in(&app, &ada).await;
    let ok = prove(&app, &ada).await;
    assert!(change_password(&app, &signed_in, PASSWORD, "seven tall red cranes").await.is_ok());
    let next = after_password(&app, ok, Context::default(), Onward::default()).await;
    assert_eq!(next.err(), Some(SignInRefused::Wrong));
}

#[tokio::test]
async fn a_try_at_no_account_is_logged_under_an_id_that_is_nobodys() {
    let (app, ada) = TestApp::with_ada().await;
    for name in ["eve@atelier.example", "Eve@Atelier.example ", "no address"] {
        assert!(check_password(&app, name, PASSWORD, Origin::default()).await.is_err());
    }
    let nobody = async |name| Account::find(&app, name).await.unwrap().logged_id(&app);
    let (eve, other) = (nobody("eve@atelier.example").await, nobody("no address").await);
    assert!(eve != other && eve != ada.id);
    assert!(app.store.find_person(eve).await.unwrap().is_none());
    for (id, tries) in [(eve, 2), (other, 1), (ada.id, 0)] {
        let logged = app.store.list_activity(id, Page::newest(9)).await.unwrap();
        let refused = logged.iter().filter(|entry| entry.event.kind == AuditKind::PasswordRefused);
        assert_eq!(refused.count(), tries);
    }
}
