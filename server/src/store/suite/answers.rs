//! Answers, wrong numbers, redemptions.

use assent_core::ids::{ChallengeId, DeviceId};
use assent_core::keys::SignError;
use assent_core::message::{DeviceState, NoticeKind, Verdict};

use super::{ADA, BEN, DECOY, NOW, PORTAL, World, answer, approve, challenge, claim, event, phone, ticket};
use crate::model::{Cancelled, Challenge, PushBudget, REDEEM_SECS, Refused, State};
use crate::store::{NewNotice, Page, Redeem, Redeemed, Settle, Settled};

pub(crate) async fn an_answer_settles_and_its_receipt_names_its_place_in_the_chain(world: World) {
    let phone = world.link(ADA, 9).await;
    let id = world.ask_ada(1).await;
    let notice = NewNotice { person: ADA, at: NOW, kind: NoticeKind::Unlinked };
    let budget = (1, PushBudget::default().spend(NOW).unwrap());
    let settle = Settle { notice: Some(notice), budget: budget.clone(), ..approve(1, phone, 7) };
    let Ok(Settled::Done(written)) = world.settle(settle).await else { panic!("not settled") };
    let entry = world.list_activity(ADA, Page::newest(1)).await.unwrap().remove(0);
    assert_eq!(written.receipt, format!("receipt {} {}", entry.seq, entry.hash));
    let it = world.look(id).await;
    assert_eq!((it.state, it.number), (State::Approved(written), None));
    assert_eq!(world.push_budget(ADA).await, Ok((2, budget.1)));
    assert_eq!(world.find_device(phone).await.unwrap().unwrap().counter, 7);
    assert_eq!(world.list_notices(ADA, 0, NOW).await.unwrap().len(), 1);
}

pub(crate) async fn a_no_settles_and_takes_the_number_away(world: World) {
    let phone = world.link(ADA, 9).await;
    for (n, verdict) in [(1, Verdict::Deny), (2, Verdict::Report)] {
        let id = world.ask_ada(n).await;
        let Settled::Done(written) = world.answer(answer(n, phone, verdict, u64::from(n))).await else { panic!() };
        let it = world.look(id).await;
        assert_eq!((it.state, it.number), (State::Denied(written), None));
    }
}

pub(crate) async fn an_answer_too_late_is_refused(world: World) {
    let phone = world.link(ADA, 9).await;
    world.ask_ada(1).await;
    let late = Settle { now: NOW + 120, ..approve(1, phone, 1) };
    assert_eq!(world.answer(late).await, Settled::Refused(Refused::Expired, Box::new(challenge(1))));
    let just = Settle { now: NOW + 119, ..approve(1, phone, 1) };
    assert!(matches!(world.answer(just).await, Settled::Done(_)));
}

pub(crate) async fn a_second_answer_is_refused_with_the_first_as_it_stands(world: World) {
    let phone = world.link(ADA, 9).await;
    let id = world.ask_ada(1).await;
    assert!(matches!(world.answer(approve(1, phone, 1)).await, Settled::Done(_)));
    let (first, logged) = (world.look(id).await, world.logged().await);
    // The same message again, and a later one: both get the receipt that there is.
    for counter in [1, 2] {
        let again = world.answer(approve(1, phone, counter)).await;
        assert_eq!(again, Settled::Refused(Refused::Settled, Box::new(first.clone())));
    }
    assert_eq!(world.logged().await, logged);
}

pub(crate) async fn it_was_not_me_takes_the_place_of_the_same_phones_answer(world: World) {
    let (phone, other) = (world.link(ADA, 9).await, world.link(ADA, 8).await);
    for (n, first) in [(1, Verdict::Deny), (2, Verdict::Approve)] {
        let (id, counter) = (world.ask_ada(n).await, u64::from(n) * 10);
        assert!(matches!(world.answer(answer(n, phone, first, counter)).await, Settled::Done(_)));
        let before = world.look(id).await;
        let others = world.answer(answer(n, other, Verdict::Report, counter)).await;
        assert_eq!(others, Settled::Refused(Refused::Settled, Box::new(before)));
        let Settled::Done(written) = world.answer(answer(n, phone, Verdict::Report, counter + 1)).await else {
            panic!()
        };
        assert_eq!(world.look(id).await.state, State::Denied(written));
        let stale = world.answer(answer(n, phone, Verdict::Report, counter + 2)).await;
        assert!(matches!(stale, Settled::Refused(Refused::Settled, _)), "{stale:?}");
    }
}

pub(crate) async fn only_an_active_phone_of_the_person_can_answer(world: World) {
    let (own, bens) = (world.link(ADA, 9).await, world.link(BEN, 8).await);
    world.add_ticket(ticket(ADA, 7)).await.unwrap();
    world.claim(claim(phone(ADA, 7, DeviceState::Pending), 7)).await.unwrap();
    assert_eq!(world.remove_device(own, ADA, None, vec![], None).await, Ok(true));
    world.ask_ada(1).await;
    for device in [own, bens, DeviceId([7; 16]), DeviceId([6; 16])] {
        assert_eq!(world.answer(approve(1, device, 1)).await, Settled::Unknown, "{device:?}");
    }
    let decoy = Challenge { person: DECOY, ..challenge(2) };
    world.ask(world.ask_for(decoy).await).await.unwrap();
    assert_eq!(world.answer(approve(2, bens, 1)).await, Settled::Unknown);
    assert_eq!(world.answer(approve(3, bens, 1)).await, Settled::Unknown);
}

pub(crate) async fn a_counter_must_rise(world: World) {
    let phone = world.link(ADA, 9).await;
    world.ask_ada(1).await;
    assert!(matches!(world.answer(approve(1, phone, 5)).await, Settled::Done(_)));
    world.ask_ada(2).await;
    // A number that some database can't hold must not count as higher either: it would count twice.
    for stale in [0, 5, u64::MAX] {
        assert_eq!(world.answer(approve(2, phone, stale)).await, Settled::StaleCounter, "{stale}");
    }
    assert!(matches!(world.answer(approve(2, phone, 6)).await, Settled::Done(_)));
}

pub(crate) async fn an_answer_with_an_old_budget_writes_nothing(world: World) {
    let phone = world.link(ADA, 9).await;
    let id = world.ask_ada(1).await;
    let logged = world.logged().await;
    let old = Settle { budget: (0, PushBudget::default()), ..approve(1, phone, 1) };
    assert_eq!(world.settle(old).await, Ok(Settled::Conflict));
    assert_eq!((world.look(id).await, world.logged().await), (challenge(1), logged));
    assert_eq!(world.find_device(phone).await.unwrap().unwrap().counter, 0);
}

pub(crate) async fn an_answer_without_a_receipt_writes_nothing(world: World) {
    let phone = world.link(ADA, 9).await;
    let id = world.ask_ada(1).await;
    let logged = world.logged().await;
    let unsigned = Settle { receipt: Box::new(|_| Err(SignError::Failed)), ..approve(1, phone, 1) };
    assert_eq!(world.settle(unsigned).await, Ok(Settled::NotSigned));
    let broken = Settle { receipt: Box::new(|_| panic!("the signer broke")), ..approve(1, phone, 1) };
    assert!(world.settle(broken).await.is_err());
    assert_eq!((world.look(id).await, world.logged().await), (challenge(1), logged));
    assert_eq!(world.budget_rev().await, 1);
    assert_eq!(world.find_device(phone).await.unwrap().unwrap().counter, 0);
}

pub(crate) async fn the_second_wrong_number_ends_a_challenge(world: World) {
    let phone = world.link(ADA, 9).await;
    let id = world.ask_ada(1).await;
    let wrong = async |counter| world.count_wrong_number(id, phone, counter, NOW, event(ADA)).await.unwrap();
    let Settled::Counted(first) = wrong(1).await else { panic!() };
    assert_eq!(first.state, State::Pending { wrong_numbers: 1 });
    assert_eq!(world.look(id).await, *first);
    let Settled::Counted(second) = wrong(2).await else { panic!() };
    assert_eq!((&second.state, &second.number), (&State::Cancelled(Cancelled::WrongNumber), &None));
    assert_eq!(world.look(id).await, *second);
    assert_eq!(wrong(3).await, Settled::Refused(Refused::Settled, second));
}

pub(crate) async fn a_wrong_number_uses_up_its_counter(world: World) {
    let phone = world.link(ADA, 9).await;
    let id = world.ask_ada(1).await;
    let wrong = async |device, now| world.count_wrong_number(id, device, 1, now, event(ADA)).await.unwrap();
    assert_eq!(wrong(DeviceId([8; 16]), NOW).await, Settled::Unknown);
    assert!(matches!(wrong(phone, NOW + 120).await, Settled::Refused(Refused::Expired, _)));
    assert!(matches!(wrong(phone, NOW).await, Settled::Counted(_)));
    assert_eq!(wrong(phone, NOW).await, Settled::StaleCounter);
    assert_eq!(world.answer(approve(1, phone, 1)).await, Settled::StaleCounter);
    assert!(matches!(world.answer(approve(1, phone, 2)).await, Settled::Done(_)));
}

pub(crate) async fn an_approval_is_redeemed_once_and_within_a_minute(world: World) {
    let phone = world.link(ADA, 9).await;
    let id = world.ask_ada(1).await;
    let Settled::Done(written) = world.answer(approve(1, phone, 1)).await else { panic!() };
    let foreign = Redeem { challenge: id, service: PORTAL, now: NOW, event: event(ADA) };
    assert_eq!(world.redeem(foreign).await, Ok(Redeemed::Unknown));
    assert_eq!(world.take(ChallengeId([2; 16]), NOW).await, Redeemed::Unknown);
    assert_eq!(world.take(id, NOW + REDEEM_SECS).await, Redeemed::Refused(Refused::Expired));
    assert_eq!(world.take(id, NOW + REDEEM_SECS - 1).await, Redeemed::Done(written.clone()));
    assert_eq!(world.take(id, NOW).await, Redeemed::Refused(Refused::Consumed));
    let State::Consumed(consumed) = world.look(id).await.state else { panic!() };
    assert_eq!((consumed.answer, consumed.redeemed_at), (written, NOW + REDEEM_SECS - 1));
}

pub(crate) async fn only_an_approval_is_redeemed(world: World) {
    let phone = world.link(ADA, 9).await;
    let id = world.ask_ada(1).await;
    assert_eq!(world.take(id, NOW).await, Redeemed::Refused(Refused::NotApproved));
    assert!(matches!(world.answer(answer(1, phone, Verdict::Deny, 1)).await, Settled::Done(_)));
    assert_eq!(world.take(id, NOW).await, Redeemed::Refused(Refused::NotApproved));
}

pub(crate) async fn nothing_is_redeemed_for_a_locked_person_or_with_a_removed_phone(world: World) {
    let phone = world.link(ADA, 9).await;
    let id = world.ask_ada(1).await;
    assert!(matches!(world.answer(approve(1, phone, 1)).await, Settled::Done(_)));
    world.set_locked(ADA, Some(NOW), event(ADA)).await.unwrap();
    assert_eq!(world.take(id, NOW).await, Redeemed::AccountChanged);
    world.set_locked(ADA, None, event(ADA)).await.unwrap();
    assert_eq!(world.remove_device(phone, ADA, None, vec![], None).await, Ok(true));
    assert_eq!(world.take(id, NOW).await, Redeemed::AccountChanged);
    assert!(matches!(world.look(id).await.state, State::Approved(_)));
}
