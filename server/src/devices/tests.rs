//! Linking, pulling, going: the rules, against the real store.

use assent_core::message::{DeviceState, Leave, NoticeKind, Refusal, Text, Ticket, Update, Verdict};
use data_encoding::BASE64URL_NOPAD;
use ring::digest::{SHA256, digest};

use super::*;
use crate::app::testing::{TestApp, TestPhone, peek, signed_in};
use crate::approvals::{AskWish, NumberWish, ask};
use crate::model::{AuditKind, Person, TicketVoid};
use crate::services::{PORTAL, add_portal};
use crate::store::Page;

async fn begin(app: &TestApp, person: &Person) -> (NewTicket, Ticket) {
    let new = make_ticket(app, person.id, TicketWish::default()).await.unwrap();
    let read = Ticket::parse(&new.text).unwrap();
    (new, read)
}

async fn kinds(app: &TestApp, person: &Person) -> Vec<AuditKind> {
    let page = Page::newest(100);
    app.store.list_activity(person.id, page).await.unwrap().into_iter().map(|entry| entry.event.kind).collect()
}

async fn state_of(app: &TestApp, person: &Person, ticket: &NewTicket) -> TicketAt {
    look_at_ticket(app, person.id, ticket.id).await.unwrap().unwrap().at
}

#[tokio::test]
async fn a_phone_is_linked_when_its_code_was_typed_and_that_switches_two_step_on() {
    let (app, ada) = TestApp::with_ada().await;
    let (new, ticket) = begin(&app, &ada).await;
    assert_eq!(state_of(&app, &ada, &new).await, TicketAt::Open);
    let mut phone = TestPhone::new();
    let code = phone.claim(&app, &ticket).await;
    assert_eq!(state_of(&app, &ada, &new).await, TicketAt::Claimed { phone: Text::new("Pixel").unwrap() });
    assert!(list_phones(&app, ada.id).await.unwrap().is_empty(), "not before the code");
    let me = signed_in(&app, &ada).await;
    let (front, back) = code.split_at(3);
    let linked = confirm_link(&app, &me, new.id, &format!(" {front} {back} ")).await.unwrap();
    assert_eq!(linked, ConfirmLink::Linked { device: phone.id, first: true });
    assert_eq!(list_phones(&app, ada.id).await.unwrap().len(), 1);
    assert_eq!(kinds(&app, &ada).await[..2], [AuditKind::TwoStepOn, AuditKind::DeviceLinked]);
    assert!(matches!(state_of(&app, &ada, &new).await, TicketAt::Used { .. }));
}

#[tokio::test]
async fn three_wrong_codes_void_the_ticket() {
    let (app, ada) = TestApp::with_ada().await;
    let (new, ticket) = begin(&app, &ada).await;
    let code = TestPhone::new().claim(&app, &ticket).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let me = signed_in(&app, &ada).await;
    assert_eq!(confirm_link(&app, &me, new.id, "12345").await.unwrap(), ConfirmLink::NotACode);
    for tries_left in [2, 1, 0] {
        assert_eq!(confirm_link(&app, &me, new.id, wrong).await.unwrap(), ConfirmLink::Wrong { tries_left });
    }
    assert_eq!(confirm_link(&app, &me, new.id, &code).await.unwrap(), ConfirmLink::NotOpen);
    assert_eq!(state_of(&app, &ada, &new).await, TicketAt::Void(TicketVoid::WrongCode));
}

#[tokio::test]
async fn a_second_phone_voids_the_ticket_for_both() {
    let (app, ada) = TestApp::with_ada().await;
    let (new, ticket) = begin(&app, &ada).await;
    let code = TestPhone::new().claim(&app, &ticket).await;
    let second = TestPhone::new().enrol(&app, &ticket, None);
    assert!(matches!(enrol(&app, second.as_bytes()).await, Err(DeviceError::SecondClaim)));
    let me = signed_in(&app, &ada).await;
    assert_eq!(confirm_link(&app, &me, new.id, &code).await.unwrap(), ConfirmLink::NotOpen);
}

#[tokio::test]
async fn a_ticket_ends_after_five_minutes_and_when_another_is_made() {
    let (app, ada) = TestApp::with_ada().await;
    let (old, ticket) = begin(&app, &ada).await;
    begin(&app, &ada).await;
    let message = TestPhone::new().enrol(&app, &ticket, None);
    assert!(matches!(enrol(&app, message.as_bytes()).await, Err(DeviceError::TicketGone)));
    assert_eq!(state_of(&app, &ada, &old).await, TicketAt::Void(TicketVoid::Withdrawn));
    let (new, ticket) = begin(&app, &ada).await;
    app.clock.advance(300);
    let message = TestPhone::new().enrol(&app, &ticket, None);
    assert!(matches!(enrol(&app, message.as_bytes()).await, Err(DeviceError::TicketGone)));
    assert_eq!(state_of(&app, &ada, &new).await, TicketAt::Expired);
}

#[tokio::test]
async fn a_phone_must_know_the_ticket_s_secret() {
    let (app, ada) = TestApp::with_ada().await;
    let (_, mut ticket) = begin(&app, &ada).await;
    ticket.secret = assent_core::secret::Secret::new(vec![7; 32]);
    let message = TestPhone::new().enrol(&app, &ticket, None);
    assert!(matches!(enrol(&app, message.as_bytes()).await, Err(DeviceError::WrongProof)));
}

#[tokio::test]
async fn a_link_that_began_on_the_phone_needs_its_verifier_and_no_code() {
    let (app, ada) = TestApp::with_ada().await;
    let verifier = "v".repeat(43);
    let challenge = BASE64URL_NOPAD.encode(digest(&SHA256, verifier.as_bytes()).as_ref());
    let ticket =
        make_ticket(&app, ada.id, TicketWish { pkce: Some(challenge), ..TicketWish::default() }).await.unwrap();
    let ticket = Ticket::parse(&ticket.text).unwrap();
    for wrong in [None, Some("w".repeat(43))] {
        let message = TestPhone::new().enrol(&app, &ticket, wrong.as_deref());
        assert!(matches!(enrol(&app, message.as_bytes()).await, Err(DeviceError::WrongProof)));
    }
    let message = TestPhone::new().enrol(&app, &ticket, Some(&verifier));
    enrol(&app, message.as_bytes()).await.unwrap();
    assert_eq!(list_phones(&app, ada.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_held_pull_is_answered_when_somebody_signs_in() {
    let (app, ada) = TestApp::with_ada().await;
    add_portal(&app).await.unwrap();
    let phone = TestPhone::link(&app, &ada).await;
    let wish = AskWish {
        service: PORTAL,
        account: "ada@atelier.example".to_owned(),
        context: <_>::default(),
        number: NumberWish::Policy,
        lives_secs: None,
    };
    let (pulled, asked) = tokio::join!(phone.pull(&app, Vec::new(), 55), ask(&app, wish));
    assert_eq!(pulled.prompts.len(), 1);
    let id = asked.unwrap().id;
    // It shows this one already, so it waits until something changes.
    let answered = async { phone.answer(&app, &pulled.prompts[0], Verdict::Deny, None).await.unwrap() };
    let (settled, _) = tokio::join!(phone.pull(&app, vec![id], 55), answered);
    assert!(settled.prompts.is_empty());
    assert!(matches!(settled.notices[0].kind, NoticeKind::Settled { challenge, .. } if challenge == id));
}

#[tokio::test]
async fn the_end_of_the_server_ends_every_wait() {
    let (app, ada) = TestApp::with_ada().await;
    let phone = TestPhone::link(&app, &ada).await;
    let stop = async { app.stopper.stop() };
    let (pulled, ()) = tokio::join!(phone.pull(&app, Vec::new(), 55), stop);
    assert!(pulled.prompts.is_empty());
}

#[tokio::test]
async fn a_removed_phone_learns_it_at_once_and_can_say_nothing_more() {
    let (app, ada) = TestApp::with_ada().await;
    let phone = TestPhone::link(&app, &ada).await;
    let me = signed_in(&app, &ada).await;
    assert!(crate::people::is_last_step(&app, ada.id, &phone.id.0).await.unwrap());
    let (pulled, removed) = tokio::join!(phone.pull(&app, Vec::new(), 55), remove_phone(&app, &me, phone.id));
    assert!(removed.unwrap());
    assert_eq!(pulled.state, DeviceState::Removed);
    assert_eq!(kinds(&app, &ada).await[..2], [AuditKind::TwoStepOff, AuditKind::DeviceRemoved]);
    let message = phone.sign(&app, Leave { counter: 9 }, &phone.request);
    assert!(matches!(leave(&app, message.as_bytes()).await, Err(DeviceError::NotLinked)));
    assert!(!remove_phone(&app, &me, phone.id).await.unwrap());
}

#[tokio::test]
async fn nobody_removes_another_s_phone() {
    let (app, ada) = TestApp::with_ada().await;
    let phone = TestPhone::link(&app, &ada).await;
    let eve = app.add("eve@atelier.example", false).await;
    let eve = signed_in(&app, &eve).await;
    assert!(!remove_phone(&app, &eve, phone.id).await.unwrap());
    assert_eq!(list_phones(&app, ada.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_phone_renames_itself_and_leaves_each_with_a_rising_counter() {
    let (app, ada) = TestApp::with_ada().await;
    let phone = TestPhone::link(&app, &ada).await;
    let name = Some(Text::new("Ada's own").unwrap());
    let message = phone.sign(&app, Update { counter: 3, name, ..Update::default() }, &phone.request);
    update(&app, message.as_bytes()).await.unwrap();
    assert_eq!(list_phones(&app, ada.id).await.unwrap()[0].description.name.as_str(), "Ada's own");
    assert!(matches!(update(&app, message.as_bytes()).await, Err(DeviceError::StaleCounter)));
    let stale = phone.sign(&app, Leave { counter: 3 }, &phone.request);
    assert!(matches!(leave(&app, stale.as_bytes()).await, Err(DeviceError::StaleCounter)));
    let forged = phone.sign(&app, Leave { counter: 4 }, &phone.approve);
    assert!(matches!(leave(&app, forged.as_bytes()).await, Err(DeviceError::Refused(Refusal::WrongKey))));
    let message = phone.sign(&app, Leave { counter: 4 }, &phone.request);
    leave(&app, message.as_bytes()).await.unwrap();
    assert!(list_phones(&app, ada.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn clocks_sixteen_minutes_off_are_told_apart_and_ten_are_fine() {
    let (app, ada) = TestApp::with_ada().await;
    let phone = TestPhone::link(&app, &ada).await;
    for (secs, fine) in [(600, true), (-600, true), (1500, false)] {
        let message = phone.pull_message(&app, Vec::new(), 0);
        app.clock.advance(secs);
        let opened = open_pull(&app, message.as_bytes()).await;
        assert_eq!(opened.is_ok(), fine, "{secs}");
        assert!(fine || matches!(opened, Err(DeviceError::Refused(Refusal::Untimely))));
    }
}

#[tokio::test]
async fn many_requests_fit_into_one_message() {
    let (app, ada) = TestApp::with_ada().await;
    let phone = TestPhone::link(&app, &ada).await;
    let long = "x".repeat(200);
    for n in 0..10 {
        let service = crate::model::ServiceId([n; 16]);
        let name = Text::new(&long).unwrap();
        let new = crate::model::Service { id: service, name, key_hash: None, created_at: 0, revoked_at: None };
        app.store.add_service(new, None).await.unwrap();
        let context = assent_core::message::Context { browser: Some(Text::new(&long).unwrap()), ..<_>::default() };
        let account = "ada@atelier.example".to_owned();
        ask(&app, AskWish { service, account, context, number: NumberWish::Policy, lives_secs: None }).await.ok();
    }
    let open = open_pull(&app, phone.pull_message(&app, Vec::new(), 0).as_bytes()).await.unwrap();
    let answer = hold_pull(&app, open).await.unwrap();
    assert!(answer.len() <= assent_core::message::MAX_MESSAGE_BYTES, "{}", answer.len());
    assert!(!peek::<assent_core::message::Pulled>(&answer).prompts.is_empty());
}
