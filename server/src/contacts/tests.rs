//! The rules of this room, against the real store.

use std::sync::Arc;

use async_trait::async_trait;

use super::*;
use crate::app::testing::{START, TestApp, signed_in};
use crate::mail::{MailFailed, MailWay, Post};
use crate::model::{AddressPurpose, AuditKind, Letter, Person, Throttled};
use crate::pages::words::Lang;
use crate::people::sessions::SignedIn;
use crate::people::{Origin, make_address_token};
use crate::sms::NumberRefused;
use crate::store::Page;

/// A way out that takes everything.
struct Bin;

#[async_trait]
impl Post for Bin {
    async fn send(&self, _: &Letter) -> Result<(), MailFailed> {
        Ok(())
    }
}

async fn with_mail() -> (TestApp, Person, SignedIn) {
    let mut app = TestApp::empty().await;
    Arc::get_mut(&mut app.app).unwrap().mail = MailWay::of(Some(Arc::new(Bin)));
    let ada = app.add("ada@atelier.example", false).await;
    let me = signed_in(&app, &ada).await;
    (app, ada, me)
}

/// The token of the link that went out last.
async fn last_token(app: &TestApp, person: &Person) -> String {
    make_address_token(app, list_addresses(app, person.id).await.unwrap().last().unwrap())
}

async fn prove(app: &TestApp, token: &str) -> Proved {
    prove_address(app, token, Origin::default()).await.unwrap()
}

#[tokio::test]
async fn an_address_counts_once_its_link_was_opened_within_a_day() {
    let (app, ada, me) = with_mail().await;
    assert_eq!(ask_address(&app, &me, "Home@Example.org", AddressPurpose::Recovery).await, Ok(()));
    let token = last_token(&app, &ada).await;
    app.clock.advance(86_400);
    assert_eq!(prove(&app, &token).await, Proved::Gone, "a day old");
    app.clock.advance(-1);
    assert_eq!(prove(&app, "AAAA").await, Proved::Gone);
    assert_eq!(prove(&app, &token).await, Proved::Recovery);
    assert_eq!(prove(&app, &token).await, Proved::Gone, "once");
    assert!(list_addresses(&app, ada.id).await.unwrap()[0].proved_at.is_some());
}

#[tokio::test]
async fn a_new_address_to_sign_in_with_is_not_one_that_somebody_has() {
    let (app, ada, me) = with_mail().await;
    let own = ask_address(&app, &me, "ADA@atelier.example", AddressPurpose::SignIn).await;
    assert_eq!(own, Err(AddressRefused::Known));
    app.add("ben@atelier.example", false).await;
    assert_eq!(ask_address(&app, &me, "ben@atelier.example", AddressPurpose::SignIn).await, Ok(()), "not told here");
    assert_eq!(prove(&app, &last_token(&app, &ada).await).await, Proved::Taken);
    assert_eq!(ask_address(&app, &me, "lovelace@atelier.example", AddressPurpose::SignIn).await, Ok(()));
    assert_eq!(list_addresses(&app, ada.id).await.unwrap().len(), 1, "the newer one took its place");
    assert_eq!(prove(&app, &last_token(&app, &ada).await).await, Proved::SignIn);
    let moved = app.store.find_person(ada.id).await.unwrap().unwrap();
    assert_eq!(moved.email.as_str(), "lovelace@atelier.example");
}

#[tokio::test]
async fn links_that_nobody_opens_are_slowed_down_until_one_is() {
    let (app, ada, me) = with_mail().await;
    let ask = async |email: &str| ask_address(&app, &me, email, AddressPurpose::Recovery).await;
    let mut token = String::new();
    for _ in 0..5 {
        assert_eq!(ask("victim@example.org").await, Ok(()));
        token = last_token(&app, &ada).await;
    }
    assert_eq!(ask("victim@example.org").await, Err(AddressRefused::Throttled(Throttled::Until(START + 30))));
    assert_eq!(prove(&app, &token).await, Proved::Recovery);
    assert_eq!(ask("other@example.org").await, Ok(()));
}

#[tokio::test]
async fn without_mail_no_address_is_taken_and_without_sms_a_number_counts_at_once() {
    let (app, ada) = TestApp::with_ada().await;
    let me = signed_in(&app, &ada).await;
    let refused = ask_address(&app, &me, "home@example.org", AddressPurpose::Recovery).await;
    assert_eq!(refused, Err(AddressRefused::NoMail));
    assert_eq!(set_number(&app, &me, "+44 7400 123456", Lang::En).await, Ok(None));
    assert_eq!(set_number(&app, &me, "0044 7400 123456", Lang::En).await, Err(NumberRefused::Known));
    assert_eq!(find_number(&app, ada.id).await.unwrap().unwrap().e164(), "+447400123456");
    assert_eq!(remove_number(&app, &me).await, Ok(true));
    assert_eq!(remove_number(&app, &me).await, Ok(false));
}

#[tokio::test]
async fn a_login_name_is_told_only_where_number_and_address_fit_and_the_rest_looks_the_same() {
    let (app, ada, me) = with_mail().await;
    set_number(&app, &me, "+44 7400 123456", Lang::En).await.unwrap();
    ask_address(&app, &me, "home@example.org", AddressPurpose::Recovery).await.unwrap();
    let ask = async |number: &str, email: &str| {
        let before = app.store.verify_audit().await.unwrap();
        ask_login_name(&app, number, email, None).await.unwrap();
        assert_eq!(app.store.verify_audit().await.unwrap(), before + 1, "one entry, whatever fits");
        let newest = app.store.list_activity(ada.id, Page::newest(1)).await.unwrap().remove(0);
        newest.event.kind == AuditKind::LoginNameAsked
    };
    assert!(!ask("+447400123456", "home@example.org").await, "the address is not proved");
    prove(&app, &last_token(&app, &ada).await).await;
    assert!(!ask("+447400123457", "home@example.org").await);
    assert!(!ask("+447400123456", "ada@atelier.example").await);
    assert!(!ask("rubbish", "rubbish").await);
    assert!(ask(" 0044 7400 123456", "HOME@example.org").await);
}

#[tokio::test]
async fn a_picture_is_taken_shown_and_removed() {
    let (app, ada, me) = with_mail().await;
    let png = b"\x89PNG\r\n\x1a\n....".to_vec();
    assert_eq!(set_picture(&app, &me, b"<svg/>".to_vec()).await, Err(PictureRefused::NoPicture));
    let large = [png.clone(), vec![0; MAX_PICTURE_BYTES]].concat();
    assert_eq!(set_picture(&app, &me, large).await, Err(PictureRefused::TooLarge));
    assert_eq!(set_picture(&app, &me, png.clone()).await, Ok(()));
    let (name, picture) = find_picture(&app, ada.id).await.unwrap().unwrap();
    assert!(name == "Ada Lovelace" && picture.unwrap().bytes == png);
    remove_picture(&app, &me).await.unwrap();
    assert!(find_picture(&app, ada.id).await.unwrap().unwrap().1.is_none());
}
