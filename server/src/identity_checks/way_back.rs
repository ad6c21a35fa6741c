//! In again after an accepted check: the link and the password open nothing but the way to a new second step. Once that
//! is proved, the old ways are void.

use assent_core::message::Context;

use super::{Change, event_of, update};
use crate::app::{App, Failure};
use crate::devices::{list_phones, remove_phone};
use crate::model::{AuditKind, CheckState, Level, Person, Session};
use crate::passkeys::{PasskeyRefused, list_passkeys, remove_passkey};
use crate::people::sessions::{self, NewSession, Proof, SignedIn};
use crate::people::{Origin, OtherAppRefused, SignInRefused, check_password, list_other_apps, remove_other_app};
use crate::recovery::{Link, find_linked};
use crate::sms::{NumberRefused, remove_number};

/// Why somebody is not let in.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackRefused {
    /// Used, too old, stopped, or void after a new password: which of them is not said.
    #[error("this link was used or is too old; sign in and ask again")]
    Gone,
    /// The password is wrong or was tried too often.
    #[error(transparent)]
    Password(#[from] SignInRefused),
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Whose account a link opens, if it does.
///
/// # Errors
/// When the store fails.
pub async fn find_way_back(app: &App, token: &str) -> Result<Option<Person>, Failure> {
    let found = find_linked(app, Link::Back, token).await?;
    Ok(found.filter(|(_, check, _)| check.is(CheckState::Accepted, app.now())).map(|(_, _, person)| person))
}

/// Begins a session for setting up a second step, with the password, once.
///
/// # Errors
/// [`BackRefused`].
pub async fn go_back(app: &App, token: &str, password: &str, context: Context) -> Result<NewSession, BackRefused> {
    let person = find_way_back(app, token).await?.ok_or(BackRefused::Gone)?;
    let origin = Origin::portal(context.address.as_ref());
    check_password(app, person.email.as_str(), password, origin).await?;
    let new = sessions::prepare(app, person.id, Level::Recovery, context.clone())?;
    let (_, check, _) = find_linked(app, Link::Back, token).await?.ok_or(BackRefused::Gone)?;
    let used = update(app, check.id, |check| {
        let check = check.used(app.now())?;
        let event = event_of(app, AuditKind::IdentityUsed, &check, origin);
        Some(Change { session: Some((new.session.clone(), event)), ..Change::of(check) })
    });
    used.await?.map(|_| new).ok_or(BackRefused::Gone)
}

/// A second step was just proved in this session: it gets a new cookie. After an identity check everything that opened
/// the account before goes first. `None` when the session ended meanwhile.
///
/// # Errors
/// When the store or randomness fails.
pub async fn note_step(app: &App, me: &SignedIn) -> Result<Option<NewSession>, Failure> {
    if me.session.level == Level::Recovery {
        remove_old_ways(app, me).await?;
    }
    sessions::renew(app, &me.session, Proof::SecondStep, None).await
}

/// What was there before this session began.
async fn remove_old_ways(app: &App, me: &SignedIn) -> Result<(), Failure> {
    let (person, since) = (me.person.id, me.session.created_at);
    // The new second step is the freshest proof there is, however long its setting up took.
    let me = &SignedIn { session: Session { proved_at: app.now(), ..me.session.clone() }, ..me.clone() };
    for phone in list_phones(app, person).await?.into_iter().filter(|one| one.linked_at < since) {
        remove_phone(app, me, phone.id).await?;
    }
    for one in list_other_apps(app, person).await?.into_iter().filter(|one| one.created_at < since) {
        if let Err(OtherAppRefused::Failed(failure)) = remove_other_app(app, me, one.id).await {
            return Err(failure);
        }
    }
    for key in list_passkeys(app, person).await?.into_iter().filter(|one| one.created_at < since) {
        if let Err(PasskeyRefused::Failed(failure)) = remove_passkey(app, me, key.id).await {
            return Err(failure);
        }
    }
    for one in app.store.list_sms_factors(person).await?.into_iter().filter(|one| one.created_at < since) {
        if let Err(NumberRefused::Failed(failure)) = remove_number(app, me, one.id).await {
            return Err(failure);
        }
    }
    Ok(app.store.forget_old_ways(person, me.session.id, me.event(app, AuditKind::IdentityDone)).await?)
}
