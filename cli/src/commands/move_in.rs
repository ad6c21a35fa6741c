//! `move in` and `move code`: this terminal is the new phone.

use assent_core::authenticator::{AccountId, Arrival, Authenticator, Linking};
use serde_json::{Value, json};

use super::link::{description, link_code_lines};
use crate::args::MoveIn;
use crate::error::CliError;
use crate::input::text_or_stdin;
use crate::names::find_account;
use crate::output::Output;
use crate::picture::read_qr;

pub(super) async fn move_in(own: &Authenticator, wanted: &MoveIn, to: &Output<'_>) -> Result<(), CliError> {
    let text = match (&wanted.picture, &wanted.text) {
        (Some(path), _) => read_qr(path)?,
        (None, text) => text_or_stdin(text.as_deref().unwrap_or("-"))?,
    };
    let arrival = own.move_in(&text, description(wanted.name.as_deref())).await?;
    let ids: Vec<AccountId> = arrival.arrived.iter().map(|linking| linking.account).collect();
    if ids.is_empty() {
        let first = arrival.failed.into_iter().next();
        return Err(first.map_or_else(|| CliError::new("error-ticket-damaged"), |failed| failed.error.into()));
    }
    show(own, &arrival, &ids, to)?;
    wait(own, &ids, to).await
}

/// The code of those that still wait, without some.
pub(super) fn show_code_again(own: &Authenticator, without: &[String], to: &Output<'_>) -> Result<(), CliError> {
    let mut ids = own.list_moving_in()?;
    for name in without {
        let left_out = find_account(own, name)?.id;
        ids.retain(|id| *id != left_out);
    }
    let code = own.move_code(&ids)?;
    to.print(&code_words(&code, ids.len(), to), &json!({ "code": code.as_str(), "accounts": ids }))
}

fn show(own: &Authenticator, arrival: &Arrival, ids: &[AccountId], to: &Output<'_>) -> Result<(), CliError> {
    let code = own.move_code(ids)?;
    let name = |linking: &Linking| format!("  {}: {}", linking.issuer, linking.account_name);
    let mut parts = vec![arrival.arrived.iter().map(name).collect::<Vec<_>>().join("\n")];
    parts.extend(arrival.failed.iter().map(|failed| {
        let why = CliError::from(failed.error.clone()).words(to.words);
        to.words.say("server-trouble", &[("account", failed.server_url.as_str().into()), ("why", why.into())])
    }));
    parts.push(code_words(&code, ids.len(), to));
    parts.push(to.style.faint(&to.words.word("move-waiting")));
    let accounts = arrival.arrived.iter().map(
        |it| json!({ "id": it.account, "account_name": it.account_name, "issuer": it.issuer, "server": it.server_url }),
    );
    let failed = arrival.failed.iter().map(|failed| {
        let error = CliError::from(failed.error.clone());
        json!({ "server": failed.server_url, "error": error.code(), "message": error.words(to.words) })
    });
    let value = json!({
        "code": code.as_str(), "accounts": accounts.collect::<Value>(), "failed": failed.collect::<Value>(),
    });
    to.print(&parts.join("\n\n"), &value)
}

fn code_words(code: &str, count: usize, to: &Output<'_>) -> String {
    let asks = to.words.say("move-code", &[("count", count.into())]);
    format!("{asks}\n\n{}", to.style.accent(&link_code_lines(code)))
}

async fn wait(own: &Authenticator, ids: &[AccountId], to: &Output<'_>) -> Result<(), CliError> {
    let names: Vec<_> = own.accounts()?.iter().map(|account| (account.id, account.called())).collect();
    let name = |id| names.iter().find(|(other, _)| *other == id).map(|(_, name)| name.clone()).unwrap_or_default();
    let (mut lines, mut moved, mut failed) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = None;
    for (id, confirmed) in own.confirm_moved(ids).await {
        match confirmed {
            Ok(()) => {
                lines.push(to.style.accent(&to.words.say("moved-in", &[("account", name(id).into())])));
                moved.push(json!(id));
            }
            Err(error) => {
                let error = CliError::from(error);
                let why = error.words(to.words);
                lines.push(
                    to.words.say("server-trouble", &[("account", name(id).into()), ("why", why.as_str().into())]),
                );
                failed.push(json!({ "account": id, "error": error.code(), "message": why }));
                last = Some(error);
            }
        }
    }
    to.print(&lines.join("\n"), &json!({ "moved": moved, "failed": failed }))?;
    last.map_or(Ok(()), Err)
}
