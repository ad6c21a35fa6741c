//! The steps on the phone: number, code, document, pictures. One browser goes through them.

use assent_core::message::Text;
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use super::{Change, event_of, reviewers_for, update};
use crate::app::{App, Failure};
use crate::model::{
    AuditEvent, AuditKind, CheckId, CheckState, CodeWay, Document, IdentityCheck, Person, PictureKind, Step, TokenHash,
};
use crate::people::Origin;
use crate::recovery::{Link, find_linked};

/// A check that is open, in the browser that goes through it.
pub struct Steps {
    pub(super) check: IdentityCheck,
    pub(super) person: Person,
}

/// Why there are no steps.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum StepsGone {
    /// Sent already.
    #[error("everything was sent; the answer comes by mail")]
    Sent,
    /// Another browser goes through them.
    #[error("another device goes through these steps")]
    Elsewhere,
    /// Too late, stopped, or no link of ours: which of them is not said.
    #[error("this link is over; sign in and ask again")]
    Gone,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// What the page shows.
pub enum At {
    /// The telephone number is missing.
    Number,
    /// A code is on its way.
    Code(CodeWay),
    /// The kind of document is missing.
    Document,
    /// Pictures are missing.
    Pictures {
        /// Its id, which goes into what is sealed.
        check: CheckId,
        /// What is shown.
        document: Document,
        /// Which pictures are there.
        there: Vec<PictureKind>,
        /// For whom they are sealed, as JSON: ids and public keys.
        reviewers: Value,
    },
}

/// The steps of a link, for the browser with this cookie.
///
/// # Errors
/// [`StepsGone`].
pub async fn find_steps(app: &App, token: &str, browser: &str) -> Result<Steps, StepsGone> {
    let (_, check, person) = find_linked(app, Link::Steps, token).await?.ok_or(StepsGone::Gone)?;
    let now = app.now();
    if check.is(CheckState::Sent, now) || check.is(CheckState::Accepted, now) {
        return Err(StepsGone::Sent);
    }
    if !check.is(CheckState::Open, now) {
        return Err(StepsGone::Gone);
    }
    if check.holder.is_some_and(|holder| holder != TokenHash::of(browser).0) {
        return Err(StepsGone::Elsewhere);
    }
    Ok(Steps { check, person })
}

impl Steps {
    /// What is missing now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn at(&self, app: &App) -> Result<At, Failure> {
        Ok(match (self.check.step(), &self.check.code) {
            (Step::Code, Some(code)) => At::Code(code.way),
            (Step::Number | Step::Code, _) => At::Number,
            (Step::Document, _) => At::Document,
            (Step::Pictures(document), _) => At::Pictures {
                check: self.check.id,
                document,
                there: app.store.list_pictures(self.check.id).await?,
                reviewers: list_keys(app, &self.person).await?,
            },
        })
    }
}

async fn list_keys(app: &App, person: &Person) -> Result<Value, Failure> {
    let reviewers = reviewers_for(app, person).await?;
    let key = |one: &crate::model::Reviewer| json!({ "reviewer": one.person, "key": BASE64URL_NOPAD.encode(&one.public_key) });
    Ok(reviewers.iter().map(key).collect())
}

/// Another number than the one that was typed.
///
/// # Errors
/// When the store fails.
pub async fn other_number(app: &App, steps: &Steps) -> Result<(), Failure> {
    let now = app.now();
    update(app, steps.check.id, |check| Some(Change::of(check.without_number(now)?))).await.map(drop)
}

/// What is shown; `None`: another one than was chosen.
///
/// # Errors
/// When the store fails.
pub async fn choose_document(app: &App, steps: &Steps, document: Option<Document>) -> Result<(), Failure> {
    let now = app.now();
    let change = |check: IdentityCheck| {
        let change = Change::of(check.with_document(document, now)?);
        Some(Change { drop_pictures: document.is_none().then_some("another document"), ..change })
    };
    update(app, steps.check.id, change).await.map(drop)
}

/// Off to the reviewers, who are told. `false` when pictures are missing.
///
/// # Errors
/// When the store fails.
pub async fn send(app: &App, steps: &Steps, address: Option<&Text>) -> Result<bool, Failure> {
    let (now, origin) = (app.now(), Origin::portal(address));
    let pictures = app.store.list_pictures(steps.check.id).await?;
    let reviewers = reviewers_for(app, &steps.person).await?;
    let sent = update(app, steps.check.id, |check| {
        let mut change = Change::of(check.sent(&pictures, now)?).telling(app, AuditKind::IdentitySent, origin);
        let told = event_of(app, AuditKind::IdentityToReview, &change.check, Origin::default());
        change.events.extend(reviewers.iter().map(|one| AuditEvent { person: Some(one.person), ..told.clone() }));
        Some(change)
    });
    Ok(sent.await?.is_some())
}
