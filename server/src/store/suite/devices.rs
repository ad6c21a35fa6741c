//! Phones and their news.

use assent_core::ids::DeviceId;
use assent_core::keys::Assurance;
use assent_core::message::{self, DeviceDescription, DeviceState, NoticeKind, PushEndpoint};

use super::{ADA, BEN, NOW, World, claim, event, phone, text, ticket};
use crate::model::{Attestation, Boot, Device, Doubt, Finding};
use crate::store::{Claim, Claimed, DeviceChange, NewNotice};

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
    let update = async |counter, push: Option<&PushEndpoint>| {
        let change = DeviceChange { description: new.clone(), push: push.cloned(), ..change(id, counter) };
        world.update_device(change).await.unwrap()
    };
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

/// Nothing new but the counter, told to the log.
pub(super) fn change(id: DeviceId, counter: u64) -> DeviceChange {
    let description = phone(ADA, 9, DeviceState::Active).description;
    DeviceChange { id, counter, description, push: None, quiet_until: None, events: vec![event(ADA)], notice: None }
}

pub(crate) async fn a_person_is_quiet_on_all_phones_until_the_end_or_until_it_is_ended(world: World) {
    let id = world.link(ADA, 9).await;
    let quiet_until = async || world.find_person(ADA).await.unwrap().unwrap().quiet_until;
    let notice = || NewNotice { person: ADA, at: NOW, kind: NoticeKind::Quiet { until: None } };
    let set = async |counter, quiet_until| {
        let change = DeviceChange { quiet_until, notice: Some(notice()), ..change(id, counter) };
        world.update_device(change).await.unwrap()
    };
    assert!(set(1, Some(Some(NOW + 60))).await);
    assert!(!set(1, Some(None)).await, "an old message");
    assert!(set(2, None).await);
    assert_eq!(quiet_until().await, Some(NOW + 60), "what is absent stays");
    assert_eq!(world.find_person(BEN).await.unwrap().unwrap().quiet_until, None);
    let logged = world.logged().await;
    let end = async |now| world.end_quiet(ADA, now, event(ADA), notice()).await.unwrap();
    assert!(!end(NOW + 60).await, "it was over by itself");
    assert!(end(NOW + 59).await);
    assert!(!end(NOW).await);
    assert_eq!((quiet_until().await, world.logged().await), (None, logged + 1));
    assert_eq!(world.list_notices(ADA, 0, NOW).await.unwrap().len(), 3);
    assert!(set(3, Some(Some(NOW + 60))).await && set(4, Some(None)).await);
    assert_eq!(quiet_until().await, None);
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

/// What a phone came with as a proof.
pub(crate) fn attestation(finding: Finding) -> Attestation {
    let offered = message::Attestation::of_android(&[vec![0; 900], vec![255; 900]]).unwrap();
    Attestation { offered, finding, boot: Some(Boot::SelfSigned) }
}

/// Links a phone of Ada's that came with a proof.
pub(crate) async fn link_with_proof(world: &World, n: u8, finding: Finding) -> DeviceId {
    let is_proved = matches!(finding, Finding::Proved(_));
    let device = Device { proved: is_proved, ..phone(ADA, n, DeviceState::Active) };
    let claim = Claim { attestation: Some(attestation(finding)), ..claim(device, n) };
    world.add_ticket(ticket(ADA, n)).await.unwrap();
    assert_eq!(world.claim(claim).await, Ok(Claimed::Done));
    DeviceId([n; 16])
}

pub(crate) async fn what_a_phone_offered_as_a_proof_is_kept_as_long_as_the_phone(world: World) {
    let findings = [Finding::Proved(Assurance::Tee), Finding::NotProved(Doubt::UnknownRoot)];
    let proved = link_with_proof(&world, 8, findings[0]).await;
    let other = link_with_proof(&world, 9, findings[1]).await;
    let plain = world.link(ADA, 10).await;
    let stored = async |id| world.find_attestation(id).await.unwrap();
    assert_eq!(stored(proved).await, Some(attestation(findings[0])));
    assert_eq!(stored(other).await, Some(attestation(findings[1])));
    assert_eq!(stored(plain).await, None);
    let is_proved = world.list_devices(ADA).await.unwrap().iter().map(|it| it.proved).collect::<Vec<_>>();
    assert_eq!(is_proved, [true, false, false]);
    assert_eq!(world.remove_device(proved, ADA, None, vec![], None).await, Ok(true));
    assert_eq!(stored(proved).await, None);
    assert!(stored(other).await.is_some());
    assert_eq!(world.delete_person(ADA, NOW, None, event(ADA)).await, Ok(true));
    assert_eq!(stored(other).await, None);
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
