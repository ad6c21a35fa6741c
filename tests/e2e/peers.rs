//! Other people's programs agree with ours: codes and QR pictures both ways, receipts checked with nothing of ours.

use std::sync::Arc;

use assent_core::authenticator::OnDuplicate;
use assent_core::clock::ManualClock;
use assent_core::message::Verdict;
use assent_core::otp::{Algorithm, Digits, Kind, OtpKey, Period};
use assent_core::secret::Secret;
use assent_tests::administration::Order;
use assent_tests::forge::flip;
use assent_tests::peers::{python, read_by_zbar, tool};
use assent_tests::phone::Phone;
use assent_tests::world::{ADA, START, World};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use serde_json::{Value, json};

const ALGORITHMS: [(Algorithm, &str); 3] =
    [(Algorithm::Sha1, "sha1"), (Algorithm::Sha256, "sha256"), (Algorithm::Sha512, "sha512")];

/// All kinds of codes, each with its `otpauth://` parameters.
fn list_keys() -> Vec<(OtpKey, &'static str)> {
    let lengths = ALGORITHMS.iter().flat_map(|algorithm| [6, 7, 8].map(|digits| (*algorithm, digits)));
    let keys = lengths.flat_map(|of| [30, 60].map(|period| (of, period)));
    keys.map(|(((algorithm, name), digits), period)| {
        let kind = Kind::Totp { period: Period::new(period).unwrap() };
        // As many random-looking bytes as the hash is long, so that nothing is padded the same by chance.
        let bytes = (0..20 + digits).map(|n: u8| n.wrapping_mul(37).wrapping_add(11)).collect();
        (OtpKey::new(kind, algorithm, Digits::new(digits).unwrap(), Secret::new(bytes)).unwrap(), name)
    })
    .collect()
}

fn period_of(key: &OtpKey) -> u16 {
    key.kind().period().unwrap().secs()
}

#[test]
fn a8_oathtool_makes_the_same_codes() {
    for (key, algorithm) in list_keys() {
        for now in [START, START + 29, START + 30, 59, 20_000_000_000] {
            let made = tool(
                "oathtool",
                "oathtool",
                &[
                    &format!("--totp={algorithm}"),
                    "--base32",
                    &format!("--digits={}", key.digits()),
                    &format!("--time-step-size={}s", period_of(&key)),
                    &format!("--now=@{now}"),
                    "-",
                ],
                &key.secret_base32(),
            );
            assert_eq!(made.trim(), key.code_at(now), "{algorithm} {} {now}", key.digits());
        }
    }
}

#[test]
fn a8_oathtool_takes_our_codes() {
    for (key, algorithm) in list_keys() {
        let (digits, step) = (format!("--digits={}", key.digits()), format!("--time-step-size={}s", period_of(&key)));
        let (kind, now, code) = (format!("--totp={algorithm}"), format!("--now=@{START}"), key.code_at(START + 30));
        let arguments = [&kind, "--base32", &digits, &step, &now, "--window=1", "-", &code];
        let found = tool("oathtool", "oathtool", &arguments, &key.secret_base32());
        assert_eq!(found.trim(), (key.step_at(START + 30) - key.step_at(START)).to_string());
    }
}

#[test]
fn a8_pyotp_makes_the_same_codes_and_takes_ours() {
    let keys: Vec<Value> = list_keys()
        .iter()
        .map(|(key, algorithm)| {
            json!({ "secret": key.secret_base32().as_str(), "digits": key.digits(), "digest": algorithm,
                "interval": period_of(key), "now": START, "code": key.code_at(START) })
        })
        .collect();
    let said: Value = serde_json::from_str(&python("codes.py", &[], &json!(keys).to_string())).unwrap();
    for ((key, _), said) in list_keys().iter().zip(said.as_array().unwrap()) {
        assert_eq!((&said["code"], &said["took"]), (&json!(key.code_at(START)), &json!(true)));
    }
}

#[tokio::test]
async fn p2_the_server_takes_codes_that_pyotp_and_oathtool_made_from_its_address() {
    let world = World::new();
    let added = world.server.order(&Order::AddOtherApp { email: ADA.to_owned() });
    let read = |now: i64| {
        let said = python("codes.py", &[added["uri"].as_str().unwrap(), &now.to_string()], "");
        let said: Value = serde_json::from_str(&said).unwrap();
        assert_eq!((&said["issuer"], &said["name"]), (&json!("Atelier"), &json!(ADA)));
        said["code"].as_str().unwrap().to_owned()
    };
    let (email, id) = (ADA.to_owned(), added["id"].as_str().unwrap().to_owned());
    assert_eq!(world.server.order(&Order::ConfirmOtherApp { email, id, code: read(START) })["result"], "on");
    world.advance(30);
    assert_eq!(world.wiki.check_code(ADA, &read(START + 30)).await["result"], "accepted");
    world.advance(30);
    let (now, secret) = (format!("--now=@{}", START + 60), added["secret"].as_str().unwrap());
    let code = tool("oathtool", "oathtool", &["--totp", "--base32", &now, "-"], secret);
    assert_eq!(world.wiki.check_code(ADA, code.trim()).await["result"], "accepted");
}

#[test]
fn a9_the_phone_reads_an_address_that_pyotp_wrote() {
    let phone = Phone::new(Arc::new(ManualClock::at(START)));
    for algorithm in ["sha1", "sha256", "sha512"] {
        let said = python("address.py", &[algorithm, &START.to_string()], "");
        let said: Value = serde_json::from_str(&said).unwrap();
        let id = phone.own.add_otpauth(said["uri"].as_str().unwrap(), OnDuplicate::KeepBoth).unwrap();
        let account = phone.own.account(id).unwrap();
        assert_eq!((account.issuer.as_str(), account.name.as_str()), ("Forge & Söhne", "ada lovelace@forge.example"));
        assert_eq!(phone.own.code(id).unwrap().code.as_str(), said["code"].as_str().unwrap());
    }
}

#[tokio::test]
async fn a3_zbarimg_reads_our_qr_picture() {
    let world = World::new();
    let folder = tempfile::tempdir().unwrap();
    let ticket = world.make_ticket(ADA, None).text;
    let uri = world.server.order(&Order::AddOtherApp { email: ADA.to_owned() })["uri"].as_str().unwrap().to_owned();
    for text in [ticket, uri] {
        let picture = folder.path().join("code.svg");
        let code = QrCode::with_error_correction_level(&text, EcLevel::M).unwrap();
        std::fs::write(&picture, code.render::<svg::Color<'_>>().min_dimensions(400, 400).build()).unwrap();
        assert_eq!(read_by_zbar(&picture), text);
    }
}

#[tokio::test]
async fn a3_a_qr_picture_that_qrencode_made_is_read_by_ours_and_links() {
    let world = World::new();
    let folder = tempfile::tempdir().unwrap();
    let ticket = world.make_ticket(ADA, None);
    for level in ["L", "H"] {
        let picture = folder.path().join(format!("{level}.png"));
        let (path, option) = (picture.to_str().unwrap(), format!("--level={level}"));
        assert!(tool("qrencode", "qrencode", &[&option, "--output", path], &ticket.text).is_empty());
        assert_eq!(read_by_zbar(&picture), ticket.text);
        assert_eq!(assent_cli::read_qr(&picture).unwrap().as_str(), ticket.text);
    }
    let text = assent_cli::read_qr(&folder.path().join("L.png")).unwrap();
    let phone = Phone::new(Arc::clone(&world.clock));
    assert!(phone.own.link(&text, assent_tests::phone::description("Pixel")).await.is_ok());
}

/// What somebody who keeps receipts has pinned, and a redeemed one.
async fn make_receipt(verdict: Verdict) -> (World, Value) {
    let world = World::new();
    let phone = world.link(ADA).await;
    let id = world.wiki.ask(ADA).await;
    phone.answer(verdict, None).await.unwrap();
    let receipt = world.wiki.redeem(&id).await.expect(200)["receipt"].take();
    let device_key = serde_json::to_value(&phone.own.history().unwrap()[0].receipt.device_key).unwrap();
    let pinned = json!({ "server_id": world.server.server_id, "service": world.wiki.id, "device_key": device_key,
        "challenge": id, "account": ADA });
    (world, json!({ "pinned": pinned, "receipt": receipt }))
}

#[tokio::test]
async fn s2_a_receipt_is_checked_with_joserfc_and_nothing_of_ours() {
    for (verdict, outcome) in [(Verdict::Approve, "approved"), (Verdict::Deny, "denied"), (Verdict::Report, "denied")] {
        let (_world, kept) = make_receipt(verdict).await;
        assert_eq!(python("receipt.py", &[], &kept.to_string()).trim(), outcome);
    }
}

#[tokio::test]
async fn s2_a_receipt_with_one_changed_character_is_refused_by_joserfc_and_by_ours() {
    let (world, kept) = make_receipt(Verdict::Approve).await;
    let mut changed = Vec::new();
    for part in ["prompt", "decision", "receipt", "key_set"] {
        let text = kept["receipt"][part].as_str().unwrap();
        for at in [0, 20, text.len() / 2, text.len() - 40] {
            let mut one = kept.clone();
            one["receipt"][part] = json!(flip(text, at));
            let bundle: assent_core::message::ReceiptBundle = serde_json::from_value(one["receipt"].clone()).unwrap();
            assert!(bundle.check(&world.wiki.id).is_err(), "{part} {at}");
            changed.push(one);
        }
    }
    let said = python("receipt.py", &["all"], &json!(changed).to_string());
    assert_eq!(said.lines().filter(|line| line.starts_with("refused")).count(), changed.len(), "{said}");
}

#[tokio::test]
async fn s2_a_receipt_of_another_login_service_or_phone_is_refused_by_joserfc() {
    let (_world, kept) = make_receipt(Verdict::Approve).await;
    let (_other, foreign) = make_receipt(Verdict::Approve).await;
    let mut mixed = Vec::new();
    for part in ["prompt", "decision", "receipt", "key_set", "root_key"] {
        let mut one = kept.clone();
        one["receipt"][part] = foreign["receipt"][part].clone();
        mixed.push(one);
    }
    for name in ["server_id", "service", "device_key", "challenge"] {
        let mut one = kept.clone();
        one["pinned"][name] = foreign["pinned"][name].clone();
        mixed.push(one);
    }
    let said = python("receipt.py", &["all"], &json!(mixed).to_string());
    assert_eq!(said.lines().filter(|line| line.starts_with("refused")).count(), mixed.len(), "{said}");
}
