//! `quiet`: no requests for a while.

use assent_core::authenticator::{AccountKind, AccountView, Authenticator, LinkState};
use assent_core::clock::UnixSeconds;
use serde_json::{Value, json};

use crate::args::Quiet;
use crate::error::CliError;
use crate::names::find_account;
use crate::open::Opened;
use crate::output::Output;

/// For one account, or all at once: one server that fails keeps none of the others from being told.
pub(super) async fn quiet(opened: &Opened, wanted: &Quiet, to: &Output<'_>) -> Result<(), CliError> {
    let until = end_of(wanted, opened.clock.now(), to)?;
    let own = &opened.authenticator;
    let accounts = match &wanted.account {
        Some(account) => vec![find_account(own, account)?],
        None => list_linked(own)?,
    };
    let mut done: Vec<Value> = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    let mut failed = None;
    for account in &accounts {
        match own.quiet(account.id, until).await {
            Ok(()) => {
                lines.push(line(account, until, to));
                done.push(json!(account.id));
            }
            Err(error) => {
                let why = CliError::from(error);
                let args = [("account", account.called().into()), ("why", why.words(to.words).into())];
                lines.push(to.words.say("server-trouble", &args));
                failed = Some(why);
            }
        }
    }
    to.print(&lines.join("\n"), &json!({ "accounts": done, "quiet_until": until }))?;
    failed.map_or(Ok(()), Err)
}

fn end_of(wanted: &Quiet, now: UnixSeconds, to: &Output<'_>) -> Result<Option<UnixSeconds>, CliError> {
    match (wanted.until, wanted.for_secs) {
        (Some((hour, minute)), _) => {
            let until = to.zone.next(hour, minute, now);
            until.map(Some).ok_or_else(|| CliError::new("error-bad-quiet"))
        }
        (None, Some(secs)) => Ok(Some(now.saturating_add(secs))),
        (None, None) => Ok(None),
    }
}

fn list_linked(own: &Authenticator) -> Result<Vec<AccountView>, CliError> {
    let linked = |it: &AccountView| it.kind == AccountKind::Push && it.state == LinkState::Active;
    let linked: Vec<_> = own.accounts()?.into_iter().filter(linked).collect();
    if linked.is_empty() { Err(CliError::new("error-no-linked")) } else { Ok(linked) }
}

fn line(account: &AccountView, until: Option<UnixSeconds>, to: &Output<'_>) -> String {
    let name = ("account", account.called().into());
    match until {
        Some(until) => to.words.say("quiet-on", &[name, ("until", to.zone.minute(until).into())]),
        None => to.words.say("quiet-off", &[name]),
    }
}
