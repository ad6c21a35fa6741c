//! One-time codes in other apps.

use assent_core::otp::{Address, OtpKey};

use super::{activity, count_events, give_codes, sign_in};
use crate::app::testing::TestApp;
use crate::model::{AuditKind, CredentialId};
use crate::people::{
    Account, CodeResult, ConfirmResult, NewOtherApp, NotAllowed, Origin, OtherAppRefused, SignedIn, add_other_app,
    check_code, confirm_other_app, remove_other_app, show_other_app,
};

/// What the other app reads from the QR code.
fn scan(shown: &NewOtherApp) -> OtpKey {
    let address = Address::parse(&shown.uri).unwrap();
    assert_eq!((address.issuer(), address.account()), (Some("Atelier"), "ada@atelier.example"));
    assert_eq!(address.key().secret_base32().as_str(), shown.secret.as_str());
    address.into_key()
}

async fn add(app: &TestApp, signed_in: &SignedIn) -> (CredentialId, OtpKey) {
    let shown = add_other_app(app, signed_in, "Any app").await.ok().unwrap();
    (shown.id, scan(&shown))
}

#[tokio::test]
async fn another_app_counts_once_it_is_proved() {
    let (app, ada) = TestApp::with_ada().await;
    let (me, _) = sign_in(&app, &ada).await;
    let (id, key) = add(&app, &me).await;
    let code = key.code_at(app.now());
    assert_eq!(count_events(&app, &ada, AuditKind::OtpAdded).await, 0);
    assert_eq!(confirm_other_app(&app, &me, id, "000 000").await, Ok(ConfirmResult::Wrong));
    let slow = key.code_at(app.now() - 90);
    assert_eq!(confirm_other_app(&app, &me, id, &slow).await, Ok(ConfirmResult::PhoneOff { secs: -90 }));
    assert_eq!(confirm_other_app(&app, &me, id, &code).await, Ok(ConfirmResult::On { first: true }));
    assert_eq!(confirm_other_app(&app, &me, id, &code).await, Ok(ConfirmResult::Gone));
    assert_eq!(count_events(&app, &ada, AuditKind::TwoStepOn).await, 1);

    let proof_again = check_code(&app, &Account::of(ada), &code, Origin::default()).await.unwrap();
    assert_eq!(proof_again, CodeResult::Reused { wait_secs: 30 });
}

#[tokio::test]
async fn the_secret_is_shown_again_until_it_is_proved() {
    let (app, ada) = TestApp::with_ada().await;
    let (me, _) = sign_in(&app, &ada).await;
    let (id, key) = add(&app, &me).await;
    let again = show_other_app(&app, &me, id).await.ok().flatten().unwrap();
    assert!(scan(&again) == key);
    confirm_other_app(&app, &me, id, &key.code_at(app.now())).await.unwrap();
    assert!(matches!(show_other_app(&app, &me, id).await, Ok(None)));
}

#[tokio::test]
async fn a_second_try_forgets_the_first_secret() {
    let (app, ada) = TestApp::with_ada().await;
    let (me, _) = sign_in(&app, &ada).await;
    let (first, key) = add(&app, &me).await;
    add(&app, &me).await;
    let code = key.code_at(app.now());
    assert_eq!(confirm_other_app(&app, &me, first, &code).await, Ok(ConfirmResult::Gone));
    assert_eq!(app.store.list_otp(ada.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_last_one_switches_two_step_verification_off() {
    let (app, ada) = TestApp::with_ada().await;
    let (me, _) = sign_in(&app, &ada).await;
    let (id, key) = add(&app, &me).await;
    confirm_other_app(&app, &me, id, &key.code_at(app.now())).await.unwrap();
    give_codes(&app, &ada).await;
    assert_eq!(remove_other_app(&app, &me, id).await, Ok(Some(false)));
    assert_eq!(remove_other_app(&app, &me, id).await, Ok(None));
    let last = app.store.list_otp(ada.id).await.unwrap()[0].id;
    assert_eq!(remove_other_app(&app, &me, last).await, Ok(Some(true)));
    let log = activity(&app, &ada).await;
    assert_eq!((log[0].event.kind, log[1].event.kind), (AuditKind::TwoStepOff, AuditKind::OtpRemoved));
}

#[tokio::test]
async fn nothing_is_changed_without_a_fresh_proof_or_on_another_account() {
    let (app, ada) = TestApp::with_ada().await;
    let ben = app.add("ben@atelier.example", false).await;
    let ((me, _), (bens, _)) = (sign_in(&app, &ada).await, sign_in(&app, &ben).await);
    let (id, key) = add(&app, &me).await;
    let code = key.code_at(app.now());
    assert_eq!(confirm_other_app(&app, &bens, id, &code).await, Ok(ConfirmResult::Gone));
    assert_eq!(remove_other_app(&app, &bens, id).await, Ok(None));
    app.clock.advance(600);
    let refused = Some(OtherAppRefused::NotAllowed(NotAllowed::NotFresh));
    assert_eq!(add_other_app(&app, &me, "Any app").await.err(), refused);
    assert_eq!(confirm_other_app(&app, &me, id, &code).await.err(), refused);
    assert_eq!(remove_other_app(&app, &me, id).await.err(), refused);
}

#[tokio::test]
async fn there_are_only_so_many() {
    let (app, ada) = TestApp::with_ada().await;
    let (me, _) = sign_in(&app, &ada).await;
    for _ in 0..16 {
        give_codes(&app, &ada).await;
    }
    assert_eq!(add_other_app(&app, &me, "Any app").await.err(), Some(OtherAppRefused::TooMany));
}
