//! What is in each sample is read, to the code that it makes.

use serde_json::Value;

use super::{open, sample, vectors};
use crate::otp::{Address, Kind};
use crate::transfer::{Format, GoogleBatches, ImportError, ImportedEntry, Progress, Why};
use crate::worded::Worded;

fn samples() -> Value {
    serde_json::from_str(&std::fs::read_to_string(vectors().join("imports.json")).unwrap()).unwrap()
}

fn check(entry: &ImportedEntry, expected: &Value, at: i64) {
    let (address, key) = (&entry.address, entry.address.key());
    let counter = if let Kind::Hotp { counter } = key.kind() { Some(counter) } else { None };
    assert_eq!(expected["issuer"], address.issuer().unwrap_or_default());
    assert_eq!(expected["account"], address.account());
    assert_eq!(expected["kind"], key.kind().name());
    assert_eq!(expected["algorithm"], key.algorithm().name());
    assert_eq!(expected["digits"], key.digits());
    assert_eq!(expected["period_secs"].as_u64(), key.kind().period().map(|period| period.secs().into()));
    assert_eq!(expected["counter"].as_u64(), counter);
    assert_eq!(expected["secret"], key.secret_base32().as_str());
    assert_eq!(expected["label"].as_str(), entry.label.as_ref().map(|label| label.as_str()));
    assert_eq!(expected["code"], key.code_at(at));
}

fn why_name(why: &Why) -> String {
    format!("{why:?}").split([' ', '(']).next().unwrap().to_owned()
}

#[test]
fn every_sample_is_read_to_the_code_it_makes() {
    let samples = samples();
    for of in samples["read"].as_array().unwrap() {
        let file = of["file"].as_str().unwrap();
        let found = open(file, of["password"].as_str()).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(of["format"], found.format.code(), "{file}");
        let expected = of["entries"].as_array().unwrap();
        assert_eq!(found.entries.len(), expected.len(), "{file}: {:?}", found.left_out);
        for (entry, expected) in found.entries.iter().zip(expected) {
            check(entry, expected, samples["at"].as_i64().unwrap());
        }
        let left_out =
            found.left_out.iter().map(|out| [out.what.clone(), why_name(&out.why), out.why.key().to_owned()]);
        let expected = of["left_out"].as_array().unwrap().iter();
        let expected = expected.map(|out| ["what", "why", "key"].map(|name| out[name].as_str().unwrap().to_owned()));
        assert_eq!(left_out.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{file}");
    }
}

#[test]
fn every_format_has_a_sample() {
    let samples = samples();
    let read = samples["read"].as_array().unwrap();
    for format in Format::ALL {
        assert!(read.iter().any(|of| of["format"] == format.code()), "{format}");
    }
}

#[test]
fn what_can_t_be_read_is_refused_with_the_reason() {
    for of in samples()["refused"].as_array().unwrap() {
        let file = of["file"].as_str().unwrap();
        let error = open(file, Some("any")).err().unwrap_or_else(|| panic!("{file} was read"));
        assert_eq!(of["error"], format!("{error:?}").split(' ').next().unwrap(), "{file}");
        assert_eq!(of["key"], error.key(), "{file}");
    }
}

#[test]
fn a_sealed_sample_asks_for_its_password_and_takes_no_other() {
    for of in samples()["read"].as_array().unwrap().iter().filter(|of| of["password"].is_string()) {
        let file = of["file"].as_str().unwrap();
        assert!(matches!(open(file, None), Err(ImportError::NeedsPassword { .. })), "{file}");
        assert_eq!(open(file, Some("wrong")).err(), Some(ImportError::WrongPassword), "{file}");
    }
}

fn code(file: &str) -> String {
    String::from_utf8(sample(file)).unwrap()
}

#[test]
fn qr_codes_are_collected_in_any_order_and_twice() {
    let (one, two) = (code("google_1_of_2.txt"), code("google_2_of_2.txt"));
    let mut batches = GoogleBatches::default();
    assert!(GoogleBatches::is_part(&one) && !GoogleBatches::is_part("otpauth://totp/a?secret=MZXW6YTB"));
    assert_eq!(batches.add(&two), Ok(Progress { have: 1, of: 2 }));
    assert_eq!(batches.add(&two), Ok(Progress { have: 1, of: 2 }));
    assert_eq!(batches.missing(), [1]);
    assert_eq!(batches.add(&one), Ok(Progress { have: 2, of: 2 }));
    let found = batches.into_complete().ok().unwrap();
    assert!(found.missing.is_empty());
    let whole = open("google.txt", None).ok().unwrap();
    let uris = |entries: &[ImportedEntry]| entries.iter().map(|it| it.address.to_uri()).collect::<Vec<_>>();
    assert_eq!(uris(&found.entries), uris(&whole.entries));
}

#[test]
fn half_an_export_says_what_is_missing() {
    let mut batches = GoogleBatches::default();
    batches.add(&code("google_2_of_2.txt")).unwrap();
    let found = batches.into_found().ok().unwrap();
    assert_eq!((found.missing, found.entries.len()), (vec![1], 2));
    assert_eq!(open("google_2_of_2.txt", None).err(), Some(ImportError::Incomplete { have: 1, of: 2 }));
}

#[test]
fn a_qr_code_of_another_export_is_refused_and_nothing_is_lost() {
    let mut batches = GoogleBatches::default();
    batches.add(&code("google_1_of_2.txt")).unwrap();
    // An export of one code, of another id: version 1, size 1, index 0, id 5.
    let stranger = "otpauth-migration://offline?data=EAEYASAAKAU%3D";
    assert_eq!(batches.add(stranger), Err(ImportError::OtherBatch));
    assert_eq!(batches.progress(), Progress { have: 1, of: 2 });
    assert_eq!(batches.add(&code("google_2_of_2.txt")), Ok(Progress { have: 2, of: 2 }));
}

#[test]
fn a_stranger_s_letters_around_an_address_do_no_harm() {
    let line = |text: &str| super::read(text.as_bytes(), None).ok().map(|found| found.entries.len());
    assert_eq!(line("\u{feff}  OTPAUTH://totp/a?secret=MZXW6YTB  ,\r\n\n"), Some(1));
    assert!(Address::parse("OTPAUTH://totp/a?secret=MZXW6YTB").is_ok());
}
