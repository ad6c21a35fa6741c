//! People who are trusted to say that it is them. They are asked by mail and agree in the portal.

use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, BadEmail, Email, Part, Person, PersonId, Throttled, Trustee, TrusteeId};
use crate::people::accounts::check_fresh;
use crate::people::sessions::SignedIn;
use crate::people::{Account, Factor, NotAllowed, check_throttle, count_failure};

/// More than anybody needs.
pub const MAX_TRUSTEES: usize = 5;

/// Why nobody is asked.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrusteeRefused {
    /// The session is not fresh.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// No address.
    #[error(transparent)]
    Email(#[from] BadEmail),
    /// Themselves, or somebody who is asked already.
    #[error("this person is asked already, or it is you")]
    Known,
    /// Too many already.
    #[error("you trust enough people; remove one first")]
    TooMany,
    /// Too many were asked.
    #[error("too many people were asked; wait before the next one")]
    Throttled(Throttled),
    /// They have no password.
    #[error("this account has no password; ask your company's help desk")]
    NoPassword,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Somebody who trusts the person who looks.
pub struct Trusting {
    /// In addresses.
    pub id: TrusteeId,
    /// Who trusts them.
    pub person: Person,
    /// Whether they agreed.
    pub is_accepted: bool,
}

/// Asks somebody. Whether there is an account of that name is not said.
///
/// # Errors
/// [`TrusteeRefused`].
pub async fn add_trustee(app: &App, by: &SignedIn, typed: &str) -> Result<(), TrusteeRefused> {
    check_fresh(app, by)?;
    if !by.person.has_password() {
        return Err(TrusteeRefused::NoPassword);
    }
    let email = Email::parse(typed)?;
    let known = app.store.list_trustees(by.person.id).await.map_err(Failure::from)?;
    if email == by.person.email || known.iter().any(|one| one.email == email) {
        return Err(TrusteeRefused::Known);
    }
    if known.len() >= MAX_TRUSTEES {
        return Err(TrusteeRefused::TooMany);
    }
    // So that nobody fills other people's mailboxes.
    let account = Account::of(by.person.clone());
    check_throttle(app, Factor::Trustee, &account).await?.map_err(TrusteeRefused::Throttled)?;
    count_failure(app, Factor::Trustee, &account).await?;
    let id = TrusteeId::make(app.random.as_ref()).map_err(Failure::from)?;
    let asked = app.store.find_person_by_email(&email).await.map_err(Failure::from)?;
    let mut events = vec![changed(app, by)];
    if let Some(asked) = asked.filter(|asked| asked.locked_at.is_none()) {
        events.push(about(app, AuditKind::TrusteeAsked, asked.id, &by.person));
    }
    let new = Trustee { id, person: by.person.id, email, trustee: None, asked_at: app.now() };
    let added = app.store.add_trustee(new, events).await.map_err(Failure::from)?;
    if added { Ok(()) } else { Err(TrusteeRefused::Known) }
}

/// Trusts somebody no more. `false` when they are gone or not theirs.
///
/// # Errors
/// [`TrusteeRefused`].
pub async fn remove_trustee(app: &App, by: &SignedIn, id: TrusteeId) -> Result<bool, TrusteeRefused> {
    check_fresh(app, by)?;
    let known = app.store.list_trustees(by.person.id).await.map_err(Failure::from)?;
    if !known.iter().any(|one| one.id == id) {
        return Ok(false);
    }
    Ok(app.store.remove_trustee(id, changed(app, by)).await.map_err(Failure::from)?)
}

/// Who trusts the person who is signed in, or asked them to.
///
/// # Errors
/// When the store fails.
pub async fn list_trusting(app: &App, me: &SignedIn) -> Result<Vec<Trusting>, Failure> {
    let mut trusting = Vec::new();
    for one in app.store.list_trusting(me.person.id, &me.person.email).await? {
        let person = app.store.find_person(one.person).await?.filter(|person| person.locked_at.is_none());
        trusting.extend(person.map(|person| Trusting { id: one.id, person, is_accepted: one.trustee.is_some() }));
    }
    Ok(trusting)
}

/// They agree. `false` when it is gone or for somebody else.
///
/// # Errors
/// When the store fails.
pub async fn accept_trust(app: &App, me: &SignedIn, id: TrusteeId) -> Result<bool, Failure> {
    let Some(one) = find_trusting(app, me, id).await? else { return Ok(false) };
    let event = about(app, AuditKind::TrusteeAccepted, one.person.id, &me.person);
    Ok(app.store.accept_trustee(id, me.person.id, event).await?)
}

/// They don't agree, or no more. `false` when it is gone or for somebody else.
///
/// # Errors
/// When the store fails.
pub async fn decline_trust(app: &App, me: &SignedIn, id: TrusteeId) -> Result<bool, Failure> {
    let Some(one) = find_trusting(app, me, id).await? else { return Ok(false) };
    let event = about(app, AuditKind::TrusteeDeclined, one.person.id, &me.person);
    Ok(app.store.remove_trustee(id, event).await?)
}

/// One of those who trust the person who is signed in.
pub(super) async fn find_trusting(app: &App, me: &SignedIn, id: TrusteeId) -> Result<Option<Trusting>, Failure> {
    Ok(list_trusting(app, me).await?.into_iter().find(|one| one.id == id))
}

fn changed(app: &App, by: &SignedIn) -> AuditEvent {
    let what = Some(Part::Trustee.word().to_owned());
    AuditEvent { detail: what, ..by.event(app, AuditKind::RecoveryPlanChanged) }
}

/// An event in one person's log that names another.
fn about(app: &App, kind: AuditKind, of: PersonId, named: &Person) -> AuditEvent {
    AuditEvent { detail: Some(named.name.to_string()), ..AuditEvent::new(app.now(), kind).of(of) }
}
