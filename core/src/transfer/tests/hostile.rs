//! Files that mean harm, and files that were harmed: a clear error, soon.

use super::{open, sample};
use crate::secret::Secret;
use crate::transfer::{GoogleBatches, ImportError, MAX_ENTRIES, MAX_FILE_BYTES, Why, read};

const PLAIN: [&str; 11] = [
    "aegis_plain.json",
    "2fas_plain.2fas",
    "otpauth.txt",
    "bitwarden.json",
    "freeotp_plus.json",
    "andotp_plain.json",
    "stratum_plain.json",
    "proton_plain.json",
    "duo.json",
    "google.txt",
    "aegis_encrypted.json",
];

fn error_of(text: impl AsRef<[u8]>) -> ImportError {
    read(text.as_ref(), Some(&Secret::copy_of(b"x"))).err().unwrap_or_else(|| panic!("it was read"))
}

fn is_damaged(error: &ImportError) -> bool {
    matches!(error, ImportError::Damaged { .. })
}

#[test]
fn a_file_cut_at_any_length_is_read_or_refused_and_json_is_never_half_read() {
    for file in PLAIN {
        let whole = sample(file);
        let length = whole.trim_ascii_end().len();
        for length in 0..length {
            let result = read(&whole[..length], None);
            if whole[0] == b'{' || whole[0] == b'[' {
                assert!(result.is_err(), "{file} cut at {length}");
            }
        }
    }
}

#[test]
fn a_sealed_file_cut_at_any_length_does_not_open() {
    let password = Secret::copy_of("Gr\u{fc}ezi, wohl \u{1f511}".as_bytes());
    for file in ["2fas_encrypted.2fas", "andotp_encrypted.json.aes", "stratum_encrypted.stratum", "assent.export"] {
        let whole = sample(file);
        let length = whole.trim_ascii_end().len();
        // Without a password at each length, with it only at one: that costs a derivation.
        for length in 0..length {
            assert!(read(&whole[..length], None).is_err(), "{file} cut at {length}");
        }
        assert!(read(&whole[..length - 1], Some(&password)).is_err(), "{file}");
    }
}

#[test]
fn a_changed_byte_is_read_or_refused() {
    for file in PLAIN {
        let whole = sample(file);
        for at in (0..whole.len()).step_by(7) {
            for by in [0, b'"', b'}', 0xff] {
                let mut bad = whole.clone();
                bad[at] = by;
                let _ = read(&bad, None);
            }
        }
    }
}

#[test]
fn a_billion_iterations_and_gigabytes_of_memory_are_refused_before_any_work() {
    let mut sealed = sample("andotp_encrypted.json.aes");
    sealed[..4].copy_from_slice(&1_000_000_000_u32.to_be_bytes());
    assert_eq!(error_of(&sealed), ImportError::TooCostly);
    let aegis = String::from_utf8(sample("aegis_encrypted.json")).unwrap();
    let greedy = [
        ("\"n\": 32768", "\"n\": 1073741824"),
        ("\"n\": 32768", "\"n\": 18446744073709551615"),
        ("\"r\": 8", "\"r\": 4294967295"),
        ("\"p\": 1", "\"p\": 4294967295"),
    ];
    for (real, greedy) in greedy {
        assert_eq!(error_of(aegis.replace(real, greedy)), ImportError::TooCostly, "{greedy}");
    }
    assert!(is_damaged(&error_of(aegis.replace("\"n\": 32768", "\"n\": 32767"))));
}

#[test]
fn many_slots_do_not_add_up_to_more_work_than_one_may_cost() {
    let slot = r#"{"type":1,"key":"","key_params":{"nonce":"","tag":""},"n":32768,"r":8,"p":1,"salt":""}"#;
    let slots = [slot; 5].join(",");
    let file = format!(r#"{{"version":1,"header":{{"slots":[{slots}],"params":{{"nonce":"","tag":""}}}},"db":""}}"#);
    assert_eq!(error_of(file), ImportError::TooCostly);
}

#[test]
fn nesting_ends_with_an_error_and_not_with_the_stack() {
    for open in ["[", "{\"a\":", "{\"entries\":[", "{\"services\":[{\"otp\":"] {
        assert!(is_damaged(&error_of(open.repeat(200_000))), "{open}");
    }
    let inside = format!("{{\"version\":1,\"entries\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(is_damaged(&error_of(inside)));
}

#[test]
fn lengths_that_are_claimed_and_not_there_cost_nothing() {
    // A field of 2⁶³ bytes, one of 4 GiB inside an account, and a batch of four thousand million codes.
    for data in ["CoCAgICAgICAgAF4", "CgYK%2F%2F%2F%2FDw%3D%3D", "GP%2F%2F%2F%2F8P"] {
        let error = error_of(format!("otpauth-migration://offline?data={data}"));
        assert!(is_damaged(&error), "{data}: {error}");
    }
}

#[test]
fn what_stands_twice_is_refused() {
    let twice = [
        r#"{"version":1,"header":{"slots":null,"params":null},"db":{"entries":[]},"db":{"entries":[]}}"#,
        r#"{"schemaVersion":4,"services":[],"services":[]}"#,
        r#"[{"type":"TOTP","secret":"MZXW6YTB","secret":"MZXW6YTC"}]"#,
        r#"{"version":1,"entries":[{"content":{"uri":"otpauth://totp/a?secret=MZXW6YTB","uri":"x"}}]}"#,
    ];
    for text in twice {
        assert!(is_damaged(&error_of(text)), "{text}");
    }
}

#[test]
fn files_and_lists_have_an_end() {
    assert_eq!(error_of(vec![b' '; MAX_FILE_BYTES + 1]), ImportError::TooLarge);
    let lines = "otpauth://totp/a?secret=MZXW6YTB\n".repeat(MAX_ENTRIES + 1);
    assert_eq!(error_of(lines), ImportError::TooLarge);
    let entries = [r#"{"type":"TOTP","secret":"MZXW6YTB"}"#; MAX_ENTRIES + 1].join(",");
    assert_eq!(error_of(format!("[{entries}]")), ImportError::TooLarge);
}

#[test]
fn entries_that_are_refused_count_like_others() {
    // Two codes of an export (`0a 00` is an account without a secret), each within what is taken, both beyond it.
    let code = |index: u8, accounts: usize| {
        let mut message = b"\x0a\x00".repeat(accounts);
        message.extend([3 << 3, 2, 4 << 3, index]);
        format!("otpauth-migration://offline?data={}\n", data_encoding::BASE64.encode(&message).replace('+', "%2B"))
    };
    let half = MAX_ENTRIES / 2;
    let found = read((code(0, half) + &code(1, half)).as_bytes(), None).ok().unwrap();
    assert_eq!((found.entries.len(), found.left_out.len()), (0, MAX_ENTRIES));
    // Already when the code is added: a thousand codes would fill the memory before they are put together.
    let mut batches = GoogleBatches::default();
    batches.add(&code(0, half)).unwrap();
    assert_eq!(batches.add(&code(1, half + 1)), Err(ImportError::TooLarge));
    assert_eq!(batches.progress().have, 1);
}

#[test]
fn a_file_without_any_account_is_no_success() {
    // Of Google a code without accounts, again and again; of the others lists that are empty, or under unknown names.
    let many = vec!["{}"; 50_000].join(",");
    let files = [
        "otpauth-migration://offline?data=EAEYASAAKAU%3D\n".repeat(1000),
        format!(r#"{{"version":1,"header":{{"slots":null,"params":null}},"db":{{"entries":[],"others":[{many}]}}}}"#),
        format!(r#"{{"schemaVersion":4,"services":[],"others":[{many}]}}"#),
        format!(r#"{{"encrypted":false,"items":[{{"name":"a note"}}],"others":[{many}]}}"#),
        r#"{"tokens":[]}"#.to_owned(),
        r#"{"Authenticators":[]}"#.to_owned(),
        r#"{"version":1,"entries":[]}"#.to_owned(),
    ];
    for file in files {
        let error = error_of(&file);
        assert!(matches!(error, ImportError::NoAccounts { .. }), "{}: {error}", &file[..60.min(file.len())]);
    }
}

#[test]
fn a_file_of_which_nothing_is_understood_says_so_of_each_entry() {
    let entry = r#"{"type":"quantum","name":"ada","info":{"secret":"MZXW6YTB"}}"#;
    let of =
        |list: &str| format!(r#"{{"version":1,"header":{{"slots":null,"params":null}},"db":{{"entries":[{list}]}}}}"#);
    let found = read(of(&[entry; 3].join(",")).as_bytes(), None).ok().unwrap();
    assert!(found.entries.is_empty());
    let told: Vec<_> = found.left_out.iter().map(|out| (out.what.as_str(), out.why.clone())).collect();
    assert_eq!(told, vec![("ada", Why::UnknownKind); 3]);
    assert_eq!(error_of(of(&vec![entry; MAX_ENTRIES + 1].join(","))), ImportError::TooLarge);
}

#[test]
fn a_later_version_is_told_from_damage() {
    let later = [
        r#"{"version":2,"header":{"slots":null,"params":null},"db":{"entries":[]}}"#,
        r#"{"schemaVersion":5,"services":[]}"#,
        r#"{"version":2,"entries":[]}"#,
    ];
    for text in later {
        assert!(matches!(error_of(text), ImportError::NewerVersion { .. }), "{text}");
    }
}

#[test]
fn long_and_disguising_names_are_made_right() {
    let long = "\u{e9}".repeat(10_000);
    let text = format!(r#"[{{"type":"TOTP","secret":"MZXW6YTB","issuer":"{long}","label":"a\u202eb\u0000"}}]"#);
    let found = read(text.as_bytes(), None).ok().unwrap();
    let address = &found.entries[0].address;
    assert_eq!((address.issuer().unwrap().len(), address.account()), (256, "ab"));
}

#[test]
fn a_secret_or_a_name_of_megabytes_is_left_out_or_cut() {
    let (long, name) = ("A".repeat(1_000_000), "n".repeat(1_000_000));
    for text in [
        format!(r#"[{{"type":"TOTP","secret":"{long}","label":"{name}"}}]"#),
        format!(r#"{{"items":[{{"name":"{name}","login":{{"totp":"{long}"}}}}]}}"#),
        format!("otpauth://totp/{name}?secret={long}\notpauth://totp/{name}?codeDisplay={long}&secret=MZXW6YTB"),
    ] {
        let found = read(text.as_bytes(), None).ok().unwrap();
        assert!(found.entries.is_empty() && !found.left_out.is_empty());
        assert!(found.left_out.iter().all(|out| out.what.len() <= 256), "{}", found.left_out[0].what.len());
    }
}

#[test]
fn no_error_tells_a_secret() {
    let bad = r#"[{"type":"TOTP","secret":["JBSWY3DPEHPK3PXP"]}]"#;
    assert!(!error_of(bad).to_string().contains("JBSWY"));
    let found = open("bitwarden.json", None).ok().unwrap();
    let told = format!("{:?}", found.left_out);
    assert!(told.contains("Broken") && !told.contains("no secret!"), "{told}");
}
