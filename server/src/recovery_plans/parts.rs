//! Proving the parts: what the browser's owner types, and what others say of them.

use assent_core::secret::same;
use async_trait::async_trait;

use super::plan::{derive_sheet, find_plan};
use super::trustees::find_trusting;
use super::{Change, event_of, update};
use crate::app::{App, Failure};
use crate::model::{AuditKind, Part, PersonId, Recovery, RecoveryStage, RecoveryState, Throttled, TrusteeId};
use crate::people::sessions::SignedIn;
use crate::people::{Account, Admin, CodeResult, Factor, Judge, Judgement, Origin, Tried, check_code_as, try_factor};

/// What became of a part that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TriedPart {
    /// Right.
    Right,
    /// Wrong, or nothing can be proved for this account: which of them is not said.
    Wrong,
    /// Tried too often.
    Throttled(Throttled),
}

/// What became of what somebody said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vouched {
    /// It counts.
    Done,
    /// No recovery of this person has this number now, or this side spoke before.
    WrongNumber,
    /// It is not theirs to say.
    NotAsked,
}

/// Tries the code on the printed sheet.
///
/// # Errors
/// When the store fails.
pub async fn try_sheet(app: &App, recovery: &Recovery, typed: &str) -> Result<TriedPart, Failure> {
    let account = account_of(app, recovery).await?;
    let judge = SheetJudge { recovery, account: &account, typed };
    match try_factor(app, Factor::Recovery, &account, &judge).await? {
        Tried::Throttled(throttled) => Ok(TriedPart::Throttled(throttled)),
        Tried::Told(false) => Ok(TriedPart::Wrong),
        Tried::Told(true) => typed_part(app, recovery, Part::Sheet).await,
    }
}

/// Tries a code from another phone or app.
///
/// # Errors
/// When the store fails.
pub async fn try_device(app: &App, recovery: &Recovery, typed: &str) -> Result<TriedPart, Failure> {
    let account = account_of(app, recovery).await?;
    let origin = Origin::portal(recovery.context.address.as_ref());
    match check_code_as(app, Factor::Recovery, &account, typed, origin).await? {
        CodeResult::Throttled(throttled) => Ok(TriedPart::Throttled(throttled)),
        CodeResult::Accepted { .. } => typed_part(app, recovery, Part::Device).await,
        CodeResult::Wrong | CodeResult::Reused { .. } | CodeResult::PhoneOff { .. } => Ok(TriedPart::Wrong),
    }
}

/// Somebody who is trusted says that it is them, with the number they were read out.
///
/// # Errors
/// When the store fails.
pub async fn vouch_as_trustee(app: &App, me: &SignedIn, id: TrusteeId, number: &str) -> Result<Vouched, Failure> {
    let Some(trusting) = find_trusting(app, me, id).await?.filter(|one| one.is_accepted) else {
        return Ok(Vouched::NotAsked);
    };
    vouch(app, trusting.person.id, number, Part::Trustee, Some(me.person.id)).await
}

/// An administrator says that it is them, with the number they were read out, if the person wanted that.
///
/// # Errors
/// When the store fails.
pub async fn vouch_as_admin(app: &App, admin: &Admin, person: PersonId, number: &str) -> Result<Vouched, Failure> {
    let is_wanted = find_plan(app, person).await?.by_admin;
    if !is_wanted || admin.person() == Some(person) {
        return Ok(Vouched::NotAsked);
    }
    vouch(app, person, number, Part::Admin, admin.person()).await
}

async fn vouch(
    app: &App,
    person: PersonId,
    number: &str,
    part: Part,
    by: Option<PersonId>,
) -> Result<Vouched, Failure> {
    let (now, number) = (app.now(), number.split_whitespace().collect::<String>());
    let fits = |one: &Recovery| one.stage(now) == RecoveryStage::Prove && one.number == number;
    let Some(found) = app.store.list_recoveries(person).await?.into_iter().find(fits) else {
        return Ok(Vouched::WrongNumber);
    };
    Ok(if add_part(app, &found, part, by).await? { Vouched::Done } else { Vouched::WrongNumber })
}

async fn typed_part(app: &App, recovery: &Recovery, part: Part) -> Result<TriedPart, Failure> {
    Ok(if add_part(app, recovery, part, None).await? { TriedPart::Right } else { TriedPart::Wrong })
}

/// With the first part everybody is told that somebody tries; with the last one, when it opens.
async fn add_part(app: &App, recovery: &Recovery, part: Part, by: Option<PersonId>) -> Result<bool, Failure> {
    let (now, wait_secs) = (app.now(), find_plan(app, recovery.person).await?.wait_secs);
    let added = update(app, recovery.id, |recovery| {
        let recovery = recovery.with_part(part, by, wait_secs, now)?;
        let kind = match recovery.state {
            RecoveryState::Waiting => AuditKind::RecoveryWaiting,
            _ => AuditKind::RecoveryBegun,
        };
        Some(Change { events: vec![event_of(app, kind, &recovery)], ..Change::of(recovery) })
    });
    Ok(added.await?.is_some())
}

/// The account tries are counted under. When nothing can be proved it is one that nothing opens.
async fn account_of(app: &App, recovery: &Recovery) -> Result<Account, Failure> {
    let person = app.store.find_person(recovery.person).await?;
    Ok(person.map_or_else(|| Account::closed(recovery.account.clone()), Account::of))
}

struct SheetJudge<'a> {
    recovery: &'a Recovery,
    account: &'a Account,
    typed: &'a str,
}

#[async_trait]
impl Judge for SheetJudge<'_> {
    type Told = bool;

    async fn judge(&self, app: &App, now: i64) -> Result<Judgement<bool>, Failure> {
        let person = self.account.open_person().map_or_else(|| self.account.nobody(app), |person| person.id);
        let sheet = find_plan(app, person).await?.sheet;
        let typed = derive_sheet(app, person, self.typed);
        let right = sheet.zip(typed).is_some_and(|(sheet, typed)| same(&sheet, &typed));
        let origin = Origin::portal(self.recovery.context.address.as_ref());
        let refused = origin.event(now, AuditKind::RecoveryRefused, Some(self.account.logged_id(app)));
        Ok(Judgement { told: right, right, uses: None, event: (!right).then_some(refused) })
    }
}
