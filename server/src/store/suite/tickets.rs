//! Linking a phone.

use assent_core::ids::{DeviceId, TicketId};
use assent_core::message::{DeviceState, NoticeKind};

use super::{ADA, BEN, NOW, World, claim, confirm, event, phone, text, ticket};
use crate::model::{LinkTicket, TicketState, TicketVoid};
use crate::store::{Claim, Claimed, Confirm, Confirmed, NewNotice, Succeed, Succeeded};

pub(crate) async fn a_ticket_reads_back_as_it_was_made(world: World) {
    let plain = LinkTicket { pkce_challenge: None, ..ticket(BEN, 2) };
    for made in [ticket(ADA, 1), plain] {
        world.add_ticket(made.clone()).await.unwrap();
        assert!(world.find_ticket(made.id).await.unwrap() == Some(made));
    }
    assert!(world.find_ticket(TicketId([3; 16])).await.unwrap().is_none());
}

pub(crate) async fn a_new_ticket_voids_the_open_ones(world: World) {
    for (person, n) in [(ADA, 1), (BEN, 2), (ADA, 3)] {
        world.add_ticket(ticket(person, n)).await.unwrap();
    }
    assert_eq!(state(&world, 1).await, TicketState::Void(TicketVoid::Withdrawn));
    assert_eq!(state(&world, 2).await, TicketState::Open);
    assert_eq!(world.claim(claim(phone(ADA, 9, DeviceState::Active), 1)).await, Ok(Claimed::NotOpen));
    assert_eq!(world.claim(claim(phone(ADA, 9, DeviceState::Active), 3)).await, Ok(Claimed::Done));
}

pub(crate) async fn a_ticket_is_taken_once_and_a_second_phone_voids_it(world: World) {
    waiting(&world).await;
    let logged = world.logged().await;
    assert_eq!(world.claim(claim(phone(ADA, 8, DeviceState::Pending), 1)).await, Ok(Claimed::SecondClaim));
    assert_eq!(state(&world, 1).await, TicketState::Void(TicketVoid::SecondClaim));
    assert_eq!(waiting_phone(&world).await, DeviceState::Removed);
    assert!(world.list_otp(ADA).await.unwrap().is_empty());
    assert_eq!(world.find_device(DeviceId([8; 16])).await, Ok(None));
    assert_eq!(world.claim(claim(phone(ADA, 7, DeviceState::Pending), 1)).await, Ok(Claimed::NotOpen));
    assert_eq!(world.confirm(confirm(1, 1)).await, Ok(Confirmed::NotOpen));
    assert_eq!(world.logged().await, logged);
}

pub(crate) async fn a_ticket_is_not_taken_after_its_end(world: World) {
    world.add_ticket(ticket(ADA, 1)).await.unwrap();
    let active = || phone(ADA, 9, DeviceState::Active);
    let late = Claim { now: NOW + 300, ..claim(active(), 1) };
    assert_eq!(world.claim(late).await, Ok(Claimed::NotOpen));
    assert_eq!(world.claim(claim(active(), 2)).await, Ok(Claimed::NotOpen), "unknown");
    assert_eq!(world.claim(claim(phone(BEN, 8, DeviceState::Active), 1)).await, Ok(Claimed::NotOpen), "another's");
    let just = Claim { now: NOW + 299, ..claim(active(), 1) };
    assert_eq!(world.claim(just).await, Ok(Claimed::Done));
    assert_eq!(state(&world, 1).await, TicketState::Used { device: DeviceId([9; 16]) });
    assert_eq!(world.claim(claim(phone(ADA, 8, DeviceState::Active), 1)).await, Ok(Claimed::NotOpen), "used");
}

pub(crate) async fn a_phone_goes_in_the_moment_in_which_the_one_that_replaces_it_counts(world: World) {
    let old = DeviceId([5; 16]);
    world.add_ticket(ticket(ADA, 4)).await.unwrap();
    assert_eq!(world.claim(claim(phone(ADA, 5, DeviceState::Active), 4)).await, Ok(Claimed::Done));
    let replacing = LinkTicket { replaces: Some(old), ..ticket(ADA, 1) };
    world.add_ticket(replacing.clone()).await.unwrap();
    assert!(world.find_ticket(replacing.id).await.unwrap() == Some(replacing));
    world.claim(claim(phone(ADA, 9, DeviceState::Pending), 1)).await.unwrap();
    assert_eq!(world.confirm(confirm(1, 2)).await, Ok(Confirmed::Wrong { tries_left: 2 }));
    assert_eq!(world.list_devices(ADA).await.unwrap().len(), 1, "not yet");
    let logged = world.logged().await;
    let order = || Confirm { cut: vec![event(ADA)], ..confirm(1, 1) };
    assert_eq!(world.confirm(order()).await, Ok(Confirmed::Done(DeviceId([9; 16]))));
    assert_eq!(world.find_device(old).await.unwrap().unwrap().state, DeviceState::Removed);
    let codes = world.list_otp(ADA).await.unwrap();
    assert!(codes.iter().all(|one| one.device != Some(old)), "its codes went too");
    assert_eq!(world.logged().await, logged + order().events.len() as u64 + 1);
}

pub(crate) async fn the_right_code_activates_phone_and_codes(world: World) {
    waiting(&world).await;
    assert_eq!(waiting_phone(&world).await, DeviceState::Pending);
    assert!(world.list_devices(ADA).await.unwrap().is_empty());
    let (logged, device) = (world.logged().await, DeviceId([9; 16]));
    let notice = Some(NewNotice { person: ADA, at: NOW, kind: NoticeKind::Unlinked });
    let right = Confirm { notice, now: NOW + 299, ..confirm(1, 1) };
    assert_eq!(world.confirm(right).await, Ok(Confirmed::Done(device)));
    assert_eq!(waiting_phone(&world).await, DeviceState::Active);
    assert!(world.list_otp(ADA).await.unwrap()[0].active);
    assert_eq!(state(&world, 1).await, TicketState::Used { device });
    assert_eq!(world.logged().await, logged + 2);
    assert_eq!(world.list_notices(ADA, 0, NOW).await.unwrap().len(), 1);
    assert_eq!(world.confirm(confirm(1, 1)).await, Ok(Confirmed::NotOpen), "used");
}

pub(crate) async fn three_wrong_codes_void_the_ticket_and_remove_the_phone(world: World) {
    waiting(&world).await;
    let logged = world.logged().await;
    for tries_left in [2, 1, 0] {
        assert_eq!(waiting_phone(&world).await, DeviceState::Pending);
        assert_eq!(world.confirm(confirm(1, 7)).await, Ok(Confirmed::Wrong { tries_left }));
    }
    assert_eq!(waiting_phone(&world).await, DeviceState::Removed);
    assert_eq!(state(&world, 1).await, TicketState::Void(TicketVoid::WrongCode));
    assert_eq!(world.confirm(confirm(1, 1)).await, Ok(Confirmed::NotOpen));
    assert_eq!(world.logged().await, logged);
}

pub(crate) async fn a_code_counts_only_for_a_claimed_ticket_of_the_person(world: World) {
    world.add_ticket(ticket(ADA, 1)).await.unwrap();
    assert_eq!(world.confirm(confirm(1, 1)).await, Ok(Confirmed::NotClaimed));
    world.claim(claim(phone(ADA, 9, DeviceState::Pending), 1)).await.unwrap();
    let foreign = Confirm { person: BEN, ..confirm(1, 1) };
    let late = Confirm { now: NOW + 300, ..confirm(1, 1) };
    for refused in [foreign, late, confirm(2, 1)] {
        assert_eq!(world.confirm(refused).await, Ok(Confirmed::NotOpen));
    }
    assert_eq!(world.remove_device(DeviceId([9; 16]), ADA, None, vec![], None).await, Ok(true));
    assert_eq!(world.confirm(confirm(1, 1)).await, Ok(Confirmed::NotOpen), "the phone is gone");
}

pub(crate) async fn a_void_ticket_takes_its_waiting_phone_along(world: World) {
    waiting(&world).await;
    let void = async |n, person| world.void_ticket(TicketId([n; 16]), person, TicketVoid::Withdrawn).await.unwrap();
    assert!(!void(1, BEN).await);
    assert!(!void(2, ADA).await);
    assert!(void(1, ADA).await);
    assert!(!void(1, ADA).await);
    assert_eq!(waiting_phone(&world).await, DeviceState::Removed);
    world.link(ADA, 8).await;
    assert!(!void(8, ADA).await, "used");
}

/// Phone 9 waits for the code of ticket 1.
async fn waiting(world: &World) {
    world.add_ticket(ticket(ADA, 1)).await.unwrap();
    assert_eq!(world.claim(claim(phone(ADA, 9, DeviceState::Pending), 1)).await, Ok(Claimed::Done));
}

async fn waiting_phone(world: &World) -> DeviceState {
    world.find_device(DeviceId([9; 16])).await.unwrap().unwrap().state
}

async fn state(world: &World, n: u8) -> TicketState {
    world.find_ticket(TicketId([n; 16])).await.unwrap().unwrap().state
}

/// A handover ticket of `old`.
fn handover(old: DeviceId, n: u8) -> LinkTicket {
    LinkTicket { replaces: Some(old), handover: true, pkce_challenge: None, ..ticket(ADA, n) }
}

fn succession(n: u8, old: DeviceId, new: DeviceId, counter: u64) -> Succeed {
    let notice = NewNotice { person: ADA, at: NOW, kind: NoticeKind::DeviceLinked { name: text("New") } };
    Succeed { ticket: TicketId([n; 16]), old, counter, new, now: NOW, events: vec![event(ADA); 2], notice }
}

pub(crate) async fn a_handover_is_one_of_its_phone_and_apart_from_the_other_tickets(world: World) {
    let old = world.link(ADA, 9).await;
    assert_eq!(world.begin_handover(handover(old, 1), 1).await, Ok(true));
    assert!(world.find_ticket(TicketId([1; 16])).await.unwrap() == Some(handover(old, 1)));
    world.add_ticket(ticket(ADA, 2)).await.unwrap();
    let state = async |n| world.find_ticket(TicketId([n; 16])).await.unwrap().unwrap().state;
    assert_eq!(state(1).await, TicketState::Open, "a link leaves it open");
    assert_eq!(world.begin_handover(handover(old, 3), 1).await, Ok(false), "the counter does not rise");
    assert_eq!(world.claim(claim(phone(ADA, 4, DeviceState::Pending), 1)).await, Ok(Claimed::Done));
    assert_eq!(world.begin_handover(handover(old, 3), 2).await, Ok(true));
    assert_eq!(state(1).await, TicketState::Void(TicketVoid::Withdrawn));
    assert_eq!(world.find_device(DeviceId([4; 16])).await.unwrap().unwrap().state, DeviceState::Removed);
    assert_eq!((state(2).await, state(3).await), (TicketState::Open, TicketState::Open), "it leaves links open");
    assert_eq!(world.stop_handover(TicketId([3; 16]), old, 2).await, Ok(false));
    assert_eq!(world.stop_handover(TicketId([2; 16]), old, 3).await, Ok(true));
    assert_eq!(state(2).await, TicketState::Open, "not one of its own");
    assert_eq!(world.stop_handover(TicketId([3; 16]), old, 4).await, Ok(true));
    assert_eq!(state(3).await, TicketState::Void(TicketVoid::Withdrawn));
}

pub(crate) async fn a_phone_takes_the_place_of_another_in_one_write_and_once(world: World) {
    let old = world.link(ADA, 9).await;
    assert_eq!(world.begin_handover(handover(old, 1), 1).await, Ok(true));
    let new = DeviceId([4; 16]);
    let succeed = async |order| world.succeed(order).await.unwrap();
    assert_eq!(succeed(succession(1, old, new, 2)).await, Succeeded::NotOpen, "nobody came");
    assert_eq!(world.claim(claim(phone(ADA, 4, DeviceState::Pending), 1)).await, Ok(Claimed::Done));
    let logged = world.logged().await;
    for wrong in [
        succession(1, old, DeviceId([5; 16]), 2),
        succession(1, DeviceId([5; 16]), new, 2),
        succession(2, old, new, 2),
        Succeed { now: NOW + 300, ..succession(1, old, new, 2) },
    ] {
        assert_eq!(succeed(wrong).await, Succeeded::NotOpen);
    }
    assert_eq!(succeed(succession(1, old, new, 1)).await, Succeeded::StaleCounter);
    let confirmed = world.confirm(confirm(1, 1)).await;
    assert_eq!(confirmed, Ok(Confirmed::NotOpen), "a code on the portal is not what it waits for");
    assert_eq!((world.logged().await, world.list_devices(ADA).await.unwrap()[0].id), (logged, old));
    assert_eq!(succeed(succession(1, old, new, 2)).await, Succeeded::Done);
    let ids: Vec<_> = world.list_devices(ADA).await.unwrap().iter().map(|it| it.id).collect();
    assert_eq!((ids, world.logged().await), (vec![new], logged + 2));
    let codes = world.list_otp(ADA).await.unwrap();
    assert_eq!((codes.len(), codes[0].device, codes[0].active), (1, Some(new), true));
    assert_eq!(succeed(succession(1, old, new, 3)).await, Succeeded::NotOpen);
}
