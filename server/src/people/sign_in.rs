//! Signing in: the password first, then the second step of those who have one.

use assent_core::clock::UnixSeconds;
use assent_core::message::Context;
use assent_core::secret::Secret;
use async_trait::async_trait;

use super::second_step::begin_second_step;
use super::sessions::Proof;
use super::two_step::has_two_step;
use super::{
    Account, Factor, Judge, Judgement, NewSession, Origin, Password, SignedIn, Token, Tried, sessions, trust,
    try_factor,
};
use crate::app::{App, Failure};
use crate::model::{Aim, AuditEvent, AuditKind, Level, Person, PersonId, SignIn, Throttle, Throttled};

/// The password was right, or the company's provider said who it is. Nothing is open yet.
pub struct PasswordOk {
    person: Person,
}

/// Why somebody is not let in.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInRefused {
    /// Name or password is wrong, or there is no such account, or it is locked: which of them is not said.
    #[error("name or password is wrong")]
    Wrong,
    /// Too many wrong ones before; the same for accounts that do not exist.
    #[error(transparent)]
    Throttled(Throttled),
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// What comes after the right password.
pub enum NextStep {
    /// Signed in.
    Session(NewSession),
    /// The second step; the token is the half-done sign-in's cookie.
    SecondStep {
        /// Its cookie's value.
        token: Token,
        /// What is stored of it.
        sign_in: SignIn,
    },
}

/// Where a sign-in goes on to.
#[derive(Default)]
pub struct Onward<'a> {
    /// The portal path.
    pub next: Option<String>,
    /// Whether this browser shall be trusted for a while.
    pub trust: bool,
    /// The cookie of a browser that is.
    pub trusted: Option<&'a str>,
}

impl PasswordOk {
    /// Who it is.
    #[must_use]
    pub const fn person(&self) -> &Person {
        &self.person
    }
}

/// Checks a name and a password as they were typed. Takes the same time and writes the same for accounts that do not
/// exist.
///
/// # Errors
/// [`SignInRefused`].
pub async fn check_password(
    app: &App,
    email: &str,
    password: &str,
    origin: Origin<'_>,
) -> Result<PasswordOk, SignInRefused> {
    let account = Account::find(app, email).await?;
    judge_password(app, &account, password, origin).await
}

/// As [`check_password`], for an account that is known.
pub(super) async fn judge_password(
    app: &App,
    account: &Account,
    password: &str,
    origin: Origin<'_>,
) -> Result<PasswordOk, SignInRefused> {
    let typed = Password::typed(password).map(Password::into_secret);
    match try_factor(app, Factor::Password, account, &PasswordJudge { account, typed, origin }).await? {
        Tried::Throttled(throttled) => Err(SignInRefused::Throttled(throttled)),
        Tried::Told(false) => Err(SignInRefused::Wrong),
        Tried::Told(true) => match account.password_person() {
            Some(person) => Ok(PasswordOk { person: person.clone() }),
            None => Err(SignInRefused::Wrong),
        },
    }
}

/// Whether this is the password of the person who is signed in; counted like any other try.
///
/// # Errors
/// [`SignInRefused`], as at the sign-in.
pub async fn prove_password(app: &App, signed_in: &SignedIn, password: &str) -> Result<(), SignInRefused> {
    let account = Account::of(signed_in.person.clone());
    judge_password(app, &account, password, Origin::of_session(&signed_in.session)).await.map(drop)
}

/// The password again: the session is fresh from now on, under a new cookie. The old one opens nothing any more.
///
/// # Errors
/// [`SignInRefused`], as at the sign-in.
pub async fn prove_again(app: &App, signed_in: &SignedIn, password: &str) -> Result<NewSession, SignInRefused> {
    prove_password(app, signed_in, password).await?;
    sessions::renew(app, &signed_in.session, Proof::Password, None).await?.ok_or(SignInRefused::Wrong)
}

/// Begins a session, or the second step for people who have one and whose browser is not trusted.
///
/// # Errors
/// [`SignInRefused::Wrong`] when the person was locked or the password changed meanwhile; else when the store or
/// randomness fails.
pub async fn after_password(
    app: &App,
    ok: PasswordOk,
    context: Context,
    onward: Onward<'_>,
) -> Result<NextStep, SignInRefused> {
    let person = ok.person.id;
    let still = app.store.find_person(person).await.map_err(Failure::from)?;
    if still.is_none_or(|still| still.locked_at.is_some() || still.password != ok.person.password) {
        return Err(SignInRefused::Wrong);
    }
    if !has_two_step(app, person).await? {
        let begun = sessions::begin(app, person, Level::Password, context, None).await?;
        return begun.map(NextStep::Session).ok_or(SignInRefused::Wrong);
    }
    if trust::is_trusted(app, &ok.person, onward.trusted).await? {
        let begun = sessions::begin(app, person, Level::Trusted, context, None).await?;
        return begun.map(NextStep::Session).ok_or(SignInRefused::Wrong);
    }
    let aim = if onward.trust { Aim::Trust } else { Aim::Session };
    let (token, sign_in) = begin_second_step(app, person, None, aim, onward.next).await?;
    Ok(NextStep::SecondStep { token, sign_in })
}

/// Goes on after the company's provider said who it is, as after the password.
///
/// # Errors
/// As [`after_password`].
pub async fn after_company(
    app: &App,
    person: Person,
    context: Context,
    onward: Onward<'_>,
) -> Result<NextStep, SignInRefused> {
    after_password(app, PasswordOk { person }, context, onward).await
}

struct PasswordJudge<'a> {
    account: &'a Account,
    typed: Option<Secret>,
    origin: Origin<'a>,
}

#[async_trait]
impl Judge for PasswordJudge<'_> {
    type Told = bool;

    /// Always one hash: against nobody's password when there is no account, or the text is too long for any.
    async fn judge(&self, app: &App, now: i64) -> Result<Judgement<bool>, Failure> {
        let person = self.account.password_person();
        let hash = person.map_or(&app.decoy.password, |person| &person.password);
        let typed = self.typed.clone().unwrap_or_else(|| Secret::new(Vec::new()));
        let fits = app.hashing.verify_password(hash, typed).await?;
        let right = fits && person.is_some() && self.typed.is_some();
        let refused = self.origin.event(now, AuditKind::PasswordRefused, Some(self.account.logged_id(app)));
        Ok(Judgement { told: right, right, uses: None, event: (!right).then_some(refused) })
    }

    fn closes(&self, now: UnixSeconds, after: Throttle) -> Option<(PersonId, AuditEvent)> {
        let (person, most) = self.account.lock_after()?;
        (after.failures >= most).then(|| (person, self.origin.event(now, AuditKind::PasswordClosed, Some(person))))
    }
}
