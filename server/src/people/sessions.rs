//! Being signed in: how it begins, how long it holds, how it is renewed and how it ends.

use assent_core::clock::UnixSeconds;
use assent_core::message::Context;
use assent_core::secret::same;
use data_encoding::BASE64URL_NOPAD;

use super::token::SESSION;
use super::{Origin, Token, TwoStepState, two_step_state};
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, Level, Person, PersonId, Rules, Session, SessionId, TokenHash};

/// A session's last use is written at most this often, in seconds.
const TOUCH_SECS: i64 = 60;

/// A session and who has it.
#[derive(Clone)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// Who is signed in; not locked.
    pub person: Person,
    /// Where their two-step verification stands.
    pub two_step: TwoStepState,
}

impl SignedIn {
    /// Something that they do now, from where they are.
    #[must_use]
    pub fn event(&self, app: &App, kind: AuditKind) -> AuditEvent {
        Origin::of_session(&self.session).event(app.now(), kind, Some(self.person.id))
    }
}

/// What was just proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The password.
    Password,
    /// A second step.
    SecondStep,
    /// Both at once: a passkey with user verification.
    Both,
}

/// A session that has just begun or got a new cookie.
pub struct NewSession {
    /// The cookie's value.
    pub token: Token,
    /// The session.
    pub session: Session,
}

/// Begins a session after every step was proved. `from` is the half-done sign-in's cookie, which ends with it. `None`
/// when that sign-in is gone, or the person was locked meanwhile.
///
/// # Errors
/// When the store or randomness fails.
pub async fn begin(
    app: &App,
    person: PersonId,
    level: Level,
    context: Context,
    from: Option<&str>,
) -> Result<Option<NewSession>, Failure> {
    let new = prepare(app, person, level, context)?;
    let event = Origin::of_session(&new.session).event(app.now(), AuditKind::SignedIn, Some(person));
    let begun = app.store.begin_session(new.session.clone(), from.map(TokenHash::of), app.now(), event).await?;
    Ok(begun.then_some(new))
}

/// The session of a cookie: `None` when it ended, was idle too long, its person is locked, or two-step verification went
/// on since it began without a second step.
///
/// # Errors
/// When the store fails.
pub async fn find(app: &App, cookie: &str) -> Result<Option<SignedIn>, Failure> {
    let now = app.now();
    let Some(mut session) = app.store.find_session(TokenHash::of(cookie), now).await? else { return Ok(None) };
    if has_ended(app, app.rules().await?, &session, now) {
        return Ok(None);
    }
    let person = app.store.find_person(session.person).await?.filter(|person| person.locked_at.is_none());
    let Some(person) = person else { return Ok(None) };
    let two_step = match session.level {
        // After an identity check nothing opens but the way to a new second step.
        Level::Recovery => TwoStepState::Missing,
        _ => two_step_state(app, person.id).await?,
    };
    if two_step == TwoStepState::On && session.level == Level::Password {
        return Ok(None);
    }
    if now - session.used_at >= TOUCH_SECS {
        app.store.touch_session(session.id, now).await?;
        session.used_at = now;
    }
    Ok(Some(SignedIn { session, person, two_step }))
}

/// A person's sessions, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, person: PersonId) -> Result<Vec<Session>, Failure> {
    let now = app.now();
    let mut sessions = app.store.list_sessions(person, now).await?;
    let rules = app.rules().await?;
    sessions.retain(|session| !has_ended(app, rules, session, now));
    Ok(sessions)
}

/// Ends one session of the person who is signed in, such as this one. `false` if it is gone or not theirs.
///
/// # Errors
/// When the store fails.
pub async fn end(app: &App, signed_in: &SignedIn, id: SessionId) -> Result<bool, Failure> {
    let event = signed_in.event(app, AuditKind::SessionEnded);
    Ok(app.store.end_session(signed_in.person.id, id, event).await?)
}

/// Ends all sessions of the person but this one. Gives how many.
///
/// # Errors
/// When the store fails.
pub async fn end_others(app: &App, signed_in: &SignedIn) -> Result<u64, Failure> {
    let event = signed_in.event(app, AuditKind::SessionEnded);
    Ok(app.store.end_other_sessions(signed_in.person.id, Some(signed_in.session.id), event).await?)
}

/// Whether the person proved who they are so recently that they may do what is dangerous: the password, and a second
/// step if they have one.
#[must_use]
pub fn is_fresh(app: &App, signed_in: &SignedIn) -> bool {
    has_fresh_password(app, signed_in) && has_fresh_step(app, signed_in)
}

/// Whether the password was proved recently.
fn has_fresh_password(app: &App, signed_in: &SignedIn) -> bool {
    app.now() - signed_in.session.proved_at < app.policy.fresh_secs
}

/// Whether a second step was proved recently, or there is none.
#[must_use]
pub fn has_fresh_step(app: &App, signed_in: &SignedIn) -> bool {
    let is_recent = |at| app.now() - at < app.policy.fresh_secs;
    signed_in.two_step != TwoStepState::On || signed_in.session.stepped_at.is_some_and(is_recent)
}

/// A new cookie for a session whose person has just proved who they are, never at a lower level than before. `from` is
/// the half-done sign-in's cookie, which ends with it. `None` if either ended meanwhile. The caller has checked the
/// proof.
///
/// # Errors
/// When the store or randomness fails.
pub async fn renew(
    app: &App,
    session: &Session,
    proof: Proof,
    from: Option<&str>,
) -> Result<Option<NewSession>, Failure> {
    let token = Token::make(SESSION, app.random.as_ref())?;
    let now = app.now();
    let mut renewed = session.clone();
    (renewed.token, renewed.used_at) = (token.hash(), now);
    if proof != Proof::SecondStep {
        renewed.proved_at = now;
    }
    if proof != Proof::Password {
        (renewed.level, renewed.stepped_at) = (Level::TwoStep, Some(now));
    }
    let done = app.store.renew_session(session.id, session.token, &renewed, from.map(TokenHash::of)).await?;
    Ok(done.then_some(NewSession { token, session: renewed }))
}

/// What forms carry so that other sites can't send them, for the cookie they come with: a session's, a half-done
/// sign-in's, or any random one before that.
#[must_use]
pub fn derive_csrf(app: &App, cookie: &str) -> String {
    BASE64URL_NOPAD.encode(&app.secrets.derive_mac("csrf", &[cookie.as_bytes()]))
}

/// Whether a form carries the token of the cookie it comes with; in constant time.
#[must_use]
pub fn check_csrf(app: &App, cookie: &str, given: &str) -> bool {
    same(derive_csrf(app, cookie).as_bytes(), given.as_bytes())
}

/// A session that the store begins together with something else.
///
/// # Errors
/// When randomness fails.
pub fn prepare(app: &App, person: PersonId, level: Level, context: Context) -> Result<NewSession, Failure> {
    let token = Token::make(SESSION, app.random.as_ref())?;
    let session = make_session(app, &token, person, level, context)?;
    Ok(NewSession { token, session })
}

fn make_session(
    app: &App,
    token: &Token,
    person: PersonId,
    level: Level,
    context: Context,
) -> Result<Session, Failure> {
    let now = app.now();
    Ok(Session {
        id: SessionId::make(app.random.as_ref())?,
        token: token.hash(),
        person,
        level,
        context,
        created_at: now,
        used_at: now,
        proved_at: now,
        stepped_at: (level == Level::TwoStep).then_some(now),
        expires_at: now + app.policy.life_secs,
    })
}

/// Whether it was idle too long, or lived longer than the rules have it now.
fn has_ended(app: &App, rules: Rules, session: &Session, now: UnixSeconds) -> bool {
    now - session.used_at >= rules.idle_secs(app.policy.idle_secs)
        || now - session.created_at >= rules.life_secs(app.policy.life_secs)
}
