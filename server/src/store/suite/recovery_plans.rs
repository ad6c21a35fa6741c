//! What people prepare for getting in again, and its use.

use assent_core::message::Context;

use super::{ADA, BEN, NOW, World, event, session};
use crate::model::{
    Email, Level, NewRecovery, Part, PersonId, ProvedPart, Recovery, RecoveryId, RecoveryPlan, RecoveryState, Session,
    TokenHash, Trustee, TrusteeId,
};
use crate::store::SaveRecovery;

pub(crate) fn plan(person: PersonId) -> RecoveryPlan {
    RecoveryPlan { person, sheet: Some([255; 32]), sheet_made_at: Some(NOW), by_admin: true, wait_secs: 86_400 }
}

pub(crate) fn trustee(n: u8, email: &str) -> Trustee {
    let email = Email::parse(email).unwrap();
    Trustee { id: TrusteeId([n; 16]), person: ADA, email, trustee: None, asked_at: NOW + i64::from(n) }
}

pub(crate) fn recovery(n: u8, person: PersonId) -> Recovery {
    Recovery {
        id: RecoveryId([n; 16]),
        person,
        account: "ada@atelier.example".to_owned(),
        context: Context::default(),
        begun_at: NOW + i64::from(n),
        number: "012345".to_owned(),
        proved: vec![ProvedPart { part: Part::Admin, at: NOW, by: Some(BEN) }],
        state: RecoveryState::Waiting,
        opens_at: Some(i64::MAX),
    }
}

pub(crate) fn new_recovery(n: u8, person: PersonId) -> NewRecovery {
    NewRecovery { recovery: recovery(n, person), holder: TokenHash([n; 32]) }
}

pub(crate) async fn a_plan_reads_back_and_is_written_over(world: World) {
    assert_eq!(world.find_plan(ADA).await, Ok(None));
    world.set_plan(plan(ADA), event(ADA)).await.unwrap();
    assert_eq!(world.find_plan(ADA).await, Ok(Some(plan(ADA))));
    let other = RecoveryPlan::none(ADA);
    world.set_plan(other, event(ADA)).await.unwrap();
    assert_eq!(world.find_plan(ADA).await, Ok(Some(other)));
    assert_eq!(world.find_plan(BEN).await, Ok(None));
}

pub(crate) async fn somebody_is_trusted_once_they_agreed_and_until_one_of_both_ends_it(world: World) {
    let ben = world.find_person(BEN).await.unwrap().unwrap().email;
    let asked = trustee(1, ben.as_str());
    assert_eq!(world.add_trustee(asked.clone(), vec![event(ADA)]).await, Ok(true));
    let again = Trustee { id: TrusteeId([9; 16]), ..asked.clone() };
    assert_eq!(world.add_trustee(again, vec![event(ADA)]).await, Ok(false), "asked already");
    assert_eq!(world.add_trustee(trustee(2, "nobody@a.example"), vec![]).await, Ok(true));
    assert_eq!(world.list_trusting(BEN, &ben).await, Ok(vec![asked.clone()]));
    assert_eq!(world.accept_trustee(asked.id, BEN, event(ADA)).await, Ok(true));
    assert_eq!(world.accept_trustee(asked.id, ADA, event(ADA)).await, Ok(false), "agreed already");
    let agreed = Trustee { trustee: Some(BEN), ..asked.clone() };
    assert_eq!(world.list_trustees(ADA).await, Ok(vec![agreed.clone(), trustee(2, "nobody@a.example")]));
    let other = Email::parse("other@a.example").unwrap();
    assert_eq!(world.list_trusting(BEN, &other).await, Ok(vec![agreed]), "under whatever address");
    assert_eq!(world.list_trusting(ADA, &ben).await, Ok(vec![]), "nobody else under the old one");
    assert_eq!(world.remove_trustee(asked.id, event(ADA)).await, Ok(true));
    assert_eq!(world.remove_trustee(asked.id, event(ADA)).await, Ok(false));
    assert_eq!(world.list_trusting(BEN, &ben).await, Ok(vec![]));
}

pub(crate) async fn a_recovery_is_found_by_its_cookie_and_written_over_the_one_that_was_read(world: World) {
    world.add_recovery(new_recovery(1, ADA)).await.unwrap();
    world.add_recovery(new_recovery(2, PersonId([0; 16]))).await.unwrap();
    assert!(world.find_recovery_of(TokenHash([1; 32])).await.unwrap() == Some(recovery(1, ADA)));
    assert!(world.find_recovery_of(TokenHash([9; 32])).await.unwrap().is_none());
    assert!(world.list_recoveries(ADA).await.unwrap() == [recovery(1, ADA)]);
    let (rev, read) = world.find_recovery(RecoveryId([1; 16])).await.unwrap().unwrap();
    let stopped = Recovery { state: RecoveryState::Stopped, ..read };
    let save = |rev| SaveRecovery { rev, recovery: stopped.clone(), session: None, events: vec![event(ADA)] };
    assert_eq!(world.save_recovery(save(rev)).await, Ok(true));
    assert_eq!(world.save_recovery(save(rev)).await, Ok(false), "changed meanwhile");
    assert!(world.find_recovery(stopped.id).await.unwrap() == Some((rev + 1, stopped)));
}

pub(crate) async fn a_recovery_that_may_open_an_account_is_listed_however_many_are_begun(world: World) {
    for n in 0..120 {
        world.add_recovery(new_recovery(n, ADA)).await.unwrap();
    }
    let half = Recovery { state: RecoveryState::Open, ..recovery(0, ADA) };
    let save = SaveRecovery { rev: 1, recovery: half.clone(), session: None, events: vec![] };
    assert_eq!(world.save_recovery(save).await, Ok(true));
    let listed = world.list_recoveries(ADA).await.unwrap();
    assert_eq!(listed.len(), 101);
    assert!(listed.last() == Some(&half), "the oldest of all");
    assert!(listed.first() == Some(&recovery(119, ADA)), "the newest first");
}

pub(crate) async fn a_session_begins_with_a_recovery_or_not_at_all(world: World) {
    world.add_recovery(new_recovery(1, ADA)).await.unwrap();
    let begins = Session { level: Level::Recovery, ..session(1) };
    let save = |rev| {
        let recovery = Recovery { state: RecoveryState::Used, ..recovery(1, ADA) };
        SaveRecovery { rev, recovery, session: Some((begins.clone(), event(ADA))), events: vec![] }
    };
    assert_eq!(world.save_recovery(save(7)).await, Ok(false));
    assert!(world.find_session(begins.token, NOW).await.unwrap().is_none());
    world.set_locked(ADA, Some(NOW), event(ADA)).await.unwrap();
    assert_eq!(world.save_recovery(save(1)).await, Ok(false), "locked");
    world.set_locked(ADA, None, event(ADA)).await.unwrap();
    assert_eq!(world.save_recovery(save(1)).await, Ok(true));
    assert!(world.find_session(begins.token, NOW).await.unwrap() == Some(begins));
}

pub(crate) async fn recoveries_are_forgotten_and_those_of_which_parts_are_missing_first(world: World) {
    world.add_recovery(new_recovery(0, ADA)).await.unwrap();
    let save = SaveRecovery { rev: 1, recovery: recovery(0, ADA), session: None, events: vec![] };
    assert_eq!(world.save_recovery(save).await, Ok(true));
    world.add_recovery(new_recovery(1, ADA)).await.unwrap();
    assert_eq!(world.sweep(NOW + 86_400, 600).await, Ok(0));
    assert_eq!(world.sweep(NOW + 86_401, 600).await, Ok(1));
    assert_eq!(world.sweep(NOW + 30 * 86_400, 600).await, Ok(1));
    assert!(world.list_recoveries(ADA).await.unwrap().is_empty());
}

pub(crate) async fn a_deleted_account_leaves_nothing_prepared_and_is_trusted_no_more(world: World) {
    world.set_plan(plan(BEN), event(BEN)).await.unwrap();
    let email = world.find_person(BEN).await.unwrap().unwrap().email;
    world.add_trustee(trustee(1, email.as_str()), vec![]).await.unwrap();
    world.accept_trustee(TrusteeId([1; 16]), BEN, event(ADA)).await.unwrap();
    world.add_recovery(new_recovery(1, BEN)).await.unwrap();
    assert_eq!(world.delete_person(BEN, NOW, None, event(BEN)).await, Ok(true));
    assert_eq!(world.find_plan(BEN).await, Ok(None));
    assert_eq!(world.list_trustees(ADA).await, Ok(vec![]));
    assert!(world.list_recoveries(BEN).await.unwrap().is_empty());
}
