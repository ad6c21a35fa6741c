//! The real `assent-server` as its operator sees it.

mod running;
mod secrets;
mod starting;
mod tls;

use std::fs;

use assent_tests::administration::PASSWORD;
use assent_tests::place::Place;
use assent_tests::program::{run_to_end, words_of};
use assent_tests::world::ADA;

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
