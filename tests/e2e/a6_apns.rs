//! A6: an iPhone that holds no connection is woken by Apple's push service, which learns nothing but that.

use assent_core::authenticator::{AuthError, Repair};
use assent_core::client::ClientError;
use assent_core::message::{PushEndpoint, Verdict};
use assent_tests::apns_server::{ApnsServer, TOPIC};
use assent_tests::phone::Phone;
use assent_tests::place::Place;
use assent_tests::world::{ADA, START, World};
use serde_json::{Value, json};

fn world(apns: &ApnsServer) -> World {
    World::at(apns.known_to(Place::new()), Some(START))
}

async fn link(world: &World, kind: &str) -> Phone {
    let phone = world.link(ADA).await;
    let renewed = phone.own.repair(phone.account(), Some(ApnsServer::endpoint(kind))).await;
    assert_eq!(renewed, Ok(Repair::Works { push_renewed: true }));
    phone
}

async fn wake_and_approve(world: &World, apns: &ApnsServer, phone: &Phone) -> Value {
    let id = world.wiki.ask(ADA).await;
    let got = apns.receive();
    phone.answer(Verdict::Approve, None).await.unwrap();
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
    got
}

#[tokio::test]
async fn a6_a_push_to_an_iphone_is_the_same_for_everybody_and_counts_as_long_as_its_request() {
    let apns = ApnsServer::start();
    let world = world(&apns);
    let phone = link(&world, "00").await;
    let got = wake_and_approve(&world, &apns, &phone).await;
    assert_eq!(got["path"], format!("/3/device/00{}", "ab".repeat(31)));
    let header = |name: &str| got["headers"][name].as_str().unwrap_or_default().to_owned();
    let headers = ["apns-topic", "apns-push-type", "apns-priority", "apns-collapse-id"].map(header);
    assert_eq!(headers, [TOPIC, "alert", "10", "wake"]);
    assert_eq!(got["headers"]["apns-expiration"], (START + 120).to_string());
    let aps = json!({
        "alert": "Sign-in request", "sound": "default", "interruption-level": "time-sensitive",
        "content-available": 1, "mutable-content": 1,
    });
    assert_eq!(got["body"], json!({ "aps": aps }));
    assert_eq!(got["provider"]["kid"], "ABC123DEFG");
    let next = wake_and_approve(&world, &apns, &phone).await;
    assert_eq!(next["provider"]["token"], got["provider"]["token"], "Apple wants no new one at each push");
}

#[tokio::test]
async fn a6_who_sends_shows_a_new_token_when_apple_finds_the_old_one_too_old() {
    let apns = ApnsServer::start();
    let world = world(&apns);
    let phone = link(&world, "30").await;
    world.wiki.ask(ADA).await;
    let refused = apns.receive();
    let taken = apns.receive();
    assert_ne!(refused["provider"]["token"], taken["provider"]["token"]);
    phone.answer(Verdict::Approve, None).await.unwrap();
}

#[tokio::test]
async fn a6_an_iphone_without_the_app_is_not_woken_again() {
    let apns = ApnsServer::start();
    let world = world(&apns);
    let gone = link(&world, "10").await;
    let there = link(&world, "00").await;
    world.wiki.ask(ADA).await;
    let mut first = [apns.receive(), apns.receive()].map(|got| got["path"].as_str().unwrap()[10..12].to_owned());
    first.sort();
    assert_eq!(first, ["00", "10"]);
    there.answer(Verdict::Deny, None).await.unwrap();
    let again = wake_and_approve(&world, &apns, &there).await;
    assert!(again["path"].as_str().unwrap().starts_with("/3/device/00"));
    drop(gone);
}

#[tokio::test]
async fn a6_an_address_that_is_none_of_apple_s_is_refused_and_one_of_another_app_is_never_used() {
    let apns = ApnsServer::start();
    let world = world(&apns);
    let phone = link(&world, "00").await;
    let none = PushEndpoint::Apns { token: "../../x".to_owned(), topic: TOPIC.to_owned() };
    let refused = phone.own.repair(phone.account(), Some(none)).await;
    let Err(AuthError::Client(ClientError::Refused { code, detail, .. })) = refused else { panic!("{refused:?}") };
    assert!(code == "push-refused" && detail.contains("none of Apple"), "{detail}");
    let elsewhere = link(&world, "00").await;
    let other = PushEndpoint::Apns { token: "00".repeat(32), topic: "org.other.app".to_owned() };
    let renewed = elsewhere.own.repair(elsewhere.account(), Some(other)).await;
    assert_eq!(renewed, Ok(Repair::Works { push_renewed: true }));
    let got = wake_and_approve(&world, &apns, &phone).await;
    assert_eq!(got["headers"]["apns-topic"], TOPIC);
    assert!(apns.is_empty(), "the other phone is not woken");
}
