//! R1: moving to another phone: one picture, one code, all servers; the old phone is cut.

use std::io::Write;
use std::sync::Arc;

use assent_core::authenticator::{AccountId, AuthError, LinkState};
use assent_core::message::Verdict;
use assent_tests::administration::Order;
use assent_tests::phone::{Phone, description};
use assent_tests::place::Place;
use assent_tests::world::{ADA, World};

use crate::terminal::Terminal;

fn phones(world: &World) -> Vec<String> {
    let listed = world.server.order(&Order::ListPhones { email: ADA.to_owned() });
    let phones = listed["phones"].as_array().unwrap();
    phones.iter().map(|phone| phone["name"].as_str().unwrap().to_owned()).collect()
}

async fn scan(new: &Phone, text: &str) -> (Vec<AccountId>, String) {
    let arrival = new.own.move_in(text, description("New")).await.unwrap();
    let ids: Vec<_> = arrival.arrived.iter().map(|linking| linking.account).collect();
    let code = new.own.move_code(&ids).unwrap().to_string();
    (ids, code)
}

#[tokio::test]
async fn r1_all_accounts_move_with_one_code_and_the_old_phone_is_cut() {
    let (home, work) = (World::new(), World::new());
    let old = Phone::new(Arc::clone(&home.clock));
    let (account, _) = old.link_to(&home, ADA).await;
    old.link_to(&work, ADA).await;
    let old_code = old.own.code(account).unwrap().code.to_string();
    let departure = old.own.move_out().await.unwrap();
    let new = Phone::new(Arc::clone(&home.clock));
    let (arrived, code) = scan(&new, &departure.text).await;
    assert_eq!(new.own.code(arrived[0]).err(), Some(AuthError::NotConfirmed), "nothing counts before the code");
    let (out, confirmed) = tokio::join!(old.own.finish_move(&departure, &code), new.own.confirm_moved(&arrived));
    assert_eq!(out.unwrap().moved.len(), 2);
    assert!(confirmed.iter().all(|(_, done)| done.is_ok()), "{confirmed:?}");
    assert!(old.own.accounts().unwrap().is_empty());
    for world in [&home, &work] {
        assert_eq!(phones(world), ["New"]);
        let id = world.wiki.ask(ADA).await;
        new.own.answer(&*new.request().await, Verdict::Approve, None).await.unwrap();
        assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
    }
    assert_eq!(home.wiki.check_code(ADA, &old_code).await["result"], "wrong");
}

#[tokio::test]
async fn r1_whoever_photographed_the_picture_gets_nothing() {
    let world = World::new();
    let old = world.link(ADA).await;
    let departure = old.own.move_out().await.unwrap();
    let (thief, new) = (Phone::new(Arc::clone(&world.clock)), Phone::new(Arc::clone(&world.clock)));
    scan(&thief, &departure.text).await;
    let late = new.own.move_in(&departure.text, description("New")).await.unwrap();
    assert_eq!((late.arrived.len(), late.failed.len()), (0, 1), "two came, so the ticket is void");
    assert_eq!(old.own.finish_move(&departure, "123456").await, Err(AuthError::MoveStopped));
    thief.own.pending(None, 0, &[]).await.unwrap();
    thief.own.pending(None, 0, &[]).await.unwrap();
    assert!(thief.own.accounts().unwrap().is_empty());
    // The person's own phone does not come at all: the code that they can type is not the thief's.
    let departure = old.own.move_out().await.unwrap();
    let (_, code) = scan(&thief, &departure.text).await;
    let other = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..2 {
        let refused = old.own.finish_move(&departure, other).await;
        assert!(matches!(refused, Err(AuthError::MoveCodeWrong { .. })), "{refused:?}");
    }
    assert_eq!(old.own.finish_move(&departure, other).await, Err(AuthError::MoveStopped));
    assert_eq!(old.own.finish_move(&departure, &code).await, Err(AuthError::MoveStopped));
    assert_eq!(phones(&world), ["Pixel"]);
    world.wiki.ask(ADA).await;
    old.answer(Verdict::Approve, None).await.unwrap();
}

#[tokio::test]
async fn r1_a_server_that_dies_after_the_code_is_done_later() {
    let (home, work) = (World::new(), World::new());
    let old = Phone::new(Arc::clone(&home.clock));
    let (stays, _) = old.link_to(&home, ADA).await;
    let (goes, _) = old.link_to(&work, ADA).await;
    let departure = old.own.move_out().await.unwrap();
    let new = Phone::new(Arc::clone(&home.clock));
    let (arrived, code) = scan(&new, &departure.text).await;
    let home = {
        let World { server, place, clock, wiki, http } = home;
        server.stop();
        let refused = old.own.finish_move(&departure, &code).await;
        assert_eq!(refused, Err(AuthError::MoveCodeWrong { tries_left: 2, silent: 1 }));
        let url = work.place.origin.clone();
        let of = |id: &AccountId| new.own.account(*id).unwrap().server_url.unwrap();
        let heard: Vec<_> = arrived.iter().copied().filter(|id| of(id) == url).collect();
        let code = new.own.move_code(&heard).unwrap();
        let out = old.own.finish_move(&departure, &code).await.unwrap();
        assert_eq!((out.moved.as_slice(), out.failed[0].account), (&[goes][..], stays));
        let server = assent_tests::server::TestServer::start(&place, Some(assent_tests::world::START));
        World { server, place, clock, wiki, http }
    };
    assert_eq!((phones(&work), phones(&home)), (vec!["New".to_owned()], vec!["Pixel".to_owned()]));
    // The rest, with a new picture.
    let departure = old.own.move_out().await.unwrap();
    let (ids, code) = scan(&new, &departure.text).await;
    let (out, confirmed) = tokio::join!(old.own.finish_move(&departure, &code), new.own.confirm_moved(&ids));
    assert_eq!((out.unwrap().moved, confirmed[0].1.clone()), (vec![stays], Ok(())));
    for _ in 0..2 {
        new.own.pending(None, 0, &[]).await.unwrap();
    }
    let states: Vec<_> = new.own.accounts().unwrap().iter().map(|account| account.state).collect();
    assert_eq!(states, [LinkState::Active; 2], "what came with the first picture is forgotten");
    assert_eq!(phones(&home), ["New"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r1_two_terminals_and_two_servers_one_of_them_down_in_the_middle() {
    let (home, work) = (World::at(Place::new(), None), World::at(Place::new(), None));
    let (old, new) = (Terminal::new(), Terminal::new());
    old.link(&home);
    old.link(&work);
    let (mut leaving, mut typing) = old.talk("move out");
    let shown = leaving.next();
    assert_eq!(shown["accounts"].as_array().unwrap().len(), 2);
    let text = shown["text"].as_str().unwrap().to_owned();
    let mut coming = new.follow("move in - --name second", &text);
    let came = coming.next();
    assert_eq!(came["accounts"].as_array().unwrap().len(), 2);
    // One server goes, so the code that counts is the one without its account.
    let down = came["accounts"].as_array().unwrap().iter().find(|it| it["server"] == work.place.origin.as_str());
    let down = down.unwrap()["id"].as_str().unwrap().to_owned();
    let work = stop(work);
    let code = new.json(&format!("move code --without {down}"))["code"].as_str().unwrap().to_owned();
    writeln!(typing, "{code}").unwrap();
    let out = leaving.next();
    assert_eq!((out["moved"].as_array().unwrap().len(), out["failed"].as_array().unwrap().len()), (1, 1));
    assert_eq!(phones(&home), ["second"]);
    home.wiki.ask(ADA).await;
    let states = || new.json("list").as_array().unwrap().iter().filter(|it| it["state"] == "active").count();
    for _ in 0..5 {
        new.run_with("pending", "");
        if states() == 1 {
            break;
        }
    }
    assert!(new.run("approve").starts_with("Approved."));
    drop(coming);
    // It is back: the rest moves with another picture.
    let work = start(work);
    let (mut leaving, mut typing) = old.talk("move out");
    let shown = leaving.next();
    let mut coming = new.follow("move in - --name second", shown["text"].as_str().unwrap());
    let code = coming.next()["code"].as_str().unwrap().to_owned();
    writeln!(typing, "{code}").unwrap();
    assert_eq!(leaving.next()["moved"].as_array().unwrap().len(), 1);
    assert_eq!(coming.next()["moved"].as_array().unwrap().len(), 1);
    assert_eq!(phones(&work), ["second"]);
    assert!(old.json("list").as_array().unwrap().is_empty());
    assert!(old.refused("move out").contains("No account"));
}

/// A world whose server is down.
struct Down {
    place: Place,
    clock: Arc<assent_core::clock::ManualClock>,
    wiki: assent_tests::service::Service,
    http: assent_tests::http::Http,
}

fn stop(world: World) -> Down {
    let World { server, place, clock, wiki, http } = world;
    server.stop();
    Down { place, clock, wiki, http }
}

fn start(down: Down) -> World {
    let Down { place, clock, wiki, http } = down;
    let server = assent_tests::server::TestServer::start(&place, None);
    World { server, place, clock, wiki, http }
}
