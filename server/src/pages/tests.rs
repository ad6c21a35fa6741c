//! The rules of the house: both languages complete, nothing inline, nothing unescaped.

use std::collections::BTreeSet;
use std::path::Path;

use super::words::{Lang, Words};

fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap())).collect()
}

/// Keys with the names of the facts in them.
fn catalogue(lang: Lang) -> Vec<(String, BTreeSet<String>)> {
    let mut entries: Vec<(String, BTreeSet<String>)> = Vec::new();
    for (_, text) in files(&format!("locales/{}", lang.tag())) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
                entries.push((key.to_owned(), BTreeSet::new()));
            }
            let Some((_, facts)) = entries.last_mut() else { continue };
            let found = line.split("{ $").skip(1).filter_map(|rest| rest.split([' ', '}']).next());
            facts.extend(found.map(str::to_owned));
        }
    }
    entries.sort();
    entries
}

#[test]
fn both_languages_say_the_same_things_with_the_same_facts() {
    let (english, french) = (catalogue(Lang::En), catalogue(Lang::Fr));
    assert!(english.len() > 200);
    for (one, other) in english.iter().zip(&french) {
        assert_eq!(one, other);
    }
    assert_eq!(english.len(), french.len());
    let keys: BTreeSet<&String> = english.iter().map(|(key, _)| key).collect();
    assert_eq!(keys.len(), english.len(), "a key stands twice");
}

#[test]
fn every_entry_is_read_without_a_mistake() {
    for lang in Lang::ALL {
        for (file, text) in files(&format!("locales/{}", lang.tag())) {
            assert!(fluent_bundle::FluentResource::try_new(text).is_ok(), "{file}");
        }
    }
}

#[test]
fn pages_use_words_that_are_there() {
    let known: BTreeSet<String> = catalogue(Lang::En).into_iter().map(|(key, _)| key).collect();
    for (file, text) in files("templates").into_iter().chain(files("src/pages")) {
        for key in text.split(".t(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(known.contains(key) || file.ends_with("tests.rs"), "{key} of {file}");
        }
    }
}

#[test]
fn everything_that_happens_has_words() {
    let known: BTreeSet<String> = catalogue(Lang::En).into_iter().map(|(key, _)| key).collect();
    let keys = include_str!("activity_words.rs").split('"').filter(|part| part.starts_with("what-"));
    let missing: Vec<&str> = keys.filter(|key| !known.contains(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn templates_have_nothing_inline() {
    // A mail has no stylesheet beside it.
    for (file, text) in files("templates").into_iter().filter(|(file, _)| !file.ends_with("mail.html")) {
        for bad in [" style=", "<style", " onclick", " onsubmit", "javascript:", "<script>", "|safe"] {
            assert!(!text.contains(bad), "{bad} in {file}");
        }
    }
}

#[test]
fn facts_are_escaped_and_words_keep_their_own_markup() {
    let said = Words::get(Lang::En).t("services-made").with("name", "<i>x</i>").html().to_string();
    assert!(said.starts_with("<b>&lt;i&gt;x&lt;/i&gt;</b>"), "{said}");
    assert!(Words::get(Lang::Fr).t("no-such-key").to_string().contains(super::words::MISSING));
}
