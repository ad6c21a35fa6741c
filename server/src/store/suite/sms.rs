//! Numbers that get codes by SMS, the codes on their way, and how many SMS were sent.

use super::{ADA, BEN, NOW, World, event, text};
use crate::model::{CredentialId, PersonId, SmsFactor, SmsLimit, SmsTally, Throttle, ThrottleKey};
use crate::store::{Accept, Attempt, Attempted, Conflict, TallyWrite};

const LIMIT: [SmsLimit; 1] = [SmsLimit { most: 9, secs: 3600 }];

pub(crate) async fn tallies_are_written_together_and_only_over_the_ones_that_were_read(world: World) {
    let one = SmsTally::default().spend(&LIMIT, NOW).unwrap();
    let two = one.clone().spend(&LIMIT, NOW).unwrap();
    let put = async |writes: Vec<TallyWrite>| world.put_sms_tallies(writes, NOW).await.unwrap();
    let write = |key: u8, rev, tally: &SmsTally| TallyWrite { key: [key; 32], rev, tally: tally.clone() };
    assert_eq!(world.sms_tally([1; 32]).await, Ok((0, SmsTally::default())));
    assert_eq!(put(vec![write(1, 0, &one), write(2, 0, &one)]).await, Ok(()));
    assert_eq!(put(vec![write(2, 1, &two), write(1, 0, &two)]).await, Err(Conflict));
    assert_eq!(world.sms_tally([2; 32]).await, Ok((1, one)), "nothing of it was written");
    assert_eq!(put(vec![write(2, 1, &two)]).await, Ok(()));
    assert_eq!(world.sms_tally([2; 32]).await, Ok((2, two)));
}

pub(crate) async fn tallies_are_forgotten_after_a_day(world: World) {
    let tally = SmsTally::default().spend(&LIMIT, NOW).unwrap();
    let write = TallyWrite { key: [1; 32], rev: 0, tally };
    world.put_sms_tallies(vec![write], NOW).await.unwrap().unwrap();
    assert_eq!(world.sweep(NOW + SmsTally::LIFE_SECS, 600).await, Ok(0));
    assert_eq!(world.sweep(NOW + SmsTally::LIFE_SECS + 1, 600).await, Ok(1));
}

pub(crate) fn number(person: PersonId, n: u8, active: bool) -> SmsFactor {
    SmsFactor {
        id: CredentialId([n; 16]),
        person,
        name: text("Mobile"),
        sealed_number: vec![n; 60],
        active,
        created_at: NOW + i64::from(n),
        used_at: None,
    }
}

pub(crate) async fn a_number_is_a_second_step_once_it_was_proved_until_it_is_removed(world: World) {
    world.add_sms_factor(number(ADA, 1, false)).await.unwrap();
    assert_eq!(world.list_two_step(&[ADA]).await, Ok(vec![]));
    let id = CredentialId([1; 16]);
    assert_eq!(world.activate_sms_factor(id, BEN, vec![event(BEN)]).await, Ok(false));
    assert_eq!(world.activate_sms_factor(id, ADA, vec![event(ADA)]).await, Ok(true));
    assert_eq!(world.activate_sms_factor(id, ADA, vec![event(ADA)]).await, Ok(false));
    assert_eq!(world.list_two_step(&[ADA]).await, Ok(vec![ADA]));
    assert!(world.list_sms_factors(ADA).await.unwrap() == [number(ADA, 1, true)]);
    assert_eq!(world.remove_sms_factor(id, BEN, vec![event(BEN)]).await, Ok(false));
    assert_eq!(world.remove_sms_factor(id, ADA, vec![event(ADA)]).await, Ok(true));
    assert_eq!(world.list_two_step(&[ADA]).await, Ok(vec![]));
}

pub(crate) async fn a_number_that_was_never_proved_is_forgotten_after_a_day(world: World) {
    world.add_sms_factor(number(ADA, 0, false)).await.unwrap();
    world.add_sms_factor(number(BEN, 1, true)).await.unwrap();
    assert_eq!(world.sweep(NOW + 86_400, 600).await, Ok(0));
    assert_eq!(world.sweep(NOW + 86_402, 600).await, Ok(1));
    assert_eq!(world.list_sms_factors(BEN).await.unwrap().len(), 1);
}

pub(crate) async fn a_code_by_sms_counts_once_and_in_its_time(world: World) {
    let (key, id) = ([1; 32], CredentialId([1; 16]));
    world.add_sms_factor(number(ADA, 1, true)).await.unwrap();
    world.put_sms_code(key, [7; 32], NOW + 1).await.unwrap();
    world.put_sms_code(key, [8; 32], NOW + 600).await.unwrap();
    assert_eq!(world.sms_code(key, NOW + 599).await, Ok(Some([8; 32])));
    assert_eq!(world.sms_code(key, NOW + 600).await, Ok(None));
    let attempt = async |rev, now| {
        let accept = Some(Accept::SmsCode { key, factor: Some(id) });
        let (key, throttle) = (ThrottleKey([0; 32]), Throttle::default());
        world.attempt(Attempt { key, rev, throttle, accept, now, event: None, closes: None }).await
    };
    assert_eq!(attempt(0, NOW + 600).await, Ok(Attempted::Used), "too late");
    assert_eq!(attempt(0, NOW + 5).await, Ok(Attempted::Done));
    assert_eq!(attempt(1, NOW + 6).await, Ok(Attempted::Used));
    assert_eq!(world.list_sms_factors(ADA).await.unwrap()[0].used_at, Some(NOW + 5));
}
