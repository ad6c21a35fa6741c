//! The rules of this room, against the real store.

use assent_core::message::Text;

use super::*;
use crate::app::testing::{PASSWORD, TestApp};
use crate::model::{AuditKind, Person, ProgramKeyKind, Scope, ServiceId, TwoStep, UNUSED_SECS};
use crate::people::Origin;
use crate::people::sessions::SignedIn;
use crate::people::tests::{activity, give_codes, sign_in};
use crate::services::PORTAL;

const MAIL: ServiceId = ServiceId([7; 16]);

fn wish(kind: ProgramKeyKind) -> Wish<'static> {
    Wish { kind, name: "Thunderbird", service: None, scope: Scope::Full, days: None }
}

async fn make(app: &TestApp, me: &SignedIn, kind: ProgramKeyKind) -> String {
    make_program_key(app, me, wish(kind)).await.ok().unwrap().secret.to_string()
}

async fn check(app: &TestApp, ada: &Person, secret: &str) -> SecretResult {
    let origin = Origin { service: Some(MAIL), address: None };
    check_secret(app, ada.email.as_str(), secret, origin).await.unwrap()
}

const fn opened(kind: ProgramKeyKind) -> SecretResult {
    SecretResult::Accepted(Opened::Program { kind, name: String::new(), scope: Scope::Full })
}

fn nameless(result: SecretResult) -> SecretResult {
    match result {
        SecretResult::Accepted(Opened::Program { kind, scope, .. }) => {
            SecretResult::Accepted(Opened::Program { kind, name: String::new(), scope })
        }
        other => other,
    }
}

#[tokio::test]
async fn an_application_password_opens_its_own_account_in_any_spelling() {
    let (app, ada) = TestApp::with_ada().await;
    let (me, _) = sign_in(&app, &ada).await;
    let secret = make(&app, &me, ProgramKeyKind::AppPassword).await;
    assert!(secret.starts_with("asta-") && secret.len() == 29, "{}", secret.len());
    for spelling in [secret.clone(), secret.to_uppercase(), secret.replace('-', " "), secret.replace('-', "")] {
        assert_eq!(nameless(check(&app, &ada, &spelling).await), opened(ProgramKeyKind::AppPassword));
    }
    let ben = app.add("ben@atelier.example", false).await;
    assert_eq!(check(&app, &ben, &secret).await, SecretResult::Wrong);
    let nobody = check_secret(&app, "nobody@atelier.example", &secret, Origin::default()).await;
    assert_eq!(nobody, Ok(SecretResult::Wrong));
}

#[tokio::test]
async fn one_that_is_bound_to_a_service_opens_no_other() {
    let (app, ada) = TestApp::with_ada().await;
    let (me, _) = sign_in(&app, &ada).await;
    let elsewhere = Wish { service: Some(ServiceId([9; 16])), ..wish(ProgramKeyKind::AppPassword) };
    assert!(matches!(make_program_key(&app, &me, elsewhere).await, Err(ProgramKeyRefused::NoService)));
    let portal = Wish { service: Some(PORTAL), ..wish(ProgramKeyKind::AppPassword) };
    assert!(matches!(make_program_key(&app, &me, portal).await, Err(ProgramKeyRefused::NoService)));
    let admin = crate::people::Admin::at_the_machine();
    let shop = crate::services::add_service(&app, &admin, "Shop").await.ok().unwrap().service.id;
    let bound = Wish { service: Some(shop), ..wish(ProgramKeyKind::AppPassword) };
    let secret = make_program_key(&app, &me, bound).await.ok().unwrap().secret;
    assert_eq!(check(&app, &ada, &secret).await, SecretResult::Wrong);
    let there = Origin { service: Some(shop), address: None };
    let told = check_secret(&app, ada.email.as_str(), &secret, there).await.unwrap();
    assert_eq!(nameless(told), opened(ProgramKeyKind::AppPassword));
}

#[tokio::test]
async fn a_token_ends_in_its_time_or_after_a_year_of_silence() {
    let (app, ada) = TestApp::with_ada().await;
    let (me, _) = sign_in(&app, &ada).await;
    let week = Wish { days: Some(7), ..wish(ProgramKeyKind::ApiToken) };
    let short = make_program_key(&app, &me, week).await.ok().unwrap().secret;
    let long = make(&app, &me, ProgramKeyKind::ApiToken).await;
    app.clock.advance(7 * 86_400 - 1);
    assert_eq!(nameless(check(&app, &ada, &short).await), opened(ProgramKeyKind::ApiToken));
    assert_eq!(nameless(check(&app, &ada, &long).await), opened(ProgramKeyKind::ApiToken));
    app.clock.advance(1);
    assert_eq!(check(&app, &ada, &short).await, SecretResult::Wrong);
    app.clock.advance(UNUSED_SECS - 2);
    assert_eq!(nameless(check(&app, &ada, &long).await), opened(ProgramKeyKind::ApiToken));
    app.clock.advance(UNUSED_SECS);
    assert_eq!(check(&app, &ada, &long).await, SecretResult::Wrong);
}

#[tokio::test]
async fn the_own_password_opens_only_without_a_second_step() {
    let (app, ada) = TestApp::with_ada().await;
    assert_eq!(check(&app, &ada, PASSWORD).await, SecretResult::Accepted(Opened::Password));
    assert_eq!(check(&app, &ada, "not the password").await, SecretResult::Wrong);
    give_codes(&app, &ada).await;
    assert_eq!(check(&app, &ada, PASSWORD).await, SecretResult::AppPasswordNeeded);
    assert_eq!(check(&app, &ada, "not the password").await, SecretResult::Wrong);
}

#[tokio::test]
async fn where_a_second_step_is_required_nothing_opens_before_it_is_set_up() {
    let (mut app, ada) = TestApp::with_ada().await;
    let (me, _) = sign_in(&app, &ada).await;
    let secrets = [make(&app, &me, ProgramKeyKind::AppPassword).await, make(&app, &me, ProgramKeyKind::ApiToken).await];
    std::sync::Arc::get_mut(&mut app.app).unwrap().policy.rules.two_step = TwoStep::Required;
    for secret in secrets.iter().map(String::as_str).chain([PASSWORD]) {
        assert_eq!(check(&app, &ada, secret).await, SecretResult::SetUpNeeded);
    }
    give_codes(&app, &ada).await;
    assert_eq!(nameless(check(&app, &ada, &secrets[0]).await), opened(ProgramKeyKind::AppPassword));
}

#[tokio::test]
async fn a_revoked_one_opens_nothing_and_a_locked_account_neither() {
    let (app, ada) = TestApp::with_ada().await;
    let (me, _) = sign_in(&app, &ada).await;
    let secrets = [
        make(&app, &me, ProgramKeyKind::AppPassword).await,
        make(&app, &me, ProgramKeyKind::AppPassword).await,
        make(&app, &me, ProgramKeyKind::ApiToken).await,
    ];
    let listed = list_program_keys(&app, ada.id, ProgramKeyKind::AppPassword).await.unwrap();
    assert_eq!(revoke_program_key(&app, &me, listed[1].key.id).await, Ok(Some("Thunderbird".to_owned())));
    assert_eq!(check(&app, &ada, &secrets[0]).await, SecretResult::Wrong);
    assert_eq!(revoke_all(&app, &me, ProgramKeyKind::AppPassword).await, Ok(1));
    assert_eq!(check(&app, &ada, &secrets[1]).await, SecretResult::Wrong);
    assert_eq!(nameless(check(&app, &ada, &secrets[2]).await), opened(ProgramKeyKind::ApiToken));
    crate::people::accounts::lock(&app, &crate::people::Admin::at_the_machine(), ada.id).await.unwrap();
    assert_eq!(check(&app, &ada, &secrets[2]).await, SecretResult::Wrong);
}

#[tokio::test]
async fn a_use_is_told_the_first_time_and_from_another_address() {
    let (app, ada) = TestApp::with_ada().await;
    let (me, _) = sign_in(&app, &ada).await;
    let secret = make(&app, &me, ProgramKeyKind::AppPassword).await;
    let [home, work] = ["192.0.2.7", "192.0.2.8"].map(|address| Text::new(address).unwrap());
    for (address, told) in [(&home, 1), (&home, 1), (&work, 2), (&home, 3)] {
        let origin = Origin { service: Some(MAIL), address: Some(address) };
        check_secret(&app, ada.email.as_str(), &secret, origin).await.unwrap();
        let happened = activity(&app, &ada).await;
        assert_eq!(happened.iter().filter(|one| one.event.kind == AuditKind::AppPasswordUsed).count(), told);
    }
    let listed = list_program_keys(&app, ada.id, ProgramKeyKind::AppPassword).await.unwrap();
    assert_eq!(listed[0].key.used_from.as_deref(), Some("192.0.2.7"));
}

#[tokio::test]
async fn one_is_made_only_with_a_fresh_proof_and_a_name() {
    let (app, ada) = TestApp::with_ada().await;
    let (me, _) = sign_in(&app, &ada).await;
    let nameless = Wish { name: " \u{202e} ", ..wish(ProgramKeyKind::ApiToken) };
    assert!(matches!(make_program_key(&app, &me, nameless).await, Err(ProgramKeyRefused::NoName)));
    app.clock.advance(app.policy.fresh_secs);
    let late = make_program_key(&app, &me, wish(ProgramKeyKind::ApiToken)).await;
    assert!(matches!(late, Err(ProgramKeyRefused::NotAllowed(_))));
    assert!(matches!(revoke_all(&app, &me, ProgramKeyKind::ApiToken).await, Err(ProgramKeyRefused::NotAllowed(_))));
}
