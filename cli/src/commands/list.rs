//! `list`, `code`, `pending`, `history`.

use assent_core::authenticator::Authenticator;
use serde_json::json;

use crate::error::CliError;
use crate::names::find_account;
use crate::open::Opened;
use crate::output::{Output, remark};
use crate::show;

/// All accounts, or those that fit a search.
pub(super) fn list(own: &Authenticator, search: &[String], to: &Output<'_>) -> Result<(), CliError> {
    let mut accounts = own.accounts()?;
    let search = search.join(" ");
    accounts.retain(|account| account.fits(&search));
    if accounts.is_empty() && !search.is_empty() && !to.json {
        return Err(CliError::new("error-no-account"));
    }
    to.print(&show::accounts(&accounts, to), &show::accounts_json(&accounts))?;
    let count = own.damaged()?.len();
    if count > 0 {
        remark(&to.words.say("damaged", &[("count", count.into())]));
    }
    Ok(())
}

pub(super) fn code(own: &Authenticator, account: &str, to: &Output<'_>) -> Result<(), CliError> {
    let code = own.code(find_account(own, account)?.id)?;
    to.print(&show::code(&code, to), &show::code_json(&code))
}

/// What waits. One server's failure is told beside; only when no server answered the command has failed.
pub(super) async fn pending(opened: &Opened, wait: u32, to: &Output<'_>) -> Result<(), CliError> {
    let pending = opened.authenticator.pending(None, wait, &[]).await?;
    let now = opened.clock.now();
    to.print(
        &show::pending(&pending, now, to),
        &show::pending_json(&pending.requests, &pending.notices, &pending.errors, now, to.words),
    )?;
    if pending.asked.is_empty()
        && let Some(failed) = pending.errors.into_iter().next()
    {
        return Err(failed.error.into());
    }
    Ok(())
}

pub(super) fn history(own: &Authenticator, to: &Output<'_>) -> Result<(), CliError> {
    let entries = own.history()?;
    to.print(&show::history(&entries, to), &json!(entries))
}
