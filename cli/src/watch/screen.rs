//! What a watch shows: text from facts, nothing else.

use std::collections::HashMap;

use assent_core::authenticator::{AccountId, AccountNotice, AccountView, Authenticator, Change, Ended, Request};
use assent_core::clock::UnixSeconds;
use assent_core::message::{NoticeKind, Outcome};

use super::state::State;
use crate::error::CliError;
use crate::output::Output;
use crate::show;
use crate::table::fields;

/// How the accounts are called, and where their portals are.
#[derive(Default)]
pub(super) struct Names(HashMap<AccountId, (String, Option<String>)>);

impl Names {
    pub(super) fn read(authenticator: &Authenticator) -> Result<Self, CliError> {
        let facts = |account: &AccountView| (account.id, (account.called(), account.server_url.clone()));
        Ok(Self(authenticator.accounts()?.iter().map(facts).collect()))
    }

    #[cfg(test)]
    pub(super) fn of_one(account: AccountId, name: &str, portal: &str) -> Self {
        Self(HashMap::from([(account, (name.to_owned(), Some(portal.to_owned())))]))
    }

    fn of(&self, account: AccountId) -> String {
        self.0.get(&account).map(|(name, _)| name.clone()).unwrap_or_default()
    }

    /// Where somebody goes who did not do it.
    fn way_out_of(&self, account: AccountId) -> String {
        let portal = self.0.get(&account).and_then(|(_, portal)| portal.as_deref()).unwrap_or_default();
        format!("{}/compromised", portal.trim_end_matches('/'))
    }
}

/// The request that is looked at, or the list with its warning.
pub(super) fn screen(state: &State, now: UnixSeconds, to: &Output<'_>) -> String {
    match (state.looked_at(), state.open().len()) {
        (Some(request), _) => one_request(request, to),
        (None, 0) => String::new(),
        (None, _) => several(state, now, to),
    }
}

fn one_request(request: &Request, to: &Output<'_>) -> String {
    let (words, prompt) = (to.words, &request.prompt);
    let asks = words.say("asks", &[("service", prompt.service.name.as_str().into())]);
    let mut text = format!("\n{}\n\n{}", to.style.strong(&asks), fields(&facts(request, to), to.style));
    if prompt.number_digits > 0 {
        let line = words.say("type-number", &[("digits", prompt.number_digits.into())]);
        text.push_str(&format!("\n  {line}\n"));
    }
    text.push_str(&format!("\n  {}\n", to.style.strong(&words.word("keys-answer"))));
    text
}

fn facts(request: &Request, to: &Output<'_>) -> Vec<(String, String)> {
    let (words, context) = (to.words, &request.prompt.context);
    let known = |text: String| if text.is_empty() { words.word("from-unknown") } else { text };
    let browser = match context.new_browser {
        Some(true) => format!(" ({})", to.style.alarm(&words.word("new-browser"))),
        Some(false) => format!(" ({})", words.word("known-browser")),
        None => String::new(),
    };
    vec![
        (words.word("field-account"), format!("{} ({})", request.prompt.account, request.issuer)),
        (words.word("field-from"), known(show::from_where(context))),
        (words.word("field-with"), known(show::with_what(context)) + &browser),
        (words.word("field-when"), to.zone.time(request.asked_at)),
    ]
}

fn several(state: &State, now: UnixSeconds, to: &Output<'_>) -> String {
    let count = state.open().len();
    let warning = to.words.say("several", &[("count", count.into())]);
    let mut text = format!("\n{}\n\n", to.style.alarm(&warning));
    for (at, request) in state.open().iter().enumerate() {
        let left = to.words.say("seconds", &[("secs", request.secs_left(now).into())]);
        let prompt = &request.prompt;
        let parts =
            [prompt.service.name.to_string(), prompt.account.to_string(), show::from_where(&prompt.context), left];
        let known: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        text.push_str(&format!("  {}  {}\n", at + 1, known.join(" · ")));
    }
    text.push_str(&format!("\n  {}\n", to.words.word("keys-choose")));
    text
}

/// The line that is renewed each second while a request is looked at.
pub(super) fn status(state: &State, now: UnixSeconds, to: &Output<'_>) -> Option<String> {
    let request = state.looked_at()?;
    let left = to.words.say("seconds", &[("secs", request.secs_left(now).into())]);
    let mut text = format!("  {} {left}", to.style.faint(&to.words.word("field-left")));
    let digits = usize::from(request.prompt.number_digits);
    if digits > 0 {
        let number = to.words.word("field-number");
        text.push_str(&format!("   {} {:_<digits$}", to.style.faint(&number), state.typed()));
    }
    Some(text)
}

/// Requests that ended elsewhere, other news, and servers that went away.
pub(super) fn news(change: &Change, names: &Names, to: &Output<'_>) -> Vec<String> {
    let over = change.ended.iter().map(|ended| over(ended, to));
    let notices = change.notices.iter().filter_map(|notice| notice_words(notice, names, to));
    let failed = change.failed.iter().map(|failed| {
        let why = CliError::from(failed.error.clone()).words(to.words);
        let account = names.of(failed.account);
        to.style.alarm(&to.words.say("server-trouble", &[("account", account.into()), ("why", why.into())]))
    });
    let again = change
        .reached_again
        .iter()
        .map(|account| to.style.faint(&to.words.say("server-again", &[("account", names.of(*account).into())])));
    over.chain(notices).chain(failed).chain(again).collect()
}

fn over(ended: &Ended, to: &Output<'_>) -> String {
    let service = ended.request.prompt.service.name.as_str();
    match ended.outcome {
        Some(Outcome::Expired) => to.words.say("over-expired", &[("service", service.into())]),
        Some(outcome) => {
            let outcome = to.words.word(show::outcome_key(outcome));
            to.words.say("over-settled", &[("service", service.into()), ("outcome", outcome.into())])
        }
        None => to.words.say("over", &[("service", service.into())]),
    }
}

fn notice_words(notice: &AccountNotice, names: &Names, to: &Output<'_>) -> Option<String> {
    let account = ("account", names.of(notice.account).into());
    let line = match &notice.notice.kind {
        NoticeKind::Unlinked => to.words.say("notice-unlinked", &[account]),
        NoticeKind::DeviceLinked { name } => {
            to.words.say("notice-device-linked", &[account, ("name", name.as_str().into())])
        }
        NoticeKind::DeviceRemoved { name } => {
            to.words.say("notice-device-removed", &[account, ("name", name.as_str().into())])
        }
        NoticeKind::Reported { service } => {
            to.words.say("notice-reported", &[account, ("service", service.as_str().into())])
        }
        NoticeKind::Changed { what } => {
            let what = to.words.word(show::change_key(*what));
            let link = names.way_out_of(notice.account);
            to.words.say("notice-changed", &[account, ("what", what.into()), ("link", link.into())])
        }
        NoticeKind::Renamed { .. } => to.words.say("notice-renamed", &[account]),
        NoticeKind::Quiet { until: Some(until) } => {
            to.words.say("notice-quiet", &[account, ("until", to.zone.minute(*until).into())])
        }
        NoticeKind::Quiet { until: None } => to.words.say("notice-quiet-over", &[account]),
        NoticeKind::Settled { .. } | NoticeKind::Unknown => return None,
    };
    Some(to.style.alarm(&line))
}
