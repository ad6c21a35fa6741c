//! The real `assent-server` as its operator sees it: starting, refusing to start, looking after it, stopping.

use std::fs;
use std::net::TcpListener;
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

/// Runs the server where it can't; gives what it said.
fn refusal(place: &Place, arguments: &[&str]) -> String {
    let output = run_to_end(place, arguments, PASSWORD);
    assert_eq!(output.status.code(), Some(1), "{}", words_of(&output));
    let words = words_of(&output);
    assert!(!words.contains("panicked"), "{words}");
    words
}

/// A place with keys and a database with Ada in it.
fn make_place() -> Place {
    let place = Place::new();
    assert!(run_to_end(&place, &["-c", &toml(&place), "init"], "").status.success());
    let added = run_to_end(&place, &["user", "add", ADA], PASSWORD);
    assert!(added.status.success(), "{}", words_of(&added));
    place
}

fn toml(place: &Place) -> String {
    place.path("assent.toml").to_string_lossy().into_owned()
}

/// All files of a place with their bytes; not SQLite's empty log and its index, which come and go with a look.
fn snapshot(place: &Place) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(place.path("")).unwrap().map(|entry| entry.unwrap().path());
    let files = files.map(|path| (path.to_string_lossy().into_owned(), fs::read(&path).unwrap()));
    let comes_and_goes =
        |name: &str, bytes: &[u8]| name.ends_with("-shm") || (name.ends_with("-wal") && bytes.is_empty());
    let mut files: Vec<_> = files.filter(|(name, bytes)| !comes_and_goes(name, bytes)).collect();
    files.sort();
    files
}

/// A world whose server is the real one from now on.
fn hand_over(world: World) -> (Place, Program, Service) {
    let World { server, place, wiki, .. } = world;
    server.stop();
    let program = Program::start(&place);
    let http = Http::to(&place.origin);
    (place, program, Service { http, ..wiki })
}

#[tokio::test]
async fn s1_a_new_server_is_made_checked_and_run() {
    let place = Place::new();
    let init = run_to_end(&place, &["-c", &toml(&place), "init"], "");
    assert!(init.status.success(), "{}", words_of(&init));
    let keys = fs::read(place.path("assent.keys")).unwrap();
    assert_eq!(fs::metadata(place.path("assent.keys")).unwrap().permissions().mode() & 0o777, 0o600);
    let check = run_to_end(&place, &["-c", &toml(&place), "check"], "");
    assert!(check.status.success() && words_of(&check).contains("fine"), "{}", words_of(&check));
    let program = Program::start_command(assent_server(&place, &["-c", &toml(&place), "run"]));
    assert!(program.words().contains("/set-up"), "{}", program.words());
    assert!(program.words().contains("ast_f_"), "the first administrator's token");
    let http = Http::to(&place.origin);
    for (path, body) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let answer = http.get(path).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, body));
    }
    assert_eq!(fs::metadata(place.path("assent.db")).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(refusal(&place, &["-c", &toml(&place), "init"]).contains("already"));
    assert_eq!(fs::read(place.path("assent.keys")).unwrap(), keys, "nothing is overwritten");
}

#[test]
fn s1_a_database_of_a_newer_version_is_left_alone() {
    let place = make_place();
    let database = Connection::open(place.path("assent.db")).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    database.close().unwrap();
    let before = snapshot(&place);
    for arguments in [&["run"][..], &["user", "add", "bob@atelier.example"], &["backup", "copy.db"]] {
        let words = refusal(&place, arguments);
        assert!(words.contains("assent.db has version 99") && words.contains("newer program"), "{words}");
    }
    assert!(snapshot(&place) == before, "nothing was changed");
}

#[test]
fn s1_a_file_that_is_no_database_is_left_alone() {
    let place = make_place();
    fs::write(place.path("assent.db"), "a letter to a friend".repeat(100)).unwrap();
    let before = snapshot(&place);
    let words = refusal(&place, &["run"]);
    assert!(words.contains("not a database of this server"), "{words}");
    assert!(snapshot(&place) == before, "nothing was changed");
}

#[test]
fn s1_a_read_only_folder_or_database_is_named_and_left_alone() {
    let place = make_place();
    let before = snapshot(&place);
    for read_only in [r#""$0""#, r#""$0/assent.db""#] {
        let script =
            format!(r#"mount --bind {read_only} {read_only}; mount -o remount,bind,ro {read_only}; exec "$2" run"#);
        let output = run_command(in_own_mounts(&place, Path::new("/"), &script), "");
        let words = words_of(&output);
        assert_eq!(output.status.code(), Some(1), "{words}");
        assert!(words.contains("assent.db can't be written; check owner and mode"), "{words}");
    }
    assert!(snapshot(&place) == before, "nothing was changed");
}

#[test]
fn s1_a_server_does_not_start_on_a_full_disk() {
    let place = make_place();
    let before = snapshot(&place);
    let script = r#"cp -a "$0/." "$1"; mount -t tmpfs -o size=1m tmpfs "$0"; cp -a "$1/." "$0"
        head -c 9m /dev/zero > "$0/fill" 2>/dev/null || true; exec "$2" run"#;
    let copy = tempfile::tempdir().unwrap();
    let output = run_command(in_own_mounts(&place, copy.path(), script), "");
    let words = words_of(&output);
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.contains("full; free some space"), "{words}");
    assert!(snapshot(&place) == before, "nothing was changed");
}

#[tokio::test]
async fn s1_a_disk_that_fills_up_loses_nothing_and_the_server_goes_on_when_there_is_room() {
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

#[test]
fn s1_a_missing_key_file_beside_a_database_is_never_made_anew() {
    let place = make_place();
    fs::remove_file(place.path("assent.keys")).unwrap();
    let before = snapshot(&place);
    let config = toml(&place);
    for arguments in
        [&["run"][..], &["-c", &config, "check"], &["-c", &config, "init"], &["user", "add", "bob@atelier.example"]]
    {
        let words = refusal(&place, arguments);
        assert!(words.contains("assent.keys") && words.contains("put the saved one back"), "{arguments:?}: {words}");
        assert!(!words.contains("run `assent-server init`"), "{arguments:?}: {words}");
    }
    assert!(snapshot(&place) == before, "nothing was made");
}

#[test]
fn s1_a_server_without_keys_and_database_says_how_to_begin() {
    let place = Place::new();
    assert!(refusal(&place, &["run"]).contains("assent-server init"));
    assert_eq!(snapshot(&place).len(), 0, "nothing was made");
}

#[test]
fn s1_a_key_file_that_others_may_read_is_refused() {
    let place = make_place();
    let keys = place.path("assent.keys");
    for mode in [0o640, 0o604, 0o660] {
        fs::set_permissions(&keys, fs::Permissions::from_mode(mode)).unwrap();
        for arguments in [&["run"][..], &["check"], &["user", "add", "bob@atelier.example"]] {
            let words = refusal(&place, arguments);
            assert!(words.contains("chmod 600"), "{words}");
        }
    }
}

#[test]
fn s1_a_damaged_key_file_is_refused() {
    let place = make_place();
    let keys = place.path("assent.keys");
    let text = fs::read_to_string(&keys).unwrap();
    for bad in [String::new(), text[..text.len() / 2].to_owned(), "x".repeat(text.len())] {
        fs::write(&keys, &bad).unwrap();
        let words = refusal(&place, &["run"]);
        assert!(words.contains("assent.keys") && words.contains("damaged"), "{words}");
    }
}

#[test]
fn s1_a_taken_port_is_named() {
    let place = make_place();
    let _taken = TcpListener::bind(place.address()).unwrap();
    let words = refusal(&place, &["run"]);
    assert!(words.contains(&place.address()), "{words}");
}

#[test]
fn s1_a_configuration_that_can_not_be_read_is_named() {
    let place = make_place();
    fs::write(place.path("binary.toml"), [0xFF; 40]).unwrap();
    for name in ["nothing.toml", "binary.toml", ""] {
        let path = place.path(name).to_string_lossy().into_owned();
        for command in ["run", "check"] {
            let words = refusal(&place, &["-c", &path, command]);
            assert!(words.contains(&path) && words.contains("can't be read"), "{words}");
        }
    }
}

#[test]
fn s1_every_mistake_in_the_configuration_is_told_with_its_line() {
    let place = make_place();
    let config = toml(&place);
    let text = "public_url = \"ftp://x\"\n\nliste = 1\n[policy]\nnumber_digits = 99\n[log]\nlevel = \"loud\"\n";
    fs::write(&config, text).unwrap();
    for command in ["run", "check"] {
        let mut server = assent_server(&place, &["-c", &config, command]);
        server.env_remove("ASSENT_PUBLIC_URL").env_remove("ASSENT_LOG_LEVEL");
        let output = run_command(server, "");
        let words = words_of(&output);
        assert_eq!(output.status.code(), Some(1), "{words}");
        for line in [1, 3, 5, 7] {
            assert!(words.contains(&format!("assent.toml:{line}: ")), "{line}: {words}");
        }
        assert!(words.contains("perhaps `listen`"), "{words}");
    }
}

#[tokio::test]
async fn s1_a_backup_made_while_the_server_runs_can_be_opened() {
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
async fn p1_a_person_is_added_while_the_server_runs() {
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
async fn a7_a_stop_answers_the_phone_that_waits_and_ends_well() {
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
async fn s1_metrics_are_served_apart_and_only_with_the_token() {
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
async fn s1_the_log_names_no_secret() {
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
