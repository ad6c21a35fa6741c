//! A6: a phone that holds no connection is woken by a push, which says nothing and is read by nobody.

use std::collections::HashSet;

use assent_core::authenticator::{AuthError, Repair};
use assent_core::client::ClientError;
use assent_core::message::{Enrolled, PushEndpoint, Ticket, Verdict};
use assent_tests::browser::{Browser, Looks};
use assent_tests::hand::{HandPhone, peek};
use assent_tests::phone::Phone;
use assent_tests::place::{Place, find_port};
use assent_tests::program::{Program, assent_server};
use assent_tests::push_server::PushServer;
use assent_tests::world::{ADA, START, World};
use data_encoding::BASE64;
use serde_json::{Value, json};

const WAKE_UPS: usize = 200;
/// How often a page is read again until what happens beside it shows.
const LOOKS: u32 = 50;
/// Header (RFC 8188 §2.1) with a point, one record of 128 bytes, its tag.
const MESSAGE_BYTES: usize = 86 + 128 + 16;

fn world(push: &PushServer) -> World {
    World::at(push.known_to(Place::new()), Some(START))
}

async fn link(world: &World, endpoint: PushEndpoint) -> Phone {
    let phone = world.link(ADA).await;
    let renewed = phone.own.repair(phone.account(), Some(endpoint)).await;
    assert_eq!(renewed, Ok(Repair::Works { push_renewed: true }));
    phone
}

/// Asks Ada, whose phone is woken and says YES; gives the push.
async fn wake_and_approve(world: &World, push: &PushServer, phone: &Phone) -> Value {
    let id = world.wiki.ask(ADA).await;
    let got = push.receive();
    phone.answer(Verdict::Approve, None).await.unwrap();
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
    got
}

fn check_headers(got: &Value) {
    let header = |name: &str| got["headers"][name].as_str().unwrap_or_default().to_owned();
    assert_eq!([&got["method"], &got["path"]], [&json!("POST"), &json!("/up")]);
    assert_eq!((header("ttl"), header("urgency"), header("topic")), ("120".into(), "high".into(), "wake".into()));
    assert_eq!(header("content-encoding"), "aes128gcm");
    let names: HashSet<_> = got["headers"].as_object().unwrap().keys().map(String::as_str).collect();
    let known =
        ["authorization", "content-encoding", "content-length", "content-type", "host", "topic", "ttl", "urgency"];
    let more: Vec<_> = names.difference(&known.into()).copied().filter(|name| *name != "accept").collect();
    assert_eq!(more, ["user-agent"], "nothing else that would tell one from another");
    assert_eq!(header("user-agent"), "Assent");
}

#[tokio::test]
async fn a6_two_hundred_wake_ups_are_alike_for_who_carries_them_and_open_for_nobody_else() {
    let push = PushServer::start();
    let world = world(&push);
    let phone = link(&world, push.endpoint("/up")).await;
    let mut bodies = HashSet::new();
    for _ in 0..WAKE_UPS {
        let got = wake_and_approve(&world, &push, &phone).await;
        check_headers(&got);
        assert_eq!(got["clear"], "wake", "read by npm http_ece, and the same in each");
        let vapid = &got["vapid"];
        assert_eq!([&vapid["aud"], &vapid["sub"]], [&json!(push.origin), &json!("mailto:ops@atelier.example")]);
        assert_eq!(vapid["exp"], START + 3600);
        let body = BASE64.decode(got["body"].as_str().unwrap().as_bytes()).unwrap();
        assert_eq!(body.len(), MESSAGE_BYTES);
        assert!(!body.windows(4).any(|part| part == b"wake"));
        assert!(bodies.insert(body), "each is encrypted anew");
    }
    assert!(push.is_empty(), "one for each request");
}

#[tokio::test]
async fn a6_a_push_is_needed_only_as_long_as_its_request_and_comes_to_each_phone() {
    let push = PushServer::start();
    let world = world(&push);
    let (_one, _other) = (link(&world, push.endpoint("/up")).await, link(&world, push.endpoint("/ntfy")).await);
    world.wiki.ask_within(ADA, 45).await;
    let [one, other] = [push.receive(), push.receive()];
    assert_eq!([&one["headers"]["ttl"], &other["headers"]["ttl"]], ["45", "45"]);
    assert_eq!(HashSet::from([one["path"].as_str(), other["path"].as_str()]).len(), 2);
}

#[tokio::test]
async fn a6_a_push_server_that_is_busy_is_asked_again() {
    let push = PushServer::start();
    let world = world(&push);
    let phone = link(&world, push.endpoint("/busy")).await;
    world.wiki.ask(ADA).await;
    let [refused, taken] = [push.receive(), push.receive()];
    assert_eq!((&refused["path"], &taken["path"]), (&json!("/busy"), &json!("/busy")));
    assert_ne!(refused["body"], taken["body"]);
    phone.answer(Verdict::Approve, None).await.unwrap();
}

#[tokio::test]
async fn a6_the_key_that_signs_pushes_stays_over_a_restart() {
    let push = PushServer::start();
    let world = world(&push);
    let phone = link(&world, push.endpoint("/up")).await;
    let before = wake_and_approve(&world, &push, &phone).await;
    let world = world.restart();
    let after = wake_and_approve(&world, &push, &phone).await;
    assert_eq!(before["vapid"]["key"], after["vapid"]["key"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a6_an_address_that_is_gone_is_forgotten_and_its_owner_sees_it_until_it_is_repaired() {
    let push = PushServer::start();
    let world = world(&push);
    let phone = link(&world, push.endpoint("/gone")).await;
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    assert_eq!(push.receive()["path"], "/gone");
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
    let (lost, row) = ("wake it no more", "ul.rows li");
    // The answer of the push server is heard a moment after the push was.
    for _ in 0..LOOKS {
        if !browser.text(row).await.contains(lost) {
            browser.go("/security").await;
        }
    }
    assert!(browser.text(row).await.contains(lost));
    assert!(browser.text("main").await.contains("Phone no longer woken by requests"));
    world.wiki.ask(ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    let renewed = phone.own.repair(phone.account(), Some(push.endpoint("/up"))).await;
    assert_eq!(renewed, Ok(Repair::Works { push_renewed: true }));
    assert_eq!(wake_and_approve(&world, &push, &phone).await["path"], "/up", "nothing went to the old one meanwhile");
    browser.go("/security").await;
    assert!(!browser.text(row).await.contains(lost));
}

/// Endpoints that no push gets to, and what is said of each.
fn useless(push: &PushServer) -> Vec<(PushEndpoint, &'static str)> {
    let PushEndpoint::Webpush { p256dh, auth, .. } = push.endpoint("") else { panic!("another kind") };
    let make = |endpoint: &str, p256dh: &str, auth: &str| PushEndpoint::Webpush {
        endpoint: endpoint.to_owned(),
        p256dh: p256dh.to_owned(),
        auth: auth.to_owned(),
    };
    // y of a point is never this for the x beside it.
    let off_curve = format!("{}AAAA", &p256dh[..p256dh.len() - 4]);
    vec![
        (make("http://push.example/up", &p256dh, &auth), "https is needed"),
        (make("https://10.0.0.7/up", &p256dh, &auth), "not a public one"),
        (make("https://169.254.169.254/latest/meta-data", &p256dh, &auth), "not a public one"),
        (make("https://[::1]/up", &p256dh, &auth), "not a public one"),
        (make(&format!("http://127.0.0.2:{}/up", find_port()), &p256dh, &auth), "https is needed"),
        (make("https://ada:hush@push.example/up", &p256dh, &auth), "name or password"),
        (make("nowhere", &p256dh, &auth), "no address"),
        (make("https://push.example/up", &p256dh[..80], &auth), "p256dh"),
        (make("https://push.example/up", &off_curve, &auth), "p256dh"),
        (make("https://push.example/up", &p256dh, "c2hvcnQ"), "auth"),
    ]
}

#[tokio::test]
async fn a6_an_address_that_no_push_gets_to_is_refused_when_the_phone_names_it() {
    let push = PushServer::start();
    let world = world(&push);
    let phone = link(&world, push.endpoint("/up")).await;
    for (endpoint, why) in useless(&push) {
        let refused = phone.own.repair(phone.account(), Some(endpoint)).await;
        let Err(AuthError::Client(ClientError::Refused { code, detail, .. })) = refused else { panic!("{refused:?}") };
        assert!(code == "push-refused" && detail.contains(why), "{why}: {detail}");
    }
    assert_eq!(wake_and_approve(&world, &push, &phone).await["path"], "/up", "the good one stays");
}

#[tokio::test]
async fn a6_a_phone_names_its_address_when_it_links_and_a_useless_one_links_nothing() {
    let push = PushServer::start();
    let world = world(&push);
    let mut phone = HandPhone::new(&world.http, &world.server.server_id, world.clock.clone());
    let ticket = world.make_ticket(ADA, None);
    let parsed = Ticket::parse(&ticket.text).unwrap();
    let (bad, why) = useless(&push).swap_remove(1);
    let refused = phone.post("enrol", phone.enrol(&parsed, |enrol| enrol.push = Some(bad))).await;
    assert_eq!((refused.status, &refused.json()["code"]), (400, &json!("push-refused")));
    assert!(refused.body.contains(why), "{refused:?}");
    let message = phone.enrol(&parsed, |enrol| enrol.push = Some(push.endpoint("/up")));
    let answer = phone.post("enrol", message.clone()).await;
    assert_eq!(answer.status, 200, "the ticket was not used up");
    phone.id = peek::<Enrolled>(&answer.body).device;
    let code = assent_core::message::derive_link_code(&parsed.secret, &message, &answer.body).to_string();
    assert_eq!(world.confirm_link(ADA, &ticket, &code)["result"], "linked");
    world.wiki.ask(ADA).await;
    assert_eq!(push.receive()["path"], "/up");
    let prompt = phone.prompt().await;
    assert_eq!(phone.answer(&prompt, Verdict::Approve).await.status, 200);
}

#[tokio::test]
async fn a6_a_push_server_that_refuses_stands_in_the_log_once_and_its_address_never() {
    let push = PushServer::start();
    let metrics = format!("127.0.0.1:{}", find_port());
    let place = push.known_to(Place::new()).with("ASSENT_METRICS_LISTEN", &metrics);
    let world = World::at(place, None);
    let phone = link(&world, push.endpoint("/refuses")).await;
    let World { server, place, wiki, .. } = world;
    server.stop();
    let mut command = assent_server(&place, &["run"]);
    command.env("ASSENT_LOG_LEVEL", "trace");
    let program = Program::start_command(command);
    let http = assent_tests::http::Http::to(&place.origin);
    let wiki = assent_tests::service::Service { http, ..wiki };
    for _ in 0..3 {
        wiki.ask(ADA).await;
        assert_eq!(push.receive()["path"], "/refuses");
        phone.answer(Verdict::Approve, None).await.unwrap();
    }
    let told = assent_tests::http::Http::to(&format!("http://{metrics}")).get("/metrics").await.body;
    assert!(told.contains("assent_pushes_total{outcome=\"refused\"} "), "{told}");
    program.terminate();
    let (_, words) = program.wait();
    assert_eq!(words.matches(&push.origin).count(), 1, "{words}");
    assert!(words.contains("403") && !words.contains("/refuses"), "{words}");
}
