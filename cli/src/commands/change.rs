//! `add`, `remove`, `rename`, `place`, `colour`, `stop-recovery`, `forget-damaged`.

use assent_core::authenticator::{Authenticator, Colour, OnDuplicate};
use assent_core::message::Text;
use serde_json::json;

use crate::args::Add;
use crate::error::CliError;
use crate::input::{ask_yes, text_or_stdin};
use crate::names::find_account;
use crate::output::Output;
use crate::picture::read_qr;
use crate::show;

pub(super) fn add(own: &Authenticator, add: &Add, to: &Output<'_>) -> Result<(), CliError> {
    let uri = match &add.picture {
        Some(path) => read_qr(path)?,
        None => text_or_stdin(add.uri.as_deref().unwrap_or("-"))?,
    };
    let on_duplicate = match (add.replace, add.keep_both) {
        (true, _) => OnDuplicate::Replace,
        (_, true) => OnDuplicate::KeepBoth,
        _ => OnDuplicate::Refuse,
    };
    let id = own.add_otpauth(uri.trim(), on_duplicate)?;
    let name = own.account(id)?.called();
    to.print(&to.words.say("added", &[("account", name.into())]), &json!({ "account": id }))
}

pub(super) async fn remove(
    own: &Authenticator,
    account: &str,
    forget: bool,
    yes: bool,
    to: &Output<'_>,
) -> Result<(), CliError> {
    let account = find_account(own, account)?;
    let name = account.called();
    let question = if forget { "ask-forget" } else { "ask-remove" };
    if !yes && !ask_yes(&to.words.say(question, &[("account", name.as_str().into())]))? {
        return to.print(&to.words.word("not-removed"), &json!({ "removed": null }));
    }
    own.remove(account.id, forget).await?;
    to.print(&to.words.say("removed", &[("account", name.into())]), &json!({ "removed": account.id }))
}

pub(super) fn rename(own: &Authenticator, account: &str, name: Option<&str>, to: &Output<'_>) -> Result<(), CliError> {
    let id = find_account(own, account)?.id;
    own.rename(id, name.and_then(Text::tidy))?;
    let name = own.account(id)?.called();
    to.print(&to.words.say("renamed", &[("account", name.as_str().into())]), &json!({ "account": id, "name": name }))
}

/// `place` counts from 1, as people do.
pub(super) fn place(own: &Authenticator, account: &str, place: u16, to: &Output<'_>) -> Result<(), CliError> {
    let account = find_account(own, account)?;
    own.move_to(account.id, usize::from(place.saturating_sub(1)))?;
    let accounts = own.accounts()?;
    to.print(&show::accounts(&accounts, to), &show::accounts_json(&accounts))
}

pub(super) fn colour(
    own: &Authenticator,
    account: &str,
    colour: Option<&str>,
    to: &Output<'_>,
) -> Result<(), CliError> {
    let id = find_account(own, account)?.id;
    let named = |name: &str| Colour::ALL.into_iter().find(|colour| json!(colour) == name);
    own.paint(id, colour.and_then(named))?;
    let account = own.account(id)?;
    let name = account.called();
    let text = to.words.say("painted", &[("account", name.into())]);
    to.print(&text, &json!({ "account": id, "colour": account.colour }))
}

pub(super) async fn stop_recovery(own: &Authenticator, account: &str, to: &Output<'_>) -> Result<(), CliError> {
    let account = find_account(own, account)?;
    own.stop_recovery(account.id).await?;
    let name = account.called();
    to.print(&to.words.say("recovery-stopped", &[("account", name.into())]), &json!({ "stopped": account.id }))
}

pub(super) fn forget_damaged(own: &Authenticator, yes: bool, to: &Output<'_>) -> Result<(), CliError> {
    let damaged = own.damaged()?;
    let question = || to.words.say("ask-forget-damaged", &[("count", damaged.len().into())]);
    let mut count = 0;
    if !damaged.is_empty() && (yes || ask_yes(&question())?) {
        for record in &damaged {
            count += u32::from(own.forget_damaged(record)?);
        }
    }
    to.print(&to.words.say("forgot-damaged", &[("count", count.into())]), &json!({ "forgotten": count }))
}
