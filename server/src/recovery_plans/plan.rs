//! Preparing: the printed sheet, whether an administrator may help, how long everybody can stop it.

use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, PARTS_NEEDED, Part, PersonId, Recovery, RecoveryPlan, Trustee, WAITS};
use crate::people::NotAllowed;
use crate::people::accounts::check_fresh;
use crate::people::sessions::SignedIn;
use crate::recovery::{BackupCodeText, read_backup_code};

/// What somebody prepared.
pub struct Prepared {
    /// Sheet, administrator, waiting time.
    pub plan: RecoveryPlan,
    /// Whom they trust.
    pub trustees: Vec<Trustee>,
    /// Whether a phone or an app of theirs makes codes.
    pub has_device: bool,
}

/// Why nothing is prepared.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanRefused {
    /// The session is not fresh.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// They sign in only at their company, which knows how to get in again.
    #[error("this account has no password; ask your company's help desk")]
    NoPassword,
    /// Not one of the waiting times.
    #[error("choose a waiting time from the list")]
    BadWait,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl Prepared {
    /// Whether this part can be proved.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        match part {
            Part::Device => self.has_device,
            Part::Sheet => self.plan.sheet.is_some(),
            Part::Trustee => self.trustees.iter().any(|one| one.trustee.is_some()),
            Part::Admin => self.plan.by_admin,
        }
    }

    /// How many parts can be proved.
    #[must_use]
    pub fn count(&self) -> usize {
        Part::ALL.into_iter().filter(|part| self.has(*part)).count()
    }

    /// Whether it would open the account.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.count() >= PARTS_NEEDED
    }
}

/// What somebody prepared, if only nothing.
///
/// # Errors
/// When the store fails.
pub async fn find_prepared(app: &App, person: PersonId) -> Result<Prepared, Failure> {
    let plan = find_plan(app, person).await?;
    let trustees = app.store.list_trustees(person).await?;
    let has_device = app.store.list_otp(person).await?.iter().any(|one| one.active);
    Ok(Prepared { plan, trustees, has_device })
}

/// Sheet, administrator and waiting time, if only none.
pub(super) async fn find_plan(app: &App, person: PersonId) -> Result<RecoveryPlan, Failure> {
    Ok(app.store.find_plan(person).await?.unwrap_or(RecoveryPlan::none(person)))
}

/// Whether anything was prepared. Phones and apps alone are not: they are what gets lost.
pub(super) async fn is_prepared(app: &App, person: PersonId) -> Result<bool, Failure> {
    let plan = find_plan(app, person).await?;
    let trustees = app.store.list_trustees(person).await?;
    Ok(plan.sheet.is_some() || plan.by_admin || trustees.iter().any(|one| one.trustee.is_some()))
}

/// The recovery that goes on for this account, if something of one was proved.
///
/// # Errors
/// When the store fails.
pub async fn find_live(app: &App, person: PersonId) -> Result<Option<Recovery>, Failure> {
    let now = app.now();
    Ok(app.store.list_recoveries(person).await?.into_iter().find(|one| one.is_live(now)))
}

/// A new sheet's code, to be shown once; an older sheet is void.
///
/// # Errors
/// [`PlanRefused`].
pub async fn make_sheet(app: &App, by: &SignedIn) -> Result<BackupCodeText, PlanRefused> {
    let plan = may_plan(app, by).await?;
    let code = BackupCodeText::make(app.random.as_ref()).map_err(Failure::from)?;
    let sheet = derive_sheet(app, by.person.id, code.expose());
    save(app, by, RecoveryPlan { sheet, sheet_made_at: Some(app.now()), ..plan }, Part::Sheet.word()).await?;
    Ok(code)
}

/// The sheet is void.
///
/// # Errors
/// [`PlanRefused`].
pub async fn drop_sheet(app: &App, by: &SignedIn) -> Result<(), PlanRefused> {
    let plan = may_plan(app, by).await?;
    save(app, by, RecoveryPlan { sheet: None, sheet_made_at: None, ..plan }, Part::Sheet.word()).await
}

/// Sets whether an administrator may help, and the waiting time in seconds.
///
/// # Errors
/// [`PlanRefused`].
pub async fn set_terms(app: &App, by: &SignedIn, by_admin: bool, wait_secs: i64) -> Result<(), PlanRefused> {
    let plan = may_plan(app, by).await?;
    if !WAITS.contains(&wait_secs) {
        return Err(PlanRefused::BadWait);
    }
    save(app, by, RecoveryPlan { by_admin, wait_secs, ..plan }, Part::Admin.word()).await
}

async fn may_plan(app: &App, by: &SignedIn) -> Result<RecoveryPlan, PlanRefused> {
    check_fresh(app, by)?;
    // A recovery ends with a new password.
    if !by.person.has_password() {
        return Err(PlanRefused::NoPassword);
    }
    Ok(find_plan(app, by.person.id).await?)
}

async fn save(app: &App, by: &SignedIn, plan: RecoveryPlan, what: &str) -> Result<(), PlanRefused> {
    let event = AuditEvent { detail: Some(what.to_owned()), ..by.event(app, AuditKind::RecoveryPlanChanged) };
    Ok(app.store.set_plan(plan, event).await.map_err(Failure::from)?)
}

/// What is stored of the sheet's code as it was typed; `None` when that is none.
pub(super) fn derive_sheet(app: &App, person: PersonId, typed: &str) -> Option<[u8; 32]> {
    let code = read_backup_code(typed)?;
    Some(app.secrets.derive_mac("recovery sheet", &[&person.0, code.expose()]))
}
