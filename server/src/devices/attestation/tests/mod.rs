//! What is proved, what counts as no proof, and what is refused.

#[expect(unreachable_pub, reason = "the end-to-end tests use it too")]
#[path = "../../../../../tests/src/hardware_maker.rs"]
mod hardware_maker;
mod real;

use std::fs::write;
use std::path::PathBuf;

use assent_core::keys::{Signer, SoftwareKey};
use assent_core::random::SystemEntropy;
use tempfile::TempDir;

use super::*;
use hardware_maker::{Batch, Maker, Said};

/// 2027-01-15
const NOW: UnixSeconds = 1_800_000_000;
const CHALLENGE: [u8; 32] = [7; 32];

fn key() -> PublicKey {
    SoftwareKey::make(&SystemEntropy::default()).unwrap().0.public_key()
}

/// A server that trusts a maker, in a folder of its own.
struct Server {
    folder: TempDir,
    trust: Trust,
}

impl Server {
    fn trusting(maker: &Maker) -> Self {
        Self::with(&maker.root_pem(), None).unwrap()
    }

    fn with(roots: &str, revoked: Option<&str>) -> Result<Self, BadTrust> {
        let folder = tempfile::tempdir().unwrap();
        let keep = |name: &str, text: &str| -> PathBuf {
            write(folder.path().join(name), text).unwrap();
            folder.path().join(name)
        };
        let revoked = revoked.map(|text| keep("revoked.json", text));
        let trust = Trust::open(&AttestationFiles { roots: Some(keep("roots.pem", roots)), revoked })?;
        Ok(Self { folder, trust })
    }

    fn judge(&self, key: &PublicKey, chain: &[Vec<u8>]) -> Result<Finding, Wrong> {
        let offered = message::Attestation::of_android(chain).unwrap();
        let about = About { key, challenge: &CHALLENGE, now: NOW };
        judge(&self.trust, &offered, about).map(|attestation| attestation.finding)
    }
}

fn honest() -> Said {
    Said::honest(&CHALLENGE)
}

#[test]
fn the_weaker_of_where_the_key_lies_and_where_what_says_so_lies_is_proved() {
    let (maker, key) = (Maker::default(), key());
    let server = Server::trusting(&maker);
    for (attested_in, kept_in, found) in [
        (1, 1, Finding::Proved(Assurance::Tee)),
        (2, 2, Finding::Proved(Assurance::Strongbox)),
        (1, 2, Finding::Proved(Assurance::Tee)),
        (2, 1, Finding::Proved(Assurance::Tee)),
        (0, 2, Finding::NotProved(Doubt::Software)),
        (2, 0, Finding::NotProved(Doubt::Software)),
    ] {
        let chain = maker.attest(key.point(), &Said { attested_in, kept_in, ..honest() });
        assert_eq!(server.judge(&key, &chain), Ok(found), "{attested_in} {kept_in}");
    }
}

#[test]
fn a_key_that_is_not_kept_as_it_must_be_is_not_proved() {
    let (maker, key) = (Maker::default(), key());
    let server = Server::trusting(&maker);
    let cases = [
        (Said { purposes: vec![3], ..honest() }, Doubt::OtherKind),
        (Said { purposes: vec![], ..honest() }, Doubt::OtherKind),
        (Said { origin: 2, ..honest() }, Doubt::OtherKind),
        (Said { user_auth_type: 0, ..honest() }, Doubt::AsksNobody),
        (Said { software_asks_nobody: true, ..honest() }, Doubt::AsksNobody),
        (Said { boot: 9, ..honest() }, Doubt::Unreadable),
    ];
    for (said, doubt) in cases {
        let chain = maker.attest(key.point(), &said);
        assert_eq!(server.judge(&key, &chain), Ok(Finding::NotProved(doubt)), "{said:?}");
    }
}

#[test]
fn what_no_honest_phone_comes_with_is_refused() {
    let (maker, key) = (Maker::default(), key());
    let server = Server::trusting(&maker);
    let good = maker.attest(key.point(), &honest());
    let other_maker = Maker::default().attest(key.point(), &honest());
    let cases = [
        (maker.attest(self::key().point(), &honest()), Wrong::OtherKey),
        (maker.attest(key.point(), &Said { challenge: vec![8; 32], ..honest() }), Wrong::OtherChallenge),
        (maker.attest(key.point(), &Said { challenge: vec![], ..honest() }), Wrong::OtherChallenge),
        (vec![other_maker[0].clone(), good[1].clone(), good[2].clone()], Wrong::NotSigned),
        (vec![good[0].clone(), good[2].clone()], Wrong::NotSigned),
        (vec![good[0].clone(), good[2].clone(), good[1].clone()], Wrong::NotSigned),
        (maker.extend(key.point(), &honest()), Wrong::Extended),
    ];
    for (at, (chain, wrong)) in cases.into_iter().enumerate() {
        assert_eq!(server.judge(&key, &chain), Err(wrong), "{at}");
    }
}

#[test]
fn no_bit_of_a_signed_certificate_can_be_changed() {
    let (maker, key) = (Maker::default(), key());
    let server = Server::trusting(&maker);
    let good = maker.attest(key.point(), &honest());
    for (of, certificate) in good[..2].iter().enumerate() {
        for at in (0..certificate.len()).step_by(7) {
            let mut chain = good.clone();
            chain[of][at] ^= 1;
            let found = server.judge(&key, &chain);
            assert!(!matches!(found, Ok(Finding::Proved(_))), "byte {at} of certificate {of}");
        }
    }
    assert_eq!(server.judge(&key, &good), Ok(Finding::Proved(Assurance::Tee)));
}

#[test]
fn what_is_no_chain_for_us_counts_as_no_proof() {
    let (maker, key) = (Maker::default(), key());
    let server = Server::trusting(&maker);
    let good = maker.attest(key.point(), &honest());
    let longer = [good[0].as_slice(), &[0]].concat();
    let cases = [
        (Maker::default().attest(key.point(), &honest()), Doubt::UnknownRoot),
        (good[..2].to_vec(), Doubt::UnknownRoot),
        (good[..1].to_vec(), Doubt::UnknownRoot),
        (maker.certify(key.point()), Doubt::NoAttestation),
        (vec![b"no certificate".to_vec()], Doubt::Unreadable),
        (vec![longer, good[1].clone(), good[2].clone()], Doubt::Unreadable),
    ];
    for (chain, doubt) in cases {
        assert_eq!(server.judge(&key, &chain), Ok(Finding::NotProved(doubt)));
    }
    let offered = message::Attestation { format: "apple".to_owned(), chain: vec!["AA".to_owned()] };
    let about = About { key: &key, challenge: &CHALLENGE, now: NOW };
    let found = judge(&server.trust, &offered, about).unwrap();
    assert_eq!((found.finding, found.boot), (Finding::NotProved(Doubt::OtherFormat), None));
}

#[test]
fn certificates_of_the_factory_outlive_their_end_and_no_others_do() {
    let key = key();
    for (in_factory, years, holds) in [
        (true, (2016, 2026), true),
        (false, (2016, 2026), false),
        (false, (2026, 2028), true),
        (true, (2028, 2038), false),
        (false, (2028, 2038), false),
    ] {
        let maker = Maker::with(Batch { in_factory, years, ..Batch::default() });
        let found = Server::trusting(&maker).judge(&key, &maker.attest(key.point(), &honest()));
        let expected = if holds { Finding::Proved(Assurance::Tee) } else { Finding::NotProved(Doubt::Untimely) };
        assert_eq!(found, Ok(expected), "{in_factory} {years:?}");
    }
}

#[test]
fn a_revoked_certificate_proves_nothing_from_the_moment_the_list_says_so() {
    let (maker, key) = (Maker::default(), key());
    let chain = maker.attest(key.point(), &honest());
    let server = Server::with(&maker.root_pem(), Some(r#"{"entries":{}}"#)).unwrap();
    let found = || server.judge(&key, &chain).unwrap();
    let list = |text: &str| write(server.folder.path().join("revoked.json"), text).unwrap();
    assert_eq!(found(), Finding::Proved(Assurance::Tee));
    list(r#"{"entries":{"0ABC":{"status":"REVOKED","reason":"KEY_COMPROMISE"},"ff":{"status":"SUSPENDED"}}}"#);
    assert_eq!(found(), Finding::NotProved(Doubt::Revoked));
    list("half a li");
    assert_eq!(found(), Finding::NotProved(Doubt::Revoked), "the last good list stays in use");
    list(r#"{"entries":{"abcd":{"status":"REVOKED"}}}"#);
    assert_eq!(found(), Finding::Proved(Assurance::Tee));
}

#[test]
fn a_server_does_not_start_with_files_that_it_can_t_use() {
    let root = Maker::default().root_pem();
    let broken = root.replace("MII", "!!!");
    for (roots, revoked, words) in [
        ("", None, "attestation.roots"),
        ("no certificate", None, "attestation.roots"),
        (&broken, None, "attestation.roots"),
        (&root, Some("{}"), "attestation.revoked"),
        (&root, Some(""), "attestation.revoked"),
    ] {
        let error = Server::with(roots, revoked).err().unwrap().to_string();
        assert!(error.contains(words), "{error}");
    }
    let gone = Some(PathBuf::from("/nowhere/at/all"));
    for files in
        [AttestationFiles { roots: gone.clone(), revoked: None }, AttestationFiles { roots: None, revoked: gone }]
    {
        let error = Trust::open(&files).err().unwrap().to_string();
        assert!(error.contains("/nowhere/at/all") && error.contains("attestation."), "{error}");
    }
}
