//! `move out`: this terminal is the old phone.

use assent_core::authenticator::{AccountError, AccountId, AuthError, Authenticator, Departure, MovedOut};
use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};
use serde_json::{Value, json};

use crate::error::CliError;
use crate::input::ask_line;
use crate::output::{Output, complain};

pub(super) async fn move_out(own: &Authenticator, to: &Output<'_>) -> Result<(), CliError> {
    let departure = own.move_out().await?;
    let names = Names::of(own)?;
    show(&departure, &names, to)?;
    if departure.text.is_empty() {
        let first = departure.failed.into_iter().next();
        return Err(first.map_or_else(|| CliError::new("error-no-linked"), |failed| failed.error.into()));
    }
    let out = take_code(own, &departure, to).await?;
    tell(&out, &names, to)?;
    if out.failed.is_empty() && out.not_scanned.is_empty() { Ok(()) } else { Err(CliError::new("error-move-rest")) }
}

/// Until a code is right, or the move has ended.
async fn take_code(own: &Authenticator, departure: &Departure, to: &Output<'_>) -> Result<MovedOut, CliError> {
    loop {
        let Some(typed) = ask_line(&to.words.word("move-ask-code"))? else {
            own.stop_move(departure).await;
            return Err(AuthError::MoveStopped.into());
        };
        match own.finish_move(departure, &typed).await {
            Ok(out) => return Ok(out),
            Err(error @ (AuthError::NotAMoveCode | AuthError::NotScanned | AuthError::MoveCodeWrong { .. })) => {
                complain(&error.into(), to.words, to.json);
            }
            Err(error) => return Err(error.into()),
        }
    }
}

fn show(departure: &Departure, names: &Names, to: &Output<'_>) -> Result<(), CliError> {
    let mut parts = vec![to.words.say("move-out", &[("count", departure.leaving.len().into())])];
    if !departure.text.is_empty() {
        parts.extend(draw(&departure.text));
        parts.push(departure.text.to_string());
    }
    parts.extend(departure.failed.iter().map(|failed| trouble(failed, names, to)));
    if departure.left_out > 0 {
        parts.push(to.words.say("move-left-out", &[("count", departure.left_out.into())]));
    }
    if departure.codes_only > 0 {
        parts.push(to.words.say("move-codes-only", &[("count", departure.codes_only.into())]));
    }
    let value = json!({
        "text": departure.text.as_str(),
        "accounts": departure.leaving,
        "failed": failed_json(&departure.failed, to),
        "left_out": departure.left_out,
        "codes_only": departure.codes_only,
    });
    to.print(&parts.join("\n\n"), &value)
}

/// As dense as it may be; a text that is too long for a QR is shown as text alone.
fn draw(text: &str) -> Option<String> {
    let qr = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::L).ok()?;
    Some(qr.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build())
}

fn tell(out: &MovedOut, names: &Names, to: &Output<'_>) -> Result<(), CliError> {
    let say = |key, id: &AccountId| to.words.say(key, &[("account", names.name(*id).into())]);
    let moved = out.moved.iter().map(|id| to.style.accent(&say("moved-out", id)));
    let not_scanned = out.not_scanned.iter().map(|id| say("move-not-scanned", id));
    let failed = out.failed.iter().map(|failed| trouble(failed, names, to));
    let lines: Vec<String> = moved.chain(not_scanned).chain(failed).collect();
    let value = json!({ "moved": out.moved, "not_scanned": out.not_scanned, "failed": failed_json(&out.failed, to) });
    to.print(&lines.join("\n"), &value)
}

fn trouble(failed: &AccountError, names: &Names, to: &Output<'_>) -> String {
    let why = CliError::from(failed.error.clone()).words(to.words);
    to.words.say("server-trouble", &[("account", names.name(failed.account).into()), ("why", why.into())])
}

fn failed_json(failed: &[AccountError], to: &Output<'_>) -> Value {
    let one = |failed: &AccountError| {
        let error = CliError::from(failed.error.clone());
        json!({ "account": failed.account, "error": error.code(), "message": error.words(to.words) })
    };
    failed.iter().map(one).collect()
}

/// What the accounts are called, also once they are gone.
struct Names(Vec<(AccountId, String)>);

impl Names {
    fn of(own: &Authenticator) -> Result<Self, CliError> {
        Ok(Self(own.accounts()?.iter().map(|account| (account.id, account.called())).collect()))
    }

    fn name(&self, id: AccountId) -> String {
        self.0.iter().find(|(other, _)| *other == id).map(|(_, name)| name.clone()).unwrap_or_default()
    }
}
