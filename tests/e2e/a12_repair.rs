//! A12: a link that is dead is made anew in its place; the entry, its name and its history stay.

use std::sync::Arc;

use assent_core::authenticator::{LinkLost, LinkState, Repair};
use assent_core::ids::DeviceId;
use assent_core::message::{PushEndpoint, Text, Verdict};
use assent_tests::administration::Order;
use assent_tests::phone::{Phone, description};
use assent_tests::place::Place;
use assent_tests::world::{ADA, World};

use crate::terminal::Terminal;

fn phones(world: &World) -> usize {
    world.server.order(&Order::ListPhones { email: ADA.to_owned() })["phones"].as_array().unwrap().len()
}

#[tokio::test]
async fn a12_a_link_that_works_only_gets_its_new_push_endpoint() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let push = PushEndpoint::Fcm { token: "restored".to_owned() };
    let repaired = phone.own.repair(phone.account(), Some(push)).await;
    assert_eq!(repaired, Ok(Repair::Works { push_renewed: true }));
    assert_eq!(phones(&world), 1);
    phone.clock.advance(5000);
    let repaired = phone.own.repair(phone.account(), None).await;
    assert_eq!(repaired, Ok(Repair::Works { push_renewed: false }), "a clock that is off is corrected");
}

#[tokio::test]
async fn a12_a_removed_phone_comes_back_under_its_entry() {
    let world = World::new();
    let phone = Phone::new(Arc::clone(&world.clock));
    let (account, device) = phone.link_to(&world, ADA).await;
    phone.own.rename(account, Some(Text::new("Work").unwrap())).unwrap();
    world.wiki.ask(ADA).await;
    phone.answer(Verdict::Deny, None).await.unwrap();
    world.server.order(&Order::RemovePhone { email: ADA.to_owned(), device });
    assert_eq!(phone.own.repair(account, None).await, Ok(Repair::NeedsLink(LinkLost::Unlinked)));
    repair(&world, &phone).await;
    let shown = phone.own.account(account).unwrap();
    assert_eq!((shown.state, shown.label.as_deref()), (LinkState::Active, Some("Work")));
    assert_eq!(phone.own.history().unwrap()[0].account, account);
    let id = world.wiki.ask(ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
    assert_eq!(world.wiki.check_code(ADA, &phone.code()).await["result"], "accepted");
}

#[tokio::test]
async fn a12_of_a_link_that_was_not_dead_the_old_one_goes() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let old_code = phone.code();
    repair(&world, &phone).await;
    assert_eq!(phones(&world), 1);
    world.wiki.ask(ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    if phone.code() != old_code {
        assert_eq!(world.wiki.check_code(ADA, &old_code).await["result"], "wrong", "the old codes are void");
    }
}

#[tokio::test]
async fn a12_a_code_of_somebody_else_repairs_nothing() {
    let world = World::new();
    world.add_person("bob@atelier.example");
    let phone = world.link(ADA).await;
    let ticket = world.make_ticket("bob@atelier.example", None);
    assert!(phone.own.repair_with(phone.account(), &ticket.text, description("Pixel")).await.is_err());
    assert_eq!(phone.own.accounts().unwrap().len(), 1);
    world.wiki.ask(ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a12_the_terminal_says_what_is_wrong_and_links_anew_in_place() {
    let (world, terminal) = (World::at(Place::new(), None), Terminal::new());
    terminal.link(&world);
    terminal.run("rename ada Work");
    assert!(terminal.run("repair Work").contains("works"));
    let listed = world.server.order(&Order::ListPhones { email: ADA.to_owned() });
    let device: DeviceId = listed["phones"][0]["id"].as_str().unwrap().parse().unwrap();
    world.server.order(&Order::RemovePhone { email: ADA.to_owned(), device });
    assert!(terminal.refused("repair Work").contains("--sign-in"));
    let ticket = world.make_ticket(ADA, None);
    let mut repairing = terminal.follow("repair Work -", &ticket.text);
    let code = repairing.next()["link_code"].as_str().unwrap().to_owned();
    assert_eq!(world.confirm_link(ADA, &ticket, &code)["result"], "linked");
    assert_eq!(repairing.next()["old_listed"], false);
    assert!(terminal.run("list").contains("Work"));
    world.wiki.ask(ADA).await;
    assert!(terminal.run("approve").starts_with("Approved."));
}

async fn repair(world: &World, phone: &Phone) {
    let account = phone.account();
    let ticket = world.make_ticket(ADA, None);
    let linking = phone.own.repair_with(account, &ticket.text, description("Pixel")).await.unwrap();
    assert_eq!(world.confirm_link(ADA, &ticket, linking.link_code.as_ref().unwrap())["result"], "linked");
    let repaired = phone.own.confirm_repaired(&linking).await.unwrap();
    assert_eq!((repaired.account, repaired.is_old_listed), (account, false));
}
