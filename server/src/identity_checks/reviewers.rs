//! Who looks at identity checks, and with which key.

use assent_core::secret::Secret;
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use ring::digest::{SHA256, digest};
use serde::Deserialize;

use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, Person, PersonId, Reviewer, ReviewerKey, Role, votes_needed};
use crate::people::sessions::{SignedIn, is_fresh};
use crate::people::{Admin, Origin, TwoStepState};

/// PBKDF2 rounds that a key's passphrase needs at least (OWASP Password Storage Cheat Sheet, for HMAC-SHA-256).
const ROUNDS: u32 = 600_000;

/// Somebody who looks at identity checks, has a second step and proved both recently. To have one is the permission.
pub struct Reviewing {
    pub(super) person: Person,
    pub(super) by: SignedIn,
}

/// Why somebody does not look at checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotReviewer {
    /// Not their right.
    #[error("only reviewers look at identity checks")]
    NoRight,
    /// Who lets others in without their second step has one.
    #[error("set up a second step first")]
    NoSecondStep,
    /// The last proof is too old.
    #[error("give your password again to go on")]
    NotFresh,
}

/// Why a key is not set.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyRefused {
    /// Not what this page's script makes.
    #[error("this is no reviewer's key")]
    NoKey,
    /// The right was taken away meanwhile.
    #[error("only reviewers have a key")]
    NoRight,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl Reviewing {
    /// The reviewer of a session.
    ///
    /// # Errors
    /// [`NotReviewer`].
    pub fn of(app: &App, signed_in: &SignedIn) -> Result<Self, NotReviewer> {
        let person = &signed_in.person;
        if !person.reviews || person.role == Role::External {
            return Err(NotReviewer::NoRight);
        }
        if signed_in.two_step != TwoStepState::On {
            return Err(NotReviewer::NoSecondStep);
        }
        if !is_fresh(app, signed_in) {
            return Err(NotReviewer::NotFresh);
        }
        Ok(Self { person: person.clone(), by: signed_in.clone() })
    }

    /// Who it is.
    #[must_use]
    pub const fn id(&self) -> PersonId {
        self.person.id
    }

    pub(super) fn origin(&self) -> Origin<'_> {
        Origin::of_session(&self.by.session)
    }
}

/// Gives somebody the right to look at identity checks, or takes it. `false` when this administrator can't: only a legal
/// representative can, and never for people from outside.
///
/// # Errors
/// When the store fails.
pub async fn set_reviewer(app: &App, admin: &Admin, person: &Person, reviews: bool) -> Result<bool, Failure> {
    if admin.role() != Role::LegalRepresentative || (reviews && person.role == Role::External) {
        return Ok(false);
    }
    let kind = if reviews { AuditKind::ReviewerOn } else { AuditKind::ReviewerOff };
    app.store.set_reviewer(person.id, reviews, admin.event(app, kind, person.id)).await?;
    Ok(true)
}

/// Sets the reviewer's key pair as their browser made it. The log tells them and everybody who stands for the
/// organisation, with the fingerprint.
///
/// # Errors
/// [`KeyRefused`].
pub async fn set_key(app: &App, me: &Reviewing, public: &str, wrapped: &Secret) -> Result<(), KeyRefused> {
    let key = ReviewerKey {
        person: me.id(),
        public_key: read_public(public).ok_or(KeyRefused::NoKey)?,
        wrapped_key: read_wrapped(wrapped).ok_or(KeyRefused::NoKey)?,
        made_at: app.now(),
    };
    let detail = Some(format!("{} · {}", me.person.name, fingerprint(&key.public_key)));
    let event = AuditEvent { detail, ..me.origin().event(app.now(), AuditKind::ReviewerKeySet, Some(me.id())) };
    let mut told = app.store.list_representatives().await.map_err(Failure::from)?;
    told.retain(|person| *person != me.id());
    let events = told.into_iter().map(|person| AuditEvent { person: Some(person), ..event.clone() });
    let events = std::iter::once(event.clone()).chain(events).collect();
    let set = app.store.set_reviewer_key(key, events).await.map_err(Failure::from)?;
    if set { Ok(()) } else { Err(KeyRefused::NoRight) }
}

/// The reviewer's key, if they made one.
///
/// # Errors
/// When the store fails.
pub async fn find_key(app: &App, me: &Reviewing) -> Result<Option<ReviewerKey>, Failure> {
    Ok(app.store.find_reviewer_key(me.id()).await?)
}

/// What people compare: the first half of the public key's SHA-256, in groups of four.
#[must_use]
pub fn fingerprint(public_key: &[u8]) -> String {
    let hash = HEXLOWER.encode(&digest(&SHA256, public_key).as_ref()[..16]);
    let groups: Vec<&str> = (0..hash.len()).step_by(4).map(|at| &hash[at..at + 4]).collect();
    groups.join(" ")
}

/// Who can look at a check of this person: every reviewer with a key but the person.
///
/// # Errors
/// When the store fails.
pub async fn reviewers_for(app: &App, person: &Person) -> Result<Vec<Reviewer>, Failure> {
    let mut reviewers = app.store.list_reviewers().await?;
    reviewers.retain(|one| one.person != person.id);
    Ok(reviewers)
}

/// Whether this person can ask for a check: mail brings the answer, and enough reviewers can give one.
///
/// # Errors
/// When the store fails.
pub async fn can_check(app: &App, person: &Person) -> Result<bool, Failure> {
    let (rules, reviewers) = (app.rules().await?, reviewers_for(app, person).await?);
    let is_enough = |one: &Reviewer| reviewers.len() >= votes_needed(rules, person.role, one.role);
    Ok(app.mail.is_there() && reviewers.iter().any(is_enough))
}

/// An uncompressed point on P-256.
fn read_public(text: &str) -> Option<Vec<u8>> {
    let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
    assent_core::keys::PublicKey::from_point(&bytes).ok().map(|_| bytes)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrapped {
    version: u8,
    salt: String,
    rounds: u32,
    iv: String,
    key: String,
}

/// A private key under a passphrase: JSON whose parts have their lengths.
fn read_wrapped(text: &Secret) -> Option<String> {
    let wrapped: Wrapped = serde_json::from_slice(text.expose()).ok()?;
    let length = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).map(|bytes| bytes.len()).ok();
    let is_whole = wrapped.version == 1
        && wrapped.rounds >= ROUNDS
        && length(&wrapped.salt) == Some(16)
        && length(&wrapped.iv) == Some(12)
        && length(&wrapped.key).is_some_and(|length| (100..=512).contains(&length));
    is_whole.then(|| String::from_utf8(text.expose().to_vec()).ok()).flatten()
}
