//! Accounts: made by an administrator, looked after by their owners.

use assent_core::message::Text;

use super::admin::require_fresh;
use super::password::{BadPassword, Whose};
use super::sessions::{self, SignedIn};
use super::sign_in::judge_password;
use super::two_step::has_two_step;
use super::{Account, Admin, Factor, NewSession, NotAllowed, Origin, Password, SignInRefused, reset_throttle};
use crate::app::{App, Failure};
use crate::model::{Alerts, AuditEvent, AuditKind, BadEmail, Email, Person, PersonId, Role};
use crate::store::{Added, NewPerson, StoreError, Which};

/// What the server speaks; the first is for everybody else.
pub const LANGUAGES: [&str; 2] = ["en", "fr"];

/// A person to add, as typed.
pub struct NewAccount<'a> {
    /// What they will sign in with.
    pub email: &'a str,
    /// What they are called.
    pub name: &'a str,
    /// Their first password; without one they choose it by a link in a mail.
    pub password: Option<&'a str>,
    /// `en` or `fr`; anything else becomes `en`.
    pub language: &'a str,
    /// What they will be in the organisation.
    pub role: Role,
}

/// A person in the administrator's list.
pub struct Listed {
    /// Who.
    pub person: Person,
    /// Whether a second step is on; the others get the red mark.
    pub two_step: bool,
}

/// Why an account is not made or changed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountRefused {
    /// No address.
    #[error(transparent)]
    Email(#[from] BadEmail),
    /// Nothing in the name that can be shown.
    #[error("the name is empty; give one that people know them by")]
    NoName,
    /// Not a password that is taken.
    #[error(transparent)]
    Password(#[from] BadPassword),
    /// Somebody has this address.
    #[error("there is an account with this address already")]
    Taken,
    /// The set-up token is wrong, or there is somebody already.
    #[error("this is not the token of this server's last start, or its first account was made already; see its log")]
    NoSetUp,
    /// May not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// Nobody locks themselves out.
    #[error("you can't lock your own account; another administrator can")]
    Own,
    /// No such person.
    #[error("there is no such person")]
    Unknown,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Why a password is not changed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeRefused {
    /// The present one is wrong or was tried too often.
    #[error(transparent)]
    Current(#[from] SignInRefused),
    /// The new one is not taken.
    #[error(transparent)]
    New(#[from] BadPassword),
    /// Somebody else changed it at the same time, or the session ended.
    #[error("the password was changed elsewhere at the same time; sign in again")]
    Meanwhile,
}

/// Adds a person.
///
/// # Errors
/// [`AccountRefused`].
pub async fn add_person(app: &App, admin: &Admin, new: NewAccount<'_>) -> Result<Person, AccountRefused> {
    let person = make_person(app, &new).await?;
    let kind = if new.password.is_some() { AuditKind::PersonAdded } else { AuditKind::PersonInvited };
    if !admin.role().may_turn(new.role, new.role) {
        return Err(AccountRefused::NotAllowed(NotAllowed::NotAdmin));
    }
    let event = admin.event(app, kind, person.id);
    match store_person(app, &person, false, event).await? {
        Added::Done => Ok(person),
        Added::Taken | Added::NotFirst => Err(AccountRefused::Taken),
    }
}

/// Adds the first person, who administers, with the token that the server printed at its start.
///
/// # Errors
/// [`AccountRefused`].
pub async fn add_first_admin(app: &App, token: &str, new: NewAccount<'_>) -> Result<Person, AccountRefused> {
    if !app.set_up.accepts(token) {
        return Err(AccountRefused::NoSetUp);
    }
    let person = make_person(app, &NewAccount { role: Role::LegalRepresentative, ..new }).await?;
    let event = AuditEvent::new(app.now(), AuditKind::PersonAdded).of(person.id);
    let added = store_person(app, &person, true, event).await?;
    app.set_up.close();
    if added == Added::Done { Ok(person) } else { Err(AccountRefused::NoSetUp) }
}

/// Some of the people by address, those after `after`, at most `limit`.
///
/// # Errors
/// When the store fails.
pub async fn list(
    app: &App,
    _: &Admin,
    which: &Which,
    after: Option<&Email>,
    limit: u32,
) -> Result<Vec<Listed>, Failure> {
    let people = app.store.list_people(which, after, limit).await?;
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let with = app.store.list_two_step(&ids).await?;
    Ok(people.into_iter().map(|person| Listed { two_step: with.contains(&person.id), person }).collect())
}

/// Changes the password, with the present one; ends all other sessions and gives this one a new cookie.
///
/// # Errors
/// [`ChangeRefused`].
pub async fn change_password(
    app: &App,
    signed_in: &SignedIn,
    current: &str,
    new: &str,
) -> Result<NewSession, ChangeRefused> {
    let SignedIn { session, person, .. } = signed_in;
    let origin = Origin::of_session(session);
    // First: it costs nothing, and says nothing about the present one.
    let new = Password::choose(new, Whose::of(person, issuer(app), app.rules().await.map_err(SignInRefused::from)?))?;
    judge_password(app, &Account::of(person.clone()), current, origin).await?;
    let hash = app.hashing.hash_password(new.into_secret(), app.random.as_ref()).await.map_err(SignInRefused::from)?;
    let event = origin.event(app.now(), AuditKind::PasswordChanged, Some(person.id));
    let changed = app.store.set_password(person.id, &person.password, &hash, Some(session.id), event).await;
    if !changed.map_err(failed)? {
        return Err(ChangeRefused::Meanwhile);
    }
    let renewed = sessions::renew(app, session, sessions::Proof::Password, None).await.map_err(SignInRefused::from)?;
    renewed.ok_or(ChangeRefused::Meanwhile)
}

/// Changes what the person is called, the language they are spoken to in, and which sign-ins they are told of.
///
/// # Errors
/// [`AccountRefused`].
pub async fn set_profile(
    app: &App,
    signed_in: &SignedIn,
    name: &str,
    language: &str,
    alerts: Alerts,
) -> Result<(), AccountRefused> {
    let person = signed_in.person.id;
    let name = Text::tidy(name).ok_or(AccountRefused::NoName)?;
    let event = AuditEvent::new(app.now(), AuditKind::ProfileChanged).of(person);
    Ok(app.store.set_profile(person, &name, known_language(language), alerts, event).await.map_err(Failure::from)?)
}

/// Locks an account: nothing of it opens any more, and all its sessions end.
///
/// # Errors
/// [`AccountRefused`].
pub async fn lock(app: &App, admin: &Admin, person: PersonId) -> Result<(), AccountRefused> {
    if admin.person() == Some(person) {
        return Err(AccountRefused::Own);
    }
    let role = find(app, person).await?.role;
    if !admin.role().may_turn(role, role) {
        return Err(NotAllowed::NotAdmin.into());
    }
    let event = admin.event(app, AuditKind::PersonLocked, person);
    Ok(app.store.set_locked(person, Some(app.now()), event).await.map_err(Failure::from)?)
}

/// Unlocks an account, and opens what was closed by too many wrong tries.
///
/// # Errors
/// [`AccountRefused`].
pub async fn unlock(app: &App, admin: &Admin, person: PersonId) -> Result<(), AccountRefused> {
    let account = Account::of(find(app, person).await?);
    for factor in Factor::ALL {
        reset_throttle(app, factor, &account).await?;
    }
    let event = admin.event(app, AuditKind::PersonUnlocked, person);
    Ok(app.store.set_locked(person, None, event).await.map_err(Failure::from)?)
}

/// Whether the person's session is fresh enough to change factors.
///
/// # Errors
/// [`NotAllowed::NotFresh`].
pub fn check_fresh(app: &App, signed_in: &SignedIn) -> Result<(), NotAllowed> {
    require_fresh(app, signed_in)
}

async fn make_person(app: &App, new: &NewAccount<'_>) -> Result<Person, AccountRefused> {
    let email = Email::parse(new.email)?;
    let name = Text::tidy(new.name).ok_or(AccountRefused::NoName)?;
    let is_long = new.role.administers() || app.rules().await?.strict;
    let whose = Whose { email: &email, name: name.as_str(), is_long, issuer: issuer(app) };
    let random = app.random.as_ref();
    let password = match new.password {
        Some(typed) => app.hashing.hash_password(Password::choose(typed, whose)?.into_secret(), random).await?,
        None => app.hashing.make_unknown(random)?,
    };
    Ok(Person {
        id: PersonId::make(random).map_err(Failure::from)?,
        password,
        email,
        name,
        role: new.role,
        language: known_language(new.language).to_owned(),
        created_at: app.now(),
        alerts: Alerts::default(),
        lock_after: None,
        password_closed_at: None,
        is_company_only: false,
        ask_always: false,
        reviews: false,
        locked_at: None,
        quiet_until: None,
    })
}

async fn store_person(app: &App, person: &Person, only_if_first: bool, event: AuditEvent) -> Result<Added, Failure> {
    Ok(app.store.add_person(NewPerson { person: person.clone(), only_if_first, event }).await?)
}

/// Somebody, for an administrator.
///
/// # Errors
/// [`AccountRefused::Unknown`], or when the store fails.
pub async fn find_listed(app: &App, _: &Admin, person: PersonId) -> Result<Listed, AccountRefused> {
    let person = find(app, person).await?;
    let two_step = has_two_step(app, person.id).await?;
    Ok(Listed { person, two_step })
}

async fn find(app: &App, person: PersonId) -> Result<Person, AccountRefused> {
    app.store.find_person(person).await.map_err(Failure::from)?.ok_or(AccountRefused::Unknown)
}

fn known_language(wanted: &str) -> &'static str {
    LANGUAGES.into_iter().find(|known| *known == wanted).unwrap_or(LANGUAGES[0])
}

fn issuer(app: &App) -> &str {
    app.policy.issuer.as_str()
}

fn failed(error: StoreError) -> ChangeRefused {
    ChangeRefused::Current(SignInRefused::Failed(error.into()))
}
