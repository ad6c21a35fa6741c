//! Phones that prove where their keys lie, and an organisation that wants the proof.

use std::sync::Arc;

use assent_core::authenticator::{AuthError, LinkState};
use assent_core::message::{Attestation, MAX_MESSAGE_BYTES, Ticket, Verdict};
use assent_tests::administration::{Order, PASSWORD};
use assent_tests::browser::{Browser, Looks};
use assent_tests::hand::HandPhone;
use assent_tests::hardware_maker::{Maker, Said};
use assent_tests::phone::{Phone, description};
use assent_tests::place::Place;
use assent_tests::world::{ADA, START, World};

const BOSS: &str = "boss@atelier.example";

/// A server that trusts a maker besides Google.
fn world_trusting(maker: &Maker) -> World {
    let place = Place::new();
    let roots = place.path("roots.pem");
    std::fs::write(&roots, maker.root_pem()).unwrap();
    World::at(place.with("ASSENT_ATTESTATION_ROOTS", roots.to_str().unwrap()), Some(START))
}

fn honest(_: &mut Said) {}

/// What the server says to a phone that wants to be linked.
async fn refusal(world: &World, phone: &Phone) -> String {
    let ticket = world.make_ticket(ADA, None);
    phone.own.link(&ticket.text, description("Refused")).await.err().unwrap().to_string()
}

async fn require_proof(world: &World) -> Browser {
    world.server.order(&Order::AddPerson { email: BOSS.to_owned(), admin: true });
    let boss = Browser::open(world, Looks::default()).await;
    boss.sign_in_as(BOSS, PASSWORD).await;
    boss.comes_to("/security").await;
    boss.go("/admin/rules").await;
    boss.find("[name=proved_keys]").await.click().await.unwrap();
    boss.press("main form button.main").await;
    assert!(boss.text(".notice").await.contains("Saved"));
    assert!(boss.has("[name=proved_keys][checked]").await);
    boss
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o7_only_phones_that_prove_where_their_key_lies_are_linked_where_the_rules_say_so() {
    let maker = Arc::new(Maker::default());
    let world = world_trusting(&maker);
    let boss = require_proof(&world).await;
    let (clock, stranger) = (|| Arc::clone(&world.clock), Arc::new(Maker::default()));
    let in_software: fn(&mut Said) = |said| said.kept_in = 0;
    for phone in [
        Phone::new(clock()),
        Phone::attested(clock(), &stranger, honest),
        Phone::attested(clock(), &maker, in_software),
        Phone::attested(clock(), &maker, |said| said.user_auth_type = 0),
    ] {
        let refused = refusal(&world, &phone).await;
        assert!(refused.contains("proves"), "{refused}");
    }
    let phone = Phone::attested(clock(), &maker, honest);
    phone.link_to(&world, ADA).await;
    let ada = Browser::open(&world, Looks::default()).await;
    ada.sign_in().await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    ada.comes_to("/security").await;
    assert!(ada.text("main").await.contains("keys in hardware, proved"));
    boss.go("/admin/people?q=Ada").await;
    boss.press("tbody a").await;
    assert!(boss.text("main").await.contains("keys in hardware, proved"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o7_a_key_that_is_proved_to_lie_elsewhere_counts_as_it_is_proved() {
    let maker = Arc::new(Maker::default());
    let world = world_trusting(&maker);
    // The phone claims the StrongBox; its hardware says trusted environment.
    Phone::attested(Arc::clone(&world.clock), &maker, honest).link_to(&world, ADA).await;
    let boss = require_proof(&world).await;
    boss.choose("assurance", "strongbox").await;
    boss.press("main form button.main").await;
    let refused = refusal(&world, &Phone::attested(Arc::clone(&world.clock), &maker, honest)).await;
    assert!(refused.contains("in hardware"), "{refused}");
    let strong: fn(&mut Said) = |said| (said.attested_in, said.kept_in) = (2, 2);
    Phone::attested(Arc::clone(&world.clock), &maker, strong).link_to(&world, ADA).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o7_without_such_a_rule_a_phone_that_can_t_prove_it_is_linked_on_its_word_but_a_false_proof_is_refused() {
    let maker = Arc::new(Maker::default());
    let world = world_trusting(&maker);
    let stranger = Arc::new(Maker::default());
    let phone = Phone::attested(Arc::clone(&world.clock), &stranger, honest);
    phone.link_to(&world, ADA).await;
    let ada = Browser::open(&world, Looks::default()).await;
    ada.sign_in().await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    ada.comes_to("/security").await;
    assert!(ada.text("main").await.contains("keys in hardware, as the phone says"));
    let replayed: fn(&mut Said) = |said| said.challenge[0] ^= 1;
    for maker in [&maker, &stranger] {
        let refused = refusal(&world, &Phone::attested(Arc::clone(&world.clock), maker, replayed)).await;
        assert!(refused.contains("made for another link"), "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o7_who_moves_to_another_phone_needs_one_that_proves_it_too() {
    let maker = Arc::new(Maker::default());
    let world = world_trusting(&maker);
    let old = Phone::attested(Arc::clone(&world.clock), &maker, honest);
    old.link_to(&world, ADA).await;
    // It comes before the rule; the old phone signs for it afterwards.
    let (departure, plain) = (old.own.move_out().await.unwrap(), Phone::new(Arc::clone(&world.clock)));
    let arrival = plain.own.move_in(&departure.text, description("Plain")).await.unwrap();
    let code = plain.own.move_code(&[arrival.arrived[0].account]).unwrap();
    let _boss = require_proof(&world).await;
    let moved = old.own.finish_move(&departure, &code).await.unwrap();
    assert_eq!(moved.moved.len(), 0, "nothing proves where the new key lies");
    let (departure, new) =
        (old.own.move_out().await.unwrap(), Phone::attested(Arc::clone(&world.clock), &maker, honest));
    let arrived = [new.own.move_in(&departure.text, description("New")).await.unwrap().arrived[0].account];
    let code = new.own.move_code(&arrived).unwrap();
    let (out, confirmed) = tokio::join!(old.own.finish_move(&departure, &code), new.own.confirm_moved(&arrived));
    assert_eq!((out.unwrap().moved.len(), &confirmed[0].1), (1, &Ok::<(), AuthError>(())));
    assert_eq!(new.own.account(arrived[0]).unwrap().state, LinkState::Active);
}

#[tokio::test]
async fn the_longest_enrolment_is_taken_and_a_longer_one_is_not() {
    let world = World::new();
    let phone = HandPhone::new(&world.http, &world.server.server_id, Arc::clone(&world.clock) as Arc<_>);
    let longest = Attestation::of_android(&vec![vec![0; 2457]; 10]).unwrap();
    let enrol = |chain: &Attestation| {
        let ticket = Ticket::parse(&world.make_ticket(ADA, None).text).unwrap();
        phone.enrol(&ticket, |message| message.attestation = Some(chain.clone()))
    };
    let message = enrol(&longest);
    assert!(message.len() > 5 * MAX_MESSAGE_BYTES);
    assert_eq!(phone.post("enrol", message.clone()).await.status, 200);
    assert_eq!(phone.post("pull", message.clone()).await.status, 413, "only an enrolment may be as long");
    let mut longer = longest.clone();
    longer.chain.push(longer.chain[0].clone());
    assert_eq!(phone.post("enrol", enrol(&longer)).await.status, 400);
    longer.chain = vec!["A".repeat(60_000)];
    assert_eq!(phone.post("enrol", enrol(&longer)).await.status, 413);
}
