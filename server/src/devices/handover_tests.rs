//! Moving to another phone, against the real store: what must be, and what a phone or a thief may try.

use std::sync::atomic::Ordering;

use assent_core::ids::TicketId;
use assent_core::keys::{Signer, SoftwareKey};
use assent_core::message::{
    DeviceState, HandedOver, Handover, HandoverState, HandoverWish, Leave, Refusal, Succession, Successor, Ticket,
    Update, UserVerification,
};
use assent_core::secret::Secret;
use data_encoding::BASE64URL_NOPAD;

use super::*;
use crate::app::testing::{TestApp, TestPhone, peek, signed_in};
use crate::model::{AuditKind, Person, Rules};

struct Scene {
    app: TestApp,
    ada: Person,
    old: TestPhone,
}

impl Scene {
    async fn new() -> Self {
        let (app, ada) = TestApp::with_ada().await;
        let old = TestPhone::link(&app, &ada).await;
        Self { app, ada, old }
    }

    fn counter(&self) -> u64 {
        self.old.counter.fetch_add(1, Ordering::Relaxed) + 1
    }

    async fn hand(&self, wish: HandoverWish) -> Result<HandedOver, DeviceError> {
        let message = Handover { counter: self.counter(), wish };
        let answer = handover(&self.app, self.old.sign(&self.app, message, &self.old.request).as_bytes()).await?;
        Ok(peek(&answer))
    }

    async fn begin(&self) -> Ticket {
        let handed = self.hand(HandoverWish::Begin).await.unwrap();
        assert_eq!((handed.state, handed.expires_at), (HandoverState::Open, self.app.now() + 600));
        let secret = BASE64URL_NOPAD.decode(handed.secret.unwrap().0.as_bytes()).unwrap();
        let (server_url, id) = ("http://localhost".to_owned(), handed.ticket);
        Ticket { server_url, server_id: [0; 32], id, secret: Secret::new(secret), tls_pin: None }
    }

    /// A new phone comes with the ticket.
    async fn come(&self, ticket: &Ticket) -> TestPhone {
        let mut new = TestPhone::new();
        new.claim(&self.app, ticket).await;
        new
    }

    async fn look(&self, id: TicketId) -> HandoverState {
        self.hand(HandoverWish::Look(id)).await.unwrap().state
    }

    fn succession(&self, ticket: TicketId, new: &TestPhone) -> Succession {
        Succession {
            ticket,
            approve_key_id: new.approve.public_key().thumbprint(),
            request_key_id: new.request.public_key().thumbprint(),
            user_verification: UserVerification::Biometric,
            counter: self.counter(),
        }
    }

    async fn succeed(&self, succession: Succession) -> Result<String, DeviceError> {
        succeed(&self.app, self.old.sign(&self.app, succession, &self.old.approve).as_bytes()).await
    }

    async fn state(&self, phone: &TestPhone) -> DeviceState {
        self.app.store.find_device(phone.id).await.unwrap().unwrap().state
    }

    async fn kinds(&self) -> Vec<AuditKind> {
        let entries = self.app.store.list_activity(self.ada.id, crate::store::Page::newest(20)).await.unwrap();
        entries.iter().map(|entry| entry.event.kind).collect()
    }
}

fn claimed_by(state: HandoverState) -> Option<Successor> {
    match state {
        HandoverState::Claimed(successor) => Some(successor),
        _ => None,
    }
}

#[tokio::test]
async fn the_new_phone_takes_the_place_of_the_old_one_in_one_step() {
    let scene = Scene::new().await;
    let ticket = scene.begin().await;
    assert_eq!(scene.look(ticket.id).await, HandoverState::Open);
    let new = scene.come(&ticket).await;
    let came = claimed_by(scene.look(ticket.id).await).unwrap();
    assert_eq!(came.request_key, new.request.public_key().to_jwk());
    assert_eq!(new.pull(&scene.app, vec![], 0).await.state, DeviceState::Pending);
    let done = scene.succeed(scene.succession(ticket.id, &new)).await.unwrap();
    assert!(!done.is_empty());
    assert_eq!((scene.state(&scene.old).await, scene.state(&new).await), (DeviceState::Removed, DeviceState::Active));
    assert_eq!(scene.kinds().await[..2], [AuditKind::DeviceRemoved, AuditKind::DeviceLinked], "two-step stayed on");
    assert_eq!(scene.app.store.list_otp(scene.ada.id).await.unwrap().len(), 1, "the old phone's codes are gone");
    assert!(scene.app.store.list_otp(scene.ada.id).await.unwrap()[0].active);
    let leave_old = scene.old.sign(&scene.app, Leave { counter: 99 }, &scene.old.request);
    assert!(matches!(leave(&scene.app, leave_old.as_bytes()).await, Err(DeviceError::NotLinked)));
}

#[tokio::test]
async fn the_nonce_that_the_new_phone_was_told_is_the_one_that_the_old_one_is_told() {
    let scene = Scene::new().await;
    let ticket = scene.begin().await;
    let new = TestPhone::new();
    let answer = enrol(&scene.app, new.enrol(&scene.app, &ticket, None).as_bytes()).await.unwrap();
    let enrolled = peek::<assent_core::message::Enrolled>(&answer);
    assert!(enrolled.confirm);
    assert_eq!(claimed_by(scene.look(ticket.id).await).unwrap().server_nonce, enrolled.server_nonce);
}

#[tokio::test]
async fn only_the_approve_key_signs_for_a_successor() {
    let scene = Scene::new().await;
    let ticket = scene.begin().await;
    let new = scene.come(&ticket).await;
    let stranger = TestPhone::new();
    for key in [&scene.old.request, &new.approve, &stranger.approve] {
        let message = scene.old.sign(&scene.app, scene.succession(ticket.id, &new), key);
        let refused = succeed(&scene.app, message.as_bytes()).await;
        assert!(matches!(refused, Err(DeviceError::Refused(Refusal::WrongKey))));
    }
    // The new phone can't sign itself in, and no other type of message passes for this one.
    let own = new.sign(&scene.app, scene.succession(ticket.id, &new), &new.approve);
    assert!(matches!(succeed(&scene.app, own.as_bytes()).await, Err(DeviceError::TicketGone)));
    let update = scene.old.sign(&scene.app, Update { counter: 900, ..Update::default() }, &scene.old.approve);
    let refused = succeed(&scene.app, update.as_bytes()).await;
    assert!(matches!(refused, Err(DeviceError::Refused(Refusal::WrongType))));
    let by_approve = Handover { counter: 901, wish: HandoverWish::Begin };
    let by_approve = scene.old.sign(&scene.app, by_approve, &scene.old.approve);
    let refused = handover(&scene.app, by_approve.as_bytes()).await;
    assert!(matches!(refused, Err(DeviceError::Refused(Refusal::WrongKey))));
    assert_eq!((scene.state(&scene.old).await, scene.state(&new).await), (DeviceState::Active, DeviceState::Pending));
}

#[tokio::test]
async fn keys_that_did_not_come_are_not_signed_in() {
    let scene = Scene::new().await;
    let ticket = scene.begin().await;
    assert!(matches!(
        scene.succeed(scene.succession(ticket.id, &TestPhone::new())).await,
        Err(DeviceError::NotClaimed)
    ));
    let new = scene.come(&ticket).await;
    let other = SoftwareKey::make(&assent_core::random::SystemEntropy::default()).unwrap().0.public_key().thumbprint();
    let good = scene.succession(ticket.id, &new);
    for wrong in [
        Succession { approve_key_id: other.clone(), ..good.clone() },
        Succession { request_key_id: other, ..good.clone() },
        Succession {
            approve_key_id: good.request_key_id.clone(),
            request_key_id: good.approve_key_id.clone(),
            ..good.clone()
        },
    ] {
        assert!(matches!(scene.succeed(wrong).await, Err(DeviceError::OtherKeys)));
    }
    let short = Succession { approve_key_id: "x".to_owned(), ..good.clone() };
    assert!(matches!(scene.succeed(short).await, Err(DeviceError::Refused(Refusal::BadValue))));
    let unknown = Succession { ticket: TicketId([9; 16]), ..good.clone() };
    assert!(matches!(scene.succeed(unknown).await, Err(DeviceError::TicketGone)));
    scene.succeed(good).await.unwrap();
}

#[tokio::test]
async fn the_same_again_is_answered_again_and_an_old_message_changes_nothing() {
    let scene = Scene::new().await;
    let ticket = scene.begin().await;
    let new = scene.come(&ticket).await;
    let stale = Succession { counter: 1, ..scene.succession(ticket.id, &new) };
    assert!(matches!(scene.succeed(stale).await, Err(DeviceError::StaleCounter)));
    let good = scene.succession(ticket.id, &new);
    scene.succeed(good.clone()).await.unwrap();
    let logged = scene.kinds().await.len();
    scene.succeed(good).await.unwrap();
    scene.succeed(scene.succession(ticket.id, &new)).await.unwrap();
    assert_eq!(scene.kinds().await.len(), logged, "nothing happened twice");
    assert!(matches!(scene.look(ticket.id).await, HandoverState::Used(_)), "the old phone may still ask");
    assert!(matches!(scene.hand(HandoverWish::Begin).await, Err(DeviceError::NotLinked)));
    assert!(matches!(scene.hand(HandoverWish::Stop(ticket.id)).await, Err(DeviceError::NotLinked)));
}

#[tokio::test]
async fn a_second_phone_voids_the_ticket_for_both() {
    let scene = Scene::new().await;
    let ticket = scene.begin().await;
    let first = scene.come(&ticket).await;
    let second = TestPhone::new().enrol(&scene.app, &ticket, None);
    assert!(matches!(enrol(&scene.app, second.as_bytes()).await, Err(DeviceError::SecondClaim)));
    assert_eq!(scene.look(ticket.id).await, HandoverState::Void);
    assert!(matches!(scene.succeed(scene.succession(ticket.id, &first)).await, Err(DeviceError::TicketGone)));
    assert_eq!((scene.state(&scene.old).await, scene.state(&first).await), (DeviceState::Active, DeviceState::Removed));
}

#[tokio::test]
async fn a_newer_handover_or_a_stop_ends_the_older_one_with_who_came() {
    let scene = Scene::new().await;
    let first = scene.begin().await;
    let came = scene.come(&first).await;
    let second = scene.begin().await;
    assert_eq!((scene.look(first.id).await, scene.look(second.id).await), (HandoverState::Void, HandoverState::Open));
    let told = scene.state(&came).await;
    assert_eq!(told, DeviceState::Removed);
    let came = scene.come(&second).await;
    let stopped = scene.hand(HandoverWish::Stop(second.id)).await.unwrap();
    assert_eq!((stopped.state, stopped.secret.is_none()), (HandoverState::Void, true));
    assert_eq!(scene.state(&came).await, DeviceState::Removed);
    assert!(matches!(scene.succeed(scene.succession(second.id, &came)).await, Err(DeviceError::TicketGone)));
}

#[tokio::test]
async fn its_time_is_ten_minutes() {
    let scene = Scene::new().await;
    let ticket = scene.begin().await;
    let new = scene.come(&ticket).await;
    let good = scene.succession(ticket.id, &new);
    scene.app.clock.advance(600);
    assert_eq!(scene.look(ticket.id).await, HandoverState::Void);
    assert!(matches!(scene.succeed(good).await, Err(DeviceError::TicketGone)));
    let late = scene.begin().await;
    scene.app.clock.advance(600);
    let message = TestPhone::new().enrol(&scene.app, &late, None);
    assert!(matches!(enrol(&scene.app, message.as_bytes()).await, Err(DeviceError::TicketGone)));
}

#[tokio::test]
async fn a_handover_is_told_to_its_own_phone_alone() {
    let scene = Scene::new().await;
    let other = TestPhone::link(&scene.app, &scene.ada).await;
    let ticket = scene.begin().await;
    let new = scene.come(&ticket).await;
    for wish in [HandoverWish::Look(ticket.id), HandoverWish::Stop(ticket.id)] {
        let message = other.sign(&scene.app, Handover { counter: 5, wish }, &other.request);
        assert!(matches!(handover(&scene.app, message.as_bytes()).await, Err(DeviceError::TicketGone)));
    }
    let message = other.sign(&scene.app, scene.succession(ticket.id, &new), &other.approve);
    assert!(matches!(succeed(&scene.app, message.as_bytes()).await, Err(DeviceError::TicketGone)));
    // A ticket of the portal is none of these, even one that replaces the phone.
    let wish = TicketWish { replaces: Some(scene.old.id), ..TicketWish::default() };
    let portal = make_ticket(&scene.app, scene.ada.id, wish).await.unwrap();
    assert!(matches!(scene.hand(HandoverWish::Look(portal.id)).await, Err(DeviceError::TicketGone)));
    assert_eq!(claimed_by(scene.look(ticket.id).await).map(|it| it.name.to_string()), Some("Pixel".to_owned()));
}

#[tokio::test]
async fn the_portal_can_neither_see_nor_confirm_a_handover() {
    let scene = Scene::new().await;
    let me = signed_in(&scene.app, &scene.ada).await;
    let ticket = scene.begin().await;
    let mut new = TestPhone::new();
    let code = new.claim(&scene.app, &ticket).await;
    assert!(look_at_ticket(&scene.app, scene.ada.id, ticket.id).await.unwrap().is_none());
    assert_eq!(confirm_link(&scene.app, &me, ticket.id, &code).await.unwrap(), ConfirmLink::NotOpen);
    assert_eq!(scene.state(&new).await, DeviceState::Pending);
}

#[tokio::test]
async fn an_old_phone_that_was_removed_hands_nothing_over() {
    let scene = Scene::new().await;
    let me = signed_in(&scene.app, &scene.ada).await;
    let (ticket, unclaimed) = (scene.begin().await, scene.app.now());
    let new = scene.come(&ticket).await;
    assert!(remove_phone(&scene.app, &me, scene.old.id).await.unwrap());
    assert!(matches!(scene.succeed(scene.succession(ticket.id, &new)).await, Err(DeviceError::NotLinked)));
    assert_eq!(scene.state(&new).await, DeviceState::Pending);
    assert!(unclaimed <= scene.app.now());
    let scene = Scene::new().await;
    let ticket = scene.begin().await;
    let me = signed_in(&scene.app, &scene.ada).await;
    assert!(remove_phone(&scene.app, &me, scene.old.id).await.unwrap());
    let message = TestPhone::new().enrol(&scene.app, &ticket, None);
    assert!(matches!(enrol(&scene.app, message.as_bytes()).await, Err(DeviceError::TicketGone)));
}

#[tokio::test]
async fn a_locked_account_is_not_moved() {
    let scene = Scene::new().await;
    let ticket = scene.begin().await;
    let new = scene.come(&ticket).await;
    let event = crate::model::AuditEvent::new(0, AuditKind::PersonLocked).of(scene.ada.id);
    scene.app.store.set_locked(scene.ada.id, Some(1), event).await.unwrap();
    assert!(matches!(scene.succeed(scene.succession(ticket.id, &new)).await, Err(DeviceError::NotLinked)));
    assert!(matches!(scene.hand(HandoverWish::Begin).await, Err(DeviceError::NotLinked)));
}

#[tokio::test]
async fn rules_that_became_stricter_hold_for_the_new_phone() {
    let scene = Scene::new().await;
    let ticket = scene.begin().await;
    let new = scene.come(&ticket).await;
    let rules = Rules { assurance: Some(assent_core::keys::Assurance::Tee), ..Rules::DEFAULT };
    let event = crate::model::AuditEvent::new(0, AuditKind::RulesChanged);
    scene.app.store.set_rules(rules, event).await.unwrap();
    assert!(matches!(scene.succeed(scene.succession(ticket.id, &new)).await, Err(DeviceError::WeakKey)));
    assert_eq!((scene.state(&scene.old).await, scene.state(&new).await), (DeviceState::Active, DeviceState::Pending));
}

#[tokio::test]
async fn of_signature_and_stop_at_once_one_counts() {
    for _ in 0..10 {
        let scene = Scene::new().await;
        let ticket = scene.begin().await;
        let new = scene.come(&ticket).await;
        let signed = scene.succession(ticket.id, &new);
        let (done, stopped) = tokio::join!(scene.succeed(signed), scene.hand(HandoverWish::Stop(ticket.id)));
        let states = (scene.state(&scene.old).await, scene.state(&new).await);
        match done {
            Ok(_) => assert_eq!(states, (DeviceState::Removed, DeviceState::Active)),
            Err(_) => {
                assert_eq!(states, (DeviceState::Active, DeviceState::Removed));
                assert_eq!(stopped.unwrap().state, HandoverState::Void);
            }
        }
    }
}
