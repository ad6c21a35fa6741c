//! What people type, paste and configure.

use std::path::PathBuf;

use assent_core::message::{MAX_TEXT_BYTES, Text};
use assent_core::otp::{Address, OtpKey, normalise_code, parse_base32};
use assent_core::random::SystemEntropy;
use assent_server::config::{Config, PublicUrl};
use assent_server::model::Email;
use assent_server::people::read_user_agent;
use assent_server::recovery::looks_like_backup_code;

/// What is read is printed so that it is read again.
pub fn otpauth(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(address) = Address::parse(text) {
        let again = Address::parse(&address.to_uri()).expect("our own addresses are addresses");
        assert_eq!((address.issuer(), address.account()), (again.issuer(), again.account()));
        assert!(address.key() == again.key());
    }
    let _ = parse_base32(text);
}

/// Typed codes: digits alone are left, and nothing wrong fits.
pub fn codes(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Some(code) = normalise_code(text) {
        assert!(!code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit()));
    }
    let key = OtpKey::make_totp(&SystemEntropy::default()).expect("randomness");
    if let Some(step) = key.find_step(text, 1_800_000_000, 1) {
        assert!((59_999_999..=60_000_001).contains(&step));
    }
}

/// Text that is shown has nothing in it that plays tricks.
pub fn text(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for shown in [Text::new(text).ok(), Text::tidy(text)].into_iter().flatten() {
        let shown = shown.as_str();
        assert!(!shown.is_empty() && shown.len() <= MAX_TEXT_BYTES);
        assert!(
            !shown.chars().any(|c| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        );
        assert!(Text::new(shown).is_ok(), "tidy text is text");
    }
}

/// One address has one form.
pub fn email(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(email) = Email::parse(text) {
        assert_eq!(Email::parse(email.as_str()).as_ref(), Ok(&email));
        assert!(email.as_str().len() <= 254 && email.as_str().contains('@'));
    }
}

/// Headers of browsers.
pub fn user_agent(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let context = read_user_agent(text);
    assert!(context.address.is_none() && context.place.is_none());
}

/// Typed backup codes.
pub fn backup_code(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if looks_like_backup_code(text) {
        assert!(text.len() <= 64);
    }
}

/// Configuration files and addresses.
pub fn config(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(url) = PublicUrl::parse(text) {
        assert!(
            url.origin().starts_with("https://")
                || url.host().parse::<std::net::IpAddr>().is_ok()
                || url.host() == "localhost"
        );
        assert!(!url.origin().ends_with('/'));
    }
    let file = file();
    if std::fs::write(&file, bytes).is_ok()
        && let Err(problems) = Config::load(Some(&file), &|_| None)
    {
        assert!(!problems.to_string().is_empty(), "a refusal says why");
    }
}

fn file() -> PathBuf {
    std::env::temp_dir().join(format!("assent-fuzz-{}.toml", std::process::id()))
}
