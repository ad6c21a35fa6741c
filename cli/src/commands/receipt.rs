//! `receipt show`, `receipt keys`, `receipt check`.

use std::io::Read;
use std::path::Path;

use assent_core::authenticator::Authenticator;
use assent_core::message::{Prompt, Proof, ReceiptBundle, ReceiptError, Received};
use serde_json::json;

use crate::error::CliError;
use crate::input::open_file;
use crate::names::find_account;
use crate::output::Output;
use crate::show;
use crate::table::fields;

/// More than three messages, their keys and JSON around them.
const MAX_FILE_BYTES: u64 = 64 * 1024;

/// What a receipt is held against.
pub(super) struct Pins<'a> {
    pub(super) service: Option<&'a str>,
    pub(super) server: Option<&'a str>,
    pub(super) key: Option<&'a str>,
}

pub(super) fn show(own: &Authenticator, prefix: &str) -> Result<(), CliError> {
    let history = own.history()?;
    let mut fitting = history.iter().filter(|entry| entry.challenge.to_string().starts_with(prefix));
    let (Some(entry), None) = (fitting.next(), fitting.next()) else {
        return Err(CliError::new("error-no-request"));
    };
    let text = serde_json::to_string_pretty(&entry.receipt).unwrap_or_default();
    Ok(std::io::Write::write_all(&mut std::io::stdout(), format!("{text}\n").as_bytes())?)
}

pub(super) fn keys(own: &Authenticator, account: &str, to: &Output<'_>) -> Result<(), CliError> {
    let pins = own.pins(find_account(own, account)?.id)?;
    let row = |key: &str, value: &str| (to.words.word(key), value.to_owned());
    let rows = [
        row("receipt-server", &pins.server),
        row("receipt-approve-key", &pins.approve_key),
        row("receipt-request-key", &pins.request_key),
    ];
    let value = json!({ "server": pins.server, "approve_key": pins.approve_key, "request_key": pins.request_key });
    to.print(&fields(&rows, to.style), &value)
}

pub(super) fn check(file: &Path, pins: &Pins<'_>, to: &Output<'_>) -> Result<(), CliError> {
    let proof = prove(&read(file)?, pins)?;
    let value = json!({
        "server": proof.server_id,
        "device_key": proof.device_key_id,
        "prompt": proof.prompt,
        "decision": proof.decision,
        "receipt": proof.receipt,
    });
    to.print(&describe(&proof, to), &value)?;
    if pins.server.is_none() || pins.key.is_none() { to.tell(&to.words.word("receipt-compare")) } else { Ok(()) }
}

fn read(file: &Path) -> Result<String, CliError> {
    let mut text = String::new();
    if file == Path::new("-") {
        std::io::stdin().take(MAX_FILE_BYTES).read_to_string(&mut text)?;
    } else {
        open_file(file)?.take(MAX_FILE_BYTES).read_to_string(&mut text)?;
    }
    Ok(text)
}

fn prove(text: &str, pins: &Pins<'_>) -> Result<Proof, CliError> {
    let bundle: ReceiptBundle = serde_json::from_str(text).map_err(|error| CliError::with("error-receipt", error))?;
    let named = Received::new(bundle.prompt.as_bytes()).and_then(|prompt| prompt.peek::<Prompt>());
    let named = named.map(|claims| claims.message.service.id).unwrap_or_default();
    let proof = bundle.check(pins.service.unwrap_or(&named)).map_err(|error| CliError::with("error-receipt", error))?;
    let pinned = pins.server.is_none_or(|server| server == proof.server_id)
        && pins.key.is_none_or(|key| key == proof.device_key_id);
    if pinned { Ok(proof) } else { Err(CliError::with("error-receipt", ReceiptError::NotPinned)) }
}

fn describe(proof: &Proof, to: &Output<'_>) -> String {
    let words = to.words;
    let rows = [
        (words.word("receipt-outcome"), words.word(show::outcome_key(proof.receipt.outcome))),
        (words.word("receipt-service"), format!("{} ({})", proof.prompt.service.name, proof.prompt.service.id)),
        (words.word("field-account"), proof.prompt.account.to_string()),
        (words.word("field-from"), show::from_where(&proof.prompt.context)),
        (words.word("receipt-decided"), to.zone.day_and_minute(proof.receipt.decided_at)),
        (words.word("receipt-server"), proof.server_id.clone()),
        (words.word("receipt-device"), proof.device_key_id.clone()),
    ];
    format!("{}\n{}", to.style.accent(&words.word("receipt-good")), fields(&rows, to.style))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_receipt_is_refused_in_words() {
        let pins = Pins { service: None, server: None, key: None };
        for text in ["", "{}", "not json"] {
            assert_eq!(prove(text, &pins).unwrap_err().code(), "receipt");
        }
    }
}
