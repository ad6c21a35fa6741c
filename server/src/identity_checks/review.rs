//! Looking at checks, and answering them.

use assent_core::clock::UnixSeconds;
use assent_core::message::Text;

use super::number::open_number;
use super::{Change, Reviewing, event_of, update};
use crate::app::{App, Failure};
use crate::model::{
    AuditEvent, AuditKind, CheckId, CheckState, IdentityCheck, Person, PictureKind, Reason, Vote, votes_needed,
};

/// More than anybody looks through.
const MOST: u32 = 200;

/// A check in the list.
pub struct Waiting {
    /// The check.
    pub id: CheckId,
    /// Whose account it is about.
    pub name: String,
    /// When everything was sent.
    pub sent_at: UnixSeconds,
    /// When its pictures go.
    pub ends_at: UnixSeconds,
    /// Whether this reviewer has answered.
    pub is_answered: bool,
}

/// A check as a reviewer sees it.
pub struct Case {
    /// The check.
    pub check: IdentityCheck,
    /// Whose account it is about.
    pub person: Person,
    /// The telephone number.
    pub number: Option<String>,
    /// When its pictures go.
    pub ends_at: UnixSeconds,
    /// Which there are.
    pub pictures: Vec<PictureKind>,
    /// Whether this reviewer has answered.
    pub is_answered: bool,
    /// How many have to accept, this reviewer among them.
    pub needed: usize,
}

/// What a reviewer says.
pub struct Answer {
    /// Why it is refused; `None`: it is accepted.
    pub refused: Option<Reason>,
    /// In their own words.
    pub note: Option<Text>,
}

/// Why an answer does not count.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefused {
    /// No such check for this reviewer.
    #[error("there is no such check, or it is your own")]
    Unknown,
    /// Answered by this reviewer before, or over.
    #[error("this check is over, or you have answered it")]
    Over,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// The checks that wait for reviewers, oldest first, without the reviewer's own.
///
/// # Errors
/// When the store fails.
pub async fn list_waiting(app: &App, me: &Reviewing) -> Result<Vec<Waiting>, Failure> {
    let mut waiting = Vec::new();
    for check in app.store.list_checks_in(CheckState::Sent, MOST).await? {
        let Some(ends_at) = check.ends_at().filter(|_| check.person != me.id() && check.is_live(app.now())) else {
            continue;
        };
        let Some(person) = app.store.find_person(check.person).await? else { continue };
        let is_answered = has_answered(&check, me);
        let name = person.name.to_string();
        waiting.push(Waiting { id: check.id, name, sent_at: check.changed_at, ends_at, is_answered });
    }
    Ok(waiting)
}

/// One of them. `None` when it does not wait, or is the reviewer's own.
///
/// # Errors
/// When the store fails.
pub async fn look(app: &App, me: &Reviewing, id: CheckId) -> Result<Option<Case>, Failure> {
    let found = app.store.find_check(id).await?.map(|(_, check)| check);
    let found = found.filter(|check| check.is(CheckState::Sent, app.now()) && check.person != me.id());
    let Some((check, ends_at)) = found.and_then(|check| check.ends_at().map(|end| (check, end))) else {
        return Ok(None);
    };
    let Some(person) = app.store.find_person(check.person).await? else { return Ok(None) };
    Ok(Some(Case {
        number: open_number(app, &check),
        ends_at,
        pictures: app.store.list_pictures(id).await?,
        is_answered: has_answered(&check, me),
        needed: votes_needed(app.rules().await?, person.role, me.person.role),
        check,
        person,
    }))
}

/// A picture as it came, for the reviewer's browser to open. The log keeps who opened what.
///
/// # Errors
/// When the store fails.
pub async fn open_picture(
    app: &App,
    me: &Reviewing,
    id: CheckId,
    kind: PictureKind,
) -> Result<Option<Vec<u8>>, Failure> {
    let Some(case) = look(app, me, id).await? else { return Ok(None) };
    let Some(sealed) = app.store.find_picture(id, kind).await? else { return Ok(None) };
    app.store.append_audit(vec![event(app, me, AuditKind::IdentityOpened, &case.check, kind.word())]).await?;
    Ok(Some(sealed))
}

/// Answers a check. One refusal ends it; to be accepted it may need two. When it ends, its pictures are deleted.
///
/// # Errors
/// [`AnswerRefused`].
pub async fn answer(app: &App, me: &Reviewing, id: CheckId, answer: Answer) -> Result<(), AnswerRefused> {
    let Case { needed, .. } = look(app, me, id).await?.ok_or(AnswerRefused::Unknown)?;
    let now = app.now();
    let vote = Vote { by: me.id(), at: now, refused: answer.refused, note: answer.note };
    let word = vote.refused.map_or("accepts", Reason::word);
    let change = |check: IdentityCheck| {
        let check = check.voted(vote.clone(), needed, now)?;
        let mut change = Change::of(check);
        change.events.push(event(app, me, AuditKind::IdentityReviewed, &change.check, word));
        let end = match change.check.state {
            CheckState::Accepted => AuditKind::IdentityAccepted,
            CheckState::Refused => AuditKind::IdentityRefused,
            _ => return Some(change),
        };
        change.events.push(event_of(app, end, &change.check, <_>::default()));
        Some(Change { drop_pictures: Some("answered"), ..change })
    };
    update(app, id, change).await?.map(drop).ok_or(AnswerRefused::Over)
}

fn has_answered(check: &IdentityCheck, me: &Reviewing) -> bool {
    check.votes.iter().any(|vote| vote.by == me.id())
}

/// What a reviewer did, in the log of the person it is about.
fn event(app: &App, me: &Reviewing, kind: AuditKind, check: &IdentityCheck, what: &str) -> AuditEvent {
    let detail = Some(format!("{} {what} by {}", check.id, me.id()));
    // The reviewer's address is nothing that this person needs to know.
    AuditEvent { detail, ..AuditEvent::new(app.now(), kind).of(check.person) }
}
