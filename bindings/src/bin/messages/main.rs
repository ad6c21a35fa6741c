//! Writes messages for the tests of all languages:
//!
//! ```text
//! messages many COUNT SEED OUT     generated ones, a line of JSON each
//! messages vectors OUT             tests/vectors/messages.json: some of each kind, and hostile ones
//! ```

mod dice;
mod hostile;
mod many;

use std::error::Error;
use std::fmt::Write as _;

use assent_core::keys::SoftwareKey;
use assent_core::message::{Sha256, derive_link_code};
use assent_core::random::SystemEntropy;
use assent_core::secret::Secret;
use dice::Dice;
use serde_json::{Value, json};

type Failed = Box<dyn Error>;

/// Of each kind, in the vectors.
const OF_EACH_KIND: usize = 3;

fn main() -> Result<(), Failed> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["many", count, seed, out] => Ok(std::fs::write(out, many(count.parse()?, seed.parse()?)?)?),
        ["vectors", out] => Ok(std::fs::write(out, serde_json::to_string_pretty(&vectors()?)? + "\n")?),
        _ => Err("usage: messages many COUNT SEED OUT | messages vectors OUT".into()),
    }
}

fn many(count: usize, seed: u64) -> Result<String, Failed> {
    let (key, _) = SoftwareKey::make(&SystemEntropy::default())?;
    let mut dice = Dice::from(seed);
    let mut lines = String::new();
    for n in 0..count {
        let kind = many::KINDS[n % many::KINDS.len()];
        writeln!(lines, "{}", many::make(kind, &key, &mut dice)?)?;
    }
    Ok(lines)
}

fn vectors() -> Result<Value, Failed> {
    let (key, _) = SoftwareKey::make(&SystemEntropy::default())?;
    let mut dice = Dice::from(1);
    let mut good = Vec::new();
    for kind in many::KINDS {
        for _ in 0..OF_EACH_KIND {
            good.push(many::make(kind, &key, &mut dice)?);
        }
    }
    let refused = hostile::list(&key, &mut dice)?;
    let hashes = ["", "abc", "Genève", "eyJhbGciOiJFUzI1NiJ9.e30.AA"];
    let hashes = hashes.map(|text| json!({ "text": text, "sha256": Sha256::of(text.as_bytes()).to_string() }));
    Ok(json!({
        "about": "Signed messages. good: 'input' is what is signed of 'message' with this addressing, 'jti_hex' and 'key'; \
                  'compact' opens as 'claims', byte for byte. refused: by which name each hostile one is refused. \
                  Made by `cargo run -p assent-bindings --features probe --bin messages -- vectors`; keys and signatures \
                  are new each time.",
        "good": good,
        "refused": refused,
        "link_codes": (0..4_u8).map(|n| link_code(n, &mut dice)).collect::<Vec<_>>(),
        "hashes": hashes,
    }))
}

fn link_code(n: u8, dice: &mut Dice) -> Value {
    let (enrol, enrolled) = (format!("{}.enrol", dice.word()), format!("{}.enrolled", dice.word()));
    let code = derive_link_code(&Secret::new(vec![n; 32]), &enrol, &enrolled);
    json!({ "secret_hex": hex(&[n; 32]), "enrol": enrol, "enrolled": enrolled, "code": *code })
}

/// Hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
