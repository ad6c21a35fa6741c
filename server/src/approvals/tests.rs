//! A login waits, a phone answers, the login goes on: the rules, against the real store.

use assent_core::ids::ChallengeId;
use assent_core::message::{Context, Outcome, Receipt, Refusal, Verdict};

use super::*;
use crate::app::testing::{TestApp, TestPhone, peek};
use crate::model::{Cancelled, NumberMatch, PushRefused, Refused, State};
use crate::services::{PORTAL, add_portal};

async fn world() -> (TestApp, TestPhone) {
    let (app, ada) = TestApp::with_ada().await;
    add_portal(&app).await.unwrap();
    let phone = TestPhone::link(&app, &ada).await;
    (app, phone)
}

fn wish(account: &str, number: NumberWish) -> AskWish {
    let account = account.to_owned();
    AskWish { service: PORTAL, account, context: Context::default(), number, lives_secs: None }
}

async fn ask_ada(app: &TestApp) -> ChallengeId {
    ask(app, wish("ada@atelier.example", NumberWish::Policy)).await.unwrap().id
}

#[tokio::test]
async fn a_yes_opens_the_login_once_and_its_receipt_proves_it() {
    let (app, phone) = world().await;
    let id = ask_ada(&app).await;
    let receipt = phone.answer(&app, &phone.prompt(&app).await, Verdict::Approve, None).await.unwrap();
    assert_eq!(peek::<Receipt>(&receipt).outcome, Outcome::Approved);
    let redeemed = redeem(&app, id, PORTAL).await.unwrap();
    assert_eq!((redeemed.outcome, redeemed.reported), (Outcome::Approved, false));
    let proof = redeemed.receipt.unwrap().check(&PORTAL.to_string()).unwrap();
    assert_eq!((proof.server_id, proof.receipt.challenge), (app.signing.server_id.clone(), id));
    assert!(matches!(redeem(&app, id, PORTAL).await, Err(RedeemError::Refused(Refused::Consumed))));
}

#[tokio::test]
async fn a_no_is_told_as_often_as_it_is_asked_and_opens_nothing() {
    let (app, phone) = world().await;
    let id = ask_ada(&app).await;
    phone.answer(&app, &phone.prompt(&app).await, Verdict::Report, None).await.unwrap();
    for _ in 0..2 {
        let told = redeem(&app, id, PORTAL).await.unwrap();
        assert_eq!((told.outcome, told.reported), (Outcome::Denied, true));
    }
    let next = ask(&app, wish("ada@atelier.example", NumberWish::Policy)).await;
    assert_eq!(next, Err(AskError::Budget(PushRefused::Reported)));
}

#[tokio::test]
async fn it_was_not_me_after_a_no_or_a_mistaken_yes_ends_the_login_and_stops_requests() {
    for first in [Verdict::Deny, Verdict::Approve] {
        let (app, phone) = world().await;
        let id = ask_ada(&app).await;
        let prompt = phone.prompt(&app).await;
        phone.answer(&app, &prompt, first, None).await.unwrap();
        let receipt = phone.answer(&app, &prompt, Verdict::Report, None).await.unwrap();
        assert_eq!(peek::<Receipt>(&receipt).outcome, Outcome::Denied);
        let told = redeem(&app, id, PORTAL).await.unwrap();
        assert_eq!((told.outcome, told.reported), (Outcome::Denied, true), "{first:?}");
        let next = ask(&app, wish("ada@atelier.example", NumberWish::Policy)).await;
        assert_eq!(next, Err(AskError::Budget(PushRefused::Reported)));
    }
}

#[tokio::test]
async fn an_answer_that_comes_too_late_does_not_count() {
    let (app, phone) = world().await;
    let id = ask_ada(&app).await;
    let prompt = phone.prompt(&app).await;
    app.clock.advance(app.policy.challenge_secs);
    let late = phone.answer(&app, &prompt, Verdict::Approve, None).await;
    assert!(matches!(late, Err(AnswerError::Settled { why: Refused::Expired, .. })));
    assert_eq!(redeem(&app, id, PORTAL).await.unwrap().outcome, Outcome::Expired);
}

#[tokio::test]
async fn an_approval_is_redeemed_within_a_minute_or_never() {
    let (app, phone) = world().await;
    let id = ask_ada(&app).await;
    phone.answer(&app, &phone.prompt(&app).await, Verdict::Approve, None).await.unwrap();
    app.clock.advance(60);
    assert!(matches!(redeem(&app, id, PORTAL).await, Err(RedeemError::Refused(Refused::Expired))));
}

#[tokio::test]
async fn the_same_answer_again_gives_the_same_receipt_and_another_one_is_refused() {
    let (app, phone) = world().await;
    ask_ada(&app).await;
    let prompt = phone.prompt(&app).await;
    let first = phone.answer(&app, &prompt, Verdict::Approve, None).await.unwrap();
    assert_eq!(phone.answer(&app, &prompt, Verdict::Approve, None).await.unwrap(), first);
    let other = phone.answer(&app, &prompt, Verdict::Deny, None).await;
    assert!(matches!(other, Err(AnswerError::Settled { why: Refused::Settled, .. })));
}

#[tokio::test]
async fn only_the_approve_key_says_yes_and_only_to_what_was_shown() {
    let (app, phone) = world().await;
    ask_ada(&app).await;
    let prompt = phone.prompt(&app).await;
    let yes = phone.decision(&app, &prompt, Verdict::Approve, None);
    let by_request_key = phone.sign(&app, yes.clone(), &phone.request);
    assert!(matches!(answer(&app, &prompt, &by_request_key).await, Err(AnswerError::Refused(Refusal::WrongKey))));
    let another = phone.prompt(&app).await;
    assert_ne!(prompt, another, "each pull has its own prompt");
    let swapped = answer(&app, &another, &phone.sign(&app, yes, &phone.approve)).await;
    assert!(matches!(swapped, Err(AnswerError::NotOurs)));
    let pull = phone.pull_message(&app, Vec::new(), 0);
    assert!(matches!(answer(&app, &prompt, &pull).await, Err(AnswerError::Refused(Refusal::WrongType))));
}

#[tokio::test]
async fn a_prompt_for_another_phone_or_by_another_server_is_not_answered() {
    let (app, phone) = world().await;
    let ada = app.store.list_people(&<_>::default(), None, 1).await.unwrap().remove(0);
    let other = TestPhone::link(&app, &ada).await;
    ask_ada(&app).await;
    let foreign = other.prompt(&app).await;
    assert!(matches!(phone.answer(&app, &foreign, Verdict::Approve, None).await, Err(AnswerError::NotOurs)));
    let (elsewhere, there) = world().await;
    ask_ada(&elsewhere).await;
    let strange = there.prompt(&elsewhere).await;
    assert!(matches!(phone.answer(&app, &strange, Verdict::Approve, None).await, Err(AnswerError::NotOurs)));
}

#[tokio::test]
async fn an_old_counter_is_refused() {
    let (app, phone) = world().await;
    ask_ada(&app).await;
    phone.answer(&app, &phone.prompt(&app).await, Verdict::Approve, None).await.unwrap();
    ask_ada(&app).await;
    phone.counter.store(0, std::sync::atomic::Ordering::Relaxed);
    let stale = phone.answer(&app, &phone.prompt(&app).await, Verdict::Approve, None).await;
    assert!(matches!(stale, Err(AnswerError::StaleCounter)));
}

#[tokio::test]
async fn the_number_of_the_login_page_is_needed_and_two_wrong_ones_end_the_request() {
    let (app, phone) = world().await;
    let asked = ask(&app, wish("ada@atelier.example", NumberWish::Always)).await.unwrap();
    let number = asked.number.unwrap();
    assert_eq!(number.len(), 6);
    let prompt = phone.prompt(&app).await;
    assert!(matches!(phone.answer(&app, &prompt, Verdict::Approve, None).await, Err(AnswerError::NumberMissing)));
    let wrong = if number == "000000" { "000001" } else { "000000" };
    for tries_left in [1, 0] {
        let refused = phone.answer(&app, &prompt, Verdict::Approve, Some(wrong)).await;
        assert!(matches!(refused, Err(AnswerError::NumberWrong { tries_left: left }) if left == tries_left));
    }
    let dead = find(&app, asked.id, PORTAL).await.unwrap().state;
    assert_eq!(dead, State::Cancelled(Cancelled::WrongNumber));
    let late = phone.answer(&app, &prompt, Verdict::Approve, Some(&number)).await;
    assert!(matches!(late, Err(AnswerError::Settled { .. })));
    let again = ask(&app, wish("ada@atelier.example", NumberWish::Always)).await.unwrap();
    let right = phone.answer(&app, &phone.prompt(&app).await, Verdict::Approve, again.number.as_deref()).await;
    assert!(right.is_ok());
}

#[tokio::test]
async fn a_no_needs_no_number_and_policy_can_ask_for_it_always() {
    let (mut app, ada) = TestApp::with_ada().await;
    add_portal(&app).await.unwrap();
    std::sync::Arc::get_mut(&mut app.app).unwrap().policy.rules.number_match = NumberMatch::Always;
    let phone = TestPhone::link(&app, &ada).await;
    let asked = ask(&app, wish("ada@atelier.example", NumberWish::Policy)).await.unwrap();
    assert!(asked.number.is_some());
    phone.answer(&app, &phone.prompt(&app).await, Verdict::Deny, None).await.unwrap();
    assert_eq!(redeem(&app, asked.id, PORTAL).await.unwrap().outcome, Outcome::Denied);
}

#[tokio::test]
async fn an_account_that_is_not_there_waits_like_one_that_is() {
    let (app, _) = world().await;
    let writes = || app.writes.batches.load(std::sync::atomic::Ordering::Relaxed);
    let mut counts = Vec::new();
    for account in ["ada@atelier.example", "eve@atelier.example"] {
        let before = writes();
        let asked = ask(&app, wish(account, NumberWish::Always)).await.unwrap();
        assert_eq!(asked.number.as_ref().map(String::len), Some(6));
        assert!(matches!(find(&app, asked.id, PORTAL).await.unwrap().state, State::Pending { .. }));
        counts.push((writes() - before, asked.expires_at));
        for _ in 0..2 {
            ask(&app, wish(account, NumberWish::Policy)).await.unwrap();
        }
        let spent = ask(&app, wish(account, NumberWish::Policy)).await;
        assert_eq!(spent, Err(AskError::Budget(PushRefused::TooMany)), "{account}");
    }
    assert_eq!(counts[0], counts[1]);
}

#[tokio::test]
async fn a_newer_request_takes_the_place_of_the_older_and_a_withdrawn_one_ends() {
    let (app, phone) = world().await;
    let (first, second) = (ask_ada(&app).await, ask_ada(&app).await);
    assert_eq!(find(&app, first, PORTAL).await.unwrap().state, State::Cancelled(Cancelled::Superseded));
    assert!(withdraw(&app, second, PORTAL).await.unwrap());
    assert!(!withdraw(&app, second, PORTAL).await.unwrap());
    assert_eq!(redeem(&app, second, PORTAL).await.unwrap().cancelled, Some(Cancelled::Withdrawn));
    assert!(phone.pull(&app, Vec::new(), 0).await.prompts.is_empty());
}

#[tokio::test]
async fn whoever_waits_is_woken_by_the_answer() {
    let (app, phone) = world().await;
    let id = ask_ada(&app).await;
    let prompt = phone.prompt(&app).await;
    let waiting = wait(&app, id, PORTAL, 55, None);
    let (seen, _) = tokio::join!(waiting, phone.answer(&app, &prompt, Verdict::Approve, None));
    assert!(matches!(seen.unwrap().state, State::Approved(_)));
}

#[tokio::test]
async fn another_service_sees_nothing_of_a_request() {
    let (app, _) = world().await;
    let id = ask_ada(&app).await;
    let other = crate::model::ServiceId([9; 16]);
    assert!(matches!(find(&app, id, other).await, Err(WaitError::Unknown)));
    assert!(matches!(redeem(&app, id, other).await, Err(RedeemError::Unknown)));
    assert!(matches!(withdraw(&app, id, other).await, Err(WaitError::Unknown)));
}

#[tokio::test]
async fn what_doors_call_can_move_between_threads() {
    fn check(_: impl Future + Send) {}
    let (app, _) = world().await;
    let id = ChallengeId([1; 16]);
    check(ask(&app, wish("a@b", NumberWish::Policy)));
    check(answer(&app, "", ""));
    check(wait(&app, id, PORTAL, 1, None));
    check(redeem(&app, id, PORTAL));
}
