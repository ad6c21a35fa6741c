//! Half-done sign-ins: the password was right, a second step is missing.

use assent_core::ids::ChallengeId;

use super::Token;
use super::token::SIGN_IN;
use crate::app::{App, Failure};
use crate::model::{Aim, Person, PersonId, Session, SessionId, SignIn, TokenHash};

/// A second step once more, for a session whose last one is too old.
///
/// # Errors
/// When the store or randomness fails.
pub async fn step_again(app: &App, session: &Session, next: String) -> Result<Token, Failure> {
    let (token, _) = begin_second_step(app, session.person, Some(session.id), Aim::Session, Some(next)).await?;
    Ok(token)
}

/// A second step on the way to something.
pub(super) async fn begin_second_step(
    app: &App,
    person: PersonId,
    session: Option<SessionId>,
    aim: Aim,
    next: Option<String>,
) -> Result<(Token, SignIn), Failure> {
    let token = Token::make(SIGN_IN, app.random.as_ref())?;
    let expires_at = app.now() + app.policy.sign_in_secs;
    let sign_in = SignIn { token: token.hash(), person, session, aim, challenge: None, next, expires_at };
    app.store.add_sign_in(sign_in.clone()).await?;
    Ok((token, sign_in))
}

/// The half-done sign-in of a cookie and who signs in: `None` when it ended or the person is locked.
///
/// # Errors
/// When the store fails.
pub async fn find_sign_in(app: &App, cookie: &str) -> Result<Option<(SignIn, Person)>, Failure> {
    let Some(sign_in) = app.store.find_sign_in(TokenHash::of(cookie), app.now()).await? else { return Ok(None) };
    let person = app.store.find_person(sign_in.person).await?.filter(|person| person.locked_at.is_none());
    Ok(person.map(|person| (sign_in, person)))
}

/// Remembers which challenge a half-done sign-in waits for.
///
/// # Errors
/// When the store fails.
pub async fn set_challenge(app: &App, mut sign_in: SignIn, challenge: Option<ChallengeId>) -> Result<SignIn, Failure> {
    sign_in.challenge = challenge;
    app.store.set_sign_in_challenge(&sign_in).await?;
    Ok(sign_in)
}
