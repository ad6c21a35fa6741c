//! Linking a phone: by QR and link code (A3), and from the phone itself (A2).

use std::sync::Arc;

use assent_core::authenticator::{AuthError, LinkState};
use assent_core::client::ClientError;
use assent_core::message::Text;
use assent_tests::phone::{Phone, description};
use assent_tests::world::{ADA, World};
use reqwest::Url;

fn refused_code(error: &AuthError) -> &str {
    match error {
        AuthError::Client(ClientError::Refused { code, .. }) => code,
        other => panic!("another error: {other:?}"),
    }
}

#[tokio::test]
async fn a3_a_phone_links_with_a_ticket_and_the_link_code() {
    let world = World::new();
    let phone = Phone::new(Arc::clone(&world.clock));
    let ticket = world.make_ticket(ADA, None);
    let linking = phone.own.link(&ticket.text, description("Pixel")).await.unwrap();
    assert_eq!(linking.account_name.as_str(), ADA);
    assert_eq!(linking.issuer.as_str(), "Atelier");
    assert_eq!(phone.own.account(linking.account).unwrap().state, LinkState::Pending);
    assert_eq!(phone.own.code(linking.account).err(), Some(AuthError::NotConfirmed));
    let code = linking.link_code.unwrap();
    assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
    let confirmed = world.confirm_link(ADA, &ticket, &format!("{} {}", &code[..3], &code[3..]));
    assert_eq!((&confirmed["result"], &confirmed["first"]), (&"linked".into(), &true.into()));
    phone.own.confirm_linked(linking.account).await.unwrap();
    assert_eq!(phone.own.account(linking.account).unwrap().state, LinkState::Active);
}

#[tokio::test]
async fn a3_the_phone_waits_until_the_link_code_is_typed() {
    let world = World::new();
    let phone = Phone::new(Arc::clone(&world.clock));
    let ticket = world.make_ticket(ADA, None);
    let linking = phone.own.link(&ticket.text, description("Pixel")).await.unwrap();
    let typing = async { world.confirm_link(ADA, &ticket, linking.link_code.as_ref().unwrap()) };
    let (confirmed, typed) = tokio::join!(phone.own.confirm_linked(linking.account), typing);
    assert_eq!((confirmed, &typed["result"]), (Ok(()), &"linked".into()));
}

#[tokio::test]
async fn a3_three_wrong_link_codes_end_the_link() {
    let world = World::new();
    let phone = Phone::new(Arc::clone(&world.clock));
    let ticket = world.make_ticket(ADA, None);
    let linking = phone.own.link(&ticket.text, description("Pixel")).await.unwrap();
    let code = linking.link_code.unwrap();
    let wrong = if code.as_str() == "000000" { "000001" } else { "000000" };
    for left in [2, 1, 0] {
        let typed = world.confirm_link(ADA, &ticket, wrong);
        assert_eq!((&typed["result"], &typed["tries_left"]), (&"wrong".into(), &left.into()));
    }
    assert_eq!(world.confirm_link(ADA, &ticket, &code)["result"], "not-open");
    assert_eq!(phone.own.confirm_linked(linking.account).await, Err(AuthError::LinkRefused));
    assert!(phone.own.accounts().unwrap().is_empty());
}

#[tokio::test]
async fn a3_a_second_phone_with_the_same_ticket_voids_it_for_both() {
    let world = World::new();
    let (phone, thief) = (Phone::new(Arc::clone(&world.clock)), Phone::new(Arc::clone(&world.clock)));
    let ticket = world.make_ticket(ADA, None);
    let linking = phone.own.link(&ticket.text, description("Pixel")).await.unwrap();
    let second = thief.own.link(&ticket.text, description("Thief")).await.err().unwrap();
    assert_eq!(refused_code(&second), "ticket-void");
    assert_eq!(world.confirm_link(ADA, &ticket, &linking.link_code.unwrap())["result"], "not-open");
    assert_eq!(phone.own.confirm_linked(linking.account).await, Err(AuthError::LinkRefused));
}

#[tokio::test]
async fn a3_a_ticket_lives_five_minutes() {
    let world = World::new();
    let phone = Phone::new(Arc::clone(&world.clock));
    let ticket = world.make_ticket(ADA, None);
    world.advance(300);
    let late = phone.own.link(&ticket.text, description("Pixel")).await.err().unwrap();
    assert_eq!(refused_code(&late), "ticket-gone");
    assert!(phone.own.accounts().unwrap().is_empty());
}

#[tokio::test]
async fn a2_a_phone_links_itself_after_signing_in_on_it() {
    let world = World::new();
    let phone = Phone::new(Arc::clone(&world.clock));
    let redirect = "assent:linked";
    let sign_in = phone.own.start_sign_in(&world.place.origin, redirect, &Text::new("Pixel").unwrap()).unwrap();
    let (challenge, state) = read_query(&sign_in.address);
    let ticket = world.make_ticket(ADA, Some(&challenge));
    let callback = callback(redirect, &ticket.text, &state);
    let linking = phone.own.finish_sign_in(&sign_in, &callback, description("Pixel")).await.unwrap();
    assert!(linking.link_code.is_none(), "the person signed in on this very phone");
    assert_eq!(phone.own.account(linking.account).unwrap().state, LinkState::Active);
    assert_eq!(phone.code().len(), 6);
}

#[tokio::test]
async fn a2_the_ticket_is_worth_nothing_without_the_verifier() {
    let world = World::new();
    let (phone, thief) = (Phone::new(Arc::clone(&world.clock)), Phone::new(Arc::clone(&world.clock)));
    let (name, redirect) = (Text::new("Pixel").unwrap(), "assent:linked");
    let sign_in = phone.own.start_sign_in(&world.place.origin, redirect, &name).unwrap();
    let (challenge, state) = read_query(&sign_in.address);
    let ticket = world.make_ticket(ADA, Some(&challenge));
    let bare = thief.own.link(&ticket.text, description("Thief")).await.err().unwrap();
    assert_eq!(refused_code(&bare), "wrong-proof");
    let own = thief.own.start_sign_in(&world.place.origin, redirect, &name).unwrap();
    let stolen = callback(redirect, &ticket.text, &read_query(&own.address).1);
    let other = thief.own.finish_sign_in(&own, &stolen, description("Thief")).await.err().unwrap();
    assert_eq!(refused_code(&other), "wrong-proof");
    let callback = callback(redirect, &ticket.text, &state);
    assert!(phone.own.finish_sign_in(&sign_in, &callback, description("Pixel")).await.is_ok());
}

fn read_query(address: &str) -> (String, String) {
    let url = Url::parse(address).unwrap();
    let find = |name: &str| url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
    (find("challenge"), find("state"))
}

fn callback(redirect: &str, ticket: &str, state: &str) -> String {
    format!("{redirect}?ticket={}&state={state}", ticket.split_once('#').unwrap().1)
}
