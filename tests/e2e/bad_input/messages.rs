//! Signed messages that are forged, swapped, late or meant for somebody else.

use std::sync::Arc;

use assent_core::clock::ManualClock;
use assent_core::message::{Handover, HandoverWish, Leave, Pull, Update, Verdict};
use assent_tests::administration::Order;
use assent_tests::forge::{header, header_of, sign_any, with_header, with_payload};
use assent_tests::hand::{HandPhone, peek};
use assent_tests::world::{ADA, START, World};
use data_encoding::BASE64URL_NOPAD;
use serde_json::json;

use super::refused;

fn pull(phone: &HandPhone) -> String {
    phone.sign(phone.pull_claims(0), &phone.request)
}

#[tokio::test]
async fn a6_another_header_than_alg_typ_and_kid_is_refused() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let honest = pull(&phone);
    let good = header("assent-pull+jwt", &phone.request);
    let jwk = assent_core::keys::Signer::public_key(&phone.request).to_jwk();
    let mut headers = Vec::new();
    for (name, value) in [
        ("alg", json!("none")),
        ("alg", json!("HS256")),
        ("alg", json!("ES384")),
        ("alg", json!("es256")),
        ("jwk", json!(jwk)),
        ("jku", json!("https://evil.example/keys")),
        ("x5c", json!(["MIIB"])),
        ("crit", json!(["exp"])),
        ("b64", json!(false)),
        ("cty", json!("JWT")),
    ] {
        let mut header = good.clone();
        header[name] = value;
        headers.push(header.to_string());
    }
    headers.push(good.to_string().replacen('{', r#"{"alg":"none","#, 1));
    headers.push("{}".to_owned());
    headers.push("[]".to_owned());
    for header in headers {
        refused(&phone.post("pull", with_header(&honest, &header, &phone.request)).await, 400, "bad-message");
    }
    assert_eq!(phone.post("pull", honest).await.status, 200);
}

#[tokio::test]
async fn a6_a_message_without_a_signature_is_refused() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let honest = pull(&phone);
    let (signed, signature) = honest.rsplit_once('.').unwrap();
    let none = header("assent-pull+jwt", &phone.request).to_string().replace("ES256", "none");
    let body = signed.split_once('.').unwrap().1;
    let unsigned = format!("{}.{body}.", BASE64URL_NOPAD.encode(none.as_bytes()));
    refused(&phone.post("pull", unsigned).await, 400, "bad-message");
    refused(&phone.post("pull", format!("{signed}.")).await, 400, "bad-message");
    refused(&phone.post("pull", signed.to_owned()).await, 400, "bad-message");
    refused(&phone.post("pull", format!("{honest}.{signature}")).await, 400, "bad-message");
    refused(&phone.post("pull", format!("{signed}.{}", "A".repeat(86))).await, 400, "bad-message");
    let made_up = BASE64URL_NOPAD.encode(&[1; 64]);
    refused(&phone.post("pull", format!("{signed}.{made_up}")).await, 401, "bad-signature");
}

#[tokio::test]
async fn a6_the_other_form_of_the_same_signature_is_refused() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let honest = pull(&phone);
    let (signed, signature) = honest.rsplit_once('.').unwrap();
    let high = high_s(&BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap());
    refused(&phone.post("pull", format!("{signed}.{}", BASE64URL_NOPAD.encode(&high))).await, 401, "bad-signature");
}

/// `r ‖ (n - s)`: as good to most libraries (SEC 1 §4.1.4).
fn high_s(signature: &[u8]) -> Vec<u8> {
    const ORDER: &str = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";
    let order = data_encoding::HEXUPPER.decode(ORDER.as_bytes()).unwrap();
    let mut high = signature.to_vec();
    let mut borrow = 0_i16;
    for at in (0..32).rev() {
        let left = i16::from(order[at]) - i16::from(signature[32 + at]) - borrow;
        borrow = i16::from(left < 0);
        high[32 + at] = u8::try_from(left.rem_euclid(256)).unwrap();
    }
    high
}

#[tokio::test]
async fn a6_a_message_of_one_type_is_never_taken_for_another() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    world.wiki.ask(ADA).await;
    let prompt = phone.prompt().await;
    let update = || phone.sign(Update { counter: 900, ..Update::default() }, &phone.request);
    let handover = || phone.sign(Handover { counter: 900, wish: HandoverWish::Begin }, &phone.request);
    let leave = || phone.sign(Leave { counter: 900 }, &phone.request);
    let denied = phone.decided(&prompt, Verdict::Deny);
    let decision = denied.split_once('~').unwrap().1;
    for (door, message) in [
        ("leave", update()),
        ("update", leave()),
        ("leave", decision.to_owned()),
        ("update", decision.to_owned()),
        ("pull", leave()),
        ("pull", prompt.clone()),
        ("enrol", pull(&phone)),
        ("handover", leave()),
        ("handover", update()),
        ("succeed", handover()),
        ("succeed", decision.to_owned()),
        ("update", handover()),
        ("decide", format!("{prompt}~{}", leave())),
        ("decide", format!("{prompt}~{prompt}")),
    ] {
        refused(&phone.post(door, message).await, 400, "bad-message");
    }
    let relabelled = with_header(decision, &header("assent-leave+jwt", &phone.approve).to_string(), &phone.approve);
    refused(&phone.post("leave", relabelled).await, 401, "bad-signature");
    let listed = world.server.order(&Order::ListPhones { email: ADA.to_owned() });
    assert_eq!(listed["phones"][0]["name"], "Hand", "still linked, under its name");
    assert_eq!(phone.post("decide", denied).await.status, 200);
}

#[tokio::test]
async fn a6_a_message_over_8_kib_is_not_read_and_over_52_with_a_proof_of_the_key() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    for door in ["enrol", "pull", "decide", "update", "leave", "handover", "succeed"] {
        let most = if door == "enrol" { 52 * 1024 } else { 8192 };
        refused(&phone.post(door, vec![b'A'; most + 1]).await, 413, "too-large");
        refused(&phone.post(door, vec![b'A'; most]).await, 400, "bad-message");
        refused(&phone.post(door, vec![0xFF; 100]).await, 400, "bad-message");
        refused(&phone.post(door, "").await, 400, "bad-message");
    }
}

#[tokio::test]
async fn a6_a_message_to_another_server_is_refused() {
    let (world, other) = (World::new(), World::new());
    let mut phone = world.link_by_hand(ADA).await;
    let id = world.wiki.ask(ADA).await;
    let prompt = phone.prompt().await;
    phone.server_id.clone_from(&other.server.server_id);
    refused(&phone.answer(&prompt, Verdict::Approve).await, 400, "bad-message");
    refused(&phone.post("pull", pull(&phone)).await, 400, "bad-message");
    let refusal = other.http.send(
        reqwest::Method::POST,
        "/device/v1/pull",
        &[("content-type", "application/jose")],
        pull(&phone),
    );
    refused(&refusal.await, 401, "not-linked");
    assert_eq!(world.wiki.wait(&id, 0).await, "pending");
}

#[tokio::test]
async fn a6_claims_that_are_not_as_they_must_be_are_refused() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let honest = pull(&phone);
    let change =
        |name: &str, value: serde_json::Value| with_payload(&honest, |claims| claims[name] = value, &phone.request);
    for (name, value, status, code) in [
        ("v", json!(2), 400, "version"),
        ("v", json!("1"), 400, "bad-message"),
        ("iss", json!("AAAAAAAAAAAAAAAAAAAAAA"), 401, "not-linked"),
        ("iss", json!("Ada"), 401, "not-linked"),
        ("aud", json!([phone.server_id]), 400, "bad-message"),
        ("exp", json!(START - 10), 400, "untimely"),
        ("exp", json!(1e300), 400, "bad-message"),
        ("jti", json!("short"), 400, "bad-message"),
        ("wait_secs", json!(56), 400, "bad-message"),
        ("wait_secs", json!(-1), 400, "bad-message"),
        ("known", json!(vec!["AAAAAAAAAAAAAAAAAAAAAA"; 17]), 400, "bad-message"),
    ] {
        refused(&phone.post("pull", change(name, value)).await, status, code);
    }
    let header = header_of(&honest);
    for payload in ["", "null", "[]", "{", r#"{"v":1}"#] {
        let message = sign_any(&header, payload.as_bytes(), &phone.request);
        refused(&phone.post("pull", message).await, 400, "bad-message");
    }
}

#[tokio::test]
async fn a6_keys_on_other_curves_link_no_phone() {
    let world = World::new();
    let phone = HandPhone::new(&world.http, &world.server.server_id, Arc::clone(&world.clock) as Arc<_>);
    let ticket = assent_core::message::Ticket::parse(&world.make_ticket(ADA, None).text).unwrap();
    let honest = phone.enrol(&ticket, |_| {});
    let jwk = |crv: &str, x: &str| json!({ "kty": "EC", "crv": crv, "x": x, "y": "A".repeat(43) });
    let p384 = "A".repeat(64);
    let bad = [
        jwk("P-384", &p384),
        jwk("secp256k1", &"A".repeat(43)),
        json!({ "kty": "OKP", "crv": "Ed25519", "x": "A".repeat(43) }),
        json!({ "kty": "oct", "k": "AAAA" }),
    ];
    for key in bad {
        for name in ["approve_key", "request_key"] {
            let message = with_payload(&honest, |claims| claims[name] = key.clone(), &phone.request);
            refused(&phone.post("enrol", message).await, 400, "bad-message");
        }
    }
    let nowhere = jwk("P-256", &"A".repeat(43));
    let message = with_payload(&honest, |claims| claims["approve_key"] = nowhere, &phone.request);
    refused(&phone.post("enrol", message).await, 401, "bad-signature");
    assert_eq!(phone.post("enrol", honest).await.status, 200);
}

#[tokio::test]
async fn a6_a_clock_ten_minutes_off_is_fine_and_more_than_fifteen_is_told_the_time() {
    let world = World::new();
    let mut phone = world.link_by_hand(ADA).await;
    let id = world.wiki.ask(ADA).await;
    let prompt = phone.prompt().await;
    for secs in [-1000, 901] {
        phone.clock = Arc::new(ManualClock::at(START + secs));
        for answer in [phone.post("pull", pull(&phone)).await, phone.answer(&prompt, Verdict::Approve).await] {
            refused(&answer, 400, "untimely");
            assert_eq!(answer.json()["server_time"], START);
        }
    }
    assert_eq!(world.wiki.wait(&id, 0).await, "pending");
    for secs in [-600, 600] {
        phone.clock = Arc::new(ManualClock::at(START + secs));
        assert_eq!(phone.post("pull", pull(&phone)).await.status, 200);
    }
    assert_eq!(phone.answer(&prompt, Verdict::Approve).await.status, 200);
}

#[tokio::test]
async fn a6_a_stranger_s_message_is_refused_as_one_of_a_phone_that_is_not_there() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let mut stranger = HandPhone::new(&world.http, &world.server.server_id, Arc::clone(&world.clock) as Arc<_>);
    refused(&stranger.post("pull", pull(&stranger)).await, 401, "not-linked");
    stranger.id = phone.id;
    refused(&stranger.post("pull", pull(&stranger)).await, 401, "bad-signature");
    let named =
        with_header(&pull(&stranger), &header("assent-pull+jwt", &phone.request).to_string(), &stranger.request);
    refused(&stranger.post("pull", named).await, 401, "bad-signature");
    let claims: Pull = peek(&pull(&phone));
    assert_eq!(claims.wait_secs, 0);
}
