//! The rules of this room, against the real store.

use super::*;
use crate::app::testing::{PASSWORD, TestApp, signed_in};
use crate::model::Role;
use crate::people::tests::give_codes;
use crate::people::{Admin, Origin, SignInRefused, check_password};
use crate::recovery_plans::make_sheet;
use crate::store::Which;

#[tokio::test]
async fn a_deleted_account_leaves_a_number_and_the_log_and_nothing_else() {
    let (app, ada) = TestApp::with_ada().await;
    give_codes(&app, &ada).await;
    let me = signed_in(&app, &ada).await;
    let wrong = delete_account(&app, &me, "wrong").await;
    assert_eq!(wrong, Err(DeleteRefused::Password(SignInRefused::Wrong)));
    assert_eq!(delete_account(&app, &me, PASSWORD).await, Ok(()));
    let left = app.store.find_person(ada.id).await.unwrap().unwrap();
    assert!(left.locked_at.is_some() && left.email != ada.email && left.name.as_str() == "-");
    assert!(app.store.list_people(&Which::default(), None, 9).await.unwrap().is_empty());
    assert!(app.store.list_otp(ada.id).await.unwrap().is_empty());
    let gone = check_password(&app, ada.email.as_str(), PASSWORD, Origin::default()).await;
    assert!(matches!(gone, Err(SignInRefused::Wrong)));
    assert!(app.store.verify_audit().await.is_ok(), "the log is whole");
    app.add(ada.email.as_str(), false).await;
}

#[tokio::test]
async fn the_last_who_stands_for_the_organisation_stays() {
    let (app, ada) = TestApp::with_ada().await;
    crate::organisation::set_role(&app, &Admin::at_the_machine(), ada.id, Role::LegalRepresentative).await.unwrap();
    let ada = app.store.find_person(ada.id).await.unwrap().unwrap();
    let me = signed_in(&app, &ada).await;
    assert_eq!(delete_account(&app, &me, PASSWORD).await, Err(DeleteRefused::Last));
    assert!(app.store.find_person(ada.id).await.unwrap().unwrap().locked_at.is_none());
}

#[tokio::test]
async fn a_copy_has_everything_but_secrets() {
    let (app, ada) = TestApp::with_ada().await;
    let key = give_codes(&app, &ada).await;
    let me = signed_in(&app, &ada).await;
    let sheet = make_sheet(&app, &me).await.unwrap();
    let copy = export(&app, &me).await.unwrap().unwrap();
    assert_eq!(copy["account"]["email"], "ada@atelier.example");
    assert_eq!(copy["factors"]["code_apps"][0]["name"], "phone");
    assert_eq!(copy["browsers"]["sessions"].as_array().unwrap().len(), 1);
    assert!(copy["activity"].as_array().unwrap().len() > 1);
    let text = copy.to_string();
    assert_eq!(copy["recovery"]["sheet_made_at"], app.now());
    for secret in [key.secret_base32().as_str(), sheet.expose(), "$argon2id", "ast_"] {
        assert!(!text.contains(secret), "{secret}");
    }
    app.clock.advance(600);
    assert!(export(&app, &me).await.unwrap().is_none());
}
