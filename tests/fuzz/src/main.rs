//! One program for all targets: `ASSENT_FUZZ_TARGET` says which. Each holds what it parsed to its promises; that it
//! does not panic is the least of them.
#![no_main]

mod messages;
mod texts;
mod transfer;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

type Target = fn(&[u8]);

/// Name and target; `run.sh` runs those that `list` names.
const TARGETS: [(&str, Target); 19] = [
    ("envelope", messages::envelope),
    ("forged", messages::forged),
    ("ticket", messages::ticket),
    ("receipt", messages::receipt),
    ("keys", messages::keys),
    ("sealed_picture", messages::sealed_picture),
    ("attestation", messages::attestation),
    ("otpauth", texts::otpauth),
    ("codes", texts::codes),
    ("text", texts::text),
    ("email", texts::email),
    ("user_agent", texts::user_agent),
    ("backup_code", texts::backup_code),
    ("config", texts::config),
    ("import_json", transfer::json),
    ("import_lines", transfer::lines),
    ("import_sealed", transfer::sealed),
    ("google_batch", transfer::google_batch),
    ("own_export", transfer::own_export),
];

static CHOSEN: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("ASSENT_FUZZ_TARGET").unwrap_or_default();
    let found = TARGETS.iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("ASSENT_FUZZ_TARGET must be one of {:?}", TARGETS.map(|(name, _)| name))).1
});

fuzz_target!(|bytes: &[u8]| CHOSEN(bytes));
