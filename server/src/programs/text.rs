//! The secrets as programs send them.

use assent_core::random::{NoRandomness, Random, make_bytes};
use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use zeroize::{Zeroize, Zeroizing};

use crate::app::App;
use crate::model::{ProgramKeyKind, TokenHash};

/// What application passwords begin with, and API tokens, so that scanners find leaked ones.
const APP_PASSWORD: &str = "asta";
const API_TOKEN: &str = "ast_t_";
/// Characters of an application password after its prefix: 100 bits.
const CHARS: usize = 20;
const GROUP: usize = 4;

/// A new secret as it is shown this once.
pub(super) fn make(kind: ProgramKeyKind, random: &dyn Random) -> Result<Zeroizing<String>, NoRandomness> {
    let mut bytes = make_bytes::<32>(random)?;
    let text = match kind {
        ProgramKeyKind::AppPassword => grouped(&Zeroizing::new(BASE32_NOPAD.encode(&bytes).to_lowercase())),
        ProgramKeyKind::ApiToken => format!("{API_TOKEN}{}", BASE64URL_NOPAD.encode(&bytes)),
    };
    bytes.zeroize();
    Ok(Zeroizing::new(text))
}

/// `asta-qmvt-7rwd-kx4n-2hzc-5b3e`: people type it into programs by hand.
fn grouped(letters: &str) -> String {
    letters.bytes().take(CHARS).enumerate().fold(APP_PASSWORD.to_owned(), |mut text, (at, letter)| {
        if at % GROUP == 0 {
            text.push('-');
        }
        text.push(char::from(letter));
        text
    })
}

/// What is stored of a secret, if the text can be one: application passwords with or without dashes, spaces and capitals.
/// Keyed: whoever reads the database alone can't even try.
pub(super) fn hash(app: &App, typed: &str) -> Option<TokenHash> {
    let typed = typed.trim();
    let canonical = if typed.starts_with(API_TOKEN) {
        Zeroizing::new(typed.to_owned())
    } else {
        let is_joint = |c: char| c == '-' || c.is_whitespace();
        let letters: String = typed.chars().take(64).filter(|c| !is_joint(*c)).collect();
        Zeroizing::new(letters.to_ascii_lowercase())
    };
    let is_one = canonical.starts_with(API_TOKEN)
        || (canonical.starts_with(APP_PASSWORD) && canonical.len() == APP_PASSWORD.len() + CHARS);
    is_one.then(|| TokenHash(app.secrets.derive_mac("program key", &[canonical.as_bytes()])))
}
