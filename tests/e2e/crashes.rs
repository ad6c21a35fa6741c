//! Crashes: the real server is killed a hundred times under load. No acknowledged decision is lost, nothing is redeemed
//! twice, the audit chain stays whole, and the server starts again each time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use assent_core::clock::SystemClock;
use assent_core::message::{Prompt, Pulled, Receipt, Verdict};
use assent_core::random::{SystemEntropy, make_bytes};
use assent_server::store::AuditStore;
use assent_server::store::sqlite::SqliteStore;
use assent_tests::hand::{HandPhone, peek};
use assent_tests::http::Http;
use assent_tests::place::Place;
use assent_tests::program::Program;
use assent_tests::service::Service;
use assent_tests::world::World;
use rusqlite::Connection;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

const KILLS: usize = 100;
const PEOPLE: usize = 8;
/// After so many acknowledged steps at most the server is killed.
const LONGEST_LIFE: u64 = 60;

/// Somebody with one phone.
struct Person {
    email: String,
    phone: HandPhone,
}

/// What the server acknowledged, by login: it must hold for ever.
#[derive(Default)]
struct Acknowledged {
    /// The receipt of each decision.
    decided: BTreeMap<String, String>,
    /// Logins that were redeemed.
    redeemed: Vec<String>,
}

type Notes = Arc<Mutex<Acknowledged>>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a6_no_acknowledged_decision_is_lost_when_the_server_is_killed_a_hundred_times() {
    let (place, people, wiki) = prepare().await;
    let (mut all, mut notes) = (Totals::default(), Acknowledged::default());
    for round in 0..=KILLS {
        let program = Program::start(&place);
        check(&place, &wiki, std::mem::take(&mut notes), &mut all).await;
        if round % 20 == 0 {
            all.entries = verify_chain(&place, &all).await;
        }
        if round < KILLS {
            notes = run_and_kill(program, &place, &people, &wiki).await;
        }
    }
    eprintln!("crashes: {KILLS} kills, {all}");
    assert!(all.decided > KILLS, "hardly any load: {all}");
}

/// A server's data with people, phones and a service, made by the test server with the same code and keys.
async fn prepare() -> (Place, Vec<Arc<Person>>, Service) {
    let world = World::at(Place::new(), None);
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        let email = format!("person{n}@atelier.example");
        world.add_person(&email);
        let mut phone = world.link_by_hand(&email).await;
        phone.clock = Arc::new(SystemClock);
        people.push(Arc::new(Person { email, phone }));
    }
    let World { server, place, wiki, .. } = world;
    server.stop();
    (place, people, wiki)
}

/// Everybody signs in again and again until the server is killed, after so many acknowledged steps as chance says.
async fn run_and_kill(program: Program, place: &Place, people: &[Arc<Person>], wiki: &Service) -> Acknowledged {
    let (lives, notes) = (make_life(), Notes::default());
    let wiki = Service { http: Http::to(&place.origin), ..wiki.clone() };
    let (step, mut steps) = mpsc::unbounded_channel();
    let mut running = JoinSet::new();
    for (n, person) in people.iter().enumerate() {
        let (person, wiki, notes, step) = (Arc::clone(person), wiki.clone(), Arc::clone(&notes), step.clone());
        running.spawn(async move {
            // Ends with the first request that gets no answer.
            let mut going = answer_waiting(&person, &wiki, &notes, &step).await.map(|_| ());
            while going.is_ok() {
                going = sign_in(&person, &wiki, &notes, &step, n % 2 == 0).await;
            }
        });
    }
    drop(step);
    for _ in 0..lives {
        steps.recv().await.expect("the load goes on");
    }
    program.kill();
    while let Some(done) = running.join_next().await {
        done.unwrap();
    }
    std::mem::take(&mut *lock(&notes))
}

fn make_life() -> u64 {
    u64::from_le_bytes(make_bytes::<8>(&SystemEntropy::default()).unwrap()) % LONGEST_LIFE + 1
}

async fn sign_in(
    person: &Person,
    wiki: &Service,
    notes: &Notes,
    step: &mpsc::UnboundedSender<()>,
    redeems: bool,
) -> reqwest::Result<()> {
    let body = serde_json::json!({ "account": person.email });
    let asked = wiki.try_post("/challenges", &body).await?.expect(201);
    let id = asked["id"].as_str().unwrap().to_owned();
    assert_eq!(answer_waiting(person, wiki, notes, step).await?, 1);
    if redeems {
        let redeemed = wiki.try_post(&format!("/challenges/{id}/redeem"), &serde_json::json!({})).await?;
        assert_eq!(redeemed.expect(200)["outcome"], "approved");
        lock(notes).redeemed.push(id);
        step.send(()).ok();
    }
    Ok(())
}

/// Answers what waits on the phone, as what was asked before the last kill may do still; gives how many.
async fn answer_waiting(
    person: &Person,
    wiki: &Service,
    notes: &Notes,
    step: &mpsc::UnboundedSender<()>,
) -> reqwest::Result<usize> {
    let phone = HandOver { person, wiki };
    let prompts = phone.pull().await?;
    for prompt in &prompts {
        let answer = phone.send("decide", person.phone.decided(prompt, Verdict::Approve)).await?;
        assert_eq!(answer.status, 200, "{answer:?}");
        lock(notes).decided.insert(peek::<Prompt>(prompt).challenge.to_string(), answer.body);
        step.send(()).ok();
    }
    Ok(prompts.len())
}

/// The person's phone over the present connections.
struct HandOver<'a> {
    person: &'a Person,
    wiki: &'a Service,
}

impl HandOver<'_> {
    async fn send(&self, door: &str, message: String) -> reqwest::Result<assent_tests::http::Answer> {
        let headers = [("content-type", assent_tests::hand::JOSE)];
        self.wiki.http.try_send(reqwest::Method::POST, &format!("/device/v1/{door}"), &headers, message).await
    }

    async fn pull(&self) -> reqwest::Result<Vec<String>> {
        let phone = &self.person.phone;
        let answer = self.send("pull", phone.sign(phone.pull_claims(0), &phone.request)).await?;
        assert_eq!(answer.status, 200, "{answer:?}");
        Ok(peek::<Pulled>(&answer.body).prompts)
    }
}

/// What was acknowledged so far.
#[derive(Default)]
struct Totals {
    decided: usize,
    redeemed: usize,
    /// Receipts by their place in the chain.
    places: BTreeMap<u64, String>,
    entries: u64,
}

impl std::fmt::Display for Totals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { decided, redeemed, entries, .. } = self;
        write!(
            f,
            "{decided} acknowledged decisions and {redeemed} redemptions, none lost; {entries} log entries, chain whole"
        )
    }
}

/// The server that started again knows everything that it acknowledged.
async fn check(place: &Place, wiki: &Service, notes: Acknowledged, all: &mut Totals) {
    let wiki = Service { http: Http::to(&place.origin), ..wiki.clone() };
    for (id, receipt) in &notes.decided {
        let was_redeemed = notes.redeemed.contains(id);
        let status = wiki.wait(id, 0).await;
        // A redemption may have reached the disk whose answer the kill cut off.
        assert!(status == "redeemed" || (status == "approved" && !was_redeemed), "{id} is {status} after the kill");
        if status == "approved" {
            assert_eq!(wiki.redeem(id).await.expect(200)["receipt"]["receipt"], receipt.as_str(), "{id}");
        }
        assert_eq!(wiki.redeem(id).await.refusal(), (409, "redeemed".to_owned()), "{id}");
        let position = peek::<Receipt>(receipt).audit;
        let hash = serde_json::to_value(position.hash).unwrap().as_str().unwrap().to_owned();
        assert!(all.places.insert(position.seq, hash).is_none(), "two receipts have one place in the chain");
    }
    all.decided += notes.decided.len();
    all.redeemed += notes.redeemed.len();
}

/// The chain is whole, and every receipt stands in it where it says.
async fn verify_chain(place: &Place, all: &Totals) -> u64 {
    let store = SqliteStore::open(&place.path("assent.db")).unwrap();
    let entries = store.verify_audit().await.unwrap();
    assert!(entries > 0);
    drop(store);
    let database = Connection::open(place.path("assent.db")).unwrap();
    for (seq, hash) in &all.places {
        let seq = i64::try_from(*seq).unwrap();
        let found: Vec<u8> =
            database.query_row("SELECT hash FROM audit WHERE seq = ?1", [seq], |row| row.get(0)).unwrap();
        assert_eq!(data_encoding::BASE64URL_NOPAD.encode(&found), *hash, "entry {seq}");
    }
    entries
}

fn lock(notes: &Notes) -> std::sync::MutexGuard<'_, Acknowledged> {
    notes.lock().unwrap_or_else(PoisonError::into_inner)
}
