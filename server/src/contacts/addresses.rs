//! Addresses for getting back in, and another address to sign in with. Each counts once a link that went there was opened.

use crate::app::{App, Failure};
use crate::mail::make_email_changed;
use crate::model::{
    AddressId, AddressPurpose, AuditEvent, AuditKind, BadEmail, Email, MailAddress, Person, PersonId, Throttled,
};
use crate::people::accounts::check_fresh;
use crate::people::sessions::SignedIn;
use crate::people::{
    Account, Factor, NotAllowed, Origin, check_throttle, count_failure, find_by_address_token, reset_throttle,
};
use crate::store::Moved;

/// More than anybody needs.
const MAX_ADDRESSES: usize = 5;

/// Why no link goes out.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressRefused {
    /// The session is not fresh.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// This server sends no mail.
    #[error("this server sends no mail, so no address can be proved")]
    NoMail,
    /// No address.
    #[error(transparent)]
    Email(#[from] BadEmail),
    /// It is the one that the person signs in with, or known already.
    #[error("this address is yours already")]
    Known,
    /// Too many already.
    #[error("there are too many addresses already; remove one first")]
    TooMany,
    /// Too many links went out and were not opened.
    #[error("too many links went out; wait before the next one")]
    Throttled(Throttled),
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// What became of a link that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proved {
    /// The address is for getting back in from now on.
    Recovery,
    /// The person signs in with it from now on.
    SignIn,
    /// Somebody else signs in with it.
    Taken,
    /// Opened before, too old, or taken back.
    Gone,
}

/// Takes an address as it was typed; a link goes there.
///
/// # Errors
/// [`AddressRefused`].
pub async fn ask_address(app: &App, by: &SignedIn, typed: &str, purpose: AddressPurpose) -> Result<(), AddressRefused> {
    check_fresh(app, by)?;
    if !app.mail.is_there() {
        return Err(AddressRefused::NoMail);
    }
    let (email, now) = (Email::parse(typed)?, app.now());
    let known = list_addresses(app, by.person.id).await?;
    let is_known = known.iter().any(|one| one.email == email && one.purpose == purpose && one.proved_at.is_some());
    if email == by.person.email || is_known {
        return Err(AddressRefused::Known);
    }
    if known.len() >= MAX_ADDRESSES {
        return Err(AddressRefused::TooMany);
    }
    // So that nobody fills other people's mailboxes.
    let account = Account::of(by.person.clone());
    check_throttle(app, Factor::AddressLink, &account).await?.map_err(AddressRefused::Throttled)?;
    count_failure(app, Factor::AddressLink, &account).await?;
    let id = AddressId::make(app.random.as_ref()).map_err(Failure::from)?;
    let kind = match purpose {
        AddressPurpose::Recovery => AuditKind::RecoveryMailAsked,
        AddressPurpose::SignIn => AuditKind::EmailAsked,
    };
    let event = AuditEvent { detail: Some(id.to_string()), ..by.event(app, kind) };
    let address = MailAddress { id, person: by.person.id, email, purpose, created_at: now, proved_at: None };
    Ok(app.store.add_address(address, event).await.map_err(Failure::from)?)
}

/// A person's, proved or not, oldest first.
///
/// # Errors
/// When the store fails.
pub async fn list_addresses(app: &App, person: PersonId) -> Result<Vec<MailAddress>, Failure> {
    Ok(app.store.list_addresses(person).await?)
}

/// Opens a link.
///
/// # Errors
/// When the store or the page of a mail fails.
pub async fn prove_address(app: &App, token: &str, origin: Origin<'_>) -> Result<Proved, Failure> {
    let Some((address, person)) = find_by_address_token(app, token).await? else { return Ok(Proved::Gone) };
    reset_throttle(app, Factor::AddressLink, &Account::of(person.clone())).await?;
    match address.purpose {
        AddressPurpose::Recovery => {
            let event = event(app, origin, AuditKind::RecoveryMailAdded, &address);
            let done = app.store.prove_address(address.id, app.now(), event).await?;
            Ok(if done { Proved::Recovery } else { Proved::Gone })
        }
        AddressPurpose::SignIn => move_to(app, &person, &address, origin).await,
    }
}

/// Removes one, proved or not. `false` when it is gone or not theirs.
///
/// # Errors
/// [`AddressRefused`].
pub async fn remove_address(app: &App, by: &SignedIn, id: AddressId) -> Result<bool, AddressRefused> {
    check_fresh(app, by)?;
    let known = list_addresses(app, by.person.id).await?;
    let Some(found) = known.into_iter().find(|one| one.id == id) else { return Ok(false) };
    let origin = Origin::of_session(&by.session);
    let event = found.proved_at.map(|_| event(app, origin, AuditKind::RecoveryMailRemoved, &found));
    Ok(app.store.remove_address(id, by.person.id, event).await.map_err(Failure::from)?)
}

/// Both addresses are told: the old one by a mail that is made now, the new one from the log.
async fn move_to(app: &App, person: &Person, address: &MailAddress, origin: Origin<'_>) -> Result<Proved, Failure> {
    let mail = make_email_changed(app, person)?;
    let event = event(app, origin, AuditKind::EmailChanged, address);
    Ok(match app.store.move_to_address(address.id, mail, event).await? {
        Moved::Done => Proved::SignIn,
        Moved::Taken => Proved::Taken,
        Moved::Gone => Proved::Gone,
    })
}

fn event(app: &App, origin: Origin<'_>, kind: AuditKind, address: &MailAddress) -> AuditEvent {
    let event = origin.event(app.now(), kind, Some(address.person));
    AuditEvent { detail: Some(address.email.mask()), ..event }
}
