//! A forgotten password: a link by mail sets a new one. It removes no second step and opens no locked account.
//!
//! The link carries its own proof, so nothing of it is stored: person and end, under a MAC that also covers the present
//! password's hash. Once the password is another one, in whichever way, the link is void.

use assent_core::clock::UnixSeconds;
use assent_core::message::Text;

use crate::app::{App, Failure, LinkToken, make_link_token};
use crate::model::{AuditEvent, AuditKind, Person, PersonId};
use crate::people::{Account, BadPassword, Factor, Password, Whose, reset_throttle};

/// How long a link holds after it was asked for, in seconds.
pub const RESET_SECS: i64 = 3_600;
/// How long somebody who was invited may take, in seconds: three days.
pub const INVITE_SECS: i64 = 3 * 86_400;

/// Why no new password is set.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResetRefused {
    /// Used, too old, changed, or of an account that is locked or gone: which of them is not said.
    #[error("this link was used or is too old; ask for another one")]
    Gone,
    /// The new one is not taken.
    #[error(transparent)]
    New(#[from] BadPassword),
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Notes that somebody forgot a password; the mail follows from the log. For accounts that do not exist or are locked
/// it does the same, and no mail follows.
///
/// # Errors
/// When the store or the hashing fails.
pub async fn ask_reset(app: &App, typed: &str, address: Option<&Text>) -> Result<(), Failure> {
    let account = Account::find(app, typed).await?;
    // As dear as a sign-in, so that nobody asks faster than they could guess.
    app.decoy.spend(&app.hashing).await?;
    let event = AuditEvent {
        person: Some(account.logged_id(app)),
        address: address.map(ToString::to_string),
        ..AuditEvent::new(app.now(), AuditKind::ResetAsked)
    };
    app.store.append_audit(vec![event]).await?;
    Ok(())
}

/// The proof in a link for this person.
#[must_use]
pub fn make_reset_token(app: &App, person: &Person, ends_at: UnixSeconds) -> String {
    let ends_at = ends_at.to_be_bytes();
    make_link_token(&[&person.id.0[..], &ends_at].concat(), derive_mac(app, person, ends_at))
}

/// Whose password a link may set.
///
/// # Errors
/// [`ResetRefused::Gone`], or when the store fails.
pub async fn find_reset(app: &App, token: &str) -> Result<Person, ResetRefused> {
    let token = LinkToken::<24>::read(token).ok_or(ResetRefused::Gone)?;
    let (id, ends_at) = read(token.about);
    let person = app.store.find_person(id).await.map_err(Failure::from)?;
    let person = person.filter(|person| person.locked_at.is_none()).ok_or(ResetRefused::Gone)?;
    let is_live = app.now() < UnixSeconds::from_be_bytes(ends_at);
    if is_live && token.has(&derive_mac(app, &person, ends_at)) { Ok(person) } else { Err(ResetRefused::Gone) }
}

/// Sets a new password by a link, once. All sessions end; the second step stays as it is.
///
/// # Errors
/// [`ResetRefused`]; then nothing was changed.
pub async fn reset_password(app: &App, token: &str, new: &str, address: Option<&Text>) -> Result<(), ResetRefused> {
    let person = find_reset(app, token).await?;
    replace_password(app, &person, new, address).await
}

/// Sets a new password for somebody who has shown in whichever way that they may. All sessions end.
///
/// # Errors
/// [`ResetRefused`]; then nothing was changed.
pub async fn replace_password(
    app: &App,
    person: &Person,
    new: &str,
    address: Option<&Text>,
) -> Result<(), ResetRefused> {
    let new = Password::choose(new, Whose::of(person, app.policy.issuer.as_str(), app.rules().await?))?;
    let hash = app.hashing.hash_password(new.into_secret(), app.random.as_ref()).await?;
    let event = AuditEvent {
        address: address.map(ToString::to_string),
        ..AuditEvent::new(app.now(), AuditKind::PasswordChanged).of(person.id)
    };
    let changed = app.store.set_password(person.id, &person.password, &hash, None, event).await;
    if !changed.map_err(Failure::from)? {
        return Err(ResetRefused::Gone);
    }
    // Whoever guessed at the old one must not keep its owner out.
    reset_throttle(app, Factor::Password, &Account::of(person.clone())).await.map_err(ResetRefused::from)
}

fn derive_mac(app: &App, person: &Person, ends_at: [u8; 8]) -> [u8; 32] {
    app.secrets.derive_mac("reset", &[&person.id.0, &ends_at, person.password.as_bytes()])
}

fn read(about: [u8; 24]) -> (PersonId, [u8; 8]) {
    let (mut id, mut ends_at) = ([0; 16], [0; 8]);
    id.copy_from_slice(&about[..16]);
    ends_at.copy_from_slice(&about[16..]);
    (PersonId(id), ends_at)
}
