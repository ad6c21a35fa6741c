//! Deleting one's account.

use crate::app::{App, Failure};
use crate::mail::make_farewell;
use crate::model::AuditKind;
use crate::people::accounts::check_fresh;
use crate::people::sessions::SignedIn;
use crate::people::{NotAllowed, SignInRefused, prove_password};

/// Why an account stays.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeleteRefused {
    /// The session is not fresh.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The password is wrong or was tried too often.
    #[error(transparent)]
    Password(#[from] SignInRefused),
    /// Nobody would stand for the organisation any more.
    #[error("you are the last legal representative; name another one first")]
    Last,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Deletes the account of the person who is signed in, with the password one last time if it has one. Its phones are told; a last mail
/// goes out.
///
/// # Errors
/// [`DeleteRefused`]; then nothing was deleted.
pub async fn delete_account(app: &App, by: &SignedIn, password: &str) -> Result<(), DeleteRefused> {
    check_fresh(app, by)?;
    // Whoever signs in only at their company has just proved there who they are.
    if by.person.has_password() {
        prove_password(app, by, password).await?;
    }
    let (now, person) = (app.now(), by.person.id);
    let event = by.event(app, AuditKind::PersonDeleted);
    let mail = make_farewell(app, &by.person)?;
    let deleted = app.store.delete_person(person, now, mail, event).await.map_err(Failure::from)?;
    app.wake.phones.wake(person);
    if deleted { Ok(()) } else { Err(DeleteRefused::Last) }
}
