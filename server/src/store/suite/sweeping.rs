//! Forgetting what is over.

use assent_core::ids::{DeviceId, TicketId};
use assent_core::message::DeviceState;

use super::{ADA, NOW, World, approve, claim, event, phone, session, ticket};
use crate::model::{Aim, AuditKind, Session, SignIn, State, TokenHash};
use crate::store::{Page, Settled};

const KEEP: i64 = 600;

pub(crate) async fn what_is_over_goes_and_what_is_open_stays(world: World) {
    let phone = world.link(ADA, 9).await;
    let settled = world.ask_ada(1).await;
    assert!(matches!(world.answer(approve(1, phone, 1)).await, Settled::Done(_)));
    let open = world.ask_ada(2).await;
    for (n, ends_in) in [(1, 10), (2, 7200)] {
        let expires_at = NOW + ends_in;
        let session = Session { expires_at, ..session(n) };
        assert_eq!(world.begin_session(session, None, NOW, event(ADA)).await, Ok(true));
        let sign_in = SignIn {
            token: TokenHash([n; 32]),
            person: ADA,
            session: None,
            aim: Aim::Session,
            challenge: None,
            next: None,
            expires_at,
        };
        world.add_sign_in(sign_in).await.unwrap();
    }
    assert_eq!(world.sweep(NOW + 9, KEEP).await, Ok(0));
    assert_eq!(world.sweep(NOW + 10, KEEP).await, Ok(2), "a session and a sign-in");
    assert_eq!(world.sweep(NOW + KEEP, KEEP).await, Ok(1), "a used ticket");
    assert!(world.find_challenge(settled).await.unwrap().is_some());
    assert_eq!(world.sweep(NOW + KEEP + 1, KEEP).await, Ok(1), "the answered challenge");
    assert_eq!(world.find_challenge(settled).await, Ok(None));
    assert_eq!(world.look(open).await.state, State::Expired);
    assert!(world.find_session(session(2).token, NOW).await.unwrap().is_some());
    assert!(world.find_ticket(TicketId([9; 16])).await.unwrap().is_none());
}

pub(crate) async fn an_expiry_is_written_down_and_logged_once(world: World) {
    let id = world.ask_ada(1).await;
    let logged = world.logged().await;
    assert_eq!(world.sweep(NOW + 119, KEEP).await, Ok(0));
    assert!(matches!(world.look(id).await.state, State::Pending { .. }));
    for _ in 0..2 {
        world.sweep(NOW + 120, KEEP).await.unwrap();
    }
    let it = world.look(id).await;
    assert_eq!((it.state, it.number), (State::Expired, None));
    let entry = world.list_activity(ADA, Page::newest(1)).await.unwrap().remove(0);
    assert_eq!((entry.event.kind, entry.event.at), (AuditKind::ChallengeExpired, NOW + 120));
    assert_eq!(world.logged().await, logged + 1);
}

pub(crate) async fn a_phone_whose_code_was_never_typed_is_removed(world: World) {
    world.add_ticket(ticket(ADA, 1)).await.unwrap();
    world.claim(claim(phone(ADA, 9, DeviceState::Pending), 1)).await.unwrap();
    for (now, state) in [(NOW + 299, DeviceState::Pending), (NOW + 300, DeviceState::Removed)] {
        world.sweep(now, KEEP).await.unwrap();
        assert_eq!(world.find_device(DeviceId([9; 16])).await.unwrap().unwrap().state, state);
    }
    assert!(world.list_otp(ADA).await.unwrap().is_empty());
}

pub(crate) async fn it_can_be_written_to(world: World) {
    assert_eq!(world.check_writable().await, Ok(()));
    assert_eq!(world.check_writable().await, Ok(()));
}
