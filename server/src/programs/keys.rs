//! Making, listing and revoking them.

use assent_core::message::Text;
use zeroize::Zeroizing;

use super::text;
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, PersonId, ProgramKey, ProgramKeyId, ProgramKeyKind, Scope, ServiceId};
use crate::people::NotAllowed;
use crate::people::accounts::check_fresh;
use crate::people::sessions::SignedIn;
use crate::services::find_active;
use crate::store::Revoke;

/// Application passwords a person can have; of API tokens there is no limit that anybody meets.
const MAX_KEYS: usize = 1000;
const DAY_SECS: i64 = 86_400;

/// What somebody wants.
pub struct Wish<'a> {
    /// What kind.
    pub kind: ProgramKeyKind,
    /// The name as typed.
    pub name: &'a str,
    /// The only service that it opens; `None`: every one.
    pub service: Option<ServiceId>,
    /// What it may do there.
    pub scope: Scope,
    /// After how many days it ends; `None`: never.
    pub days: Option<u32>,
}

/// A secret that was just made.
pub struct NewProgramKey {
    /// What is stored of it.
    pub key: ProgramKey,
    /// The secret, shown this once.
    pub secret: Zeroizing<String>,
}

/// One in its owner's list.
pub struct Listed {
    /// The key.
    pub key: ProgramKey,
    /// The name of the one service that it opens.
    pub service: Option<String>,
}

/// Why none is made.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProgramKeyRefused {
    /// The session is not fresh.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// Nothing in the name that can be shown.
    #[error("the name is empty; give one that says which program it is for")]
    NoName,
    /// No such service.
    #[error("there is no such service any more; choose another")]
    NoService,
    /// Far too many.
    #[error("there are a thousand already; revoke some first")]
    TooMany,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Makes one.
///
/// # Errors
/// [`ProgramKeyRefused`].
pub async fn make_program_key(app: &App, by: &SignedIn, wish: Wish<'_>) -> Result<NewProgramKey, ProgramKeyRefused> {
    let name = Text::tidy(wish.name).ok_or(ProgramKeyRefused::NoName)?;
    check_fresh(app, by)?;
    if let Some(id) = wish.service
        && find_active(app, id).await?.is_none()
    {
        return Err(ProgramKeyRefused::NoService);
    }
    if app.store.list_program_keys(by.person.id).await.map_err(Failure::from)?.len() >= MAX_KEYS {
        return Err(ProgramKeyRefused::TooMany);
    }
    let secret = text::make(wish.kind, app.random.as_ref()).map_err(Failure::from)?;
    let now = app.now();
    let key = ProgramKey {
        id: ProgramKeyId::make(app.random.as_ref()).map_err(Failure::from)?,
        person: by.person.id,
        kind: wish.kind,
        name,
        hash: text::hash(app, &secret).ok_or(Failure::Sealed)?,
        service: wish.service,
        scope: wish.scope,
        created_at: now,
        expires_at: wish.days.map(|days| now + i64::from(days) * DAY_SECS),
        used_at: None,
        used_from: None,
    };
    let event = AuditEvent { detail: Some(key.name.to_string()), ..by.event(app, made(wish.kind)) };
    app.store.add_program_key(key.clone(), event).await.map_err(Failure::from)?;
    Ok(NewProgramKey { key, secret })
}

/// A person's, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list_program_keys(app: &App, person: PersonId, kind: ProgramKeyKind) -> Result<Vec<Listed>, Failure> {
    let mut listed = Vec::new();
    for key in app.store.list_program_keys(person).await?.into_iter().filter(|key| key.kind == kind) {
        let service = match key.service {
            Some(id) => app.store.find_service(id).await?.map(|service| service.name.to_string()),
            None => None,
        };
        listed.push(Listed { key, service });
    }
    Ok(listed)
}

/// Revokes one: it opens nothing any more, at once. Gives its name; `None` when it is gone or not theirs.
///
/// # Errors
/// When the store fails.
pub async fn revoke_program_key(app: &App, by: &SignedIn, id: ProgramKeyId) -> Result<Option<String>, Failure> {
    let keys = app.store.list_program_keys(by.person.id).await?;
    let Some(key) = keys.into_iter().find(|key| key.id == id) else { return Ok(None) };
    let name = key.name.to_string();
    let event = AuditEvent { detail: Some(name.clone()), ..by.event(app, revoked(key.kind)) };
    let gone = app.store.revoke_program_keys(by.person.id, Revoke::One(id), event).await?;
    Ok((gone > 0).then_some(name))
}

/// Revokes all of a kind. Gives how many.
///
/// # Errors
/// [`ProgramKeyRefused`].
pub async fn revoke_all(app: &App, by: &SignedIn, kind: ProgramKeyKind) -> Result<u64, ProgramKeyRefused> {
    check_fresh(app, by)?;
    let event = by.event(app, revoked(kind));
    Ok(app.store.revoke_program_keys(by.person.id, Revoke::All(kind), event).await.map_err(Failure::from)?)
}

const fn made(kind: ProgramKeyKind) -> AuditKind {
    match kind {
        ProgramKeyKind::AppPassword => AuditKind::AppPasswordMade,
        ProgramKeyKind::ApiToken => AuditKind::ApiTokenMade,
    }
}

const fn revoked(kind: ProgramKeyKind) -> AuditKind {
    match kind {
        ProgramKeyKind::AppPassword => AuditKind::AppPasswordRevoked,
        ProgramKeyKind::ApiToken => AuditKind::ApiTokenRevoked,
    }
}
