//! Accounts.

use super::{count_events, give_codes, sign_in};
use crate::app::testing::{PASSWORD, TestApp};
use crate::model::{Alerts, AuditKind, PersonId, Role};
use crate::people::accounts::{
    AccountRefused, ChangeRefused, NewAccount, add_first_admin, add_person, change_password, list, lock, set_profile,
    unlock,
};
use crate::people::sessions::find;
use crate::people::{Admin, BadPassword, Origin, SetUp, SignInRefused, check_password};

fn new<'a>(email: &'a str, password: &'a str) -> NewAccount<'a> {
    NewAccount { email, name: "Grace Hopper", password: Some(password), language: "de", role: Role::Collaborator }
}

#[tokio::test]
async fn the_first_administrator_is_made_once_with_the_printed_token() {
    let app = TestApp::empty().await;
    let token = SetUp::open(&app).await.unwrap().unwrap();
    let make = |token: String| {
        let app = &app;
        async move { add_first_admin(app, &token, new("grace@atelier.example", PASSWORD)).await }
    };
    assert_eq!(make("ast_f_guess".to_owned()).await.err(), Some(AccountRefused::NoSetUp));
    assert!(SetUp::is_open(&app).await.unwrap());
    let grace = make(token.expose().to_owned()).await.ok().unwrap();
    assert_eq!(grace.role, Role::LegalRepresentative);
    assert!(!SetUp::is_open(&app).await.unwrap());
    assert_eq!(make(token.expose().to_owned()).await.err(), Some(AccountRefused::NoSetUp));
    assert!(SetUp::open(&app).await.unwrap().is_none());
}

#[tokio::test]
async fn a_refused_password_does_not_use_up_the_set_up_token() {
    let app = TestApp::empty().await;
    let token = SetUp::open(&app).await.unwrap().unwrap();
    let short = add_first_admin(&app, token.expose(), new("grace@atelier.example", "gjtyxb3qwp")).await;
    assert_eq!(short.err(), Some(AccountRefused::Password(BadPassword::TooShort(15))));
    assert!(add_first_admin(&app, token.expose(), new("grace@atelier.example", PASSWORD)).await.is_ok());
}

#[tokio::test]
async fn a_token_that_was_printed_before_somebody_came_another_way_opens_nothing() {
    let app = TestApp::empty().await;
    let token = SetUp::open(&app).await.unwrap().unwrap();
    app.add("ada@atelier.example", true).await;
    let late = add_first_admin(&app, token.expose(), new("grace@atelier.example", PASSWORD)).await;
    assert_eq!(late.err(), Some(AccountRefused::NoSetUp));
}

#[tokio::test]
async fn an_address_has_one_account() {
    let (app, _) = TestApp::with_ada().await;
    let twice = add_person(&app, &Admin::at_the_machine(), new("ADA@atelier.example", PASSWORD)).await;
    assert_eq!(twice.err(), Some(AccountRefused::Taken));
    let bad = add_person(&app, &Admin::at_the_machine(), new("ada", PASSWORD)).await;
    assert!(matches!(bad.err(), Some(AccountRefused::Email(_))));
    let grace = add_person(&app, &Admin::at_the_machine(), new("grace@atelier.example", PASSWORD)).await.ok().unwrap();
    assert_eq!(grace.language, "en");
    assert!(!grace.password.contains(PASSWORD));
}

#[tokio::test]
async fn a_new_password_ends_all_other_sessions_and_renews_this_one() {
    let (app, ada) = TestApp::with_ada().await;
    let (_, elsewhere) = sign_in(&app, &ada).await;
    let (here, cookie) = sign_in(&app, &ada).await;
    let renewed = change_password(&app, &here, PASSWORD, "seven tall red cranes").await.ok().unwrap();
    assert!(find(&app, &elsewhere).await.unwrap().is_none());
    assert!(find(&app, &cookie).await.unwrap().is_none());
    assert!(find(&app, renewed.token.expose()).await.unwrap().is_some());
    assert!(check_password(&app, "ada@atelier.example", PASSWORD, Origin::default()).await.is_err());
    assert!(check_password(&app, "ada@atelier.example", "seven tall red cranes", Origin::default()).await.is_ok());
    assert_eq!(count_events(&app, &ada, AuditKind::PasswordChanged).await, 1);
}

#[tokio::test]
async fn a_new_password_needs_the_present_one_and_the_rules() {
    let (app, ada) = TestApp::with_ada().await;
    let (here, _) = sign_in(&app, &ada).await;
    let wrong = change_password(&app, &here, "wrong", "seven tall red cranes").await;
    assert_eq!(wrong.err(), Some(ChangeRefused::Current(SignInRefused::Wrong)));
    let common = change_password(&app, &here, PASSWORD, "password1").await;
    assert_eq!(common.err(), Some(ChangeRefused::New(BadPassword::Common)));
    let own = change_password(&app, &here, PASSWORD, "adalovelace").await;
    assert_eq!(own.err(), Some(ChangeRefused::New(BadPassword::Personal)));
}

#[tokio::test]
async fn of_two_changes_at_once_one_counts() {
    let (app, ada) = TestApp::with_ada().await;
    let (here, _) = sign_in(&app, &ada).await;
    let (one, other) = tokio::join!(
        change_password(&app, &here, PASSWORD, "seven tall red cranes"),
        change_password(&app, &here, PASSWORD, "eleven blue bicycles"),
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
}

#[tokio::test]
async fn people_without_a_second_step_are_marked_in_the_list() {
    let (app, ada) = TestApp::with_ada().await;
    app.add("ben@atelier.example", false).await;
    give_codes(&app, &ada).await;
    let listed = list(&app, &Admin::at_the_machine(), &<_>::default(), None, 10).await.unwrap();
    let marks: Vec<_> = listed.iter().map(|listed| (listed.person.email.as_str(), listed.two_step)).collect();
    assert_eq!(marks, [("ada@atelier.example", true), ("ben@atelier.example", false)]);
    let rest = list(&app, &Admin::at_the_machine(), &<_>::default(), Some(&ada.email), 10).await.unwrap();
    assert_eq!(rest.len(), 1);
}

#[tokio::test]
async fn a_locked_person_comes_in_again_after_unlocking_only() {
    let (app, ada) = TestApp::with_ada().await;
    let root = app.add("root@atelier.example", true).await;
    let (signed_in, _) = sign_in(&app, &root).await;
    let admin = Admin::of(&app, &signed_in).unwrap();
    lock(&app, &admin, ada.id).await.unwrap();
    assert!(check_password(&app, "ada@atelier.example", PASSWORD, Origin::default()).await.is_err());
    unlock(&app, &admin, ada.id).await.unwrap();
    assert!(check_password(&app, "ada@atelier.example", PASSWORD, Origin::default()).await.is_ok());
    let log = super::activity(&app, &ada).await;
    assert_eq!(log[0].event.kind, AuditKind::PersonUnlocked);
    assert_eq!(log[0].event.detail, Some(format!("by {}", root.id)));
}

#[tokio::test]
async fn nobody_locks_themselves_or_somebody_who_is_not_there() {
    let (app, _) = TestApp::with_ada().await;
    let root = app.add("root@atelier.example", true).await;
    let (signed_in, _) = sign_in(&app, &root).await;
    let admin = Admin::of(&app, &signed_in).unwrap();
    assert_eq!(lock(&app, &admin, root.id).await, Err(AccountRefused::Own));
    assert_eq!(lock(&app, &admin, PersonId([9; 16])).await, Err(AccountRefused::Unknown));
}

#[tokio::test]
async fn a_profile_takes_a_name_that_can_be_shown_and_a_language_that_is_spoken() {
    let (app, ada) = TestApp::with_ada().await;
    let (signed_in, cookie) = sign_in(&app, &ada).await;
    assert_eq!(set_profile(&app, &signed_in, "\u{200b}", "fr", Alerts::Never).await, Err(AccountRefused::NoName));
    set_profile(&app, &signed_in, " Ada\u{202e} King ", "xx", Alerts::Never).await.unwrap();
    let person = find(&app, &cookie).await.unwrap().unwrap().person;
    assert_eq!((person.name.as_str(), person.language.as_str(), person.alerts), ("Ada King", "en", Alerts::Never));
}
