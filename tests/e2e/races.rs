//! Races: a thousand logins, each approved on two phones, denied on a third, cancelled, redeemed twice and expired at
//! the same time. Each has exactly one end, and is redeemed at most once.

use std::collections::BTreeMap;
use std::sync::Arc;

use assent_core::message::{Receipt, Verdict};
use assent_core::random::{SystemEntropy, make_bytes};
use assent_tests::administration::Order;
use assent_tests::hand::{HandPhone, peek};
use assent_tests::service::Service;
use assent_tests::world::World;
use rusqlite::Connection;
use serde_json::json;
use tokio::task::JoinSet;

const PEOPLE: usize = 50;
const ROUNDS: usize = 20;
const LIVES_SECS: i64 = 30;
const DAY_SECS: i64 = 86_401;

/// Somebody with three phones.
struct Person {
    email: String,
    phones: [Arc<HandPhone>; 3],
}

/// One login and the three phones' answers, signed and ready to be sent.
struct Login {
    id: String,
    answers: [(Arc<HandPhone>, String); 3],
}

/// What one try said.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    Approved,
    Denied,
    Cancelled,
    Redeemed,
    No(&'static str),
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a6_a_thousand_logins_raced_over_end_once_each() {
    let world = World::new();
    let people = make_people(&world).await;
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let logins = ask_all(&world, &people).await;
        let said = race(&world, &logins).await;
        for (login, said) in logins.iter().zip(&said) {
            let end = judge(&world.wiki, &login.id, said).await;
            *counts.entry(end).or_default() += 1;
            for said in said {
                if let Said::No(why) = said {
                    *counts.entry(format!("refused: {why}")).or_default() += 1;
                }
            }
        }
        world.advance(DAY_SECS);
    }
    world.server.order(&Order::Sweep);
    check_log(&world, &mut counts);
    eprintln!("races: {counts:?}");
    let logins: u32 = ["approved", "denied", "cancelled", "expired"].iter().filter_map(|end| counts.get(*end)).sum();
    assert_eq!(logins as usize, PEOPLE * ROUNDS);
    for end in ["approved", "denied", "cancelled", "expired", "redeemed"] {
        assert!(counts.contains_key(end), "{end} never won: {counts:?}");
    }
}

async fn make_people(world: &World) -> Vec<Person> {
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        let email = format!("person{n}@atelier.example");
        world.add_person(&email);
        let mut phones = Vec::new();
        for _ in 0..3 {
            phones.push(Arc::new(world.link_by_hand(&email).await));
        }
        people.push(Person { email, phones: phones.try_into().ok().unwrap() });
    }
    people
}

async fn ask_all(world: &World, people: &[Person]) -> Vec<Login> {
    let mut logins = Vec::new();
    for person in people {
        let body = json!({ "account": person.email, "lives_secs": LIVES_SECS });
        let asked = world.wiki.post("/challenges", &body).await.expect(201);
        let verdicts = [Verdict::Approve, Verdict::Approve, Verdict::Deny];
        let mut answers = Vec::new();
        for (phone, verdict) in person.phones.iter().zip(verdicts) {
            answers.push((Arc::clone(phone), phone.decided(&phone.prompt().await, verdict)));
        }
        let answers = answers.try_into().ok().unwrap();
        logins.push(Login { id: asked["id"].as_str().unwrap().to_owned(), answers });
    }
    logins
}

/// Everything at once, in an order that chance makes, and time goes on in the middle of it.
async fn race(world: &World, logins: &[Login]) -> Vec<Vec<Said>> {
    let mut tries: Vec<(usize, usize)> =
        (0..logins.len()).flat_map(|login| (0..6).map(move |way| (login, way))).collect();
    shuffle(&mut tries);
    let (mut running, soon) = (JoinSet::new(), tries.len() / 5);
    for (login, way) in tries {
        let (wiki, id) = (world.wiki.clone(), logins[login].id.clone());
        let answer = logins[login].answers.get(way).cloned();
        running.spawn(async move { (login, attempt(&wiki, &id, way, answer).await) });
    }
    let (mut said, mut done) = (vec![Vec::new(); logins.len()], 0);
    while let Some(one) = running.join_next().await {
        let (login, what) = one.unwrap();
        said[login].extend(what);
        done += 1;
        if done == soon {
            world.advance(LIVES_SECS);
        }
    }
    said
}

/// An answer, a cancellation or a redemption; who approves redeems twice at once.
async fn attempt(wiki: &Service, id: &str, way: usize, answer: Option<(Arc<HandPhone>, String)>) -> Vec<Said> {
    let Some((phone, decided)) = answer else {
        return vec![if way == 3 { cancel(wiki, id).await } else { redeem(wiki, id).await }];
    };
    let answer = phone.post("decide", decided).await;
    match (answer.status, way) {
        (200, 2) => vec![Said::Denied],
        (200, _) => {
            let (one, other) = tokio::join!(redeem(wiki, id), redeem(wiki, id));
            vec![Said::Approved, one, other]
        }
        _ => vec![Said::No(known(&answer.code(), &["settled", "expired"]))],
    }
}

async fn cancel(wiki: &Service, id: &str) -> Said {
    if wiki.cancel(id).await { Said::Cancelled } else { Said::No("cancelled too late") }
}

async fn redeem(wiki: &Service, id: &str) -> Said {
    let answer = wiki.redeem(id).await;
    match answer.status {
        200 if answer.json()["outcome"] == "approved" => Said::Redeemed,
        200 => Said::No("told of another end"),
        _ => Said::No(known(&answer.code(), &["pending", "redeemed"])),
    }
}

/// A refusal must be one of those that this race makes.
fn known(code: &str, codes: &[&'static str]) -> &'static str {
    codes.iter().find(|known| **known == code).unwrap_or_else(|| panic!("refused with {code}"))
}

/// What was said must fit the one end; gives it.
async fn judge(wiki: &Service, id: &str, said: &[Said]) -> String {
    let count = |of: fn(&Said) -> bool| said.iter().filter(|said| of(said)).count();
    let approved = count(|said| *said == Said::Approved);
    let (denied, cancelled) = (count(|said| *said == Said::Denied), count(|said| *said == Said::Cancelled));
    let redeemed = count(|said| *said == Said::Redeemed);
    assert!(approved + denied + cancelled <= 1, "{id} ended twice: {said:?}");
    assert!(redeemed <= 1, "{id} was redeemed {redeemed} times: {said:?}");
    assert_eq!(redeemed, approved, "{id}: who approved redeemed twice, once it counts: {said:?}");
    let status = wiki.wait(id, 0).await;
    let (end, expected) = match (approved, denied, cancelled) {
        (1, _, _) => ("approved", "redeemed"),
        (_, 1, _) => ("denied", "denied"),
        (_, _, 1) => ("cancelled", "cancelled"),
        _ => ("expired", "expired"),
    };
    assert_eq!(status, expected, "{id}: {said:?}");
    end.to_owned()
}

/// The log tells the same: one end for each login, one redemption for each approval, and its chain is whole.
fn check_log(world: &World, counts: &mut BTreeMap<String, u32>) {
    let entries = world.server.order(&Order::VerifyAudit)["entries"].as_u64().unwrap();
    let database = Connection::open(world.place.path("assent.db")).unwrap();
    let mut ends: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut rows = database.prepare("SELECT body FROM audit").unwrap();
    for body in rows.query_map((), |row| row.get::<_, Vec<u8>>(0)).unwrap() {
        let event: serde_json::Value = serde_json::from_slice(&body.unwrap()).unwrap();
        let kind = event["kind"].as_str().unwrap().to_owned();
        if let (true, Some(id)) = (kind.starts_with("challenge_"), event["detail"].as_str()) {
            ends.entry(id.to_owned()).or_default().push(kind);
        }
    }
    assert_eq!(ends.len(), PEOPLE * ROUNDS);
    for (id, mut kinds) in ends {
        kinds.retain(|kind| kind != "challenge_asked");
        let redeemed = kinds.iter().filter(|kind| *kind == "challenge_redeemed").count();
        let approved = kinds.iter().filter(|kind| *kind == "challenge_approved").count();
        assert_eq!(kinds.len() - redeemed, 1, "{id} has other ends in the log: {kinds:?}");
        assert_eq!(redeemed, approved, "{id}: {kinds:?}");
        *counts.entry("redeemed".to_owned()).or_default() += u32::try_from(redeemed).unwrap();
    }
    *counts.entry("log entries".to_owned()).or_default() += u32::try_from(entries).unwrap();
}

/// Fisher and Yates, with the system's randomness.
fn shuffle<T>(items: &mut [T]) {
    let random = SystemEntropy::default();
    for last in (1..items.len()).rev() {
        let chosen = u64::from_le_bytes(make_bytes::<8>(&random).unwrap());
        items.swap(last, usize::try_from(chosen % (last as u64 + 1)).unwrap());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a6_the_same_answer_sent_many_times_at_once_is_one_answer() {
    let world = World::new();
    world.add_person("person@atelier.example");
    let phone = Arc::new(world.link_by_hand("person@atelier.example").await);
    let id = world.wiki.ask("person@atelier.example").await;
    let decided = phone.decided(&phone.prompt().await, Verdict::Approve);
    let mut running = JoinSet::new();
    for _ in 0..32 {
        let (phone, decided) = (Arc::clone(&phone), decided.clone());
        running.spawn(async move { phone.post("decide", decided).await });
    }
    let mut receipts = Vec::new();
    while let Some(answer) = running.join_next().await {
        let answer = answer.unwrap();
        assert_eq!(answer.status, 200, "{answer:?}");
        receipts.push(answer.body);
    }
    receipts.dedup();
    assert_eq!(receipts.len(), 1, "one receipt");
    assert_eq!(peek::<Receipt>(&receipts[0]).challenge.to_string(), id);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a3_of_many_phones_with_one_ticket_none_is_linked_behind_the_person_s_back() {
    let world = World::new();
    let ticket_text = world.make_ticket(assent_tests::world::ADA, None);
    let ticket = assent_core::message::Ticket::parse(&ticket_text.text).unwrap();
    let mut running = JoinSet::new();
    for _ in 0..8 {
        let phone = HandPhone::new(&world.http, &world.server.server_id, Arc::clone(&world.clock) as Arc<_>);
        let enrol = phone.enrol(&ticket, |_| {});
        running.spawn(async move { phone.post("enrol", enrol).await.status });
    }
    let mut statuses = running.join_all().await;
    statuses.sort_unstable();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert!(statuses.contains(&409), "the second one voids it: {statuses:?}");
    assert_eq!(world.confirm_link(assent_tests::world::ADA, &ticket_text, "000000")["result"], "not-open");
}
