//! Looking after a server that runs: backups, people, a disk that fills up, metrics, the log, the stop.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use assent_core::message::{DeviceState, Verdict};
use assent_tests::administration::PASSWORD;
use assent_tests::http::Http;
use assent_tests::place::{Place, find_port};
use assent_tests::program::{Program, assent_server, in_own_mounts, run_command, run_to_end, words_of};
use assent_tests::service::Service;
use assent_tests::world::{ADA, World};
use rusqlite::Connection;
use serde_json::json;

use super::refusal;

#[tokio::test]
async fn a_stop_answers_the_phone_that_waits_and_ends_well() {
    let port = find_port().to_string();
    let place = Place::new().with("ASSENT_METRICS_LISTEN", &format!("127.0.0.1:{port}"));
    let world = World::at(place, None);
    let mut phone = world.link_by_hand(ADA).await;
    let (_place, program, wiki) = hand_over(world);
    phone.http = wiki.http.clone();
    let id = wiki.ask("nobody@atelier.example").await;
    let metrics = Http::to(&format!("http://127.0.0.1:{port}"));
    let stop = async {
        wait_for_held_phone(&metrics).await;
        program.terminate();
    };
    let (pulled, seen, ()) = tokio::join!(phone.pull(55), wiki.wait(&id, 55), stop);
    assert!(pulled.state == DeviceState::Active && pulled.prompts.is_empty(), "{pulled:?}");
    assert_eq!(seen, "pending");
    let (status, words) = program.wait();
    assert_eq!(status.code(), Some(0), "{words}");
}

/// Until the server says that a phone waits.
async fn wait_for_held_phone(metrics: &Http) {
    for _ in 0..10_000 {
        let text = metrics.get("/metrics").await.body;
        if text.lines().any(|line| line.starts_with("assent_held_phones") && line.ends_with(" 1")) {
            return;
        }
    }
    panic!("no phone is held: {}", metrics.get("/metrics").await.body);
}

#[tokio::test]
async fn metrics_are_served_apart_and_only_with_the_token() {
    let port = find_port().to_string();
    let place = Place::new().with("ASSENT_METRICS_LISTEN", &format!("127.0.0.1:{port}"));
    let place = place.with("ASSENT_METRICS_TOKEN", "let me read");
    let world = World::at(place, None);
    let (_place, _program, wiki) = hand_over(world);
    wiki.ask(ADA).await;
    let metrics = Http::to(&format!("http://127.0.0.1:{port}"));
    assert_eq!(metrics.get("/metrics").await.refusal(), (401, "no-token".to_owned()));
    let token = [("authorization", "Bearer let me read")];
    let text = metrics.send(reqwest::Method::GET, "/metrics", &token, "").await;
    assert_eq!(text.status, 200);
    assert!(text.body.contains("assent_challenges_asked_total") && text.body.ends_with("# EOF\n"), "{}", text.body);
    assert!(!text.body.contains(ADA), "nobody is named");
    assert_eq!(wiki.http.get("/metrics").await.refusal(), (404, "no-such-address".to_owned()));
}

#[tokio::test]
async fn the_log_names_no_secret() {
    let world = World::at(Place::new(), None);
    let phone = world.link(ADA).await;
    let World { server, place, wiki, .. } = world;
    server.stop();
    let mut command = assent_server(&place, &["run"]);
    command.env("ASSENT_LOG_LEVEL", "trace");
    let program = Program::start_command(command);
    let wiki = Service { http: Http::to(&place.origin), ..wiki };
    let (id, number) = wiki.ask_number(ADA).await;
    phone.answer(Verdict::Approve, Some(&number)).await.unwrap();
    assert_eq!(wiki.redeem(&id).await.status, 200);
    let code = phone.code();
    wiki.post("/code-checks", &json!({ "account": ADA, "code": code })).await;
    let (key, words) = (wiki.key.clone(), program.words());
    assert!(words.contains("/service/v1/challenges"), "{words}");
    for secret in [key.as_str(), &number, &code] {
        assert!(!words.contains(secret), "{secret} is in the log: {words}");
    }
}

#[tokio::test]
async fn a_backup_made_while_the_server_runs_can_be_opened() {
    let world = World::at(Place::new(), None);
    let phone = world.link(ADA).await;
    let (place, _program, wiki) = hand_over(world);
    let id = wiki.ask(ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    let other = Place::new();
    let copy = other.path("assent.db").to_string_lossy().into_owned();
    let asking = tokio::spawn({
        let wiki = wiki.clone();
        async move {
            for n in 0..200 {
                assert_eq!(wiki.try_ask(&format!("nobody{n}@atelier.example")).await.status, 201);
            }
        }
    });
    let command = assent_server(&place, &["backup", &copy]);
    let output = tokio::task::spawn_blocking(|| run_command(command, "")).await.unwrap();
    assert!(output.status.success(), "{}", words_of(&output));
    asking.await.unwrap();
    let words = refusal(&place, &["backup", &copy]);
    assert!(words.contains(&copy), "an older backup is not overwritten: {words}");
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    fs::copy(place.path("assent.keys"), other.path("assent.keys")).unwrap();
    let _restored = Program::start(&other);
    let restored = Service { http: Http::to(&other.origin), ..wiki };
    assert_eq!(restored.redeem(&id).await.expect(200)["outcome"], "approved");
    assert_eq!(restored.check_code(ADA, &phone.code()).await["result"], "accepted");
}

#[tokio::test]
async fn a_person_is_added_while_the_server_runs() {
    let world = World::at(Place::new(), None);
    let (place, _program, wiki) = hand_over(world);
    let bob = "bob@atelier.example";
    let output = run_to_end(&place, &["user", "add", "--name", "Bob", bob], &format!("{PASSWORD}\n"));
    assert!(output.status.success(), "{}", words_of(&output));
    assert!(!words_of(&output).contains(PASSWORD));
    assert!(refusal(&place, &["user", "add", bob]).contains("account with this address already"));
    assert!(!refusal(&place, &["user", "add", "carol"]).is_empty());
    let short = run_to_end(&place, &["user", "add", "carol@atelier.example"], "short\n");
    assert_eq!(short.status.code(), Some(1), "{}", words_of(&short));
    assert_eq!(wiki.try_ask(bob).await.status, 201);
    let database = Connection::open(place.path("assent.db")).unwrap();
    let people: i64 = database.query_row("SELECT count(*) FROM people", (), |row| row.get(0)).unwrap();
    assert_eq!(people, 2);
}

#[tokio::test]
async fn a_disk_that_fills_up_loses_nothing_and_the_server_goes_on_when_there_is_room() {
    let world = World::at(Place::new(), None);
    let phone = world.link(ADA).await;
    let World { server, place, wiki, .. } = world;
    server.stop();
    let copy = tempfile::tempdir().unwrap();
    let script = r#"cp -a "$0/." "$1"; mount -t tmpfs -o size=4m tmpfs "$0"; cp -a "$1/." "$0"; exec "$2" run"#;
    let program = Program::start_command(in_own_mounts(&place, copy.path(), script));
    let wiki = Service { http: Http::to(&place.origin), ..wiki };
    let id = wiki.ask(ADA).await;
    let request = phone.request().await;
    let folder = format!("/proc/{}/root{}", program.id(), place.path("").display());
    let fill = Path::new(&folder).join("fill");
    drop(fs::write(&fill, vec![0; 8 << 20]));
    let full = (503, "unavailable".to_owned());
    let refused = fill_up(&wiki).await;
    assert_eq!(refused.refusal(), full, "{refused:?}");
    assert!(phone.own.answer(&request, Verdict::Approve, None).await.is_err(), "nothing is acknowledged");
    assert_eq!(wiki.http.get("/readyz").await.refusal(), full);
    assert_eq!(wiki.http.get("/healthz").await.status, 200);
    assert_eq!(wiki.wait(&id, 0).await, "pending");
    fs::remove_file(&fill).unwrap();
    assert_eq!(wiki.http.get("/readyz").await.status, 200);
    phone.own.answer(&request, Verdict::Approve, None).await.unwrap();
    assert_eq!(wiki.redeem(&id).await.expect(200)["outcome"], "approved");
}

/// Writes until the disk takes no more: the log has room for a few pages after the disk is full.
async fn fill_up(wiki: &Service) -> assent_tests::http::Answer {
    for n in 0..2000 {
        let account = format!("nobody{n}@atelier.example");
        let answer = wiki.try_ask(&account).await;
        if answer.status != 201 {
            return answer;
        }
    }
    panic!("the disk never filled up");
}

/// A world whose server is the real one from now on.
fn hand_over(world: World) -> (Place, Program, Service) {
    let World { server, place, wiki, .. } = world;
    server.stop();
    let program = Program::start(&place);
    let http = Http::to(&place.origin);
    (place, program, Service { http, ..wiki })
}
