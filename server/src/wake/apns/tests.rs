use super::*;
use assent_core::clock::UnixSeconds;
use assent_core::keys::{Signer, SoftwareKey};
use assent_core::random::SystemEntropy;
use data_encoding::{BASE64, BASE64URL_NOPAD};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;

const NOW: UnixSeconds = 1_800_000_000;

fn make_key() -> (ApnsKey, Vec<u8>) {
    let (key, _) = SoftwareKey::make(&SystemEntropy::default()).unwrap();
    let point = key.public_key().point().to_vec();
    (ApnsKey(key), point)
}

fn apns() -> Apns {
    let settings = ApnsSettings {
        key: "AuthKey.p8".into(),
        key_id: "ABC123DEFG".to_owned(),
        team: "DEF123GHIJ".to_owned(),
        topic: "org.example.app".to_owned(),
        server: Url::parse("https://api.push.apple.com").unwrap(),
    };
    Apns::new(&settings, make_key().0, Arc::new(assent_core::clock::SystemClock)).unwrap()
}

fn endpoint(token: &str, topic: &str) -> PushEndpoint {
    PushEndpoint::Apns { token: token.to_owned(), topic: topic.to_owned() }
}

#[test]
fn a_token_names_the_team_and_is_signed_by_the_key_that_it_names() {
    let (key, point) = make_key();
    let token = Provider::new(key, "ABC123DEFG".to_owned(), "DEF123GHIJ".to_owned()).token(NOW).unwrap();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let bytes = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).unwrap();
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(signed.as_bytes(), &bytes(signature)).unwrap();
    let parts: Vec<Value> = signed.split('.').map(|part| serde_json::from_slice(&bytes(part)).unwrap()).collect();
    assert_eq!(parts, [json!({ "alg": "ES256", "kid": "ABC123DEFG" }), json!({ "iss": "DEF123GHIJ", "iat": NOW })]);
}

#[test]
fn a_token_is_used_for_fifty_minutes_and_no_longer_when_apple_says_that_it_is_old() {
    let provider = Provider::new(make_key().0, "k".to_owned(), "t".to_owned());
    let first = provider.token(NOW).unwrap();
    assert_eq!(provider.token(NOW + 49 * 60).unwrap(), first);
    let second = provider.token(NOW + 50 * 60).unwrap();
    assert_ne!(second, first);
    assert_ne!(provider.token(NOW).unwrap(), second, "the clock was set back");
    let third = provider.token(NOW + 1).unwrap();
    provider.refused("TooManyRequests");
    assert_eq!(provider.token(NOW + 2).unwrap(), third);
    provider.refused("ExpiredProviderToken");
    assert_ne!(provider.token(NOW + 2).unwrap(), third);
}

#[test]
fn an_address_is_a_token_of_apple_s_for_this_server_s_app() {
    let apns = apns();
    assert_eq!(apns.check(&endpoint(&"0f".repeat(32), "org.example.app")), Ok(()));
    assert_eq!(apns.check(&endpoint(&"0F".repeat(80), "org.example.app")), Ok(()));
    for token in ["", "0f", "../../3/device/x", &"0g".repeat(32), &"0f".repeat(300)] {
        let why = apns.check(&endpoint(token, "org.example.app")).unwrap_err().to_string();
        assert!(why.contains("none of Apple"), "{token}");
    }
    assert!(apns.serves(&endpoint("0f", "org.example.app")) && !apns.serves(&endpoint("0f", "org.other.app")));
}

#[test]
fn a_phone_that_is_gone_is_forgotten_and_one_whose_push_failed_is_not() {
    let later = Err(PushError::Later { after: None });
    assert_eq!(judge(StatusCode::OK, ""), Ok(()));
    assert_eq!(judge(StatusCode::GONE, "Unregistered"), Err(PushError::Gone));
    assert_eq!(judge(StatusCode::BAD_REQUEST, "BadDeviceToken"), Err(PushError::Gone));
    assert_eq!(judge(StatusCode::FORBIDDEN, "ExpiredProviderToken"), later);
    assert_eq!(judge(StatusCode::TOO_MANY_REQUESTS, "TooManyProviderTokenUpdates"), later);
    for status in [500, 503] {
        assert_eq!(judge(StatusCode::from_u16(status).unwrap(), "Shutdown"), later);
    }
    for (status, reason) in [(400, "BadTopic"), (403, "InvalidProviderToken"), (405, ""), (413, "PayloadTooLarge")] {
        let judged = judge(StatusCode::from_u16(status).unwrap(), reason);
        assert!(matches!(judged, Err(PushError::Misconfigured(why)) if why.contains(reason)));
    }
}

#[test]
fn a_key_is_read_as_apple_writes_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("AuthKey.p8");
    let open = |pem: &str| {
        std::fs::write(&path, pem).unwrap();
        ApnsKey::open(&path)
    };
    let (_, pkcs8) = SoftwareKey::make(&SystemEntropy::default()).unwrap();
    assert!(open(&pem(pkcs8.expose())).is_ok());
    assert!(open(&pem(&with_curve(pkcs8.expose()))).is_ok(), "Apple names the curve twice");
    for bad in [String::new(), "no key".to_owned(), pem(b"no key")] {
        let said = open(&bad).err().unwrap().to_string();
        assert!(said.contains("AuthKey.p8: it") && said.contains("`apns.key`"), "{said}");
    }
    assert!(ApnsKey::open(&folder.path().join("none")).err().unwrap().to_string().contains("No such file"));
}

fn pem(der: &[u8]) -> String {
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", BASE64.encode(der))
}

/// The same key with the optional parameters of RFC 5915 §3: the name of the curve, before the public key.
fn with_curve(pkcs8: &[u8]) -> Vec<u8> {
    const CURVE: [u8; 12] = [0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
    const PUBLIC_KEY: [u8; 4] = [0xa1, 0x44, 0x03, 0x42];
    let at = pkcs8.windows(4).position(|four| four == PUBLIC_KEY).unwrap();
    let mut der = [&pkcs8[..at], &CURVE, &pkcs8[at..]].concat();
    // Three lengths hold it: of the whole (30 81 xx), of the octet string (04 xx) and of the key in it (30 xx).
    der[2] += 12;
    let inner = der.windows(3).position(|three| three == [0x30, 0x6b, 0x02]).unwrap();
    der[inner - 1] += 12;
    der[inner + 1] += 12;
    der
}
