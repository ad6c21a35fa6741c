//! The envelope refuses everything but itself.

use proptest::prelude::*;

use super::*;
use crate::ids::{ChallengeId, Nonce};
use crate::keys::SoftwareKey;
use crate::message::{Leave, Pull};
use crate::random::SystemEntropy;

const NOW: UnixSeconds = 1_800_000_000;

fn key() -> SoftwareKey {
    SoftwareKey::make(&SystemEntropy::default()).unwrap().0
}

fn pull() -> Pull {
    Pull { nonce: Nonce([1; 16]), wait_secs: 30, key_epoch: 1, seen_notice: 0, known: vec![ChallengeId([2; 16])] }
}

fn signed(key: &SoftwareKey) -> String {
    let to = Addressing { issuer: "phone", audience: "server", now: NOW, expires_at: NOW + 60 };
    sign(pull(), to, key, &SystemEntropy::default()).unwrap()
}

fn expected(now: UnixSeconds) -> Expected<'static> {
    Expected { issuer: "phone", audience: "server", times: Times::Around { now, slack_secs: 0 } }
}

fn open(compact: &str, key: &SoftwareKey) -> Result<Claims<Pull>, Refusal> {
    Received::new(compact.as_bytes())?.open(&key.public_key(), &expected(NOW))
}

/// `header` and `payload` signed with a real key, whatever they say.
fn forged(key: &SoftwareKey, header: &str, payload: &[u8]) -> String {
    let input = format!("{}.{}", BASE64URL_NOPAD.encode(header.as_bytes()), BASE64URL_NOPAD.encode(payload));
    let signature = key.sign(input.as_bytes()).unwrap();
    format!("{input}.{}", BASE64URL_NOPAD.encode(signature.as_bytes()))
}

fn payload_of(compact: &str) -> Vec<u8> {
    BASE64URL_NOPAD.decode(compact.split('.').nth(1).unwrap().as_bytes()).unwrap()
}

#[test]
fn what_was_signed_opens() {
    let key = key();
    let claims = open(&signed(&key), &key).unwrap();
    assert_eq!(claims.message, pull());
    assert_eq!((claims.iat, claims.exp), (NOW, NOW + 60));
}

#[test]
fn a_message_of_another_type_is_refused() {
    let key = key();
    let compact = signed(&key);
    let received = Received::new(compact.as_bytes()).unwrap();
    assert_eq!(received.open::<Leave>(&key.public_key(), &expected(NOW)).unwrap_err(), Refusal::WrongType);
}

#[test]
fn another_issuer_audience_time_or_key_is_refused() {
    let key = key();
    let compact = signed(&key);
    let received = Received::new(compact.as_bytes()).unwrap();
    let open = |expected: Expected<'_>| received.open::<Pull>(&key.public_key(), &expected).unwrap_err();
    assert_eq!(open(Expected { issuer: "other", ..expected(NOW) }), Refusal::WrongIssuer);
    assert_eq!(open(Expected { audience: "other", ..expected(NOW) }), Refusal::WrongAudience);
    assert_eq!(open(expected(NOW - 1)), Refusal::Untimely);
    assert_eq!(open(expected(NOW + 60)), Refusal::Untimely);
    assert_eq!(open_with(&received, &super::tests::key()), Refusal::WrongKey);
}

fn open_with(received: &Received<'_>, key: &SoftwareKey) -> Refusal {
    received.open::<Pull>(&key.public_key(), &expected(NOW)).unwrap_err()
}

#[test]
fn every_other_header_is_refused_even_when_signed() {
    let key = key();
    let payload = payload_of(&signed(&key));
    let kid = key.public_key().thumbprint();
    let cases = [
        (format!(r#"{{"alg":"none","typ":"assent-pull+jwt","kid":"{kid}"}}"#), Refusal::Header),
        (format!(r#"{{"alg":"ES384","typ":"assent-pull+jwt","kid":"{kid}"}}"#), Refusal::Header),
        (format!(r#"{{"alg":"HS256","typ":"assent-pull+jwt","kid":"{kid}"}}"#), Refusal::Header),
        (format!(r#"{{"alg":"ES256","typ":"assent-pull+jwt","kid":"{kid}","crit":["x"]}}"#), Refusal::Header),
        (format!(r#"{{"alg":"ES256","typ":"assent-pull+jwt","kid":"{kid}","jwk":{{}}}}"#), Refusal::Header),
        (format!(r#"{{"alg":"ES256","alg":"none","typ":"assent-pull+jwt","kid":"{kid}"}}"#), Refusal::Header),
        (r#"{"alg":"ES256","typ":"assent-pull+jwt"}"#.to_owned(), Refusal::Header),
        (format!(r#"{{"alg":"ES256","typ":"JWT","kid":"{kid}"}}"#), Refusal::WrongType),
        (r#"{"alg":"ES256","typ":"assent-pull+jwt","kid":"x"}"#.to_owned(), Refusal::WrongKey),
    ];
    for (header, refusal) in cases {
        assert_eq!(open(&forged(&key, &header, &payload), &key).unwrap_err(), refusal, "{header}");
    }
}

#[test]
fn another_version_and_a_claim_given_twice_are_refused() {
    let key = key();
    let header = format!(r#"{{"alg":"ES256","typ":"assent-pull+jwt","kid":"{}"}}"#, key.public_key().thumbprint());
    let json = String::from_utf8(payload_of(&signed(&key))).unwrap();
    let newer = json.replacen(r#""v":1"#, r#""v":2"#, 1);
    assert_eq!(open(&forged(&key, &header, newer.as_bytes()), &key).unwrap_err(), Refusal::Version);
    let twice = json.replacen(r#""v":1"#, r#""v":1,"aud":"other""#, 1);
    assert_eq!(open(&forged(&key, &header, twice.as_bytes()), &key).unwrap_err(), Refusal::Malformed);
}

#[test]
fn a_message_over_8_kib_is_not_even_read() {
    let long = "a".repeat(MAX_MESSAGE_BYTES + 1);
    assert_eq!(Received::new(long.as_bytes()).unwrap_err(), Refusal::TooLong);
}

#[test]
fn every_flipped_bit_and_every_cut_is_refused() {
    let key = key();
    let compact = signed(&key);
    for bit in 0..compact.len() * 8 {
        let mut bytes = compact.clone().into_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let opened = Received::new(&bytes).and_then(|r| r.open::<Pull>(&key.public_key(), &expected(NOW)));
        assert!(opened.is_err(), "bit {bit}");
    }
    for length in 0..compact.len() {
        assert!(open(&compact[..length], &key).is_err(), "length {length}");
    }
}

proptest! {
    #[test]
    fn bytes_from_outside_never_open(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let key = key();
        let opened = Received::new(&bytes).and_then(|r| r.open::<Pull>(&key.public_key(), &expected(NOW)));
        prop_assert!(opened.is_err());
    }
}
