//! What lists and answers look like, for people and for programs.

use std::sync::Arc;

use assent_core::authenticator::{
    AccountError, AccountKind, AccountNotice, AccountView, Answered, CodeView, Ended, HistoryEntry, LinkState, Pending,
    Request,
};
use assent_core::clock::UnixSeconds;
use assent_core::message::{AccountChange, Context, Outcome, Text, Verdict};
use serde_json::{Value, json};

use crate::error::CliError;
use crate::output::Output;
use crate::table::table;
use crate::words::Words;

/// Enough of an id to tell a person's accounts and requests apart.
const SHORT_ID: usize = 6;

pub(crate) fn short(id: &str) -> String {
    id.chars().take(SHORT_ID).collect()
}

/// A code in two groups, as it is read out.
pub(crate) fn grouped(code: &str) -> String {
    let half = code.len().div_ceil(2);
    match code.split_at_checked(half) {
        Some((left, right)) if code.len() >= 6 => format!("{left} {right}"),
        _ => code.to_owned(),
    }
}

pub(crate) fn accounts(accounts: &[AccountView], to: &Output<'_>) -> String {
    if accounts.is_empty() {
        return to.words.word("list-empty");
    }
    let headings = ["column-account", "column-code", "column-left", "column-next", "column-state", "column-id"];
    let row = |it: &AccountView| {
        let code = it.code.as_ref();
        let left = code.and_then(|code| code.secs_left);
        vec![
            it.called(),
            code.map(|code| grouped(&code.code)).unwrap_or_default(),
            left.map(|secs| to.words.say("seconds", &[("secs", secs.into())])).unwrap_or_default(),
            code.and_then(|code| code.next.as_ref()).map(|next| grouped(next)).unwrap_or_default(),
            state_words(it, to),
            short(&it.id.to_string()),
        ]
    };
    let rows: Vec<_> = accounts.iter().map(row).collect();
    let table = table(&headings.map(|key| to.words.word(key)), &rows, to.style);
    accounts
        .iter()
        .find_map(|account| clock_words(account, to))
        .map_or(table.clone(), |off| format!("{table}\n{off}\n"))
}

/// Says when this machine's clock is so wrong that codes which no server corrects would be refused.
fn clock_words(account: &AccountView, to: &Output<'_>) -> Option<String> {
    let ahead = account.clock_off_secs()?;
    let key = if ahead > 0 { "clock-fast" } else { "clock-slow" };
    let server = account.issuer.as_str();
    Some(to.style.alarm(&to.words.say(key, &[("secs", ahead.unsigned_abs().into()), ("server", server.into())])))
}

fn state_words(account: &AccountView, to: &Output<'_>) -> String {
    if let Some(until) = account.quiet_until {
        return to.words.say("state-quiet", &[("until", to.zone.minute(until).into())]);
    }
    to.words.word(match (account.kind, account.state) {
        (AccountKind::Codes, _) => "state-codes",
        (AccountKind::Push, LinkState::Active) => "state-active",
        (AccountKind::Push, LinkState::Pending) => "state-pending",
        (AccountKind::Push, LinkState::Unlinked) => "state-unlinked",
    })
}

pub(crate) fn accounts_json(accounts: &[AccountView]) -> Value {
    accounts.iter().map(account_json).collect()
}

fn account_json(it: &AccountView) -> Value {
    json!({
        "id": it.id,
        "label": it.label,
        "issuer": it.issuer,
        "name": it.name,
        "kind": match it.kind { AccountKind::Push => "push", AccountKind::Codes => "codes" },
        "state": it.state,
        "server": it.server_url,
        "initials": it.initials,
        "colour": it.colour,
        "clock_ahead_secs": it.clock_ahead_secs,
        "quiet_until": it.quiet_until,
        "code": it.code.as_ref().map(code_json),
    })
}

pub(crate) fn code(code: &CodeView, to: &Output<'_>) -> String {
    let mut text = to.style.accent(&grouped(&code.code));
    match (code.secs_left, &code.next) {
        (Some(secs), Some(next)) => {
            let left = to.words.say("code-left", &[("secs", secs.into())]);
            let next = to.words.say("code-next", &[("code", grouped(next).into())]);
            text.push_str(&to.style.faint(&format!("   {left}, {next}")));
        }
        _ => text.push_str(&to.style.faint(&format!("   {}", to.words.word("code-counted")))),
    }
    text
}

pub(crate) fn code_json(code: &CodeView) -> Value {
    json!({
        "code": code.code.as_str(),
        "secs_left": code.secs_left,
        "period_secs": code.period_secs,
        "next": code.next.as_ref().map(|next| next.as_str()),
    })
}

/// Place and address, as far as they are known.
pub(crate) fn from_where(context: &Context) -> String {
    join(&[&context.place, &context.address])
}

/// Browser and system, as far as they are known.
pub(crate) fn with_what(context: &Context) -> String {
    join(&[&context.browser, &context.system])
}

fn join(parts: &[&Option<Text>]) -> String {
    parts.iter().filter_map(|part| part.as_ref().map(Text::as_str)).collect::<Vec<_>>().join(" · ")
}

pub(crate) fn pending(pending: &Pending, now: UnixSeconds, to: &Output<'_>) -> String {
    if pending.requests.is_empty() {
        return to.words.word("pending-empty");
    }
    let headings = ["column-id", "column-service", "column-account", "column-from", "column-when", "column-left"];
    let row = |it: &Request| {
        vec![
            short(&it.challenge().to_string()),
            it.prompt.service.name.to_string(),
            it.prompt.account.to_string(),
            from_where(&it.prompt.context),
            to.zone.time(it.asked_at),
            to.words.say("seconds", &[("secs", it.secs_left(now).into())]),
        ]
    };
    let rows: Vec<_> = pending.requests.iter().map(|request| row(request)).collect();
    table(&headings.map(|key| to.words.word(key)), &rows, to.style)
}

pub(crate) fn pending_json(
    requests: &[Arc<Request>],
    notices: &[AccountNotice],
    errors: &[AccountError],
    now: UnixSeconds,
    words: &Words,
) -> Value {
    let errors = errors.iter().map(|it| {
        let error = CliError::from(it.error.clone());
        json!({ "account": it.account, "error": error.code(), "message": error.words(words) })
    });
    let notices = notices.iter().map(|it| json!({ "account": it.account, "notice": it.notice }));
    json!({
        "requests": requests.iter().map(|request| request_json(request, now)).collect::<Value>(),
        "notices": notices.collect::<Value>(),
        "errors": errors.collect::<Value>(),
    })
}

pub(crate) fn ended_json(ended: &[Ended]) -> Value {
    ended.iter().map(|it| json!({ "id": it.request.challenge(), "outcome": it.outcome })).collect()
}

fn request_json(it: &Request, now: UnixSeconds) -> Value {
    json!({
        "id": it.challenge(),
        "account": it.account,
        "issuer": it.issuer,
        "service": it.prompt.service,
        "account_name": it.prompt.account,
        "context": it.prompt.context,
        "number_digits": it.prompt.number_digits,
        "asked_at": it.asked_at,
        "secs_left": it.secs_left(now),
    })
}

pub(crate) fn history(entries: &[HistoryEntry], to: &Output<'_>) -> String {
    if entries.is_empty() {
        return to.words.word("history-empty");
    }
    let headings = ["column-when", "column-answer", "column-service", "column-account", "column-from", "column-id"];
    let row = |it: &HistoryEntry| {
        vec![
            to.zone.day_and_minute(it.answered_at),
            to.words.word(verdict_key(it.verdict)),
            it.service.to_string(),
            it.account_name.to_string(),
            from_where(&it.context),
            short(&it.challenge.to_string()),
        ]
    };
    let rows: Vec<_> = entries.iter().map(row).collect();
    table(&headings.map(|key| to.words.word(key)), &rows, to.style)
}

pub(crate) const fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approve => "verdict-approve",
        Verdict::Deny => "verdict-deny",
        Verdict::Report => "verdict-report",
    }
}

pub(crate) const fn change_key(what: AccountChange) -> &'static str {
    match what {
        AccountChange::Password => "change-password",
        AccountChange::OptionAdded => "change-option-added",
        AccountChange::OptionRemoved => "change-option-removed",
        AccountChange::BackupCodes => "change-backup-codes",
        AccountChange::ProgramAdded => "change-program-added",
        AccountChange::Email => "change-email",
        AccountChange::Recovery => "change-recovery",
        AccountChange::RecoveryBegun => "change-recovery-begun",
        AccountChange::Other => "change-other",
    }
}

pub(crate) const fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Approved => "outcome-approved",
        Outcome::Denied => "outcome-denied",
        Outcome::Expired => "outcome-expired",
        Outcome::Cancelled => "outcome-cancelled",
    }
}

/// What became of an answer.
pub(crate) fn answered(verdict: Verdict, answered: &Answered, words: &Words) -> String {
    let mut text = words.word(match verdict {
        Verdict::Approve => "answered-approve",
        Verdict::Deny => "answered-deny",
        Verdict::Report => "answered-report",
    });
    if !answered.in_history {
        text.push(' ');
        text.push_str(&words.word("history-not-kept"));
    }
    text
}

#[cfg(test)]
mod tests {
    use assent_core::authenticator::{AccountId, Colour};
    use zeroize::Zeroizing;

    use super::*;
    use crate::style::Style;
    use crate::when::Zone;

    fn account(name: &str, kind: AccountKind, state: LinkState, code: Option<&str>) -> AccountView {
        let code = code.map(|code| CodeView {
            code: Zeroizing::new(code.to_owned()),
            secs_left: Some(7),
            period_secs: Some(30),
            next: Some(Zeroizing::new("00112233".to_owned())),
        });
        let (issuer, name, id) = ("Café".to_owned(), name.to_owned(), AccountId([7; 16]));
        let (initials, colour) = ("C".to_owned(), Colour::Teal);
        AccountView {
            id,
            label: None,
            issuer,
            name,
            kind,
            state,
            server_url: None,
            initials,
            colour,
            clock_ahead_secs: None,
            quiet_until: None,
            code,
        }
    }

    fn in_language(language: &str, show: impl Fn(&Output<'_>) -> String) -> String {
        let words = Words::new(language);
        show(&Output { words: &words, style: Style::PLAIN, zone: Zone::utc(), json: false })
    }

    #[test]
    fn the_list_shows_each_account_with_its_code_and_state() {
        let all = [
            account("ada", AccountKind::Push, LinkState::Active, Some("123456")),
            account("bob", AccountKind::Push, LinkState::Unlinked, None),
            account("c", AccountKind::Codes, LinkState::Active, Some("WD6N6")),
        ];
        let english = "ACCOUNT    CODE     LEFT  NEXT       STATE       ID\n\
                       Café: ada  123 456  7 s   0011 2233  linked      BwcHBw\n\
                       Café: bob                            unlinked    BwcHBw\n\
                       Café: c    WD6N6    7 s   0011 2233  codes only  BwcHBw\n";
        assert_eq!(in_language("en", |to| accounts(&all, to)), english);
        assert!(in_language("fr", |to| accounts(&all, to)).contains("délié"));
        let quiet = [AccountView { quiet_until: Some(1_800_000_000), ..all[0].clone() }];
        assert!(in_language("en", |to| accounts(&quiet, to)).contains("quiet until 08:00"));
        assert!(in_language("fr", |to| accounts(&[], to)).contains("Aucun compte"));
    }

    #[test]
    fn a_code_says_how_long_it_lasts_and_what_comes_next() {
        let timed = account("a", AccountKind::Codes, LinkState::Active, Some("123456")).code.unwrap();
        assert_eq!(in_language("en", |to| code(&timed, to)), "123 456   7 s left, then 0011 2233");
        let counted = CodeView { secs_left: None, period_secs: None, next: None, ..timed };
        assert!(in_language("en", |to| code(&counted, to)).starts_with("123 456   This code is used up"));
        assert_eq!(
            code_json(&counted),
            json!({"code": "123456", "secs_left": null, "period_secs": null, "next": null})
        );
    }

    #[test]
    fn codes_are_grouped_as_people_read_them() {
        let pairs = [("123456", "123 456"), ("1234567", "1234 567"), ("12345678", "1234 5678"), ("WD6N6", "WD6N6")];
        for (code, expected) in pairs {
            assert_eq!(grouped(code), expected);
        }
    }
}
