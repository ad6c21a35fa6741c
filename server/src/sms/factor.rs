//! Numbers as a second step: typed, proved once by a code, and only then one. Restricted by NIST SP 800-63B-4 §3.1.3.3, so
//! strict organisations have none.

use assent_core::clock::UnixSeconds;
use assent_core::message::Text;

use super::codes::{Purpose, SmsCodeResult, open_number, seal_number};
use super::first_code::{Unproved, check_first_code, send_first_code};
use super::send::SmsRefused;
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, BadNumber, CredentialId, PersonId, PhoneNumber, SmsFactor, Throttled};
use crate::pages::words::Lang;
use crate::people::accounts::check_fresh;
use crate::people::sessions::SignedIn;
use crate::people::{NotAllowed, has_two_step, is_last_step};

/// More than anybody carries.
const MAX_NUMBERS: usize = 4;

/// A number of a person.
#[derive(Clone)]
pub struct SmsNumber {
    /// Its id.
    pub id: CredentialId,
    /// The person's name for it.
    pub name: Text,
    /// The number.
    pub number: PhoneNumber,
    /// When a code that went there was last accepted.
    pub used_at: Option<UnixSeconds>,
}

/// Why no number is set up or removed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberRefused {
    /// The session is not fresh.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// This server sends no SMS, or the organisation wants none.
    #[error("codes by SMS are not offered here")]
    NotOffered,
    /// Nothing in the name that can be shown.
    #[error("the name is empty; give one that tells this number from others")]
    NoName,
    /// No SMS goes there.
    #[error(transparent)]
    Number(#[from] BadNumber),
    /// It is set up already.
    #[error("this number is set up already")]
    Known,
    /// Too many already.
    #[error("there are too many numbers already; remove one first")]
    TooMany,
    /// The code could not be sent.
    #[error(transparent)]
    Send(SmsRefused),
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// What became of the first code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfirmNumber {
    /// It is a second step from now on.
    On,
    /// Wrong or too old.
    Wrong,
    /// Not looked at.
    Throttled(Throttled),
    /// There is nothing to prove, or it was proved before.
    Gone,
}

/// Whether codes by SMS are there to be had.
///
/// # Errors
/// When the store fails.
pub async fn is_offered(app: &App) -> Result<bool, Failure> {
    let rules = app.rules().await?;
    Ok(app.sms.is_some() && rules.methods.sms && !rules.strict)
}

/// Takes a number as it was typed and sends it a code. Earlier ones that were never proved are gone.
///
/// # Errors
/// [`NumberRefused`].
pub async fn add_number(
    app: &App,
    by: &SignedIn,
    name: &str,
    typed: &str,
    lang: Lang,
) -> Result<CredentialId, NumberRefused> {
    check_fresh(app, by)?;
    let sms = app.sms.as_ref().ok_or(NumberRefused::NotOffered)?;
    if !is_offered(app).await? {
        return Err(NumberRefused::NotOffered);
    }
    let name = Text::tidy(name).ok_or(NumberRefused::NoName)?;
    let number = sms.countries.read(typed)?;
    forget_unproved(app, by).await?;
    let known = list_numbers(app, by.person.id).await?;
    if known.iter().any(|one| one.number == number) {
        return Err(NumberRefused::Known);
    }
    if known.len() >= MAX_NUMBERS {
        return Err(NumberRefused::TooMany);
    }
    let id = CredentialId::make(app.random.as_ref()).map_err(Failure::from)?;
    let sealed_number = seal_number(app, &id.0, &number)?;
    let (person, created_at) = (by.person.id, app.now());
    let new = SmsFactor { id, person, name, sealed_number, active: false, created_at, used_at: None };
    app.store.add_sms_factor(new).await.map_err(Failure::from)?;
    send_first_code(app, by, unproved(id, &number), lang).await?.map_err(NumberRefused::Send)?;
    Ok(id)
}

/// Sends another code to a number that is not proved yet. `false` if there is no such number.
///
/// # Errors
/// [`NumberRefused`].
pub async fn send_again(app: &App, by: &SignedIn, id: CredentialId, lang: Lang) -> Result<bool, NumberRefused> {
    let Some(found) = find_unproved(app, by, id).await? else { return Ok(false) };
    if !is_offered(app).await? {
        return Err(NumberRefused::NotOffered);
    }
    send_first_code(app, by, unproved(id, &found.number), lang).await?.map_err(NumberRefused::Send)?;
    Ok(true)
}

/// A number that waits for its first code.
///
/// # Errors
/// [`NumberRefused`].
pub async fn find_unproved(app: &App, by: &SignedIn, id: CredentialId) -> Result<Option<SmsNumber>, NumberRefused> {
    check_fresh(app, by)?;
    let factors = app.store.list_sms_factors(by.person.id).await.map_err(Failure::from)?;
    let found = factors.iter().find(|one| one.id == id && !one.active);
    Ok(found.map(|one| open_factor(app, one)).transpose()?)
}

/// Proves a number by the code that went there.
///
/// # Errors
/// [`NumberRefused`].
pub async fn confirm_number(
    app: &App,
    by: &SignedIn,
    id: CredentialId,
    typed: &str,
) -> Result<ConfirmNumber, NumberRefused> {
    let Some(found) = find_unproved(app, by, id).await? else { return Ok(ConfirmNumber::Gone) };
    if !is_offered(app).await? {
        return Err(NumberRefused::NotOffered);
    }
    match check_first_code(app, by, unproved(id, &found.number), typed).await? {
        SmsCodeResult::Wrong => Ok(ConfirmNumber::Wrong),
        SmsCodeResult::Throttled(why) => Ok(ConfirmNumber::Throttled(why)),
        SmsCodeResult::Accepted => {
            let first = !has_two_step(app, by.person.id).await?;
            let mut events = vec![event(app, by, AuditKind::SmsAdded, &found)];
            events.extend(first.then(|| event(app, by, AuditKind::TwoStepOn, &found)));
            let done = app.store.activate_sms_factor(id, by.person.id, events).await.map_err(Failure::from)?;
            Ok(if done { ConfirmNumber::On } else { ConfirmNumber::Gone })
        }
    }
}

/// A person's that were proved, oldest first.
///
/// # Errors
/// When the store fails or a number does not open.
pub async fn list_numbers(app: &App, person: PersonId) -> Result<Vec<SmsNumber>, Failure> {
    let factors = app.store.list_sms_factors(person).await?;
    factors.iter().filter(|one| one.active).map(|one| open_factor(app, one)).collect()
}

/// Removes one. `false` when it is gone or not theirs.
///
/// # Errors
/// [`NumberRefused`].
pub async fn remove_number(app: &App, by: &SignedIn, id: CredentialId) -> Result<bool, NumberRefused> {
    check_fresh(app, by)?;
    let known = list_numbers(app, by.person.id).await?;
    let Some(found) = known.into_iter().find(|one| one.id == id) else { return Ok(false) };
    let last = is_last_step(app, by.person.id, &id.0).await?;
    let mut events = vec![event(app, by, AuditKind::SmsRemoved, &found)];
    events.extend(last.then(|| event(app, by, AuditKind::TwoStepOff, &found)));
    Ok(app.store.remove_sms_factor(id, by.person.id, events).await.map_err(Failure::from)?)
}

async fn forget_unproved(app: &App, by: &SignedIn) -> Result<(), Failure> {
    for one in app.store.list_sms_factors(by.person.id).await?.iter().filter(|one| !one.active) {
        app.store.remove_sms_factor(one.id, one.person, Vec::new()).await?;
    }
    Ok(())
}

const fn unproved(id: CredentialId, number: &PhoneNumber) -> Unproved<'_> {
    Unproved { purpose: Purpose::Factor, id, number }
}

fn open_factor(app: &App, one: &SmsFactor) -> Result<SmsNumber, Failure> {
    let number = open_number(app, &one.id.0, &one.sealed_number)?;
    Ok(SmsNumber { id: one.id, name: one.name.clone(), number, used_at: one.used_at })
}

fn event(app: &App, by: &SignedIn, kind: AuditKind, of: &SmsNumber) -> AuditEvent {
    AuditEvent { detail: Some(format!("{}, {}", of.name, of.number.mask())), ..by.event(app, kind) }
}
