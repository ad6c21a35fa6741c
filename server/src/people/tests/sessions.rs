//! Being signed in.

use super::sign_in;
use crate::app::testing::{PASSWORD, START, TestApp};
use crate::model::Level;
use crate::people::accounts::lock;
use crate::people::sessions::{Proof, check_csrf, derive_csrf, end, end_others, find, is_fresh, list, renew};
use crate::people::{Admin, NotAllowed, SignInRefused};

#[tokio::test]
async fn a_session_that_is_not_used_for_an_hour_ends() {
    let (app, ada) = TestApp::with_ada().await;
    let (_, cookie) = sign_in(&app, &ada).await;
    app.clock.advance(3599);
    assert!(find(&app, &cookie).await.unwrap().is_some());
    app.clock.advance(3599);
    assert!(find(&app, &cookie).await.unwrap().is_some());
    app.clock.advance(3600);
    assert!(find(&app, &cookie).await.unwrap().is_none());
    assert!(list(&app, ada.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_session_ends_after_a_day_however_much_it_is_used() {
    let (app, ada) = TestApp::with_ada().await;
    let (_, cookie) = sign_in(&app, &ada).await;
    while app.now() < START + 86_400 - 1000 {
        app.clock.advance(1000);
        assert!(find(&app, &cookie).await.unwrap().is_some());
    }
    app.clock.advance(1000);
    assert!(find(&app, &cookie).await.unwrap().is_none());
}

#[tokio::test]
async fn the_last_use_is_written_once_a_minute() {
    let (app, ada) = TestApp::with_ada().await;
    let (_, cookie) = sign_in(&app, &ada).await;
    let writes = || app.writes.jobs.load(std::sync::atomic::Ordering::SeqCst);
    let before = writes();
    app.clock.advance(59);
    find(&app, &cookie).await.unwrap();
    assert_eq!(writes(), before);
    app.clock.advance(1);
    find(&app, &cookie).await.unwrap();
    find(&app, &cookie).await.unwrap();
    assert_eq!(writes(), before + 1);
}

#[tokio::test]
async fn other_texts_open_nothing() {
    let (app, ada) = TestApp::with_ada().await;
    let (signed_in, cookie) = sign_in(&app, &ada).await;
    let id = signed_in.session.id.to_string();
    for text in ["", "ast_s_", cookie.trim_start_matches("ast_s_"), &cookie.to_lowercase(), &id] {
        assert!(find(&app, text).await.unwrap().is_none(), "{text}");
    }
}

#[tokio::test]
async fn a_locked_person_is_signed_in_nowhere() {
    let (app, ada) = TestApp::with_ada().await;
    let (_, cookie) = sign_in(&app, &ada).await;
    lock(&app, &Admin::at_the_machine(), ada.id).await.unwrap();
    assert!(find(&app, &cookie).await.unwrap().is_none());
}

#[tokio::test]
async fn sessions_are_ended_by_their_owner_only() {
    let (app, ada) = TestApp::with_ada().await;
    let ben = app.add("ben@atelier.example", false).await;
    let (adas, first) = sign_in(&app, &ada).await;
    let (other, second) = sign_in(&app, &ada).await;
    let (bens, _) = sign_in(&app, &ben).await;
    assert!(!end(&app, &bens, adas.session.id).await.unwrap());
    assert_eq!(list(&app, ada.id).await.unwrap().len(), 2);
    assert_eq!(end_others(&app, &adas).await.unwrap(), 1);
    assert!(find(&app, &second).await.unwrap().is_none());
    assert!(!end(&app, &adas, other.session.id).await.unwrap());
    assert!(end(&app, &adas, adas.session.id).await.unwrap());
    assert!(find(&app, &first).await.unwrap().is_none());
    assert_eq!(list(&app, ben.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_proof_is_fresh_for_ten_minutes_and_again_after_the_password() {
    let (app, _) = TestApp::with_ada().await;
    let admin = app.add("root@atelier.example", true).await;
    let (signed_in, cookie) = sign_in(&app, &admin).await;
    app.clock.advance(599);
    assert!(is_fresh(&app, &signed_in) && Admin::of(&app, &signed_in).is_ok());
    app.clock.advance(1);
    assert!(!is_fresh(&app, &signed_in));
    assert_eq!(Admin::of(&app, &signed_in).err(), Some(NotAllowed::NotFresh));

    let wrong = crate::people::prove_again(&app, &signed_in, "wrong").await;
    assert_eq!(wrong.err(), Some(SignInRefused::Wrong));
    let new = crate::people::prove_again(&app, &signed_in, PASSWORD).await.ok().unwrap();
    assert!(find(&app, &cookie).await.unwrap().is_none());
    let again = find(&app, new.token.expose()).await.unwrap().unwrap();
    assert!(Admin::of(&app, &again).is_ok());
    assert_eq!(again.session.id, signed_in.session.id);
    assert_eq!(again.session.expires_at, signed_in.session.expires_at);
}

#[tokio::test]
async fn a_session_is_renewed_once_and_never_to_a_lower_level() {
    let (app, ada) = TestApp::with_ada().await;
    let (signed_in, _) = sign_in(&app, &ada).await;
    let raised = renew(&app, &signed_in.session, Proof::SecondStep, None).await.unwrap().unwrap();
    assert!(renew(&app, &signed_in.session, Proof::SecondStep, None).await.unwrap().is_none());
    let again = renew(&app, &raised.session, Proof::Password, None).await.unwrap().unwrap();
    assert_eq!(again.session.level, Level::TwoStep);
    assert_eq!(find(&app, again.token.expose()).await.unwrap().unwrap().session.level, Level::TwoStep);
}

#[tokio::test]
async fn a_person_who_does_not_administer_is_no_administrator() {
    let (app, ada) = TestApp::with_ada().await;
    let (signed_in, _) = sign_in(&app, &ada).await;
    assert_eq!(Admin::of(&app, &signed_in).err(), Some(NotAllowed::NotAdmin));
}

#[tokio::test]
async fn a_form_belongs_to_one_cookie() {
    let (app, ada) = TestApp::with_ada().await;
    let (_, cookie) = sign_in(&app, &ada).await;
    let token = derive_csrf(&app, &cookie);
    assert!(check_csrf(&app, &cookie, &token));
    for wrong in ["", &token[1..], &cookie] {
        assert!(!check_csrf(&app, &cookie, wrong));
    }
    assert!(!check_csrf(&app, "another cookie", &token));
}
