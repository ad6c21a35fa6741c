//! Proving who one is with one.

use serde_json::Value;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, DiscoverableKey, Passkey as Key, PasskeyAuthentication,
    PublicKeyCredential,
};

use super::ceremony::{Purpose, Whose};
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, Passkey, Person};
use crate::people::{Origin, reopen_pushes};

/// What to ask the authenticator of a known person: the JSON of WebAuthn's `CredentialRequestOptions`. `None` when they
/// have no passkey.
///
/// # Errors
/// When the store fails.
pub async fn begin_step(app: &App, person: &Person, browser: &str) -> Result<Option<Value>, Failure> {
    let Some(party) = &app.passkeys else { return Ok(None) };
    let keys: Vec<Key> = app.store.list_passkeys(person.id).await?.iter().filter_map(key_of).collect();
    if keys.is_empty() {
        return Ok(None);
    }
    let (options, state) = party.0.start_passkey_authentication(&keys).map_err(|_| Failure::Sealed)?;
    step(person, browser).keep(app, &state).await?;
    Ok(serde_json::to_value(options).ok())
}

/// Whether this is the answer of one of the person's passkeys. It counts once.
///
/// # Errors
/// When the store fails.
pub async fn finish_step(
    app: &App,
    person: &Person,
    browser: &str,
    answer: &str,
    origin: Origin<'_>,
) -> Result<bool, Failure> {
    let state: Option<PasskeyAuthentication> = step(person, browser).take(app).await?;
    let (Some(party), Some(state), Some(answer)) = (&app.passkeys, state, read(answer)) else {
        return refuse(app, Some(person), origin).await;
    };
    let stored = app.store.find_passkey(&answer.raw_id).await?.filter(|stored| stored.person == person.id);
    let proved = party.0.finish_passkey_authentication(&answer, &state).ok();
    match (stored, proved) {
        (Some(stored), Some(proved)) => accept(app, stored, &proved, origin).await,
        _ => refuse(app, Some(person), origin).await,
    }
}

/// What to ask an authenticator that may know the account by itself. `None` where passkeys can't be.
///
/// # Errors
/// When the store fails.
pub async fn begin_sign_in(app: &App, browser: &str) -> Result<Option<Value>, Failure> {
    let Some(party) = &app.passkeys else { return Ok(None) };
    let (options, state) = party.0.start_discoverable_authentication().map_err(|_| Failure::Sealed)?;
    sign_in(browser).keep(app, &state).await?;
    Ok(serde_json::to_value(options).ok())
}

/// Who answered. `None` for a wrong answer, an unknown key or a locked account: which of them is not said.
///
/// # Errors
/// When the store fails.
pub async fn finish_sign_in(
    app: &App,
    browser: &str,
    answer: &str,
    origin: Origin<'_>,
) -> Result<Option<Person>, Failure> {
    let state: Option<DiscoverableAuthentication> = sign_in(browser).take(app).await?;
    let (Some(party), Some(state), Some(answer)) = (&app.passkeys, state, read(answer)) else { return Ok(None) };
    let Ok((user, credential)) = party.0.identify_discoverable_authentication(&answer) else { return Ok(None) };
    let Some(stored) = app.store.find_passkey(credential).await? else { return Ok(None) };
    let person = app.store.find_person(stored.person).await?.filter(|person| person.locked_at.is_none());
    let Some(person) = person.filter(|person| person.id.0 == *user.as_bytes()) else { return Ok(None) };
    let key = key_of(&stored).map(|key| DiscoverableKey::from(&key));
    let proved = key.and_then(|key| party.0.finish_discoverable_authentication_v2(&answer, state, &key).ok());
    let accepted = match proved {
        Some(proved) => accept(app, stored, &proved, origin).await?,
        None => refuse(app, Some(&person), origin).await?,
    };
    Ok(accepted.then_some(person))
}

/// Counts a right answer: a copied key that lags behind is refused from now on.
async fn accept(
    app: &App,
    stored: Passkey,
    proved: &AuthenticationResult,
    origin: Origin<'_>,
) -> Result<bool, Failure> {
    let Some(mut key) = key_of(&stored) else { return Ok(false) };
    key.update_credential(proved);
    let key = serde_json::to_string(&key).map_err(|_| Failure::Sealed)?;
    let event = origin.event(app.now(), AuditKind::PasskeyAccepted, Some(stored.person));
    let event = AuditEvent { detail: Some(stored.name.to_string()), ..event };
    let done = app.store.use_passkey(stored.id, key, app.now(), event).await?;
    if done {
        reopen_pushes(app, stored.person).await?;
    }
    Ok(done)
}

async fn refuse(app: &App, person: Option<&Person>, origin: Origin<'_>) -> Result<bool, Failure> {
    let event = origin.event(app.now(), AuditKind::PasskeyRefused, person.map(|person| person.id));
    app.store.append_audit(vec![event]).await?;
    Ok(false)
}

fn key_of(stored: &Passkey) -> Option<Key> {
    serde_json::from_str(&stored.key).ok()
}

fn read(answer: &str) -> Option<PublicKeyCredential> {
    serde_json::from_str(answer).ok()
}

const fn step<'a>(person: &'a Person, browser: &'a str) -> Whose<'a> {
    Whose { purpose: Purpose::Step, browser, person: &person.id.0 }
}

const fn sign_in(browser: &str) -> Whose<'_> {
    Whose { purpose: Purpose::SignIn, browser, person: &[] }
}
