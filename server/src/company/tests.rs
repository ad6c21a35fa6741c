//! The rules of this room, against the real store and a provider that can lie.

mod fake_provider;

use std::sync::Arc;

use assent_core::keys::SoftwareKey;
use assent_core::random::SystemEntropy;
use serde_json::{Value, json};
use url::Url;

use self::fake_provider::{FakeProvider, ISSUER, Lie, make_key};
use super::*;
use crate::app::testing::{PASSWORD, START, TestApp, signed_in};
use crate::model::{Person, Provider, Role};
use crate::organisation::set_role;
use crate::people::sessions::{self, SignedIn};
use crate::people::tests::give_codes;
use crate::people::{Admin, NextStep, Origin, SignInRefused, accounts, check_password};
use crate::privacy::{delete_account, export};

const BROWSER: &str = "ast_v_browser";

const NEW: NewProvider<'_> = NewProvider {
    name: "Atelier ID",
    issuer: ISSUER,
    client_id: "assent",
    secret: "quite a secret",
    domains: "Atelier.example, workshop.example",
    is_only: false,
};

/// An app with Ada and a provider.
async fn world() -> (TestApp, Person, Arc<FakeProvider>, Provider) {
    let (mut app, ada) = TestApp::with_ada().await;
    let fake = Arc::new(FakeProvider::honest());
    Arc::get_mut(&mut app.app).unwrap().company = Company::new(Arc::clone(&fake) as Arc<_>);
    let provider = add_provider(&app, &Admin::at_the_machine(), NEW).await.unwrap();
    (app, ada, fake, provider)
}

/// A value of an address's query.
fn query(url: &str, name: &str) -> String {
    let url = Url::parse(url).unwrap();
    url.query_pairs().find(|(key, _)| key == name).unwrap_or_else(|| panic!("no {name}")).1.into_owned()
}

/// The provider lets somebody in who was sent there.
fn agree(fake: &FakeProvider, begun: &Begun) -> Returned {
    fake.says(|says| says.claims["nonce"] = json!(query(&begun.url, "nonce")));
    let (code, iss) = (Some("the-code".to_owned()), Some(ISSUER.to_owned()));
    Returned { state: query(&begun.url, "state"), code, iss, error: None }
}

fn visit(signed_in: Option<&SignedIn>) -> Visit<'_> {
    Visit { browser: BROWSER, signed_in, context: <_>::default(), trusted: None }
}

fn wish() -> Wish<'static> {
    Wish { next: Some("/profile".to_owned()), trust: false, email: "ada@atelier.example" }
}

async fn try_sign_in(app: &TestApp, fake: &FakeProvider, provider: &Provider) -> Result<Came, CompanyRefused> {
    let begun = begin_sign_in(app, provider.id, BROWSER, wish()).await?;
    let returned = agree(fake, &begun);
    finish(app, &returned, visit(None)).await.map_err(|(_, refused)| refused)
}

async fn link_ada(app: &TestApp, fake: &FakeProvider, provider: &Provider, me: &SignedIn) {
    let begun = begin_link(app, provider.id, BROWSER, me).await.unwrap();
    let returned = agree(fake, &begun);
    assert!(matches!(finish(app, &returned, visit(Some(me))).await, Ok(Came::Linked)));
}

/// Whoever is refused, and why.
fn refused(came: Result<Came, CompanyRefused>) -> CompanyRefused {
    came.err().expect("nobody comes in")
}

#[tokio::test]
async fn a_linked_identity_signs_in_without_a_password_and_the_second_step_is_still_asked() {
    let (app, ada, fake, provider) = world().await;
    let me = signed_in(&app, &ada).await;
    link_ada(&app, &fake, &provider, &me).await;
    let came = try_sign_in(&app, &fake, &provider).await.unwrap();
    assert!(
        matches!(came, Came::SignIn(NextStep::Session(new), Some(next)) if new.session.person == ada.id && next == "/profile")
    );
    let asked = fake.says(|says| says.asked.clone());
    assert!(asked.contains("code_verifier=") && asked.contains("code=the-code"), "{asked}");
    give_codes(&app, &ada).await;
    let came = try_sign_in(&app, &fake, &provider).await.unwrap();
    assert!(matches!(came, Came::SignIn(NextStep::SecondStep { .. }, _)));
    accounts::lock(&app, &Admin::at_the_machine(), ada.id).await.unwrap();
    assert_eq!(refused(try_sign_in(&app, &fake, &provider).await), CompanyRefused::Locked);
}

#[tokio::test]
async fn a_verified_address_opens_nothing_and_makes_no_account() {
    let (app, _, fake, provider) = world().await;
    assert_eq!(refused(try_sign_in(&app, &fake, &provider).await), CompanyRefused::Unlinked);
    assert_eq!(app.store.count_people().await, Ok(1));
}

#[tokio::test]
async fn the_way_there_is_tied_to_state_nonce_and_a_verifier_and_stands_nowhere() {
    let (app, _, _, provider) = world().await;
    let begun = begin_sign_in(&app, provider.id, BROWSER, wish()).await.unwrap();
    let other = begin_sign_in(&app, provider.id, BROWSER, wish()).await.unwrap();
    for name in ["state", "nonce", "code_challenge"] {
        assert_ne!(query(&begun.url, name), query(&other.url, name), "{name}");
    }
    assert_eq!(query(&begun.url, "code_challenge_method"), "S256");
    assert_eq!(query(&begun.url, "redirect_uri"), "https://login.atelier.example/sign-in/company/callback");
    assert_eq!(query(&begun.url, "login_hint"), "ada@atelier.example");
    assert!(!begun.url.contains("prompt=") && !begun.url.contains("secret"));
}

#[tokio::test]
async fn a_return_counts_once_in_its_time_and_in_its_browser() {
    let (app, ada, fake, provider) = world().await;
    link_ada(&app, &fake, &provider, &signed_in(&app, &ada).await).await;
    let begun = begin_sign_in(&app, provider.id, BROWSER, wish()).await.unwrap();
    let returned = agree(&fake, &begun);
    let over = async |returned: &Returned, visit| {
        let (name, refused) = finish(&app, returned, visit).await.err().unwrap();
        assert_eq!((name, refused), (None, CompanyRefused::Over));
    };
    over(&returned, Visit { browser: "another", ..visit(None) }).await;
    over(&Returned { state: "made up".to_owned(), ..Returned::default() }, visit(None)).await;
    assert!(finish(&app, &returned, visit(None)).await.is_ok());
    over(&returned, visit(None)).await;
    let late = begin_sign_in(&app, provider.id, BROWSER, wish()).await.unwrap();
    let returned = agree(&fake, &late);
    app.clock.advance(600);
    over(&returned, visit(None)).await;
}

#[tokio::test]
async fn a_no_is_told_and_uses_the_state_up() {
    let (app, _, _, provider) = world().await;
    for (error, expected) in [("access_denied", CompanyRefused::Denied), ("server_error", CompanyRefused::Refused)] {
        let begun = begin_sign_in(&app, provider.id, BROWSER, wish()).await.unwrap();
        let returned = Returned {
            state: query(&begun.url, "state"),
            iss: Some(ISSUER.to_owned()),
            error: Some(error.to_owned()),
            code: None,
        };
        assert_eq!(finish(&app, &returned, visit(None)).await.err().unwrap().1, expected);
        assert_eq!(finish(&app, &returned, visit(None)).await.err().unwrap().1, CompanyRefused::Over);
    }
}

#[tokio::test]
async fn another_issuer_s_answer_is_none() {
    let (app, _, fake, provider) = world().await;
    for iss in [None, Some("https://evil.example".to_owned())] {
        let begun = begin_sign_in(&app, provider.id, BROWSER, wish()).await.unwrap();
        let returned = Returned { iss, ..agree(&fake, &begun) };
        let (_, refused) = finish(&app, &returned, visit(None)).await.err().unwrap();
        assert!(matches!(refused, CompanyRefused::Untrusted(_)), "{refused}");
    }
}

#[tokio::test]
async fn a_token_that_lies_lets_nobody_in() {
    let (app, ada, fake, provider) = world().await;
    link_ada(&app, &fake, &provider, &signed_in(&app, &ada).await).await;
    let lies: [(&str, Lie); 9] = [
        ("nonce", |says| says.claims["nonce"] = json!("another")),
        ("no nonce", |says| says.claims["nonce"] = Value::Null),
        ("audience", |says| says.claims["aud"] = json!("another")),
        ("two audiences", |says| says.claims["aud"] = json!(["assent", "another"])),
        ("issuer", |says| says.claims["iss"] = json!("https://evil.example")),
        ("no signature", |says| says.header = json!({ "alg": "none" })),
        ("a shared secret", |says| says.header = json!({ "alg": "HS256" })),
        ("an unknown key", |says| says.header["kid"] = json!("two")),
        ("another key", |says| says.signer = make_key()),
    ];
    for (what, lie) in lies {
        let begun = begin_sign_in(&app, provider.id, BROWSER, wish()).await.unwrap();
        let returned = agree(&fake, &begun);
        let (header, claims) = fake.says(|says| (says.header.clone(), says.claims.clone()));
        fake.says(lie);
        let (_, refused) = finish(&app, &returned, visit(None)).await.err().unwrap_or_else(|| panic!("{what}"));
        assert!(matches!(refused, CompanyRefused::Untrusted(_)), "{what}: {refused}");
        fake.says(|says| (says.header, says.claims) = (header, claims));
        let is_in = try_sign_in(&app, &fake, &provider).await.is_ok();
        assert!(is_in || what == "another key", "nothing else was wrong with {what}");
    }
}

#[tokio::test]
async fn clocks_may_differ_by_a_minute() {
    let (app, ada, fake, provider) = world().await;
    link_ada(&app, &fake, &provider, &signed_in(&app, &ada).await).await;
    for (iat, exp, is_in) in [(60, 300, true), (61, 300, false), (-300, -59, true), (-300, -60, false)] {
        fake.says(|says| (says.claims["iat"], says.claims["exp"]) = (json!(START + iat), json!(START + exp)));
        match try_sign_in(&app, &fake, &provider).await {
            Ok(_) => assert!(is_in, "{iat} {exp}"),
            Err(refused) => assert!(!is_in && refused == CompanyRefused::Clock, "{iat} {exp} {refused}"),
        }
    }
}

#[tokio::test]
async fn new_keys_are_fetched_when_they_are_needed_and_others_are_remembered() {
    let (app, ada, fake, provider) = world().await;
    link_ada(&app, &fake, &provider, &signed_in(&app, &ada).await).await;
    let before = fake.says(|says| says.fetched);
    try_sign_in(&app, &fake, &provider).await.unwrap();
    assert_eq!(fake.says(|says| says.fetched), before + 1, "only the token");
    fake.says(|says| {
        let (signer, pkcs8) = SoftwareKey::make(&SystemEntropy::default()).unwrap();
        (says.signer, says.shown) = (signer, SoftwareKey::from_pkcs8(&pkcs8).unwrap());
        (says.kid, says.header["kid"]) = ("two", json!("two"));
    });
    try_sign_in(&app, &fake, &provider).await.unwrap();
    assert_eq!(fake.says(|says| says.fetched), before + 4, "the token, the document and the keys");
    fake.says(|says| says.is_down = true);
    let down = refused(try_sign_in(&app, &fake, &provider).await);
    assert!(matches!(down, CompanyRefused::Unreachable(_)), "the token endpoint: {down}");
    app.clock.advance(300);
    assert!(matches!(refused(try_sign_in(&app, &fake, &provider).await), CompanyRefused::Unreachable(_)));
}

#[tokio::test]
async fn linking_needs_a_fresh_proof_here_and_one_there() {
    let (app, ada, fake, provider) = world().await;
    let me = signed_in(&app, &ada).await;
    let begun = begin_link(&app, provider.id, BROWSER, &me).await.unwrap();
    assert_eq!((query(&begun.url, "prompt"), query(&begun.url, "max_age")), ("login".to_owned(), "0".to_owned()));
    let other = signed_in(&app, &app.add("ben@atelier.example", false).await).await;
    for signed_in in [None, Some(&other)] {
        let begun = begin_link(&app, provider.id, BROWSER, &me).await.unwrap();
        let returned = agree(&fake, &begun);
        let (_, refused) = finish(&app, &returned, visit(signed_in)).await.err().unwrap();
        assert_eq!(refused, CompanyRefused::SignedOut);
    }
    for auth_time in [json!(START - 61), Value::Null] {
        let begun = begin_link(&app, provider.id, BROWSER, &me).await.unwrap();
        let returned = agree(&fake, &begun);
        fake.says(|says| says.claims["auth_time"] = auth_time);
        let (_, refused) = finish(&app, &returned, visit(Some(&me))).await.err().unwrap();
        assert_eq!(refused, CompanyRefused::NotAsked);
    }
    fake.says(|says| says.claims["auth_time"] = json!(START));
    link_ada(&app, &fake, &provider, &me).await;
    let begun = begin_link(&app, provider.id, BROWSER, &other).await.unwrap();
    let returned = agree(&fake, &begun);
    let (_, refused) = finish(&app, &returned, visit(Some(&other))).await.err().unwrap();
    assert_eq!(refused, CompanyRefused::Taken);
    app.clock.advance(app.policy.fresh_secs);
    assert_eq!(begin_link(&app, provider.id, BROWSER, &me).await.err(), Some(CompanyRefused::NotFreshHere));
}

#[tokio::test]
async fn a_fresh_proof_comes_from_the_linked_identity_alone() {
    let (app, ada, fake, provider) = world().await;
    let me = signed_in(&app, &ada).await;
    assert_eq!(begin_confirm(&app, provider.id, BROWSER, &me, "/x").await.err(), Some(CompanyRefused::Gone));
    link_ada(&app, &fake, &provider, &me).await;
    app.clock.advance(app.policy.fresh_secs);
    fake.says(|says| {
        let now = app.now();
        (says.claims["iat"], says.claims["exp"], says.claims["auth_time"]) = (json!(now), json!(now + 300), json!(now));
        says.claims["sub"] = json!("somebody else");
    });
    assert!(!sessions::is_fresh(&app, &me));
    let begun = begin_confirm(&app, provider.id, BROWSER, &me, "/x").await.unwrap();
    let returned = agree(&fake, &begun);
    assert_eq!(finish(&app, &returned, visit(Some(&me))).await.err().unwrap().1, CompanyRefused::Other);
    fake.says(|says| says.claims["sub"] = json!("sub-of-ada"));
    let begun = begin_confirm(&app, provider.id, BROWSER, &me, "/x").await.unwrap();
    let returned = agree(&fake, &begun);
    let Ok(Came::Confirmed(new, next)) = finish(&app, &returned, visit(Some(&me))).await else { panic!() };
    let fresh = sessions::find(&app, new.token.expose()).await.unwrap().unwrap();
    assert!(sessions::is_fresh(&app, &fresh) && next == "/x");
    assert!(new.session.token != me.session.token, "under another cookie");
}

#[tokio::test]
async fn where_people_sign_in_only_there_their_passwords_open_nothing_but_those_who_stand_for_it_keep_theirs() {
    let (app, ada, fake, provider) = world().await;
    let admin = Admin::at_the_machine();
    link_ada(&app, &fake, &provider, &signed_in(&app, &ada).await).await;
    let with_password =
        async || check_password(&app, "ada@atelier.example", PASSWORD, Origin::default()).await.map(drop);
    assert_eq!(with_password().await, Ok(()));
    let only = NewProvider { is_only: true, secret: "", ..NEW };
    change_provider(&app, &admin, provider.id, only).await.unwrap();
    assert_eq!(with_password().await, Err(SignInRefused::Wrong));
    let me = signed_in(&app, &app.store.find_person(ada.id).await.unwrap().unwrap()).await;
    assert_eq!(unlink(&app, &me, provider.id).await, Err(UnlinkRefused::OnlyThere));
    assert!(try_sign_in(&app, &fake, &provider).await.is_ok());
    set_role(&app, &admin, ada.id, Role::LegalRepresentative).await.unwrap();
    assert_eq!(with_password().await, Ok(()));
    set_role(&app, &admin, app.add("boss@atelier.example", false).await.id, Role::LegalRepresentative).await.unwrap();
    set_role(&app, &admin, ada.id, Role::Collaborator).await.unwrap();
    assert_eq!(with_password().await, Err(SignInRefused::Wrong));
    assert_eq!(remove_provider(&app, &admin, &provider).await, Ok(true));
    assert_eq!(with_password().await, Ok(()), "an administrator opens the way back");
}

#[tokio::test]
async fn a_mail_domain_leads_to_its_provider_whether_there_is_an_account_or_not() {
    let (app, _, _, provider) = world().await;
    for (email, found) in [
        ("ada@atelier.example", true),
        (" Nobody@WORKSHOP.example ", true),
        ("ada@sub.atelier.example", false),
        ("atelier.example", false),
    ] {
        assert_eq!(find_by_mail(&app, email).await.unwrap(), found.then_some(provider.id), "{email}");
    }
}

#[tokio::test]
async fn a_provider_that_can_not_be_used_is_not_saved_and_it_is_said_why() {
    let (app, _, fake, _) = world().await;
    let admin = Admin::at_the_machine();
    let honest = fake.says(|says| says.document.clone());
    let add = async |new| add_provider(&app, &admin, new).await.err().unwrap();
    let new = NewProvider { domains: "", ..NEW };
    for (field, value, expected) in [
        ("issuer", json!("https://evil.example"), DiscoveryRefused::OtherIssuer("https://evil.example".to_owned())),
        ("response_types_supported", json!(["id_token"]), DiscoveryRefused::NoCodeFlow),
        ("token_endpoint", Value::Null, DiscoveryRefused::NoCodeFlow),
        ("code_challenge_methods_supported", json!(["plain"]), DiscoveryRefused::NoPkce),
        ("id_token_signing_alg_values_supported", json!(["HS256"]), DiscoveryRefused::NoAlgorithm),
        ("jwks_uri", json!(7), DiscoveryRefused::Unreadable),
        ("token_endpoint", json!("http://10.0.0.1/"), DiscoveryRefused::Address("https is needed".to_owned())),
    ] {
        fake.says(|says| says.document[field] = value);
        assert_eq!(add(new).await, ProviderRefused::Provider(expected), "{field}");
        fake.says(|says| says.document = honest.clone());
    }
    fake.says(|says| says.is_down = true);
    let down = DiscoveryRefused::Unreachable("connection refused".to_owned());
    assert_eq!(add(new).await, ProviderRefused::Provider(down));
    assert_eq!(add(NewProvider { domains: "atelier", ..new }).await, ProviderRefused::Domain("atelier".to_owned()));
    assert_eq!(add(NewProvider { secret: " ", ..new }).await, ProviderRefused::NoSecret);
    assert_eq!(add(NewProvider { name: " ", ..new }).await, ProviderRefused::NoName);
    assert_eq!(add(NewProvider { client_id: "", ..new }).await, ProviderRefused::NoClient);
    fake.says(|says| says.is_down = false);
    assert_eq!(add(NEW).await, ProviderRefused::DomainTaken);
    assert_eq!(list_providers(&app, &admin).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_identity_is_in_the_copy_of_one_s_data_and_goes_with_the_account() {
    let (app, ada, fake, provider) = world().await;
    link_ada(&app, &fake, &provider, &signed_in(&app, &ada).await).await;
    let only = NewProvider { is_only: true, secret: "", ..NEW };
    change_provider(&app, &Admin::at_the_machine(), provider.id, only).await.unwrap();
    let me = signed_in(&app, &app.store.find_person(ada.id).await.unwrap().unwrap()).await;
    let copy = export(&app, &me).await.unwrap().unwrap();
    assert_eq!((&copy["company"][0]["subject"], &copy["company"][0]["issuer"]), (&json!("sub-of-ada"), &json!(ISSUER)));
    assert_eq!(delete_account(&app, &me, "").await, Ok(()), "there is no password to type");
    assert!(app.store.list_company_links(ada.id).await.unwrap().is_empty());
    assert_eq!(refused(try_sign_in(&app, &fake, &provider).await), CompanyRefused::Unlinked);
}
