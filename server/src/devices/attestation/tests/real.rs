//! What real phones said, under Google's real roots (`tests/vectors/attestation`).

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::super::*;

/// One phone, and what Google's verifier reads in its chain.
struct Phone {
    file: &'static str,
    /// When the key was made.
    made_at: UnixSeconds,
    challenge: &'static [u8],
    level: u32,
    asks_person: bool,
    boot: Boot,
}

const XPERIA: Phone = Phone {
    file: "xperia-10-iii",
    made_at: 1_780_585_145,
    challenge: &[
        0x3e, 0xaf, 0xe4, 0xd5, 0xdd, 0x00, 0x90, 0xde, 0x5a, 0x42, 0xb4, 0x32, 0xb4, 0x24, 0x81, 0xaf, 0x5c, 0xe2,
        0x99, 0x63, 0x65, 0x6b, 0x25, 0x84, 0xc5, 0x9a, 0x49, 0x2d, 0xe1, 0x6d, 0x00, 0xc9,
    ],
    level: 1,
    asks_person: false,
    boot: Boot::Verified,
};

const PIXEL_3: Phone = Phone {
    file: "pixel-3-strongbox-asks",
    made_at: 1_598_689_267,
    challenge: b"challenge",
    level: 2,
    asks_person: true,
    boot: Boot::Unverified,
};

const PIXEL_8A: Phone = Phone {
    file: "pixel-8a",
    made_at: 1_727_389_885,
    challenge: b"challenge",
    level: 1,
    asks_person: false,
    boot: Boot::Unverified,
};

const PIXEL_9_PRO: Phone = Phone {
    file: "pixel-9-pro-strongbox",
    made_at: 1_758_900_646,
    challenge: b"7ccac1ea-4845-482e-858d-f6fa9aa8c295",
    level: 2,
    asks_person: false,
    boot: Boot::Verified,
};

const PIXEL_9A: Phone = Phone {
    file: "pixel-9a-strongbox-new-root",
    made_at: 1_771_979_841,
    challenge: b"90578e1d-f5bf-4ccf-a27f-a4f4d89ee21f",
    level: 2,
    asks_person: false,
    boot: Boot::Verified,
};

fn read(phone: &Phone) -> Vec<Vec<u8>> {
    let path = format!("{}/../tests/vectors/attestation/{}.pem", env!("CARGO_MANIFEST_DIR"), phone.file);
    CertificateDer::pem_file_iter(path).unwrap().map(|one| one.unwrap().to_vec()).collect()
}

/// Everything but the key and what is asked of it.
fn check(der: &[Vec<u8>], now: UnixSeconds, revoked: &Revoked) -> Result<Description, Refused> {
    let chain = Chain::read(der)?;
    chain.check_signatures()?;
    let description = Description::read(chain.find_description()?).unwrap();
    chain.check_trust(&Roots::open(None).unwrap(), revoked, now)?;
    Ok(description)
}

#[test]
fn chains_of_real_phones_lead_to_googles_roots_and_say_what_google_reads_in_them() {
    for phone in [XPERIA, PIXEL_3, PIXEL_8A, PIXEL_9_PRO, PIXEL_9A] {
        let found =
            check(&read(&phone), phone.made_at, &Revoked::default()).unwrap_or_else(|_| panic!("{}", phone.file));
        let expected = Description {
            attested_in: phone.level,
            kept_in: phone.level,
            challenge: phone.challenge.to_vec(),
            signs: true,
            is_generated: true,
            asks_person: phone.asks_person,
            boot: Some(phone.boot),
        };
        assert_eq!(found, expected, "{}", phone.file);
    }
}

#[test]
fn a_key_that_was_fetched_is_trusted_for_weeks_and_one_from_the_factory_for_good() {
    let far = 1_900_000_000;
    for (phone, holds) in [(XPERIA, true), (PIXEL_3, true), (PIXEL_8A, false), (PIXEL_9_PRO, false), (PIXEL_9A, false)]
    {
        let found = check(&read(&phone), far, &Revoked::default());
        assert_eq!(found.is_ok(), holds, "{}", phone.file);
        assert!(holds || matches!(found, Err(Refused::Doubt(Doubt::Untimely))), "{}", phone.file);
    }
}

#[test]
fn a_real_key_that_asks_nobody_is_not_proved_and_none_fits_another_link() {
    let trust = Trust::open(&AttestationFiles::default()).unwrap();
    let chain = read(&XPERIA);
    let offered = message::Attestation::of_android(&chain).unwrap();
    let parsed = Chain::read(&chain).ok().unwrap();
    let key = PublicKey::from_point(parsed.first_point()).unwrap();
    let judge = |challenge| judge(&trust, &offered, About { key: &key, challenge, now: XPERIA.made_at });
    let found = judge(XPERIA.challenge).unwrap();
    assert_eq!((found.finding, found.boot), (Finding::NotProved(Doubt::AsksNobody), Some(Boot::Verified)));
    assert_eq!(judge(&[0; 32]), Err(Wrong::OtherChallenge));
}

#[test]
fn no_real_chain_holds_together_without_each_of_its_certificates() {
    for phone in [XPERIA, PIXEL_3, PIXEL_8A, PIXEL_9_PRO, PIXEL_9A] {
        let whole = read(&phone);
        for without in 0..whole.len() {
            let mut chain = whole.clone();
            chain.remove(without);
            assert!(check(&chain, phone.made_at, &Revoked::default()).is_err(), "{} without {without}", phone.file);
        }
    }
}
