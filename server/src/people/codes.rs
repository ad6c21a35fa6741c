//! One-time codes: each counts once, in its own time, and never faster than the throttle lets them be tried.

use assent_core::clock::UnixSeconds;
use assent_core::ids::DeviceId;
use assent_core::message::{Text, Verdict};
use async_trait::async_trait;

use super::seeds::open_key;
use super::{Account, Factor, Judge, Judgement, Tried, try_factor};
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, CredentialId, OtpCredential, PersonId, ServiceId, Session, Throttled};
use crate::store::Accept;

/// Steps before and after the present one in which a wrong code is looked for, to say that a clock is off.
const FAR_STEPS: u8 = 20;
/// At least so many credentials are tried for every account, so that their count can't be told from the time.
const LEAST_TRIED: usize = 3;
/// A budget changes rarely; one that still changes after so many tries is left as it is.
const MAX_CONFLICTS: u32 = 8;

/// Through which door a try came, for the log.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// The service that asks; `None` for the portal.
    pub service: Option<ServiceId>,
    /// The network address of who tries.
    pub address: Option<&'a Text>,
}

/// What became of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeResult {
    /// Right, and used up.
    Accepted {
        /// Which credential made it.
        credential: CredentialId,
        /// The Assent phone that has it, if one has.
        device: Option<DeviceId>,
    },
    /// Wrong, or no such account.
    Wrong,
    /// It was used before, or a later one was.
    Reused {
        /// When the next one that counts is shown, in seconds; 0 when it is the one shown now.
        wait_secs: i64,
    },
    /// It belongs to another time: the clock that made it is off. Never a success.
    PhoneOff {
        /// By how much, in seconds: negative when it is slow. When it is fast, codes count again after this time.
        secs: i64,
    },
    /// Not looked at.
    Throttled(Throttled),
}

/// Checks a code as it was typed against all active credentials of an account. Takes the same time and writes the same
/// for accounts that do not exist.
///
/// # Errors
/// [`Failure`].
pub async fn check_code(app: &App, account: &Account, typed: &str, origin: Origin<'_>) -> Result<CodeResult, Failure> {
    check_code_as(app, Factor::Code, account, typed, origin).await
}

/// As [`check_code`], counted as tries of another factor.
///
/// # Errors
/// [`Failure`].
pub async fn check_code_as(
    app: &App,
    factor: Factor,
    account: &Account,
    typed: &str,
    origin: Origin<'_>,
) -> Result<CodeResult, Failure> {
    let result = match try_factor(app, factor, account, &CodeJudge { account, typed, origin }).await? {
        Tried::Throttled(throttled) => CodeResult::Throttled(throttled),
        Tried::Told(result) => result,
    };
    if let (CodeResult::Accepted { .. }, Some(person)) = (&result, account.person_id()) {
        reopen_pushes(app, person).await?;
    }
    Ok(result)
}

/// Another factor than a push succeeded: pushes are sent again after a report, a pause or too many unanswered ones.
///
/// # Errors
/// When the store fails.
pub async fn reopen_pushes(app: &App, person: PersonId) -> Result<(), Failure> {
    for _ in 0..MAX_CONFLICTS {
        let (rev, budget) = app.store.push_budget(person).await?;
        let open = budget.clone().answered(Verdict::Approve, app.now());
        if open == budget || app.store.set_push_budget(person, rev, &open).await? {
            return Ok(());
        }
    }
    Ok(())
}

impl<'a> Origin<'a> {
    /// The portal, from an address.
    #[must_use]
    pub const fn portal(address: Option<&'a Text>) -> Self {
        Self { service: None, address }
    }

    /// The portal, from where a session is.
    #[must_use]
    pub const fn of_session(session: &'a Session) -> Self {
        Self::portal(session.context.address.as_ref())
    }

    /// An event of this origin.
    #[must_use]
    pub fn event(&self, now: UnixSeconds, kind: AuditKind, person: Option<PersonId>) -> AuditEvent {
        let address = self.address.map(|address| address.as_str().to_owned());
        AuditEvent { person, service: self.service, address, ..AuditEvent::new(now, kind) }
    }
}

struct CodeJudge<'a> {
    account: &'a Account,
    typed: &'a str,
    origin: Origin<'a>,
}

/// What a code is to one credential, worst first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    No,
    Off { secs: i64, burn: Option<u64> },
    Spent { wait_secs: i64 },
    Fresh { step: u64 },
}

#[async_trait]
impl Judge for CodeJudge<'_> {
    type Told = CodeResult;

    async fn judge(&self, app: &App, now: UnixSeconds) -> Result<Judgement<CodeResult>, Failure> {
        let credentials = self.list_credentials(app).await?;
        let decoys = LEAST_TRIED.saturating_sub(credentials.len());
        for _ in 0..decoys {
            fit(app, &app.decoy.otp, self.typed, now)?;
        }
        let mut best = (Fit::No, None);
        for credential in &credentials {
            let found = fit(app, credential, self.typed, now)?;
            if found > best.0 {
                best = (found, Some(credential));
            }
        }
        Ok(self.judgement(app, best, now))
    }
}

impl CodeJudge<'_> {
    /// The active ones; of nobody's account none, after as much was read.
    async fn list_credentials(&self, app: &App) -> Result<Vec<OtpCredential>, Failure> {
        let person = self.account.open_person().map_or_else(|| self.account.nobody(app), |person| person.id);
        let mut credentials = app.store.list_otp_evenly(person, LEAST_TRIED).await?;
        credentials.retain(|credential| credential.active);
        Ok(credentials)
    }

    fn judgement(&self, app: &App, best: (Fit, Option<&OtpCredential>), now: UnixSeconds) -> Judgement<CodeResult> {
        let uses = |step| best.1.map(|credential| Accept::Step { credential: credential.id, step });
        let (told, uses) = match (&best.0, best.1) {
            (Fit::Fresh { step }, Some(found)) => {
                (CodeResult::Accepted { credential: found.id, device: found.device }, uses(*step))
            }
            (Fit::Spent { wait_secs }, _) => (CodeResult::Reused { wait_secs: *wait_secs }, None),
            (Fit::Off { secs, burn }, _) => (CodeResult::PhoneOff { secs: *secs }, burn.and_then(uses)),
            (Fit::No | Fit::Fresh { .. }, _) => (CodeResult::Wrong, None),
        };
        let right = matches!(told, CodeResult::Accepted { .. });
        let kind = if right { AuditKind::CodeAccepted } else { AuditKind::CodeRefused };
        let mut event = self.origin.event(now, kind, Some(self.account.logged_id(app)));
        event.device = best.1.and_then(|credential| credential.device);
        event.detail = detail(&told);
        Judgement { told, right, uses, event: Some(event) }
    }
}

/// What a code is to a credential. The same work whatever it is.
fn fit(app: &App, credential: &OtpCredential, typed: &str, now: UnixSeconds) -> Result<Fit, Failure> {
    let key = open_key(&app.secrets, credential)?;
    let near = key.find_step(typed, now, app.policy.code_window);
    let far = key.find_drift(typed, now, FAR_STEPS);
    let is_new = |step: u64| credential.last_step.is_none_or(|last| step > last);
    Ok(match (near, far) {
        (Some(step), _) if is_new(step) => Fit::Fresh { step },
        (Some(_), _) => Fit::Spent { wait_secs: secs_to_next(credential, now) },
        // A code that is still to come would count later: told of, it must not.
        (None, Some(off)) => Fit::Off { secs: off.secs, burn: (off.secs > 0 && is_new(off.step)).then_some(off.step) },
        (None, None) => Fit::No,
    })
}

/// Until the first code after the last one that counted is shown.
fn secs_to_next(credential: &OtpCredential, now: UnixSeconds) -> i64 {
    let next = credential.last_step.map_or(0, |last| last.saturating_add(1));
    let shown_at = i64::try_from(next.saturating_mul(credential.period_secs.into())).unwrap_or(i64::MAX);
    shown_at.saturating_sub(now).max(0)
}

fn detail(told: &CodeResult) -> Option<String> {
    match told {
        CodeResult::Accepted { credential, .. } => Some(format!("credential {credential}")),
        CodeResult::Reused { .. } => Some("used before".to_owned()),
        CodeResult::PhoneOff { secs } => Some(format!("clock {secs:+} s")),
        CodeResult::Wrong | CodeResult::Throttled(_) => None,
    }
}
