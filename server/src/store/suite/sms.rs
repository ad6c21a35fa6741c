//! How many SMS were sent.

use super::{NOW, World};
use crate::model::{SmsLimit, SmsTally};
use crate::store::{Conflict, TallyWrite};

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
