//! A request on the phone: YES, NO, "it was not me", the number, and several phones (A6, A7, A14, A15, A16, A20).

use assent_core::authenticator::AuthError;
use assent_core::message::{NoticeKind, Outcome, Verdict};
use assent_tests::world::{ADA, START, World};
use serde_json::json;

#[tokio::test]
async fn a6_a_yes_on_the_phone_opens_the_login() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let id = world.wiki.ask(ADA).await;
    assert_eq!(world.wiki.wait(&id, 0).await, "pending");
    let answered = phone.answer(Verdict::Approve, None).await.unwrap();
    assert_eq!(answered.outcome, Outcome::Approved);
    assert_eq!(world.wiki.wait(&id, 55).await, "approved");
    let redeemed = world.wiki.redeem(&id).await.expect(200);
    assert_eq!((&redeemed["outcome"], &redeemed["reported"]), (&json!("approved"), &json!(false)));
    assert_eq!(world.wiki.wait(&id, 0).await, "redeemed");
}

#[tokio::test]
async fn a7_the_waiting_login_goes_on_by_itself() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let id = world.wiki.ask(ADA).await;
    let (status, answered) = tokio::join!(world.wiki.wait(&id, 55), phone.answer(Verdict::Approve, None));
    assert_eq!((status.as_str(), answered.unwrap().outcome), ("approved", Outcome::Approved));
}

#[tokio::test]
async fn a6_a_phone_that_waits_is_shown_the_request_at_once() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let (pending, id) = tokio::join!(phone.own.pending(None, 55, &[]), world.wiki.ask(ADA));
    let pending = pending.unwrap();
    assert_eq!(pending.requests.len(), 1);
    assert_eq!(pending.requests[0].challenge().to_string(), id);
}

#[tokio::test]
async fn a7_the_login_page_learns_how_many_phones_show_the_request() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let id = world.wiki.ask(ADA).await;
    let path = format!("/challenges/{id}?wait=55&reached=0");
    let (seen, _) = tokio::join!(world.wiki.get(&path), phone.request());
    assert_eq!((&seen.json()["status"], &seen.json()["reached"]), (&json!("pending"), &json!(1)));
}

#[tokio::test]
async fn a14_the_phone_shows_who_asks_for_whom_when_and_from_where() {
    let world = World::new();
    let phone = world.link(ADA).await;
    world.wiki.ask(ADA).await;
    let request = phone.request().await;
    let (prompt, context) = (&request.prompt, &request.prompt.context);
    assert_eq!((prompt.service.name.as_str(), prompt.service.id.as_str()), ("Wiki", world.wiki.id.as_str()));
    assert_eq!((prompt.account.as_str(), prompt.asked_at, request.expires_at), (ADA, START, START + 120));
    let shown = [&context.address, &context.place, &context.browser, &context.system];
    let shown = shown.map(|text| text.as_ref().unwrap().as_str());
    assert_eq!(shown, ["192.0.2.7", "Lyon", "Firefox 140", "Debian"]);
}

#[tokio::test]
async fn a14_what_a_service_says_can_not_play_tricks_on_the_screen() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let context = json!({ "browser": "Fire\u{202e}xof\u{7}", "place": "x".repeat(5000) });
    let asked = world.wiki.post("/challenges", &json!({ "account": ADA, "context": context })).await;
    assert_eq!(asked.status, 201, "{asked:?}");
    let context = phone.request().await.prompt.context.clone();
    assert_eq!(context.browser.unwrap().as_str(), "Firexof");
    assert_eq!(context.place.unwrap().as_str().len(), 256);
}

#[tokio::test]
async fn a6_a_no_ends_the_login() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let id = world.wiki.ask(ADA).await;
    assert_eq!(phone.answer(Verdict::Deny, None).await.unwrap().outcome, Outcome::Denied);
    assert_eq!(world.wiki.wait(&id, 55).await, "denied");
    let redeemed = world.wiki.redeem(&id).await.expect(200);
    assert_eq!((&redeemed["outcome"], &redeemed["reported"]), (&json!("denied"), &json!(false)));
    assert!(redeemed["receipt"]["decision"].is_string());
}

#[tokio::test]
async fn a15_it_was_not_me_ends_the_login_tells_the_other_phones_and_stops_requests() {
    let world = World::new();
    let (phone, tablet) = (world.link(ADA).await, world.link(ADA).await);
    tablet.requests().await;
    let id = world.wiki.ask(ADA).await;
    assert_eq!(phone.answer(Verdict::Report, None).await.unwrap().outcome, Outcome::Denied);
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["reported"], true);
    let notices = tablet.own.pending(None, 0, &[]).await.unwrap().notices;
    let reported = notices
        .iter()
        .any(|of| matches!(&of.notice.kind, NoticeKind::Reported { service } if service.as_str() == "Wiki"));
    assert!(reported, "{notices:?}");
    assert_eq!(world.wiki.try_ask(ADA).await.refusal(), (429, "push-limit".to_owned()));
    // Another factor opens the way again.
    assert_eq!(world.wiki.check_code(ADA, &phone.code()).await["result"], "accepted");
    assert_eq!(world.wiki.try_ask(ADA).await.status, 201);
}

#[tokio::test]
async fn a15_it_was_not_me_can_be_said_after_the_no() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let id = world.wiki.ask(ADA).await;
    let request = phone.request().await;
    phone.own.answer(&request, Verdict::Deny, None).await.unwrap();
    assert_eq!(world.wiki.wait(&id, 55).await, "denied");
    phone.own.answer(&request, Verdict::Report, None).await.unwrap();
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["reported"], true);
    assert_eq!(world.wiki.try_ask(ADA).await.refusal(), (429, "push-limit".to_owned()));
    assert_eq!(phone.own.history().unwrap().len(), 1, "one request, one entry");
}

#[tokio::test]
async fn a16_the_number_of_the_login_page_is_typed_on_the_phone() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let (id, number) = world.wiki.ask_number(ADA).await;
    assert_eq!(number.len(), 6);
    let missing = phone.answer(Verdict::Approve, None).await;
    assert_eq!(missing.err(), Some(AuthError::NumberNeeded { digits: 6 }));
    assert_eq!(world.wiki.wait(&id, 0).await, "pending");
    phone.answer(Verdict::Approve, Some(&number)).await.unwrap();
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
}

#[tokio::test]
async fn a16_one_wrong_number_may_be_put_right() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let (id, number) = world.wiki.ask_number(ADA).await;
    let request = phone.request().await;
    let wrong = phone.own.answer(&request, Verdict::Approve, Some(&another(&number))).await;
    assert!(matches!(wrong, Err(AuthError::NumberWrong { .. })), "{wrong:?}");
    phone.own.answer(&request, Verdict::Approve, Some(&number)).await.unwrap();
    assert_eq!(world.wiki.wait(&id, 0).await, "approved");
}

#[tokio::test]
async fn a16_two_wrong_numbers_end_the_request() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let (id, number) = world.wiki.ask_number(ADA).await;
    let request = phone.request().await;
    for _ in 0..2 {
        let wrong = phone.own.answer(&request, Verdict::Approve, Some(&another(&number))).await;
        assert!(matches!(wrong, Err(AuthError::NumberWrong { .. })), "{wrong:?}");
    }
    let right = phone.own.answer(&request, Verdict::Approve, Some(&number)).await;
    assert!(matches!(right, Err(AuthError::Settled { .. })), "{right:?}");
    let redeemed = world.wiki.redeem(&id).await.expect(200);
    assert_eq!((&redeemed["outcome"], &redeemed["cancelled"]), (&json!("cancelled"), &json!("wrong-number")));
}

#[tokio::test]
async fn a16_wrong_numbers_count_on_the_person_over_all_requests() {
    let world = World::new();
    let phone = world.link(ADA).await;
    for n in 0..5 {
        if n % 2 == 0 {
            world.advance(700);
            world.wiki.ask_number(ADA).await;
        }
        let wrong = phone.answer(Verdict::Approve, Some("00")).await;
        assert!(matches!(wrong, Err(AuthError::NumberNeeded { .. })), "a number of another length is not sent");
        let wrong = phone.answer(Verdict::Approve, Some("000000")).await;
        assert!(matches!(wrong, Err(AuthError::NumberWrong { .. })), "{n}: {wrong:?}");
    }
    let (_, number) = world.wiki.ask_number(ADA).await;
    let throttled = phone.answer(Verdict::Approve, Some(&number)).await;
    let Err(AuthError::Client(refused)) = throttled else { panic!("not refused: {throttled:?}") };
    assert!(refused.to_string().contains("too many wrong tries"), "{refused}");
}

#[tokio::test]
async fn a6_a_newer_request_takes_the_place_of_the_older() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let old = world.wiki.ask(ADA).await;
    let shown = phone.request().await;
    let (ended, new) = tokio::join!(world.wiki.wait(&old, 55), world.wiki.ask(ADA));
    assert_eq!(ended, "cancelled");
    assert_eq!(world.wiki.redeem(&old).await.expect(200)["cancelled"], "superseded");
    let late = phone.own.answer(&shown, Verdict::Approve, None).await;
    assert!(matches!(late, Err(AuthError::Settled { .. })), "{late:?}");
    assert_eq!(phone.request().await.challenge().to_string(), new);
}

#[tokio::test]
async fn a6_what_was_answered_on_one_phone_goes_away_on_the_other() {
    let world = World::new();
    let (phone, tablet) = (world.link(ADA).await, world.link(ADA).await);
    // The tablet has heard of everything that happened before.
    tablet.requests().await;
    let id = world.wiki.ask(ADA).await;
    let shown = tablet.request().await;
    let known = [(tablet.account(), shown.challenge())];
    let (pending, answered) = tokio::join!(tablet.own.pending(None, 55, &known), phone.answer(Verdict::Approve, None));
    assert_eq!(answered.unwrap().outcome, Outcome::Approved);
    let pending = pending.unwrap();
    assert!(pending.requests.is_empty());
    let settled = NoticeKind::Settled { challenge: id.parse().unwrap(), outcome: Outcome::Approved };
    assert!(pending.notices.iter().any(|of| of.notice.kind == settled), "{:?}", pending.notices);
    let late = tablet.own.answer(&shown, Verdict::Deny, None).await;
    assert!(matches!(late, Err(AuthError::Settled { .. })), "{late:?}");
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
}

#[tokio::test]
async fn a6_a_late_answer_does_not_count() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let id = world.wiki.ask(ADA).await;
    let prompt = phone.prompt().await;
    world.advance(119);
    let in_time = phone.decided(&prompt, Verdict::Approve);
    world.advance(1);
    assert_eq!(phone.post("decide", in_time).await.refusal(), (410, "expired".to_owned()));
    assert_eq!(phone.answer(&prompt, Verdict::Deny).await.refusal(), (410, "expired".to_owned()));
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "expired");
}

#[tokio::test]
async fn a6_the_app_does_not_even_send_a_late_answer() {
    let world = World::new();
    let phone = world.link(ADA).await;
    world.wiki.ask(ADA).await;
    let request = phone.request().await;
    world.advance(120);
    assert_eq!(phone.own.answer(&request, Verdict::Approve, None).await.err(), Some(AuthError::Expired));
    assert!(phone.requests().await.is_empty());
}

#[tokio::test]
async fn a6_the_same_answer_again_gives_the_same_receipt_and_another_one_a_conflict() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    world.wiki.ask(ADA).await;
    let prompt = phone.prompt().await;
    let decided = phone.decided(&prompt, Verdict::Approve);
    let first = phone.post("decide", decided.clone()).await;
    assert_eq!(first.status, 200);
    assert_eq!(phone.post("decide", decided).await.body, first.body);
    assert_eq!(phone.answer(&prompt, Verdict::Approve).await.body, first.body, "signed anew, it is the same answer");
    let other = phone.answer(&prompt, Verdict::Deny).await;
    assert_eq!(other.refusal(), (409, "settled".to_owned()));
    assert!(other.json()["detail"].as_str().unwrap().contains("approved"));
}

#[tokio::test]
async fn a20_the_phone_keeps_a_history_with_receipts_that_check() {
    let world = World::new();
    let phone = world.link(ADA).await;
    for verdict in [Verdict::Deny, Verdict::Approve] {
        world.wiki.ask(ADA).await;
        phone.answer(verdict, None).await.unwrap();
        world.advance(10);
    }
    let history = phone.own.history().unwrap();
    let verdicts: Vec<_> = history.iter().map(|entry| entry.verdict).collect();
    assert_eq!(verdicts, [Verdict::Approve, Verdict::Deny], "newest first");
    for entry in history {
        let proof = entry.receipt.check(&world.wiki.id).unwrap();
        assert_eq!((proof.server_id.as_str(), entry.service.as_str()), (world.server.server_id.as_str(), "Wiki"));
        assert_eq!(proof.prompt.challenge, entry.challenge);
    }
}

/// A number of the same length that is not this one.
fn another(number: &str) -> String {
    let first = if number.starts_with('0') { '1' } else { '0' };
    format!("{first}{}", &number[1..])
}
