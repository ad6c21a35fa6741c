//! Asking, looking, withdrawing.

use assent_core::ids::ChallengeId;

use super::{ADA, BEN, DECOY, NOW, PORTAL, SHOP, World, challenge, event, text};
use crate::model::{Cancelled, Challenge, PushBudget, Service, ServiceId, State};
use crate::store::Asked;

pub(crate) async fn a_challenge_reads_back_as_it_was_asked(world: World) {
    let asked = challenge(1);
    let decoy = Challenge { id: ChallengeId([2; 16]), person: DECOY, number: None, ..challenge(2) };
    for new in [&asked, &decoy] {
        assert_eq!(world.ask(world.ask_for(new.clone()).await).await, Ok(Asked::Stored(Vec::new())));
        assert_eq!(world.find_challenge(new.id).await, Ok(Some(new.clone())));
    }
    assert_eq!(world.find_challenge(ChallengeId([3; 16])).await, Ok(None));
    assert!(world.ask(world.ask_for(asked).await).await.is_err(), "an id counts once");
}

pub(crate) async fn a_newer_challenge_takes_the_place_of_the_older(world: World) {
    let first = world.ask_ada(1).await;
    let elsewhere = Challenge { service: PORTAL, ..challenge(2) };
    assert_eq!(world.ask(world.ask_for(elsewhere).await).await, Ok(Asked::Stored(Vec::new())));
    assert_eq!(world.ask(world.ask_for(challenge(3)).await).await, Ok(Asked::Stored(vec![first])));
    let old = world.look(first).await;
    assert_eq!((old.state, old.number), (State::Cancelled(Cancelled::Superseded), None));
    assert_eq!(world.list_pending(ADA, NOW).await.unwrap().len(), 2);
}

pub(crate) async fn an_account_that_is_not_there_is_asked_like_any_other(world: World) {
    let decoy = |n| Challenge { person: DECOY, ..challenge(n) };
    let real = world.ask_ada(1).await;
    for (new, superseded) in [(decoy(2), vec![]), (decoy(3), vec![ChallengeId([2; 16])])] {
        assert_eq!(world.ask(world.ask_for(new).await).await, Ok(Asked::Stored(superseded)));
    }
    assert!(matches!(world.look(real).await.state, State::Pending { .. }));
}

pub(crate) async fn an_expired_challenge_is_not_superseded(world: World) {
    let old = world.ask_ada(1).await;
    let later = Challenge { asked_at: NOW + 120, expires_at: NOW + 240, ..challenge(2) };
    assert_eq!(world.ask(world.ask_for(later).await).await, Ok(Asked::Stored(Vec::new())));
    assert_eq!(world.look(old).await.state_at(NOW + 120), State::Expired);
}

pub(crate) async fn asking_with_an_old_budget_writes_nothing(world: World) {
    let (stale, logged) = (world.ask_for(challenge(2)).await, world.logged().await);
    let first = world.ask_ada(1).await;
    assert_eq!(world.ask(stale).await, Ok(Asked::Conflict));
    assert_eq!(world.find_challenge(ChallengeId([2; 16])).await, Ok(None));
    assert!(matches!(world.look(first).await.state, State::Pending { .. }));
    assert_eq!((world.logged().await, world.budget_rev().await), (logged + 1, 1));
}

pub(crate) async fn a_budget_is_written_only_over_the_one_that_was_read(world: World) {
    assert_eq!(world.push_budget(ADA).await, Ok((0, PushBudget::default())));
    let spent = PushBudget::default().spend(NOW).unwrap();
    for (rev, written) in [(0, true), (0, false), (1, true), (1, false), (3, false)] {
        assert_eq!(world.set_push_budget(ADA, rev, &spent).await, Ok(written), "over {rev}");
    }
    assert_eq!(world.push_budget(ADA).await, Ok((2, spent)));
    assert_eq!(world.push_budget(BEN).await, Ok((0, PushBudget::default())));
}

pub(crate) async fn open_challenges_are_listed_oldest_first(world: World) {
    for n in 1..=20 {
        let service = ServiceId([n; 16]);
        let at = i64::from(n);
        // A service each, so that none takes another's place; the younger ones end first.
        let new = Service { id: service, name: text("Wiki"), key_hash: None, created_at: NOW, revoked_at: None };
        world.add_service(new, None).await.unwrap();
        let one = Challenge { service, asked_at: NOW + at, expires_at: NOW + 100 - at, ..challenge(n) };
        assert_eq!(world.ask(world.ask_for(one).await).await, Ok(Asked::Stored(Vec::new())));
    }
    let listed = async |now| -> Vec<u8> {
        world.list_pending(ADA, now).await.unwrap().into_iter().map(|it| it.id.0[0]).collect()
    };
    assert_eq!(listed(NOW + 20).await, (1..=16).collect::<Vec<_>>());
    assert_eq!(listed(NOW + 95).await, [1, 2, 3, 4]);
    assert!(listed(NOW + 99).await.is_empty());
    assert_eq!(world.list_pending(BEN, NOW).await, Ok(Vec::new()));
}

pub(crate) async fn a_challenge_is_withdrawn_once_and_only_by_its_service(world: World) {
    let id = world.ask_ada(1).await;
    let cancel = async |service, now| world.cancel(id, service, Cancelled::Withdrawn, now, event(ADA)).await.unwrap();
    let logged = world.logged().await;
    assert!(!cancel(PORTAL, NOW).await, "another service's");
    assert!(!cancel(SHOP, NOW + 120).await, "expired");
    assert!(cancel(SHOP, NOW + 119).await);
    assert!(!cancel(SHOP, NOW + 119).await, "withdrawn before");
    let it = world.look(id).await;
    assert_eq!((it.state, it.number), (State::Cancelled(Cancelled::Withdrawn), None));
    assert_eq!(world.logged().await, logged + 1);
    let unknown = ChallengeId([9; 16]);
    assert_eq!(world.cancel(unknown, SHOP, Cancelled::Withdrawn, NOW, event(ADA)).await, Ok(false));
}
