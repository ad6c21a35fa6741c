//! `repair`: does a link work, and if not, a new one in its place.

use assent_core::authenticator::{AccountView, Authenticator, LinkLost, Repair as Found};
use serde_json::json;

use super::link::{description, show_link_code};
use super::sign_in;
use crate::args::Repair;
use crate::error::CliError;
use crate::input::text_or_stdin;
use crate::names::find_account;
use crate::output::Output;
use crate::picture::read_qr;

pub(super) async fn repair(own: &Authenticator, wanted: &Repair, to: &Output<'_>) -> Result<(), CliError> {
    let account = find_account(own, &wanted.account)?;
    if wanted.text.is_none() && wanted.picture.is_none() && !wanted.sign_in {
        return look(own, &account, to).await;
    }
    let device = description(wanted.name.as_deref());
    let linking = match (&wanted.text, &wanted.picture) {
        (_, Some(path)) => own.repair_with(account.id, &read_qr(path)?, device).await?,
        (Some(text), None) => own.repair_with(account.id, &text_or_stdin(text)?, device).await?,
        (None, None) => {
            let server = account.server_url.as_deref().unwrap_or_default();
            sign_in::sign_in(own, server, Some(account.id), device, to).await?
        }
    };
    if let Some(code) = &linking.link_code {
        show_link_code(code, &linking, to)?;
    }
    let repaired = own.confirm_repaired(&linking).await?;
    let name = ("account", account.called().into());
    let mut text = to.style.accent(&to.words.say("repaired", &[name]));
    if repaired.is_old_listed {
        text.push('\n');
        text.push_str(&to.words.say("repaired-old-listed", &[("server", linking.server_url.as_str().into())]));
    }
    to.print(&text, &json!({ "repaired": repaired.account, "old_listed": repaired.is_old_listed }))
}

async fn look(own: &Authenticator, account: &AccountView, to: &Output<'_>) -> Result<(), CliError> {
    let why = match own.repair(account.id, None).await? {
        Found::Works { .. } => {
            let text = to.words.say("repair-works", &[("account", account.called().into())]);
            return to.print(&to.style.accent(&text), &json!({ "works": account.id }));
        }
        Found::NeedsLink(LinkLost::KeyGone) => "error-repair-key-gone",
        Found::NeedsLink(LinkLost::Unlinked) => "error-repair-unlinked",
        Found::NeedsLink(LinkLost::OldCopy) => "error-repair-old-copy",
    };
    Err(CliError::with(why, account.called()))
}
