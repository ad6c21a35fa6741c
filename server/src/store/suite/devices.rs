//! Phones and their news.

use assent_core::ids::DeviceId;
use assent_core::message::{DeviceDescription, DeviceState, NoticeKind, PushEndpoint};

use super::{ADA, BEN, NOW, World, event, phone, text};
use crate::store::NewNotice;

pub(crate) async fn a_phone_reads_back_as_it_was_linked(world: World) {
    let [first, second] = [world.link(ADA, 8).await, world.link(ADA, 9).await];
    world.link(BEN, 7).await;
    assert_eq!(world.find_device(first).await, Ok(Some(phone(ADA, 8, DeviceState::Active))));
    let ids: Vec<_> = world.list_devices(ADA).await.unwrap().iter().map(|it| it.id).collect();
    assert_eq!(ids, [first, second]);
    assert_eq!(world.find_device(DeviceId([1; 16])).await, Ok(None));
}

pub(crate) async fn a_phone_says_new_facts_only_with_a_rising_counter(world: World) {
    let id = world.link(ADA, 9).await;
    let new = DeviceDescription { name: text("New name"), model: None, system: Some(text("17")), app: Some(text("2")) };
    let push = PushEndpoint::Apns { token: "token".to_owned(), topic: "app".to_owned() };
    let update = async |counter, push| world.update_device(id, counter, &new, push, event(ADA)).await.unwrap();
    let logged = world.logged().await;
    assert!(update(3, Some(&push)).await);
    for stale in [0, 3, u64::MAX] {
        assert!(!update(stale, None).await, "{stale}");
    }
    assert!(update(4, None).await);
    let it = world.find_device(id).await.unwrap().unwrap();
    assert_eq!((it.description, it.push, it.counter), (new.clone(), Some(push.clone()), 4), "what is absent stays");
    assert_eq!(world.logged().await, logged + 2);
    assert_eq!(world.remove_device(id, ADA, None, vec![], None).await, Ok(true));
    assert!(!update(5, None).await, "removed");
}

pub(crate) async fn a_phone_is_removed_once_with_its_codes(world: World) {
    let id = world.link(ADA, 9).await;
    let notice = || Some(NewNotice { person: ADA, at: NOW, kind: NoticeKind::DeviceRemoved { name: text("Phone") } });
    let logged = world.logged().await;
    let remove = async |person| world.remove_device(id, person, None, vec![event(ADA)], notice()).await.unwrap();
    assert_eq!((remove(BEN).await, world.list_otp(ADA).await.unwrap().len()), (false, 1));
    assert!(remove(ADA).await);
    assert!(!remove(ADA).await);
    let it = world.find_device(id).await.unwrap().unwrap();
    assert_eq!((it.state, it.push), (DeviceState::Removed, None));
    assert!(world.list_otp(ADA).await.unwrap().is_empty());
    assert!(world.list_devices(ADA).await.unwrap().is_empty());
    assert_eq!(world.logged().await, logged + 1);
    assert_eq!(world.list_notices(ADA, 0, NOW).await.unwrap().len(), 1);
}

pub(crate) async fn a_phone_leaves_only_with_a_rising_counter(world: World) {
    let id = world.link(ADA, 9).await;
    for (counter, removed) in [(0, false), (u64::MAX, false), (1, true), (2, false)] {
        assert_eq!(world.remove_device(id, ADA, Some(counter), vec![], None).await, Ok(removed), "{counter}");
    }
}

pub(crate) async fn when_a_phone_was_heard_of_only_moves_forward(world: World) {
    let id = world.link(ADA, 9).await;
    for now in [NOW + 60, NOW + 30] {
        world.touch_device(id, now).await.unwrap();
    }
    assert_eq!(world.find_device(id).await.unwrap().unwrap().seen_at, NOW + 60);
    world.touch_device(DeviceId([1; 16]), NOW).await.unwrap();
}

pub(crate) async fn news_are_listed_after_the_last_one_seen(world: World) {
    for n in 1..=20 {
        let notice = NewNotice { person: ADA, at: NOW + n, kind: NoticeKind::Reported { service: text("Shop") } };
        let id = world.link(ADA, u8::try_from(n).unwrap()).await;
        assert_eq!(world.remove_device(id, ADA, None, vec![], Some(notice)).await, Ok(true));
    }
    let all = world.list_notices(ADA, 0, NOW).await.unwrap();
    assert_eq!((all.len(), all[0].at), (16, NOW + 1));
    assert!(all.is_sorted_by_key(|notice| notice.seq));
    let rest = world.list_notices(ADA, all[15].seq, NOW).await.unwrap();
    assert_eq!(rest.len(), 4);
    assert_eq!(world.list_notices(ADA, rest[1].seq, NOW + 20).await.unwrap(), rest[3..]);
    assert!(world.list_notices(ADA, u64::MAX, NOW).await.unwrap().is_empty());
    assert!(world.list_notices(BEN, 0, NOW).await.unwrap().is_empty());
}
