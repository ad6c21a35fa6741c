//! A telephone number for getting back in. Where this server sends SMS, it is proved by a code; elsewhere it is taken as it
//! was typed.

use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, BadNumber, CredentialId, PersonId, PhoneNumber, RecoveryNumber};
use crate::pages::words::Lang;
use crate::people::accounts::check_fresh;
use crate::people::sessions::SignedIn;
use crate::sms::{
    ConfirmNumber, NumberRefused, Purpose, SmsCodeResult, Unproved, check_first_code, open_number, seal_number,
    send_first_code,
};

/// Takes a number as it was typed. Gives its id when a code went there; without SMS it counts at once.
///
/// # Errors
/// [`NumberRefused`].
pub async fn set_number(
    app: &App,
    by: &SignedIn,
    typed: &str,
    lang: Lang,
) -> Result<Option<CredentialId>, NumberRefused> {
    check_fresh(app, by)?;
    let number = read_number(app, typed)?;
    if find_number(app, by.person.id).await?.as_ref() == Some(&number) {
        return Err(NumberRefused::Known);
    }
    let id = CredentialId::make(app.random.as_ref()).map_err(Failure::from)?;
    let needs_proof = app.sms.is_some();
    let new = RecoveryNumber {
        id,
        person: by.person.id,
        sealed_number: seal_number(app, &id.0, &number)?,
        hash: derive_hash(app, number.e164()),
        created_at: app.now(),
        proved_at: (!needs_proof).then_some(app.now()),
    };
    let set = (!needs_proof).then(|| event(app, by, AuditKind::RecoveryNumberSet, &number));
    app.store.add_recovery_number(new, set).await.map_err(Failure::from)?;
    if !needs_proof {
        return Ok(None);
    }
    send_first_code(app, by, unproved(id, &number), lang).await?.map_err(NumberRefused::Send)?;
    Ok(Some(id))
}

/// A number that waits for its code.
///
/// # Errors
/// [`NumberRefused`].
pub async fn find_pending(app: &App, by: &SignedIn, id: CredentialId) -> Result<Option<PhoneNumber>, NumberRefused> {
    check_fresh(app, by)?;
    let numbers = app.store.list_recovery_numbers(by.person.id).await.map_err(Failure::from)?;
    let found = numbers.iter().find(|one| one.id == id && one.proved_at.is_none());
    Ok(found.map(|one| open_number(app, &one.id.0, &one.sealed_number)).transpose()?)
}

/// Sends another code. `false` if no number waits for one.
///
/// # Errors
/// [`NumberRefused`].
pub async fn send_again(app: &App, by: &SignedIn, id: CredentialId, lang: Lang) -> Result<bool, NumberRefused> {
    let Some(number) = find_pending(app, by, id).await? else { return Ok(false) };
    send_first_code(app, by, unproved(id, &number), lang).await?.map_err(NumberRefused::Send)?;
    Ok(true)
}

/// Proves a number by the code that went there; it takes the place of the one before.
///
/// # Errors
/// [`NumberRefused`].
pub async fn confirm_number(
    app: &App,
    by: &SignedIn,
    id: CredentialId,
    typed: &str,
) -> Result<ConfirmNumber, NumberRefused> {
    let Some(number) = find_pending(app, by, id).await? else { return Ok(ConfirmNumber::Gone) };
    match check_first_code(app, by, unproved(id, &number), typed).await? {
        SmsCodeResult::Wrong => Ok(ConfirmNumber::Wrong),
        SmsCodeResult::Throttled(why) => Ok(ConfirmNumber::Throttled(why)),
        SmsCodeResult::Accepted => {
            let event = event(app, by, AuditKind::RecoveryNumberSet, &number);
            let done = app.store.prove_recovery_number(id, by.person.id, app.now(), event).await;
            Ok(if done.map_err(Failure::from)? { ConfirmNumber::On } else { ConfirmNumber::Gone })
        }
    }
}

/// A person's number that counts.
///
/// # Errors
/// When the store fails or the number does not open.
pub async fn find_number(app: &App, person: PersonId) -> Result<Option<PhoneNumber>, Failure> {
    let numbers = app.store.list_recovery_numbers(person).await?;
    let found = numbers.iter().find(|one| one.proved_at.is_some());
    found.map(|one| open_number(app, &one.id.0, &one.sealed_number)).transpose()
}

/// Removes it. `false` when there is none.
///
/// # Errors
/// [`NumberRefused`].
pub async fn remove_number(app: &App, by: &SignedIn) -> Result<bool, NumberRefused> {
    check_fresh(app, by)?;
    let Some(number) = find_number(app, by.person.id).await? else { return Ok(false) };
    let event = event(app, by, AuditKind::RecoveryNumberRemoved, &number);
    Ok(app.store.remove_recovery_number(by.person.id, event).await.map_err(Failure::from)?)
}

/// A number as it is typed here: of a served country where SMS go out, else of any.
pub(super) fn read_number(app: &App, typed: &str) -> Result<PhoneNumber, BadNumber> {
    match &app.sms {
        Some(sms) => sms.countries.read(typed),
        None => PhoneNumber::read_anywhere(typed),
    }
}

/// What a number is found by.
pub(super) fn derive_hash(app: &App, e164: &str) -> [u8; 32] {
    app.secrets.derive_mac("recovery number", &[e164.as_bytes()])
}

const fn unproved(id: CredentialId, number: &PhoneNumber) -> Unproved<'_> {
    Unproved { purpose: Purpose::Recovery, id, number }
}

fn event(app: &App, by: &SignedIn, kind: AuditKind, number: &PhoneNumber) -> AuditEvent {
    AuditEvent { detail: Some(number.mask()), ..by.event(app, kind) }
}
