//! One-time codes in any other app: shown once, proved once, and only then a second step.

use assent_core::message::Text;
use assent_core::otp::{Address, AddressError, OtpKey};
use zeroize::Zeroizing;

use super::admin::require_fresh;
use super::seeds::{make_otp, open_key};
use super::sessions::SignedIn;
use super::{NotAllowed, has_two_step, is_last_step};
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, CredentialId, OtpCredential, PersonId};

/// More than anybody carries; bounds the work of checking a code.
const MAX_CREDENTIALS: usize = 16;
/// Steps in which a first code is looked for, to say that a clock is off.
const FAR_STEPS: u8 = 20;

/// What the other app is to be given. Secret: shown to its owner only.
pub struct NewOtherApp {
    /// The credential, not active yet.
    pub id: CredentialId,
    /// The address for the QR code.
    pub uri: Zeroizing<String>,
    /// The secret, to be typed where nothing scans.
    pub secret: Zeroizing<String>,
    /// The person's name for the app.
    pub name: Text,
}

/// What became of the first code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfirmResult {
    /// It is a second step from now on.
    On {
        /// Whether two-step verification went on with it: backup codes are due.
        first: bool,
    },
    /// Not a code of this secret.
    Wrong,
    /// A code of this secret at another time.
    PhoneOff {
        /// How far that clock is off, in seconds: negative when it is slow.
        secs: i64,
    },
    /// There is nothing to prove, or it was proved before.
    Gone,
}

/// Why nothing is set up or removed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum OtherAppRefused {
    /// The session is not fresh.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The rules leave this way out.
    #[error("this organisation does not allow codes of other apps; set up another way")]
    NotOffered,
    /// Nothing in the name that can be shown.
    #[error("the name is empty; give one that tells this app from others")]
    NoName,
    /// Too many already.
    #[error("there are too many apps and phones already; remove one first")]
    TooMany,
    /// The names don't fit an address.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Makes a secret for another app. Earlier ones that were never proved are gone.
///
/// # Errors
/// [`OtherAppRefused`].
pub async fn add_other_app(app: &App, signed_in: &SignedIn, name: &str) -> Result<NewOtherApp, OtherAppRefused> {
    require_fresh(app, signed_in)?;
    if !app.rules().await?.methods.code_apps {
        return Err(OtherAppRefused::NotOffered);
    }
    let name = Text::tidy(name).ok_or(OtherAppRefused::NoName)?;
    if forget_unproved(app, signed_in).await? >= MAX_CREDENTIALS {
        return Err(OtherAppRefused::TooMany);
    }
    let (credential, key) = make_otp(app, signed_in.person.id, name, None)?;
    let shown = show(app, signed_in, &credential, key)?;
    app.store.add_otp(credential, None).await.map_err(Failure::from)?;
    Ok(shown)
}

/// The secret again while it is not proved, such as after a wrong first code.
///
/// # Errors
/// [`OtherAppRefused`].
pub async fn show_other_app(
    app: &App,
    signed_in: &SignedIn,
    id: CredentialId,
) -> Result<Option<NewOtherApp>, OtherAppRefused> {
    require_fresh(app, signed_in)?;
    let Some(credential) = find_unproved(app, signed_in, id).await? else { return Ok(None) };
    let key = open_key(&app.secrets, &credential)?;
    show(app, signed_in, &credential, key).map(Some)
}

/// Proves the other app with a first code. Not throttled: whoever may call this was shown the secret.
///
/// # Errors
/// [`OtherAppRefused`].
pub async fn confirm_other_app(
    app: &App,
    signed_in: &SignedIn,
    id: CredentialId,
    typed: &str,
) -> Result<ConfirmResult, OtherAppRefused> {
    require_fresh(app, signed_in)?;
    let Some(credential) = find_unproved(app, signed_in, id).await? else { return Ok(ConfirmResult::Gone) };
    let (key, now) = (open_key(&app.secrets, &credential)?, app.now());
    match (key.find_step(typed, now, app.policy.code_window), key.find_drift(typed, now, FAR_STEPS)) {
        (Some(step), _) => Ok(activate(app, signed_in, id, step).await?),
        (None, Some(off)) => Ok(ConfirmResult::PhoneOff { secs: off.secs }),
        (None, None) => Ok(ConfirmResult::Wrong),
    }
}

/// Removes another app's codes. Gives whether two-step verification went off with it; `None` when there was nothing to
/// remove, or the codes are an Assent phone's.
///
/// # Errors
/// [`OtherAppRefused`].
pub async fn remove_other_app(
    app: &App,
    signed_in: &SignedIn,
    id: CredentialId,
) -> Result<Option<bool>, OtherAppRefused> {
    require_fresh(app, signed_in)?;
    let credentials = list(app, signed_in).await?;
    let Some(found) = credentials.iter().find(|credential| credential.id == id) else { return Ok(None) };
    let last = found.active && is_last_step(app, found.person, &id.0).await?;
    let mut events = vec![event(app, signed_in, AuditKind::OtpRemoved, id)];
    events.extend(last.then(|| event(app, signed_in, AuditKind::TwoStepOff, id)));
    let removed = app.store.remove_otp(id, found.person, events).await.map_err(Failure::from)?;
    Ok(removed.then_some(last))
}

/// A person's other apps that were proved, oldest first.
///
/// # Errors
/// When the store fails.
pub async fn list_other_apps(app: &App, person: PersonId) -> Result<Vec<OtpCredential>, Failure> {
    let mut credentials = app.store.list_otp(person).await?;
    credentials.retain(|credential| credential.active && credential.device.is_none());
    Ok(credentials)
}

/// What makes codes for a person: phones and other apps, by name.
///
/// # Errors
/// When the store fails.
pub async fn code_names(app: &App, person: PersonId) -> Result<Vec<String>, Failure> {
    let credentials = app.store.list_otp(person).await?;
    Ok(credentials.iter().filter(|one| one.active).map(|one| one.name.to_string()).collect())
}

async fn activate(app: &App, by: &SignedIn, id: CredentialId, step: u64) -> Result<ConfirmResult, Failure> {
    let first = !has_two_step(app, by.person.id).await?;
    let mut events = vec![event(app, by, AuditKind::OtpAdded, id)];
    events.extend(first.then(|| event(app, by, AuditKind::TwoStepOn, id)));
    let done = app.store.activate_otp(id, by.person.id, step, events).await?;
    Ok(if done { ConfirmResult::On { first } } else { ConfirmResult::Gone })
}

fn show(app: &App, of: &SignedIn, credential: &OtpCredential, key: OtpKey) -> Result<NewOtherApp, OtherAppRefused> {
    let secret = key.secret_base32();
    let address = Address::new(Some(app.policy.issuer.as_str()), of.person.email.as_str(), key)?;
    Ok(NewOtherApp { id: credential.id, uri: address.to_uri(), secret, name: credential.name.clone() })
}

async fn find_unproved(app: &App, of: &SignedIn, id: CredentialId) -> Result<Option<OtpCredential>, Failure> {
    Ok(list(app, of).await?.into_iter().find(|credential| credential.id == id && is_unproved(credential)))
}

/// Gives how many credentials are left.
async fn forget_unproved(app: &App, of: &SignedIn) -> Result<usize, Failure> {
    let credentials = list(app, of).await?;
    let (unproved, kept): (Vec<_>, Vec<_>) = credentials.into_iter().partition(is_unproved);
    for credential in unproved {
        app.store.remove_otp(credential.id, credential.person, Vec::new()).await?;
    }
    Ok(kept.len())
}

async fn list(app: &App, of: &SignedIn) -> Result<Vec<OtpCredential>, Failure> {
    Ok(app.store.list_otp(of.person.id).await?)
}

const fn is_unproved(credential: &OtpCredential) -> bool {
    !credential.active && credential.device.is_none()
}

fn event(app: &App, by: &SignedIn, kind: AuditKind, id: CredentialId) -> AuditEvent {
    AuditEvent { detail: Some(format!("credential {id}")), ..by.event(app, kind) }
}
