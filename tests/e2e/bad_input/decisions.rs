//! Answers that are changed, cut off, by the wrong key, or to something else than what this phone was shown.

use std::sync::Arc;

use assent_core::message::{Leave, Update, Verdict};
use assent_tests::administration::Order;
use assent_tests::forge::{flip, header, with_header, with_payload};
use assent_tests::hand::{HandPhone, peek};
use assent_tests::world::{ADA, World};
use serde_json::json;

use super::refused;

#[tokio::test]
async fn a6_a_receipt_or_prompt_of_the_server_is_no_answer() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let id = world.wiki.ask(ADA).await;
    let prompt = phone.prompt().await;
    let receipt = phone.answer(&prompt, Verdict::Deny).await.body;
    refused(&phone.post("decide", format!("{prompt}~{receipt}")).await, 400, "bad-message");
    refused(&phone.post("decide", prompt).await, 400, "bad-message");
    assert_eq!(world.wiki.wait(&id, 0).await, "denied");
}

#[tokio::test]
async fn a6_each_key_says_only_what_it_may() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let id = world.wiki.ask(ADA).await;
    let prompt = phone.prompt().await;
    for (verdict, key) in
        [(Verdict::Approve, &phone.request), (Verdict::Deny, &phone.approve), (Verdict::Report, &phone.approve)]
    {
        let decision = phone.sign(phone.decision(&prompt, verdict), key);
        refused(&phone.post("decide", format!("{prompt}~{decision}")).await, 401, "bad-signature");
    }
    let leave = phone.sign(Leave { counter: 900 }, &phone.approve);
    refused(&phone.post("leave", leave).await, 401, "bad-signature");
    let by_approve = phone.sign(phone.pull_claims(0), &phone.approve);
    refused(&phone.post("pull", by_approve).await, 401, "bad-signature");
    assert_eq!(world.wiki.wait(&id, 0).await, "pending");
}

#[tokio::test]
async fn a6_a_decision_with_one_changed_character_decides_nothing() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let id = world.wiki.ask(ADA).await;
    let decided = phone.decided(&phone.prompt().await, Verdict::Approve);
    for at in (0..decided.len()).step_by(5).filter(|at| !b".~".contains(&decided.as_bytes()[*at])) {
        let answer = phone.post("decide", flip(&decided, at)).await;
        assert!((400..500).contains(&answer.status), "{at}: {answer:?}");
        let code = answer.code();
        assert!(["bad-message", "bad-signature", "not-yours", "not-linked"].contains(&code.as_str()), "{at}: {code}");
    }
    assert_eq!(world.wiki.wait(&id, 0).await, "pending");
    assert_eq!(phone.post("decide", decided).await.status, 200);
}

#[tokio::test]
async fn a6_a_decision_that_is_cut_off_decides_nothing() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let id = world.wiki.ask(ADA).await;
    let decided = phone.decided(&phone.prompt().await, Verdict::Approve);
    for length in (0..decided.len()).step_by(23).chain([decided.len() - 1]) {
        let answer = phone.post("decide", &decided.as_bytes()[..length]).await;
        assert!([400, 401, 403].contains(&answer.status), "{length}: {answer:?}");
        assert!(!answer.code().is_empty());
    }
    assert_eq!(world.wiki.wait(&id, 0).await, "pending");
}

#[tokio::test]
async fn a6_an_answer_to_another_prompt_or_another_phone_s_prompt_is_refused() {
    let world = World::new();
    let (phone, tablet) = (world.link_by_hand(ADA).await, world.link_by_hand(ADA).await);
    let mail = world.add_service("Mail");
    let first = world.wiki.ask(ADA).await;
    let theirs = tablet.prompt().await;
    let earlier = phone.prompt().await;
    let second = mail.ask(ADA).await;
    let other = phone.pull(0).await.prompts.into_iter().find(|prompt| challenge(prompt) == second).unwrap();
    let approve = |prompt: &str| phone.sign(phone.decision(prompt, Verdict::Approve), &phone.approve);
    for pair in [
        format!("{other}~{}", approve(&earlier)),
        format!("{theirs}~{}", approve(&theirs)),
        format!("{theirs}~{}", approve(&earlier)),
        // The right prompt by its hash, but another challenge.
        format!(
            "{other}~{}",
            with_payload(&approve(&other), |claims| claims["challenge"] = json!(first), &phone.approve)
        ),
    ] {
        refused(&phone.post("decide", pair).await, 403, "not-yours");
    }
    assert_eq!((world.wiki.wait(&first, 0).await, mail.wait(&second, 0).await), ("pending".into(), "pending".into()));
}

fn challenge(prompt: &str) -> String {
    peek::<assent_core::message::Prompt>(prompt).challenge.to_string()
}

#[tokio::test]
async fn a6_a_prompt_that_the_server_never_signed_is_refused() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let id = world.wiki.ask(ADA).await;
    let prompt = phone.prompt().await;
    let nicer = |claims: &mut serde_json::Value| claims["service"]["name"] = json!("Nothing to worry about");
    let by_phone = with_payload(&prompt, nicer, &phone.approve);
    let relabelled = with_header(&by_phone, &header("assent-prompt+jwt", &phone.approve).to_string(), &phone.approve);
    for forged in [by_phone, relabelled] {
        refused(&phone.answer(&forged, Verdict::Approve).await, 403, "not-yours");
    }
    assert_eq!(world.wiki.wait(&id, 0).await, "pending");
}

#[tokio::test]
async fn a6_an_older_counter_is_refused() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let rename = |counter, name: &str| {
        let name = Some(assent_core::message::Text::new(name).unwrap());
        phone.sign(Update { counter, name, ..Update::default() }, &phone.request)
    };
    let first = rename(50, "First");
    assert_eq!(phone.post("update", first.clone()).await.status, 200);
    refused(&phone.post("update", first).await, 409, "stale-counter");
    refused(&phone.post("leave", phone.sign(Leave { counter: 50 }, &phone.request)).await, 409, "stale-counter");
    let id = world.wiki.ask(ADA).await;
    let prompt = phone.prompt().await;
    refused(&phone.answer(&prompt, Verdict::Approve).await, 409, "stale-counter");
    assert_eq!(world.wiki.wait(&id, 0).await, "pending");
    let listed = world.server.order(&Order::ListPhones { email: ADA.to_owned() });
    assert_eq!(listed["phones"][0]["name"], "First");
}

#[tokio::test]
async fn a6_a_phone_that_was_never_confirmed_answers_nothing() {
    let world = World::new();
    let honest = world.link_by_hand(ADA).await;
    let mut phone = HandPhone::new(&world.http, &world.server.server_id, Arc::clone(&world.clock) as Arc<_>);
    let ticket = assent_core::message::Ticket::parse(&world.make_ticket(ADA, None).text).unwrap();
    phone.claim(&ticket).await;
    world.wiki.ask(ADA).await;
    let pulled = phone.pull(0).await;
    assert!(pulled.prompts.is_empty(), "{pulled:?}");
    let theirs = honest.prompt().await;
    refused(&phone.answer(&theirs, Verdict::Approve).await, 401, "not-linked");
    refused(&phone.answer(&theirs, Verdict::Deny).await, 401, "not-linked");
    let update = phone.sign(Update { counter: 1, ..Update::default() }, &phone.request);
    refused(&phone.post("update", update).await, 401, "not-linked");
}
