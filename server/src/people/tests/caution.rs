//! A password that closes, and browsers that are trusted.

use assent_core::message::Context;

use super::{activity, give_codes, sign_in};
use crate::app::testing::{PASSWORD, TestApp};
use crate::model::{Aim, AuditKind, Level, Person, Rules};
use crate::people::lockout::{UNLOCK_SECS, Unlock, find_unlock, make_unlock_token, open, set_caution, unlock};
use crate::people::trust::{TRUST_SECS, forget, trust_browser};
use crate::people::{NextStep, Onward, Origin, SignInRefused, after_password, check_password, find_sign_in, sessions};

async fn try_password(app: &TestApp, email: &str, password: &str) -> Result<(), SignInRefused> {
    check_password(app, email, password, Origin::default()).await.map(drop)
}

/// Ada, who wants her password closed after five wrong ones; and it was.
async fn closed(app: &TestApp, ada: &Person) -> Person {
    let (me, _) = sign_in(app, ada).await;
    set_caution(app, &me, Some(5), false).await.unwrap();
    for _ in 0..5 {
        assert_eq!(try_password(app, ada.email.as_str(), "wrong").await, Err(SignInRefused::Wrong));
    }
    app.store.find_person(ada.id).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_closed_password_opens_nothing_and_looks_as_before() {
    let (app, ada) = TestApp::with_ada().await;
    let ada = closed(&app, &ada).await;
    assert!(ada.password_closed_at.is_some());
    assert_eq!(activity(&app, &ada).await[0].event.kind, AuditKind::PasswordClosed);
    for _ in 0..5 {
        try_password(&app, "nobody@atelier.example", "wrong").await.unwrap_err();
    }
    for password in [PASSWORD, "wrong"] {
        let waiting = try_password(&app, ada.email.as_str(), password).await;
        assert_eq!(waiting, try_password(&app, "nobody@atelier.example", password).await);
        assert!(matches!(waiting, Err(SignInRefused::Throttled(_))));
        app.clock.advance(3600);
        let told = try_password(&app, ada.email.as_str(), password).await;
        assert_eq!(told, Err(SignInRefused::Wrong));
        assert_eq!(told, try_password(&app, "nobody@atelier.example", password).await);
    }
}

#[tokio::test]
async fn the_link_opens_it_once_and_within_a_day() {
    let (app, ada) = TestApp::with_ada().await;
    let ada = closed(&app, &ada).await;
    let token = make_unlock_token(&app, ada.id, ada.password_closed_at.unwrap());
    let flipped = assent_core::ids::Nonce([0; 16]).to_string() + &token[22..];
    for wrong in ["", "x", flipped.as_str(), &token[1..]] {
        assert!(find_unlock(&app, wrong).await.unwrap().is_none(), "{wrong}");
    }
    app.clock.advance(UNLOCK_SECS);
    assert!(find_unlock(&app, &token).await.unwrap().is_none());
    app.clock.advance(-1);
    assert!(matches!(unlock(&app, &token, Origin::default()).await, Ok(Unlock::Open)));
    assert!(matches!(unlock(&app, &token, Origin::default()).await, Ok(Unlock::Gone)));
    assert_eq!(try_password(&app, ada.email.as_str(), PASSWORD).await, Ok(()));
}

#[tokio::test]
async fn whoever_has_a_second_step_proves_it_before_the_password_opens() {
    let (app, ada) = TestApp::with_ada().await;
    let ada = closed(&app, &ada).await;
    give_codes(&app, &ada).await;
    let token = make_unlock_token(&app, ada.id, ada.password_closed_at.unwrap());
    let Ok(Unlock::SecondStep(step)) = unlock(&app, &token, Origin::default()).await else { panic!() };
    let (half, _) = find_sign_in(&app, step.expose()).await.unwrap().unwrap();
    assert_eq!(half.aim, Aim::Unlock);
    app.clock.advance(60);
    assert_eq!(try_password(&app, ada.email.as_str(), PASSWORD).await, Err(SignInRefused::Wrong), "not yet");
    assert_eq!(open(&app, &ada, Some(step.expose()), Origin::default()).await, Ok(true));
    assert_eq!(open(&app, &ada, Some(step.expose()), Origin::default()).await, Ok(false), "once");
    assert_eq!(try_password(&app, ada.email.as_str(), PASSWORD).await, Ok(()));
}

async fn next(app: &TestApp, trusted: Option<&str>) -> NextStep {
    let ok = check_password(app, "ada@atelier.example", PASSWORD, Origin::default()).await.ok().unwrap();
    after_password(app, ok, Context::default(), Onward { trusted, ..Onward::default() }).await.ok().unwrap()
}

#[tokio::test]
async fn a_trusted_browser_needs_the_password_alone_for_thirty_days_but_no_longer() {
    let (app, ada) = TestApp::with_ada().await;
    give_codes(&app, &ada).await;
    let cookie = trust_browser(&app, &ada, Context::default()).await.unwrap().unwrap();
    assert!(matches!(next(&app, None).await, NextStep::SecondStep { .. }));
    assert!(matches!(next(&app, Some("ast_b_wrong")).await, NextStep::SecondStep { .. }));
    let NextStep::Session(new) = next(&app, Some(cookie.expose())).await else { panic!() };
    assert_eq!(new.session.level, Level::Trusted);
    let me = sessions::find(&app, new.token.expose()).await.unwrap().unwrap();
    assert!(!sessions::is_fresh(&app, &me), "what is dangerous still asks for a second step");
    app.clock.advance(TRUST_SECS);
    assert!(matches!(next(&app, Some(cookie.expose())).await, NextStep::SecondStep { .. }));
}

#[tokio::test]
async fn a_browser_is_not_trusted_when_forgotten_or_not_wanted() {
    let (app, ada) = TestApp::with_ada().await;
    give_codes(&app, &ada).await;
    let me = crate::app::testing::signed_in(&app, &ada).await;
    let cookie = trust_browser(&app, &ada, Context::default()).await.unwrap().unwrap();
    assert_eq!(forget(&app, &me, None).await, Ok(1));
    assert!(matches!(next(&app, Some(cookie.expose())).await, NextStep::SecondStep { .. }));
    set_caution(&app, &me, None, true).await.unwrap();
    let ada = app.store.find_person(ada.id).await.unwrap().unwrap();
    assert!(trust_browser(&app, &ada, Context::default()).await.unwrap().is_none(), "asked every time");
    set_caution(&app, &me, None, false).await.unwrap();
    let ada = app.store.find_person(ada.id).await.unwrap().unwrap();
    let rules = Rules { strict: true, ..Rules::DEFAULT };
    crate::organisation::set_rules(&app, &crate::people::Admin::at_the_machine(), rules).await.unwrap();
    assert!(trust_browser(&app, &ada, Context::default()).await.unwrap().is_none(), "strict");
}
