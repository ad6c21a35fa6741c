//! The shared vectors through the face, as the three other languages run them.
#![cfg(feature = "probe")]
#![expect(clippy::unwrap_used, reason = "support code of tests")]

use std::path::Path;

use assent_bindings::AppError;
use assent_bindings::probe::{
    probe_address, probe_code, probe_error, probe_link_code, probe_open, probe_sha256, probe_signing_input,
    probe_ticket,
};
use serde_json::Value;

fn read(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn cases(of: &Value) -> &Vec<Value> {
    let cases = of.as_array().unwrap();
    assert!(!cases.is_empty());
    cases
}

fn text(case: &Value, name: &str) -> String {
    case[name].as_str().unwrap_or_else(|| panic!("no {name} in {case}")).to_owned()
}

fn bytes(case: &Value, name: &str) -> Vec<u8> {
    data_encoding::HEXLOWER.decode(text(case, name).as_bytes()).unwrap()
}

/// What is signed and what is opened again, byte for byte.
fn check_message(case: &Value) {
    let (issuer, audience, key) = (text(case, "issuer"), text(case, "audience"), text(case, "key"));
    let (issued_at, expires_at) = (case["issued_at"].as_i64().unwrap(), case["expires_at"].as_i64().unwrap());
    let (kind, jti) = (text(case, "kind"), bytes(case, "jti_hex"));
    let input = probe_signing_input(
        kind.clone(),
        text(case, "message"),
        issuer.clone(),
        audience.clone(),
        issued_at,
        expires_at,
        jti,
        key.clone(),
    );
    assert_eq!(input, Ok(text(case, "input")));
    let opened = probe_open(kind, text(case, "compact"), issuer, audience, key);
    assert_eq!(opened, Ok(text(case, "claims")));
}

#[test]
fn messages_are_signed_and_opened_as_written() {
    cases(&read("messages.json")["good"]).iter().for_each(check_message);
}

#[test]
fn generated_messages_are_signed_and_opened_as_written() {
    let out = tempfile::NamedTempFile::new().unwrap();
    let many = std::process::Command::new(env!("CARGO_BIN_EXE_messages"))
        .args(["many", "10000", "7"])
        .arg(out.path())
        .status()
        .unwrap();
    assert!(many.success());
    let lines = std::fs::read_to_string(out.path()).unwrap();
    assert_eq!(lines.lines().map(|line| check_message(&serde_json::from_str(line).unwrap())).count(), 10_000);
}

#[test]
fn hostile_messages_are_refused_by_name() {
    for case in cases(&read("messages.json")["refused"]) {
        let part = |name| text(case, name);
        let refused = probe_open(part("kind"), part("compact"), part("issuer"), part("audience"), part("key"));
        let Err(AppError::Untrusted { detail, .. }) = refused else { panic!("{case}: {refused:?}") };
        assert_eq!(detail, text(case, "refusal"), "{}", case["name"]);
    }
}

#[test]
fn hashes_link_codes_and_tickets_are_as_written() {
    let messages = read("messages.json");
    for case in cases(&messages["hashes"]) {
        assert_eq!(probe_sha256(text(case, "text").into_bytes()), Ok(text(case, "sha256")));
    }
    for case in cases(&messages["link_codes"]) {
        let code = probe_link_code(bytes(case, "secret_hex"), text(case, "enrol"), text(case, "enrolled"));
        assert_eq!(code, Ok(text(case, "code")));
    }
    let tickets = read("tickets.json");
    for case in cases(&tickets["good"]) {
        let ticket = probe_ticket(text(case, "text")).unwrap();
        assert_eq!(
            [&ticket.server_url, &ticket.server_id, &ticket.id],
            ["server_url", "server_id", "id"].map(|it| case[it].as_str().unwrap())
        );
        assert_eq!((ticket.secret, ticket.printed), (bytes(case, "secret_hex"), text(case, "text")));
        assert_eq!(ticket.tls_pin, case["tls_pin_hex"].as_str().map(|_| bytes(case, "tls_pin_hex")));
    }
    for case in cases(&tickets["bad"]) {
        let refused = probe_ticket(text(case, "text"));
        assert!(matches!(&refused, Err(AppError::BadInput { key, .. }) if *key == text(case, "key")), "{refused:?}");
    }
}

#[test]
fn codes_are_as_written() {
    let code = |kind: &str, algorithm: String, secret, digits, moment| {
        probe_code(kind.to_owned(), algorithm, secret, digits, moment)
    };
    let counted = read("otp/rfc4226_d.json");
    for (count, expected) in (0..).zip(cases(&counted["codes"])) {
        let made = code("hotp", "SHA1".to_owned(), bytes(&counted, "secret_hex"), 6, count);
        assert_eq!(made.as_deref(), Ok(expected.as_str().unwrap()));
    }
    for case in cases(&read("otp/rfc6238_b.json")["cases"]) {
        let at = case["at"].as_i64().unwrap();
        let made = code("totp", text(case, "algorithm"), bytes(case, "secret_hex"), 8, at);
        assert_eq!(made, Ok(text(case, "code")));
    }
    let steam = read("otp/steam.json");
    for case in cases(&steam["cases"]) {
        let made = code("steam", "SHA1".to_owned(), bytes(&steam, "secret_hex"), 5, case["at"].as_i64().unwrap());
        assert_eq!(made, Ok(text(case, "code")));
    }
}

#[test]
fn addresses_are_read_printed_and_refused_as_written() {
    let addresses = read("otp/addresses.json");
    for case in cases(&addresses["good"]) {
        let (read, parts) = (probe_address(uri_of(case)).unwrap(), &case["parts"]);
        let numbers = [Some(u64::from(read.digits)), read.period_secs.map(u64::from), read.counter];
        assert_eq!(numbers, ["digits", "period_secs", "counter"].map(|name| parts[name].as_u64()), "{case}");
        assert_eq!(
            [&read.kind, &read.account, &read.algorithm],
            ["kind", "account", "algorithm"].map(|it| parts[it].as_str().unwrap())
        );
        assert_eq!((read.issuer.as_deref(), read.secret), (parts["issuer"].as_str(), bytes(parts, "secret_hex")));
        if let Some(printed) = case["printed"].as_str() {
            assert_eq!(read.printed, printed);
        }
    }
    for case in cases(&addresses["bad"]) {
        let refused = probe_address(uri_of(case));
        assert!(
            matches!(&refused, Err(AppError::BadInput { detail, .. }) if *detail == text(case, "error")),
            "{refused:?}"
        );
    }
}

fn uri_of(case: &Value) -> String {
    let filler = "a".repeat(usize::try_from(case["filler"].as_u64().unwrap_or(0)).unwrap());
    text(case, "uri").replace("{filler}", &filler)
}

#[test]
fn refusals_become_the_errors_that_are_written() {
    for case in cases(&read("errors.json")["cases"]) {
        let error = probe_error(text(case, "of")).unwrap_err();
        let said = format!("{error:?}");
        assert!(said.starts_with(&text(case, "error")) && said.contains(&text(case, "key")), "{case}: {said}");
    }
}
