//! One winner in every race, with 64 at the start.

use std::sync::Arc;

use assent_core::ids::{DeviceId, TicketId};
use assent_core::message::{DeviceState, Verdict};
use tokio::sync::Barrier;

use super::{
    ADA, BEN, Backend, NOW, SHOP, World, answer, approve, challenge, claim, event, otp, person, phone, ticket,
};
use crate::model::{Cancelled, OtpCredential, PersonId, PushBudget, State, Throttle, ThrottleKey, TicketState};
use crate::store::{Accept, Added, Asked, Attempt, Attempted, Claimed, NewPerson, Redeem, Redeemed, Settled};

const RUNNERS: u8 = 64;

pub(crate) async fn of_many_answers_one_counts(world: World) {
    let phones = [world.link(ADA, 8).await, world.link(ADA, 9).await];
    let id = world.ask_ada(1).await;
    let results = race(&world, |store, n| async move {
        let verdict = [Verdict::Approve, Verdict::Deny, Verdict::Report][usize::from(n) % 3];
        store.settle(answer(1, phones[usize::from(n) % 2], verdict, 1 + u64::from(n))).await.unwrap()
    });
    let won: Vec<_> = results.await.into_iter().filter_map(done).collect();
    let [one] = &won[..] else { panic!("{} answers won", won.len()) };
    let (State::Approved(kept) | State::Denied(kept)) = world.look(id).await.state else { panic!() };
    assert_eq!((&kept, world.budget_rev().await), (one, 2));
    world.logged().await;
}

pub(crate) async fn of_answer_and_withdrawal_one_counts(world: World) {
    let phone = world.link(ADA, 9).await;
    let id = world.ask_ada(1).await;
    let won = race(&world, |store, n| async move {
        if n % 2 == 0 {
            return store.cancel(id, SHOP, Cancelled::Withdrawn, NOW, event(ADA)).await.unwrap();
        }
        done(store.settle(approve(1, phone, u64::from(n))).await.unwrap()).is_some()
    });
    assert_eq!(won.await.into_iter().filter(|won| *won).count(), 1);
    assert!(matches!(world.look(id).await.state, State::Approved(_) | State::Cancelled(Cancelled::Withdrawn)));
    world.logged().await;
}

pub(crate) async fn of_many_redemptions_one_counts(world: World) {
    let phone = world.link(ADA, 9).await;
    let id = world.ask_ada(1).await;
    assert!(matches!(world.settle(approve(1, phone, 1)).await, Ok(Settled::Done(_))));
    let logged = world.logged().await;
    let results = race(&world, |store, _| async move {
        store.redeem(Redeem { challenge: id, service: SHOP, now: NOW, event: event(ADA) }).await.unwrap()
    });
    assert_eq!(results.await.iter().filter(|it| matches!(it, Redeemed::Done(_))).count(), 1);
    assert_eq!(world.logged().await, logged + 1);
}

pub(crate) async fn of_many_tries_with_one_revision_one_is_counted(world: World) {
    let key = ThrottleKey([7; 32]);
    let results = race(&world, |store, _| async move {
        let (throttle, event) = (Throttle::default().failed(NOW), Some(event(ADA)));
        store.attempt(Attempt { key, rev: 0, throttle, accept: None, now: NOW, event, closes: None }).await.unwrap()
    });
    assert_eq!(results.await.iter().filter(|it| **it == Attempted::Done).count(), 1);
    assert_eq!(world.throttle(key).await, Ok((1, Throttle::default().failed(NOW))));
}

pub(crate) async fn of_many_uses_of_a_step_one_counts(world: World) {
    let credential = OtpCredential { active: true, ..otp(ADA, 1) };
    let accept = Some(Accept::Step { credential: credential.id, step: 60 });
    world.add_otp(credential, None).await.unwrap();
    // Each with a throttle of its own, so that the revision protects nothing.
    let results = race(&world, |store, n| async move {
        let throttle = Throttle::default();
        let tried =
            Attempt { key: ThrottleKey([n; 32]), rev: 0, throttle, accept, now: NOW, event: None, closes: None };
        store.attempt(tried).await.unwrap()
    });
    let results = results.await;
    assert_eq!(results.iter().filter(|it| **it == Attempted::Done).count(), 1);
    assert_eq!(results.iter().filter(|it| **it == Attempted::Used).count(), usize::from(RUNNERS) - 1);
}

pub(crate) async fn of_many_phones_with_one_ticket_one_comes_first_and_none_stays(world: World) {
    world.add_ticket(ticket(ADA, 1)).await.unwrap();
    let results = race(&world, |store, n| async move {
        let claim = claim(phone(ADA, 100 + n, DeviceState::Pending), 1);
        store.claim(claim).await.unwrap()
    });
    let results = results.await;
    let count = |what| results.iter().filter(|it| **it == what).count();
    assert_eq!((count(Claimed::Done), count(Claimed::SecondClaim)), (1, 1));
    let ticket = world.find_ticket(TicketId([1; 16])).await.unwrap().unwrap();
    assert!(matches!(ticket.state, TicketState::Void(_)));
    for n in 0..RUNNERS {
        let phone = world.find_device(DeviceId([100 + n; 16])).await.unwrap();
        assert!(phone.is_none_or(|phone| phone.state == DeviceState::Removed));
    }
}

pub(crate) async fn of_many_first_people_one_is_first(world: World) {
    let results = race(&world, |store, n| async move {
        let person = person(PersonId([n; 16]), "eve@atelier.example");
        store.add_person(NewPerson { person, only_if_first: false, event: event(BEN) }).await.unwrap()
    });
    assert_eq!(results.await.iter().filter(|it| **it == Added::Done).count(), 1);
    assert_eq!(world.count_people().await, Ok(3));
}

pub(crate) async fn of_many_asks_one_stays_open(world: World) {
    let results = race(&world, |store, n| async move {
        loop {
            let budget = store.push_budget(ADA).await.unwrap();
            let ask = crate::store::Ask { challenge: challenge(n), budget, event: event(ADA) };
            if let Asked::Stored(superseded) = store.ask(ask).await.unwrap() {
                return superseded.len();
            }
        }
    });
    assert_eq!(results.await.into_iter().sum::<usize>(), usize::from(RUNNERS) - 1);
    assert_eq!(world.list_pending(ADA, NOW).await.unwrap().len(), 1);
    assert_eq!(world.push_budget(ADA).await, Ok((u64::from(RUNNERS), PushBudget::default())));
}

fn done(settled: Settled) -> Option<crate::model::Answer> {
    match settled {
        Settled::Done(answer) => Some(answer),
        _ => None,
    }
}

/// Lets 64 tasks go at once.
async fn race<T, F>(world: &World, run: impl Fn(Arc<dyn Backend>, u8) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let start = Arc::new(Barrier::new(usize::from(RUNNERS)));
    let tasks = (0..RUNNERS).map(|n| {
        let (start, run) = (Arc::clone(&start), run(Arc::clone(&world.store), n));
        tokio::spawn(async move {
            start.wait().await;
            run.await
        })
    });
    let mut results = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        results.push(task.await.unwrap());
    }
    results
}
