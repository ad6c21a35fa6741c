//! Starting, and refusing to start: every refusal says what to do and changes nothing.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use assent_tests::http::Http;
use assent_tests::place::Place;
use assent_tests::program::{Program, assent_server, in_own_mounts, run_command, run_to_end, words_of};
use rusqlite::Connection;

use super::{make_place, refusal, snapshot, toml};

#[tokio::test]
async fn a_new_server_is_made_checked_and_run() {
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
fn a_database_of_a_newer_version_is_left_alone() {
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
fn a_file_that_is_no_database_is_left_alone() {
    let place = make_place();
    fs::write(place.path("assent.db"), "a letter to a friend".repeat(100)).unwrap();
    let before = snapshot(&place);
    let words = refusal(&place, &["run"]);
    assert!(words.contains("not a database of this server"), "{words}");
    assert!(snapshot(&place) == before, "nothing was changed");
}

#[test]
fn a_read_only_folder_or_database_is_named_and_left_alone() {
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
fn a_server_does_not_start_on_a_full_disk() {
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

#[test]
fn a_missing_key_file_beside_a_database_is_never_made_anew() {
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
fn a_server_without_keys_and_database_says_how_to_begin() {
    let place = Place::new();
    assert!(refusal(&place, &["run"]).contains("assent-server init"));
    assert_eq!(snapshot(&place).len(), 0, "nothing was made");
}

#[test]
fn a_key_file_that_others_may_read_is_refused() {
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
fn a_damaged_key_file_is_refused() {
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
fn a_taken_port_is_named() {
    let place = make_place();
    let _taken = TcpListener::bind(place.address()).unwrap();
    let words = refusal(&place, &["run"]);
    assert!(words.contains(&place.address()), "{words}");
}

#[test]
fn a_configuration_that_can_not_be_read_is_named() {
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
fn every_mistake_in_the_configuration_is_told_with_its_line() {
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
