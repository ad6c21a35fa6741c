//! Tries are judged first and counted before their result is told, all tries of one account and factor in one row. Of
//! tries in parallel each has to be counted on top of the others, so they reveal no more than the same ones in a row.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::Account;
use crate::app::{App, Failure};
use crate::model::{AuditEvent, PersonId, Throttle, ThrottleKey, Throttled};
use crate::store::{Accept, Attempt, Attempted};

/// Others may be counted first this often; more in parallel is an attack or a broken client.
const MAX_CONFLICTS: u32 = 128;
/// Failures in a row at which the person should hear of it.
const ALERT_AT: u32 = 5;

/// What is tried. Each is counted for itself, so that a guesser of one never closes another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Factor {
    /// The password.
    Password,
    /// A one-time code.
    Code,
    /// A code by SMS.
    SmsCode,
    /// A backup code.
    BackupCode,
    /// The login page's number on the phone.
    Number,
    /// The link code in the portal.
    LinkCode,
    /// A link to an address that is to be proved: each that goes out counts until one is opened.
    AddressLink,
    /// A part of a prepared recovery: sheet or code.
    Recovery,
    /// Asking people to be trusted: each counts.
    Trustee,
}

impl Factor {
    /// Each.
    pub const ALL: [Self; 9] = [
        Self::Password,
        Self::Code,
        Self::SmsCode,
        Self::BackupCode,
        Self::Number,
        Self::LinkCode,
        Self::AddressLink,
        Self::Recovery,
        Self::Trustee,
    ];

    /// Its name, in logs and under the key.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "code",
            Self::SmsCode => "sms code",
            Self::BackupCode => "backup code",
            Self::Number => "number",
            Self::LinkCode => "link code",
            Self::AddressLink => "address link",
            Self::Recovery => "recovery",
            Self::Trustee => "trustee",
        }
    }
}

/// What a judge found.
pub struct Judgement<T> {
    /// What the caller hears once this is written.
    pub told: T,
    /// Whether it was right, which ends the failures in a row.
    pub right: bool,
    /// What the try uses up.
    pub uses: Option<Accept>,
    /// Goes into the chain.
    pub event: Option<AuditEvent>,
}

/// Finds out whether a try is right. Writes nothing; asked again when what the try uses up was used meanwhile.
#[async_trait]
pub trait Judge: Send + Sync {
    /// What the caller hears.
    type Told: Send;

    /// Judges the try at `now`. Takes the same time whether the account exists or not.
    ///
    /// # Errors
    /// When it can't be judged; then nothing is counted.
    async fn judge(&self, app: &App, now: UnixSeconds) -> Result<Judgement<Self::Told>, Failure>;

    /// Whose password a wrong try closes that leaves the throttle at `after`, and what the log says of it. In the write
    /// that counts the try: one more would tell by its time that there is such an account.
    fn closes(&self, _now: UnixSeconds, _after: Throttle) -> Option<(PersonId, AuditEvent)> {
        None
    }
}

/// What became of a try.
#[derive(Debug, PartialEq, Eq)]
pub enum Tried<T> {
    /// It was counted.
    Told(T),
    /// It was not even looked at.
    Throttled(Throttled),
}

/// Judges a try and counts it; nobody hears the result before it is on the disk.
///
/// # Errors
/// When the store or the judge fails, or [`Failure::Busy`] when too many tries come at once.
pub async fn try_factor<J: Judge>(
    app: &App,
    factor: Factor,
    account: &Account,
    judge: &J,
) -> Result<Tried<J::Told>, Failure> {
    let key = throttle_key(app, factor, account);
    let now = app.now();
    let mut judged = None;
    for _ in 0..MAX_CONFLICTS {
        let (rev, throttle) = app.store.throttle(key).await?;
        if let Err(throttled) = throttle.check(now) {
            return Ok(Tried::Throttled(throttled));
        }
        let found = match judged.take() {
            Some(found) => found,
            None => judge.judge(app, now).await?,
        };
        let after = if found.right { Throttle::default() } else { throttle.failed(now) };
        let (accept, event) = (found.uses, found.event.clone());
        let closes = if found.right { None } else { judge.closes(now, after) };
        match app.store.attempt(Attempt { key, rev, throttle: after, accept, now, event, closes }).await? {
            Attempted::Done => {
                alert(factor, account, after);
                return Ok(Tried::Told(found.told));
            }
            Attempted::Conflict => judged = Some(found),
            Attempted::Used => {}
        }
    }
    Err(Failure::Busy)
}

/// Whether a try of this factor would be looked at now; for factors whose result is written elsewhere.
///
/// # Errors
/// When the store fails.
pub async fn check_throttle(app: &App, factor: Factor, account: &Account) -> Result<Result<(), Throttled>, Failure> {
    let (_, throttle) = app.store.throttle(throttle_key(app, factor, account)).await?;
    Ok(throttle.check(app.now()))
}

/// Counts a wrong try whose result is written elsewhere; call it before the result is told.
///
/// # Errors
/// When the store fails, or [`Failure::Busy`] when too many tries come at once.
pub async fn count_failure(app: &App, factor: Factor, account: &Account) -> Result<(), Failure> {
    let now = app.now();
    let after = write_throttle(app, factor, account, |throttle| throttle.failed(now)).await?;
    alert(factor, account, after);
    Ok(())
}

/// Forgets the failures of a factor: a right try that was written elsewhere, or an administrator opens it again.
///
/// # Errors
/// As [`count_failure`].
pub async fn reset_throttle(app: &App, factor: Factor, account: &Account) -> Result<(), Failure> {
    write_throttle(app, factor, account, |_| Throttle::default()).await.map(drop)
}

async fn write_throttle(
    app: &App,
    factor: Factor,
    account: &Account,
    change: impl Fn(Throttle) -> Throttle + Send,
) -> Result<Throttle, Failure> {
    let key = throttle_key(app, factor, account);
    for _ in 0..MAX_CONFLICTS {
        let (rev, before) = app.store.throttle(key).await?;
        let throttle = change(before);
        if throttle == before {
            return Ok(throttle);
        }
        let attempt = Attempt { key, rev, throttle, accept: None, now: app.now(), event: None, closes: None };
        if app.store.attempt(attempt).await? == Attempted::Done {
            return Ok(throttle);
        }
    }
    Err(Failure::Busy)
}

fn throttle_key(app: &App, factor: Factor, account: &Account) -> ThrottleKey {
    ThrottleKey(app.secrets.derive_mac("throttle", &[factor.name().as_bytes(), account.name().as_bytes()]))
}

fn alert(factor: Factor, account: &Account, after: Throttle) {
    if after.failures != ALERT_AT {
        return;
    }
    if let Some(person) = account.person_id() {
        tracing::warn!(person.id = %person, factor = factor.name(), "five wrong tries in a row");
    }
}
