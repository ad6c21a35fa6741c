//! What somebody prepares for getting in again.

use askama::Template;
use assent_core::clock::UnixSeconds;
use assent_core::secret::Secret;

use super::frame::Frame;
use super::html::Html;
use super::ring;
use crate::model::{PARTS_NEEDED, WAITS};

const DAY_SECS: i64 = 86_400;

/// The four parts, the waiting time, and what goes on.
#[derive(Template)]
#[template(path = "recovery_plan.html")]
pub struct RecoveryPlanPage {
    /// The page's surroundings.
    pub frame: Frame,
    /// Whether a recovery ends with a password that this account can have.
    pub can_plan: bool,
    /// How many parts can be proved.
    pub count: usize,
    /// Whether a phone or an app makes codes.
    pub has_device: bool,
    /// When the sheet was made, if there is one.
    pub sheet_made_at: Option<UnixSeconds>,
    /// Whom they trust.
    pub trustees: Vec<TrusteeRow>,
    /// Whether no more people can be asked.
    pub is_full: bool,
    /// Whether an administrator may help.
    pub by_admin: bool,
    /// The waiting time, in seconds.
    pub wait_secs: i64,
    /// What goes on, if anything.
    pub live: Option<LiveRecovery>,
    /// How many people trust the one who looks, or ask them to.
    pub trusting: usize,
    /// What was just done, if anything.
    pub notice: Option<PlanNotice>,
    /// Why somebody is not asked.
    pub problem: Option<TrusteeProblem>,
    /// What was typed for that.
    pub typed: String,
}

/// Somebody they trust.
pub struct TrusteeRow {
    /// In addresses.
    pub id: String,
    /// As it was typed.
    pub email: String,
    /// Whether they agreed.
    pub is_accepted: bool,
}

/// A recovery that goes on.
pub struct LiveRecovery {
    /// From where, as it is shown.
    pub place: String,
    /// When it was begun.
    pub begun_at: UnixSeconds,
    /// When it opens the account; `None` while parts are missing.
    pub opens_at: Option<UnixSeconds>,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanNotice {
    /// Administrator and waiting time.
    Saved,
    /// The sheet is void.
    SheetGone,
    /// Somebody was asked.
    Asked,
    /// Somebody is trusted no more.
    Removed,
    /// The recovery was stopped.
    Stopped,
}

/// Why somebody is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrusteeProblem {
    /// No address.
    Bad,
    /// Themselves, or asked already.
    Known,
    /// Too many.
    TooMany,
    /// Asked too often.
    Throttled {
        /// Until the next try, at least 1.
        minutes: u32,
    },
}

/// The sheet, shown once.
#[derive(Template)]
#[template(path = "recovery_sheet.html")]
pub struct RecoverySheet {
    /// The page's surroundings.
    pub frame: Frame,
    /// Whose it is.
    pub account: String,
    /// Where it is used.
    pub url: String,
    /// The code on it.
    pub code: Secret,
    /// When it was made.
    pub made_at: UnixSeconds,
}

impl RecoveryPlanPage {
    fn ring(&self) -> Html {
        ring::draw_steps(self.count.min(PARTS_NEEDED), PARTS_NEEDED)
    }

    const fn is_ready(&self) -> bool {
        self.count >= PARTS_NEEDED
    }

    fn shown_count(&self) -> usize {
        self.count.min(PARTS_NEEDED)
    }

    fn waits(&self) -> impl Iterator<Item = (i64, u32, bool)> {
        let days = |secs: i64| u32::try_from(secs / DAY_SECS).unwrap_or(0);
        WAITS.into_iter().map(move |secs| (secs, days(secs), secs == self.wait_secs))
    }

    fn notice(&self) -> Html {
        let key = match self.notice {
            None => return Html::default(),
            Some(PlanNotice::Saved) => "plan-saved",
            Some(PlanNotice::SheetGone) => "plan-sheet-gone",
            Some(PlanNotice::Asked) => "plan-asked",
            Some(PlanNotice::Removed) => "plan-removed",
            Some(PlanNotice::Stopped) => "recovery-stopped",
        };
        self.frame.done(self.frame.t(key))
    }

    fn problem(&self) -> Option<String> {
        let t = |key| self.frame.t(key);
        Some(match self.problem? {
            TrusteeProblem::Bad => t("plan-bad-email").to_string(),
            TrusteeProblem::Known => t("plan-known").to_string(),
            TrusteeProblem::TooMany => t("plan-too-many").to_string(),
            TrusteeProblem::Throttled { minutes } => t("throttled").with("minutes", minutes).to_string(),
        })
    }
}
