//! A mail's content, sealed until it is sent.

use assent_core::seal::{open, seal};

use crate::app::{App, Failure};
use crate::model::{Letter, Mail, MailId, PersonId};

const PURPOSE: &str = "mail";

/// A mail with this letter, sealed. `about` says what it is about; `hush_secs` is how long after one about the same
/// none is made.
///
/// # Errors
/// [`Failure::NoRandomness`].
pub(super) fn make_mail(
    app: &App,
    person: PersonId,
    letter: &Letter,
    about: &str,
    hush_secs: Option<i64>,
) -> Result<Mail, Failure> {
    let (id, now) = (MailId::make(app.random.as_ref())?, app.now());
    let plain = serde_json::to_vec(letter).map_err(|_| Failure::Page)?;
    let sealed = seal(&app.secrets.kek, PURPOSE, &id.0, &plain, app.random.as_ref())?;
    let (about, not_after) = (about.to_owned(), hush_secs.map(|secs| now - secs));
    Ok(Mail { id, person, about, not_after, sealed, made_at: now, tries: 0 })
}

/// The letter of a mail.
///
/// # Errors
/// [`Failure::Sealed`] when it does not open.
pub(super) fn open_letter(app: &App, mail: &Mail) -> Result<Letter, Failure> {
    let plain = open(&app.secrets.kek, PURPOSE, &mail.id.0, &mail.sealed).map_err(|_| Failure::Sealed)?;
    serde_json::from_slice(plain.expose()).map_err(|_| Failure::Sealed)
}
