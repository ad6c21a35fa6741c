//! The password is closed after as many wrong ones as its owner chose; nothing else is. From outside it looks as before:
//! the same waits, the same words. A link by mail and a second step open it, or an administrator.

use assent_core::clock::UnixSeconds;

use super::second_step::begin_second_step;
use super::sessions::SignedIn;
use super::{Account, Factor, Origin, Token, TwoStepState, reset_throttle, two_step_state};
use crate::app::{App, Failure, LinkToken, make_link_token};
use crate::model::{Aim, AuditKind, Person, PersonId, TokenHash};

/// What can be chosen.
pub const CHOICES: [u32; 4] = [5, 10, 20, 50];
/// How long the link in the mail holds, in seconds: a day.
pub const UNLOCK_SECS: i64 = 86_400;

/// How a link goes on.
pub enum Unlock {
    /// The password is open again.
    Open,
    /// A second step first; the cookie of its half-done sign-in.
    SecondStep(Token),
    /// Used or too old, or nothing is closed.
    Gone,
}

/// Sets after how many wrong ones the password is closed (`None`: never), and whether the second step is asked for every
/// time; then no browser is trusted any more.
///
/// # Errors
/// When the store fails.
pub async fn set_caution(app: &App, by: &SignedIn, lock_after: Option<u32>, ask_always: bool) -> Result<(), Failure> {
    let lock_after = lock_after.filter(|most| CHOICES.contains(most));
    let event = by.event(app, AuditKind::ProfileChanged);
    Ok(app.store.set_caution(by.person.id, lock_after, ask_always, event).await?)
}

/// The proof in a link that opens the password of this person, which was closed at `closed_at`.
#[must_use]
pub fn make_unlock_token(app: &App, person: PersonId, closed_at: UnixSeconds) -> String {
    make_link_token(&person.0, derive_mac(app, person, closed_at))
}

/// Whose password a link opens, if it is closed.
///
/// # Errors
/// When the store fails.
pub async fn find_unlock(app: &App, token: &str) -> Result<Option<Person>, Failure> {
    let Some(token) = LinkToken::read(token) else { return Ok(None) };
    let person = app.store.find_person(PersonId(token.about)).await?.filter(|person| person.locked_at.is_none());
    Ok(person.filter(|person| {
        let closed_at = person.password_closed_at.filter(|at| app.now() < at + UNLOCK_SECS);
        closed_at.is_some_and(|at| token.has(&derive_mac(app, person.id, at)))
    }))
}

/// Goes on from a link: people with a second step prove it first.
///
/// # Errors
/// When the store or randomness fails.
pub async fn unlock(app: &App, token: &str, origin: Origin<'_>) -> Result<Unlock, Failure> {
    let Some(person) = find_unlock(app, token).await? else { return Ok(Unlock::Gone) };
    if two_step_state(app, person.id).await? == TwoStepState::On {
        let (token, _) = begin_second_step(app, person.id, None, Aim::Unlock, None).await?;
        return Ok(Unlock::SecondStep(token));
    }
    Ok(if open(app, &person, None, origin).await? { Unlock::Open } else { Unlock::Gone })
}

/// Opens the password; `from` is the cookie of the half-done sign-in that proved the second step. `false` if it is gone.
///
/// # Errors
/// When the store fails.
pub async fn open(app: &App, person: &Person, from: Option<&str>, origin: Origin<'_>) -> Result<bool, Failure> {
    let event = origin.event(app.now(), AuditKind::PasswordOpened, Some(person.id));
    if !app.store.open_password(person.id, from.map(TokenHash::of), app.now(), event).await? {
        return Ok(false);
    }
    reset_throttle(app, Factor::Password, &Account::of(person.clone())).await?;
    Ok(true)
}

fn derive_mac(app: &App, person: PersonId, closed_at: UnixSeconds) -> [u8; 32] {
    app.secrets.derive_mac("unlock", &[&person.0, &closed_at.to_be_bytes()])
}
