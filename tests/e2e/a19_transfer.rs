//! Import of other authenticators' exports, and export and restore (A19), by the real program.

use std::path::PathBuf;

use assent_core::clock::{Clock, SystemClock};
use assent_tests::peers::{python, tool};
use assent_tests::program::words_of;
use serde_json::{Value, json};

use crate::terminal::Terminal;

fn vectors() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors"))
}

fn sample(file: &str) -> String {
    vectors().join("imports").join(file).to_str().unwrap().to_owned()
}

fn samples() -> Value {
    serde_json::from_str(&std::fs::read_to_string(vectors().join("imports.json")).unwrap()).unwrap()
}

/// Imports a file; gives what the program said, as JSON.
fn import(terminal: &Terminal, file: &str, options: &str, password: Option<&str>) -> Value {
    let stdin = if password.is_some() { "--password-stdin" } else { "" };
    let output = terminal.run_with(&format!("--json import {file} {options} {stdin}"), password.unwrap_or_default());
    assert!(output.status.success(), "{file}: {}", words_of(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refusal(terminal: &Terminal, line: &str, input: &str) -> String {
    let output = terminal.run_with(&format!("--json {line}"), input);
    assert_eq!(output.status.code(), Some(1), "{line}: {}", words_of(&output));
    let said: Value = serde_json::from_slice(&output.stderr).unwrap();
    said["error"].as_str().unwrap().to_owned()
}

/// The codes that oathtool makes of an expected entry, at each of the times (for counted ones, of its counter).
fn by_oathtool(expected: &Value, times: &[i64]) -> Vec<String> {
    let algorithm = expected["algorithm"].as_str().unwrap().to_lowercase();
    let digits = format!("--digits={}", expected["digits"]);
    let secret = expected["secret"].as_str().unwrap();
    let run = |arguments: &[&str]| tool("oathtool", "oathtool", arguments, secret).trim().to_owned();
    if let Some(counter) = expected["counter"].as_u64() {
        return vec![run(&["--hotp", "--base32", &digits, &format!("--counter={counter}"), "-"])];
    }
    let (kind, step) = (format!("--totp={algorithm}"), format!("--time-step-size={}s", expected["period_secs"]));
    times.iter().map(|now| run(&[&kind, "--base32", &digits, &step, &format!("--now=@{now}"), "-"])).collect()
}

/// Every account that was imported makes oathtool's codes. oathtool knows neither Steam nor counted codes but by SHA-1:
/// those are held against the samples' own codes by the core's tests.
fn check_codes(terminal: &Terminal, expected: &[Value]) -> usize {
    let before = SystemClock.now();
    let listed = terminal.json("list");
    let after = SystemClock.now();
    let listed = listed.as_array().unwrap();
    assert_eq!(listed.len(), expected.len());
    let mut checked = 0;
    for (shown, expected) in listed.iter().zip(expected) {
        let names = (&shown["issuer"], &shown["name"], &shown["label"]);
        assert_eq!(names, (&expected["issuer"], &expected["account"], &expected["label"]));
        let is_counted = expected["kind"] == "hotp";
        if expected["kind"] == "steam" || is_counted && expected["algorithm"] != "SHA1" {
            continue;
        }
        let code = if is_counted {
            terminal.json(&format!("code {}", shown["id"].as_str().unwrap()))["code"].clone()
        } else {
            shown["code"]["code"].clone()
        };
        let codes = by_oathtool(expected, &[before, after]);
        assert!(codes.iter().any(|made| code == *made), "{names:?}: {code} is none of {codes:?}");
        checked += 1;
    }
    checked
}

#[test]
fn a19_each_format_is_imported_and_makes_oathtool_s_codes() {
    for of in samples()["read"].as_array().unwrap() {
        let (terminal, file) = (Terminal::new(), of["file"].as_str().unwrap());
        let expected = of["entries"].as_array().unwrap();
        let said = import(&terminal, &sample(file), "", of["password"].as_str());
        assert_eq!(
            (&said["format"], said["added"].as_array().unwrap().len()),
            (&of["format"], expected.len()),
            "{file}"
        );
        assert_eq!(said["left_out"].as_array().unwrap().len(), of["left_out"].as_array().unwrap().len(), "{file}");
        assert!(check_codes(&terminal, expected) >= 2, "{file}");
    }
}

#[test]
fn a19_what_is_refused_leaves_everything_as_it_was() {
    let terminal = Terminal::new();
    import(&terminal, &sample("otpauth.txt"), "", None);
    let before = terminal.run("--json list").split("\"code\"").next().unwrap().to_owned();
    let names = || {
        let listed = terminal.json("list");
        listed.as_array().unwrap().iter().map(|it| (it["id"].clone(), it["issuer"].clone())).collect::<Vec<_>>()
    };
    let held = names();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let whole = std::fs::read(sample("aegis_plain.json")).unwrap();
    let mut costly = std::fs::read(sample("andotp_encrypted.json.aes")).unwrap();
    costly[..4].copy_from_slice(&1_000_000_000_u32.to_be_bytes());
    for (file, code) in [
        (write("cut.json", &whole[..whole.len() / 2]), "import-damaged"),
        (write("costly.aes", &costly), "import-too-costly"),
        (write("nested.json", "[".repeat(100_000).as_bytes()), "import-damaged"),
        (write("other.bin", b"\x00"), "import-unknown"),
        (sample("google_1_of_2.txt"), "import-incomplete"),
        (sample("ente_encrypted.txt"), "import-encrypted"),
        (sample("aegis_encrypted.json"), "import-password"),
        (sample("otpauth.txt"), "import-undecided"),
        (folder.path().join("none").to_str().unwrap().to_owned(), "file"),
    ] {
        assert_eq!(refusal(&terminal, &format!("import {file}"), ""), code, "{file}");
    }
    let sealed = sample("aegis_encrypted.json");
    assert_eq!(refusal(&terminal, &format!("import {sealed} --password-stdin"), "wrong"), "import-wrong-password");
    assert_eq!(names(), held);
    assert!(terminal.run("--json list").starts_with(&before));
}

#[test]
fn a19_a_preview_says_what_is_here_already_and_changes_nothing() {
    let terminal = Terminal::new();
    import(&terminal, &sample("otpauth.txt"), "", None);
    let before = terminal.json("list").as_array().unwrap().len();
    let shown = import(&terminal, &sample("aegis_plain.json"), "--preview", None);
    let entries = shown["entries"].as_array().unwrap();
    assert!(entries.iter().all(|entry| entry["here"].is_string()), "{shown}");
    let words = terminal.run(&format!("import {} --preview", sample("aegis_plain.json")));
    for part in ["Aegis", "here already", "short secret", "Steam", "counted", "Motp: moped: this kind of code"] {
        assert!(words.contains(part), "{part} in {words}");
    }
    assert_eq!(terminal.json("list").as_array().unwrap().len(), before);
}

#[test]
fn a19_duplicates_are_replaced_kept_or_skipped_as_it_is_said() {
    for (how, added, replaced, skipped) in [("replace", 0, 8, 0), ("keep-both", 8, 0, 0), ("skip", 0, 0, 8)] {
        let terminal = Terminal::new();
        import(&terminal, &sample("otpauth.txt"), "", None);
        let said = import(&terminal, &sample("2fas_plain.2fas"), &format!("--duplicates {how}"), None);
        let count = |name: &str| said[name].as_array().unwrap().len();
        assert_eq!((count("added"), count("replaced"), &said["skipped"]), (added, replaced, &json!(skipped)), "{how}");
    }
}

#[test]
fn a19_an_older_counter_is_told_and_the_higher_one_stays() {
    let terminal = Terminal::new();
    import(&terminal, &sample("otpauth.txt"), "", None);
    let next = || terminal.json("code o'neil")["code"].clone();
    next();
    let words = terminal.run(&format!("import {} --duplicates replace", sample("otpauth.txt")));
    assert!(words.contains("10301 stays, not 10300"), "{words}");
    let expected = samples()["read"][0]["entries"][4].clone();
    let mut later = expected;
    later["counter"] = json!(10301);
    assert_eq!(next(), by_oathtool(&later, &[])[0]);
}

/// A QR picture made by qrencode.
fn picture(folder: &std::path::Path, name: &str, text: &str) -> String {
    let path = folder.join(name).to_str().unwrap().to_owned();
    assert!(tool("qrencode", "qrencode", &["--output", &path], text.trim()).is_empty());
    path
}

#[test]
fn a19_google_s_qr_pictures_are_read_in_any_order_and_never_by_half() {
    let (terminal, folder) = (Terminal::new(), tempfile::tempdir().unwrap());
    let text = |name: &str| std::fs::read_to_string(sample(name)).unwrap();
    let one = picture(folder.path(), "1.png", &text("google_1_of_2.txt"));
    let two = picture(folder.path(), "2.png", &text("google_2_of_2.txt"));
    let other = picture(folder.path(), "3.png", "otpauth-migration://offline?data=EAEYASAAKAU%3D");
    assert_eq!(refusal(&terminal, &format!("import {two}"), ""), "import-incomplete");
    assert_eq!(refusal(&terminal, &format!("import {two} {other}"), ""), "import-other-batch");
    assert!(terminal.json("list").as_array().unwrap().is_empty());
    let said = import(&terminal, &format!("{two} {one}"), "", None);
    assert_eq!(said["added"].as_array().unwrap().len(), 5);
    let samples = samples();
    let google = samples["read"].as_array().unwrap().iter().find(|of| of["format"] == "google").unwrap();
    check_codes(&terminal, google["entries"].as_array().unwrap());
}

#[test]
fn a19_an_export_is_restored_elsewhere_and_opened_without_assent() {
    let (old, new, folder) = (Terminal::new(), Terminal::new(), tempfile::tempdir().unwrap());
    import(&old, &sample("aegis_plain.json"), "", None);
    let path = folder.path().join("codes.assent").to_str().unwrap().to_owned();
    let passphrase = "Grüezi, wohl 🔑";
    let export = format!("--json export {path} --password-stdin");
    let output = old.run_with(&export, passphrase);
    assert!(output.status.success(), "{}", words_of(&output));
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(refusal(&old, &format!("export {path} --password-stdin"), "another"), "export-exists");
    let elsewhere = folder.path().join("b").to_str().unwrap().to_owned();
    assert_eq!(refusal(&old, &format!("export {elsewhere} --password-stdin"), "\n"), "export");

    let expected = samples()["read"][0]["entries"].as_array().unwrap().clone();
    import(&new, &path, "", Some(passphrase));
    assert_eq!(check_codes(&new, &expected), 6);

    let opened: Value = serde_json::from_str(&python("../../docs/open_export.py", &[&path], passphrase)).unwrap();
    for (account, expected) in opened["accounts"].as_array().unwrap().iter().zip(&expected) {
        for part in ["issuer", "account", "kind", "secret", "algorithm", "digits", "period_secs", "counter", "label"] {
            assert_eq!(account[part], expected[part], "{part}");
        }
    }
    assert_eq!(opened["accounts"].as_array().unwrap().len(), expected.len());
    let uris = python("../../docs/open_export.py", &[&path, "--uris"], passphrase);
    let list = folder.path().join("uris.txt");
    std::fs::write(&list, uris).unwrap();
    let third = Terminal::new();
    import(&third, list.to_str().unwrap(), "", None);
    assert_eq!(third.json("list").as_array().unwrap().len(), expected.len());
}

#[test]
fn a19_python_s_own_export_is_the_one_that_is_documented() {
    let samples = samples();
    let own = samples["read"].as_array().unwrap().iter().find(|of| of["format"] == "assent").unwrap();
    let said = python("../../docs/open_export.py", &[&sample("assent.export")], own["password"].as_str().unwrap());
    let opened: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(opened["accounts"].as_array().unwrap().len(), own["entries"].as_array().unwrap().len());
    assert_eq!(opened["linked"][0]["server"], "https://atelier.example");
}
