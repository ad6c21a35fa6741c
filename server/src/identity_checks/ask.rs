//! Asking for a check, and stopping one.

use assent_core::message::Context;

use super::{Change, can_check, event_of, update};
use crate::app::{App, Failure};
use crate::model::{AuditKind, CHECKS_A_DAY, CheckId, CheckState, IdentityCheck, Person};
use crate::people::Origin;
use crate::recovery::{Link, find_linked, make_link};
use crate::store::NewCheck;

const DAY_SECS: i64 = 86_400;

/// What there is for somebody who has no second step with them.
pub enum Help {
    /// No check: this server sends no mail, or too few can look at one.
    None,
    /// One can be asked for.
    Ask,
    /// One waits for its pictures, at this path.
    Open {
        /// The check.
        check: IdentityCheck,
        /// Where its steps are.
        path: String,
    },
    /// One is with the reviewers, or was accepted.
    Sent(IdentityCheck),
}

/// Why no check is begun.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum AskRefused {
    /// There is none here.
    #[error("this server offers no identity check")]
    NotOffered,
    /// One is with the reviewers, or there were too many today.
    #[error("there were too many identity checks today, or one is being looked at")]
    NotNow,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// What there is for this person, whose password was right.
///
/// # Errors
/// When the store fails.
pub async fn find_help(app: &App, person: &Person) -> Result<Help, Failure> {
    let now = app.now();
    let checks = app.store.list_checks(person.id).await?;
    let Some(check) = checks.into_iter().find(|check| check.is_live(now)) else {
        return Ok(if can_check(app, person).await? { Help::Ask } else { Help::None });
    };
    Ok(match check.state {
        CheckState::Open => Help::Open { path: make_link(app, Link::Steps, check.id, person), check },
        _ => Help::Sent(check),
    })
}

/// Begins a check. One that was begun before and not sent ends.
///
/// # Errors
/// [`AskRefused`].
pub async fn ask(app: &App, person: &Person, context: Context) -> Result<(), AskRefused> {
    if !can_check(app, person).await? {
        return Err(AskRefused::NotOffered);
    }
    let now = app.now();
    for old in app.store.list_checks(person.id).await.map_err(Failure::from)? {
        let over = |check: IdentityCheck| check.clone().expired(now).or_else(|| check.cancelled(now));
        if old.state == CheckState::Open || old.clone().expired(now).is_some() {
            update(app, old.id, |check| Some(Change { drop_pictures: Some("begun anew"), ..Change::of(over(check)?) }))
                .await?;
        }
    }
    let origin = Origin::portal(context.address.as_ref());
    let id = CheckId::make(app.random.as_ref()).map_err(Failure::from)?;
    let check = IdentityCheck::new(id, person.id, context.clone(), now);
    let event = event_of(app, AuditKind::IdentityAsked, &check, origin);
    let new = NewCheck { check, since: now - DAY_SECS, most: CHECKS_A_DAY, event };
    let added = app.store.add_check(new).await.map_err(Failure::from)?;
    if added { Ok(()) } else { Err(AskRefused::NotNow) }
}

/// Stops a check by the link of its mails. `false` when it is over, or the link is none.
///
/// # Errors
/// When the store fails.
pub async fn stop(app: &App, token: &str, origin: Origin<'_>) -> Result<bool, Failure> {
    let Some((_, check, _)) = find_linked(app, Link::Stop, token).await? else { return Ok(false) };
    let stopped = update(app, check.id, |check| {
        let change = Change::of(check.cancelled(app.now())?).telling(app, AuditKind::IdentityCancelled, origin);
        Some(Change { drop_pictures: Some("stopped"), ..change })
    });
    Ok(stopped.await?.is_some())
}
