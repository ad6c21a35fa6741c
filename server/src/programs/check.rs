//! Is this the secret of that account? Services ask it for clients that can't do a second step.

use super::text;
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, KeyState, ProgramKey, ProgramKeyKind, Scope, Throttled, TokenHash};
use crate::people::{Account, Origin, SignInRefused, TwoStepState, check_password, two_step_state};

/// A use is written at most this often, in seconds, and put into the log at most once in [`TELL_SECS`], or when the
/// address is another.
const TOUCH_SECS: i64 = 60;
const TELL_SECS: i64 = 86_400;

/// What became of a secret.
#[derive(Debug, PartialEq, Eq)]
pub enum SecretResult {
    /// Right.
    Accepted(Opened),
    /// Wrong, no such account, or of another service.
    Wrong,
    /// The right password, but this account has a second step: the program needs an application password.
    AppPasswordNeeded,
    /// Right, but everybody needs a second step here, and this person has none yet.
    SetUpNeeded,
    /// Not looked at.
    Throttled(Throttled),
}

/// What opened.
#[derive(Debug, PartialEq, Eq)]
pub enum Opened {
    /// The account's own password, of a person without two-step verification.
    Password,
    /// A program's secret.
    Program {
        /// Of which kind.
        kind: ProgramKeyKind,
        /// The person's name for it.
        name: String,
        /// What it may do.
        scope: Scope,
    },
}

/// Checks a secret as a program sent it. The same work for accounts that do not exist.
///
/// # Errors
/// [`Failure`].
pub async fn check_secret(app: &App, account: &str, typed: &str, origin: Origin<'_>) -> Result<SecretResult, Failure> {
    match text::hash(app, typed) {
        Some(hash) => check_program_key(app, account, hash, origin).await,
        None => check_own_password(app, account, typed, origin).await,
    }
}

async fn check_program_key(
    app: &App,
    account: &str,
    hash: TokenHash,
    origin: Origin<'_>,
) -> Result<SecretResult, Failure> {
    let account = Account::find(app, account).await?;
    let found = app.store.find_program_key(hash).await?;
    let Some(person) = account.open_person() else { return Ok(SecretResult::Wrong) };
    let fits = |key: &ProgramKey| {
        key.person == person.id
            && key.service.is_none_or(|only| Some(only) == origin.service)
            && key.state(app.now()) == KeyState::Live
    };
    let Some(key) = found.filter(fits) else { return Ok(SecretResult::Wrong) };
    if two_step_state(app, person.id).await? == TwoStepState::Missing {
        return Ok(SecretResult::SetUpNeeded);
    }
    note_use(app, &key, origin).await?;
    let ProgramKey { kind, name, scope, .. } = key;
    Ok(SecretResult::Accepted(Opened::Program { kind, name: name.to_string(), scope }))
}

async fn check_own_password(
    app: &App,
    account: &str,
    typed: &str,
    origin: Origin<'_>,
) -> Result<SecretResult, Failure> {
    let person = match check_password(app, account, typed, origin).await {
        Ok(ok) => ok.person().id,
        Err(SignInRefused::Wrong) => return Ok(SecretResult::Wrong),
        Err(SignInRefused::Throttled(why)) => return Ok(SecretResult::Throttled(why)),
        Err(SignInRefused::Failed(failure)) => return Err(failure),
    };
    Ok(match two_step_state(app, person).await? {
        TwoStepState::On => SecretResult::AppPasswordNeeded,
        TwoStepState::Missing => SecretResult::SetUpNeeded,
        TwoStepState::Off => {
            let event = origin.event(app.now(), AuditKind::PasswordAccepted, Some(person));
            app.store.append_audit(vec![event]).await?;
            SecretResult::Accepted(Opened::Password)
        }
    })
}

async fn note_use(app: &App, key: &ProgramKey, origin: Origin<'_>) -> Result<(), Failure> {
    let now = app.now();
    let from = origin.address.map(|address| address.as_str().to_owned());
    let is_elsewhere = from != key.used_from;
    let since = key.used_at.map_or(i64::MAX, |at| now - at);
    if !is_elsewhere && since < TOUCH_SECS {
        return Ok(());
    }
    let event = (is_elsewhere || since >= TELL_SECS).then(|| AuditEvent {
        detail: Some(key.name.to_string()),
        ..origin.event(now, used(key.kind), Some(key.person))
    });
    Ok(app.store.use_program_key(key.id, now, from, event).await?)
}

const fn used(kind: ProgramKeyKind) -> AuditKind {
    match kind {
        ProgramKeyKind::AppPassword => AuditKind::AppPasswordUsed,
        ProgramKeyKind::ApiToken => AuditKind::ApiTokenUsed,
    }
}
