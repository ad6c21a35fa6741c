//! Setting one up, and removing one.

use assent_core::message::Text;
use serde_json::{Value, json};
use webauthn_rs::prelude::{CredentialID, PasskeyRegistration, RegisterPublicKeyCredential, Uuid};

use super::ceremony::{Purpose, Whose};
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, CredentialId, Passkey, PersonId};
use crate::people::accounts::check_fresh;
use crate::people::sessions::SignedIn;
use crate::people::{NotAllowed, has_two_step, is_last_step};

/// More than anybody carries.
const MAX_PASSKEYS: usize = 32;

/// A passkey that was just set up.
#[derive(Debug, PartialEq, Eq)]
pub struct AddedPasskey {
    /// The person's name for it.
    pub name: String,
}

/// Why none is set up.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyRefused {
    /// The session is not fresh.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// This server has no name.
    #[error("this server's public address is a number; passkeys need a name")]
    NoDomain,
    /// The rules leave this way out.
    #[error("this organisation does not allow passkeys; set up another way")]
    NotOffered,
    /// Nothing in the name that can be shown.
    #[error("the name is empty; give one that tells this key from others")]
    NoName,
    /// Too many already.
    #[error("there are too many passkeys already; remove one first")]
    TooMany,
    /// The answer is not one to the question, came too late or again, or the key is known already.
    #[error("the key did not answer as expected; try again")]
    BadAnswer,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// What to ask the authenticator: the JSON of WebAuthn's `CredentialCreationOptions`.
///
/// # Errors
/// [`PasskeyRefused`].
pub async fn begin_adding(app: &App, by: &SignedIn, browser: &str) -> Result<Value, PasskeyRefused> {
    check_fresh(app, by)?;
    let party = app.passkeys.as_ref().ok_or(PasskeyRefused::NoDomain)?;
    check_offered(app).await?;
    let known = list_passkeys(app, by.person.id).await?;
    if known.len() >= MAX_PASSKEYS {
        return Err(PasskeyRefused::TooMany);
    }
    let known: Vec<CredentialID> = known.iter().map(|one| one.credential.clone()).collect();
    let (person, name) = (&by.person, by.person.name.as_str());
    let user = Uuid::from_bytes(person.id.0);
    let begun = party.0.start_passkey_registration(user, person.email.as_str(), name, Some(known));
    let (options, state) = begun.map_err(|_| PasskeyRefused::BadAnswer)?;
    whose(by, browser).keep(app, &state).await?;
    let mut options = serde_json::to_value(options).map_err(|_| Failure::Sealed)?;
    // An authenticator that can remember the account lets its owner in without name and password.
    if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection") {
        selection["residentKey"] = json!("preferred");
    }
    Ok(options)
}

/// Takes the authenticator's answer, as JSON.
///
/// # Errors
/// [`PasskeyRefused`].
pub async fn add_passkey(
    app: &App,
    by: &SignedIn,
    browser: &str,
    name: &str,
    answer: &str,
) -> Result<AddedPasskey, PasskeyRefused> {
    check_fresh(app, by)?;
    let party = app.passkeys.as_ref().ok_or(PasskeyRefused::NoDomain)?;
    check_offered(app).await?;
    let name = Text::tidy(name).ok_or(PasskeyRefused::NoName)?;
    let state: Option<PasskeyRegistration> = whose(by, browser).take(app).await?;
    let answer: Result<RegisterPublicKeyCredential, _> = serde_json::from_str(answer);
    let (Some(state), Ok(answer)) = (state, answer) else { return Err(PasskeyRefused::BadAnswer) };
    let made = party.0.finish_passkey_registration(&answer, &state).map_err(|_| PasskeyRefused::BadAnswer)?;
    let passkey = Passkey {
        id: CredentialId::make(app.random.as_ref()).map_err(Failure::from)?,
        person: by.person.id,
        name,
        credential: made.cred_id().to_vec(),
        key: serde_json::to_string(&made).map_err(|_| Failure::Sealed)?,
        created_at: app.now(),
        used_at: None,
    };
    let name = passkey.name.to_string();
    let first = !has_two_step(app, by.person.id).await?;
    let mut events = vec![event(app, by, AuditKind::PasskeyAdded, &name)];
    events.extend(first.then(|| event(app, by, AuditKind::TwoStepOn, &name)));
    let added = app.store.add_passkey(passkey, events).await.map_err(Failure::from)?;
    if added { Ok(AddedPasskey { name }) } else { Err(PasskeyRefused::BadAnswer) }
}

/// A person's, oldest first.
///
/// # Errors
/// When the store fails.
pub async fn list_passkeys(app: &App, person: PersonId) -> Result<Vec<Passkey>, Failure> {
    Ok(app.store.list_passkeys(person).await?)
}

/// Those that can be used here, oldest first: none where this server's address is a number.
///
/// # Errors
/// When the store fails.
pub async fn list_usable_passkeys(app: &App, person: PersonId) -> Result<Vec<Passkey>, Failure> {
    if app.passkeys.is_some() { list_passkeys(app, person).await } else { Ok(Vec::new()) }
}

/// Removes one. `false` when it is gone or not theirs.
///
/// # Errors
/// [`PasskeyRefused`].
pub async fn remove_passkey(app: &App, by: &SignedIn, id: CredentialId) -> Result<bool, PasskeyRefused> {
    check_fresh(app, by)?;
    let known = list_passkeys(app, by.person.id).await?;
    let Some(found) = known.into_iter().find(|one| one.id == id) else { return Ok(false) };
    let last = is_last_step(app, by.person.id, &id.0).await?;
    let name = found.name.to_string();
    let mut events = vec![event(app, by, AuditKind::PasskeyRemoved, &name)];
    events.extend(last.then(|| event(app, by, AuditKind::TwoStepOff, &name)));
    Ok(app.store.remove_passkey(id, by.person.id, events).await.map_err(Failure::from)?)
}

async fn check_offered(app: &App) -> Result<(), PasskeyRefused> {
    if app.rules().await?.methods.passkeys { Ok(()) } else { Err(PasskeyRefused::NotOffered) }
}

const fn whose<'a>(by: &'a SignedIn, browser: &'a str) -> Whose<'a> {
    Whose { purpose: Purpose::Add, browser, person: &by.person.id.0 }
}

fn event(app: &App, by: &SignedIn, kind: AuditKind, name: &str) -> AuditEvent {
    AuditEvent { detail: Some(name.to_owned()), ..by.event(app, kind) }
}
