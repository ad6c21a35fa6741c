//! The portal's home: how safe the account is, and with what.

use askama::Template;
use assent_core::clock::UnixSeconds;

use super::activity::Entry;
use super::company::CompanyRow;
use super::factor::Factor;
use super::frame::Frame;
use super::html::Html;
use super::recovery_plan::LiveRecovery;
use super::ring;
use crate::model::ProgramKeyKind;

/// The security of one account.
#[derive(Template)]
#[template(path = "security.html")]
pub struct Security {
    /// The page's surroundings.
    pub frame: Frame,
    /// What was just done, if anything.
    pub notice: Option<SecurityNotice>,
    /// Until when the phones get no requests, if the person wants that just now.
    pub quiet_until: Option<UnixSeconds>,
    /// Phones and apps; empty when two-step verification is off.
    pub factors: Vec<Factor>,
    /// The backup codes, if there are any.
    pub backup_codes: Option<BackupCount>,
    /// How many application passwords and API tokens there are.
    pub programs: [ProgramCount; 2],
    /// Providers of company sign-in, and the person's identity at each.
    pub company: Vec<CompanyRow>,
    /// Browsers that are trusted for a while, newest first.
    pub trusted: Vec<Trusted>,
    /// Whether enough is prepared for getting in again.
    pub is_prepared: bool,
    /// Somebody recovers this account just now, if so.
    pub recovery: Option<LiveRecovery>,
    /// How careful the person wants this account to be.
    pub caution: Caution,
    /// Where the person is signed in, this browser first.
    pub sessions: Vec<Session>,
    /// The last things that happened, newest first.
    pub recent: Vec<Entry>,
}

/// A browser that is trusted for a while.
pub struct Trusted {
    /// As it stands in the form.
    pub id: String,
    /// Browser and system.
    pub browser: String,
    /// The network address.
    pub place: String,
    /// When that ends.
    pub ends_at: UnixSeconds,
}

/// How careful an account is.
pub struct Caution {
    /// Whether the second step is asked for every time.
    pub ask_always: bool,
    /// After how many wrong passwords the password is closed.
    pub lock_after: Option<u32>,
    /// What can be chosen.
    pub choices: [u32; 4],
}

/// How many secrets of a kind programs have.
pub struct ProgramCount {
    /// Which kind.
    pub kind: ProgramKeyKind,
    /// How many open something.
    pub count: u32,
}

/// What was just done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityNotice {
    /// An option was removed; others are left.
    Removed(String),
    /// The last option was removed.
    TwoStepOff,
    /// The backup codes were kept.
    BackupCodesKept,
    /// A backup code was used to sign in.
    BackupCodeUsed,
    /// One session was ended.
    SessionEnded,
    /// All other sessions were ended.
    OthersEnded,
    /// A browser is trusted no more.
    BrowserForgotten,
    /// The phones get requests again.
    QuietEnded,
    /// How careful the account is was saved.
    CautionSaved,
    /// A company identity was linked.
    CompanyLinked,
    /// A company identity was unlinked.
    CompanyUnlinked,
    /// A company identity stays linked: the organisation lets in only so.
    CompanyKept,
}

/// How many backup codes there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupCount {
    /// Not used yet.
    pub left: u32,
    /// Made.
    pub of: u32,
    /// When they were made.
    pub made_at: UnixSeconds,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// As it stands in the form.
    pub id: String,
    /// Browser and system.
    pub browser: String,
    /// The network address.
    pub place: String,
    /// When it was last used.
    pub last_used_at: UnixSeconds,
    /// Whether it is this very browser.
    pub is_this: bool,
}

/// What to do next, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    TwoStep,
    BackupCodes,
    SecondWay,
    Nothing,
}

/// Fewer backup codes than this are worth a word.
const FEW: u32 = 3;

impl Security {
    fn is_on(&self) -> bool {
        !self.factors.is_empty()
    }

    fn has_codes(&self) -> bool {
        self.is_on() && self.backup_codes.is_some_and(|codes| codes.left > 0)
    }

    fn has_few_codes(&self) -> bool {
        self.is_on() && self.backup_codes.is_some_and(|codes| codes.left <= FEW)
    }

    fn has_second_way(&self) -> bool {
        self.factors.len() > 1
    }

    fn done(&self) -> usize {
        [self.is_on(), self.has_codes(), self.has_second_way()].into_iter().filter(|done| *done).count()
    }

    fn ring(&self) -> Html {
        ring::draw_steps(self.done(), 3)
    }

    fn next(&self) -> Next {
        match (self.is_on(), self.has_codes(), self.has_second_way()) {
            (false, ..) => Next::TwoStep,
            (_, false, _) => Next::BackupCodes,
            (.., false) => Next::SecondWay,
            (true, true, true) => Next::Nothing,
        }
    }

    fn has_other_sessions(&self) -> bool {
        self.sessions.iter().any(|session| !session.is_this)
    }

    fn notice(&self) -> Html {
        let t = |key| self.frame.t(key);
        match &self.notice {
            None => Html::default(),
            Some(SecurityNotice::Removed(name)) => self.frame.done(t("notice-removed").with("name", name)),
            Some(SecurityNotice::TwoStepOff) => self.frame.bad(t("notice-two-step-off")),
            Some(SecurityNotice::BackupCodesKept) => self.frame.done(t("notice-codes-kept")),
            Some(SecurityNotice::BackupCodeUsed) => self.frame.warn(t("notice-code-used")),
            Some(SecurityNotice::SessionEnded) => self.frame.done(t("notice-session-ended")),
            Some(SecurityNotice::OthersEnded) => self.frame.done(t("notice-others-ended")),
            Some(SecurityNotice::BrowserForgotten) => self.frame.done(t("notice-forgotten")),
            Some(SecurityNotice::QuietEnded) => self.frame.done(t("notice-quiet-ended")),
            Some(SecurityNotice::CautionSaved) => self.frame.done(t("profile-saved")),
            Some(SecurityNotice::CompanyLinked) => self.frame.done(t("notice-company-linked")),
            Some(SecurityNotice::CompanyUnlinked) => self.frame.done(t("notice-company-unlinked")),
            Some(SecurityNotice::CompanyKept) => self.frame.bad(t("notice-company-kept")),
        }
    }

    fn about(&self, factor: &Factor) -> String {
        let used = match factor.last_used_at {
            Some(at) => self.frame.t("factor-used").with("when", self.frame.when_inside(&at)),
            None => self.frame.t("factor-unused"),
        };
        format!("{} · {used}", factor.kind_named(&self.frame))
    }

    fn codes_about(&self) -> String {
        let Some(codes) = self.backup_codes else { return self.frame.t("codes-none").to_string() };
        let made = self.frame.when_inside(&codes.made_at);
        let about = self.frame.t("codes-left").with("left", codes.left).with("of", codes.of).with("when", made);
        if self.has_few_codes() { format!("{about} · {}", self.frame.t("codes-few")) } else { about.to_string() }
    }
}

impl Next {
    const fn title(self) -> &'static str {
        match self {
            Self::TwoStep => "next-two-step",
            Self::BackupCodes => "next-codes",
            Self::SecondWay => "next-second-way",
            Self::Nothing => "next-nothing",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::TwoStep => "next-two-step-text",
            Self::BackupCodes => "next-codes-text",
            Self::SecondWay => "next-second-way-text",
            Self::Nothing => "next-nothing-text",
        }
    }
}
