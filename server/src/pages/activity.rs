//! What happened on an account.

use askama::Template;
use assent_core::clock::UnixSeconds;

use super::activity_words::{SIGN_IN, what_key};
use super::frame::Frame;
use super::words::Say;
use crate::model::{AuditKind, Group};

/// One page of the list of everything that happened, newest first.
#[derive(Template)]
#[template(path = "activity.html")]
pub struct Activity {
    /// The page's surroundings.
    pub frame: Frame,
    /// The entries of this page.
    pub entries: Vec<Entry>,
    /// Whether there are newer ones than on this page.
    pub is_later_page: bool,
    /// Address of the page with older entries.
    pub older: Option<String>,
    /// Address of the same as a file.
    pub download: String,
    /// Services to choose from: id and name.
    pub services: Vec<(String, String)>,
    /// What was asked for.
    pub form: ActivityForm,
}

/// What was asked for, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityForm {
    /// Words to find.
    pub search: String,
    /// Of what kind.
    pub group: Group,
    /// The id of a service; empty: any.
    pub service: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}

impl Activity {
    const fn groups(&self) -> [(&'static str, Group); 4] {
        [
            ("activity-everything", Group::Everything),
            ("activity-sign-ins", Group::SignIns),
            ("activity-security", Group::Security),
            ("activity-recovery", Group::Recovery),
        ]
    }
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it was.
    pub kind: AuditKind,
    /// The name of the service, other than this portal.
    pub service: Option<String>,
    /// The phone, browser or reason, in the person's words.
    pub detail: Option<String>,
    /// The network address.
    pub address: Option<String>,
    /// When.
    pub at: UnixSeconds,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Answered YES.
    Approved,
    /// The person is in.
    SignedIn,
    /// Answered NO.
    Denied,
    /// Answered "It was not me".
    Reported,
    /// No answer came.
    Expired,
    /// Another way was taken, or it was called off.
    CalledOff,
    /// Wrong password or code.
    Failed,
    /// It was done.
    Done,
}

impl Entry {
    /// What it is called.
    #[must_use]
    pub fn title(&self, frame: &Frame) -> Say<'static> {
        let key = match what_key(self.kind) {
            SIGN_IN if self.service.is_some() => "what-sign-in-to",
            key => key,
        };
        frame.t(key).with("service", self.service.as_deref().unwrap_or_default())
    }
}

impl Entry {
    /// How it ended.
    #[must_use]
    pub const fn result(&self) -> Outcome {
        Outcome::of(self.kind)
    }

    /// One line under the title: how it ended, with what, from where, when.
    pub(super) fn about(&self, frame: &Frame) -> String {
        let parts = [Some(frame.t(self.result().key()).to_string()), self.detail.clone(), self.address.clone()];
        let when = Some(frame.when_inside(&self.at));
        parts.into_iter().chain([when]).flatten().collect::<Vec<_>>().join(" · ")
    }
}

impl Outcome {
    /// How something of this kind ended.
    const fn of(kind: AuditKind) -> Self {
        use AuditKind as Kind;
        match kind {
            Kind::ChallengeApproved | Kind::ChallengeRedeemed => Self::Approved,
            Kind::SignedIn | Kind::PasswordAccepted | Kind::AppPasswordUsed | Kind::ApiTokenUsed => Self::SignedIn,
            Kind::ChallengeDenied | Kind::IdentityRefused => Self::Denied,
            Kind::ChallengeReported => Self::Reported,
            Kind::ChallengeAsked | Kind::ChallengeExpired | Kind::IdentityExpired => Self::Expired,
            Kind::ChallengeCancelled => Self::CalledOff,
            Kind::NumberWrong
            | Kind::CodeRefused
            | Kind::PasskeyRefused
            | Kind::SmsCodeRefused
            | Kind::BackupCodeRefused
            | Kind::PasswordRefused
            | Kind::RecoveryRefused => Self::Failed,
            _ => Self::Done,
        }
    }

    pub(super) const fn icon(self) -> &'static str {
        match self {
            Self::Approved | Self::SignedIn | Self::Done => "done",
            Self::Denied | Self::Failed => "no",
            Self::Reported => "warn",
            Self::Expired | Self::CalledOff => "code",
        }
    }

    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Approved | Self::SignedIn | Self::Done => "ok",
            Self::Denied | Self::Failed | Self::Expired | Self::CalledOff => "off",
            Self::Reported => "bad",
        }
    }

    /// The words for it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Approved => "result-approved",
            Self::SignedIn => "result-signed-in",
            Self::Denied => "result-denied",
            Self::Reported => "result-reported",
            Self::Expired => "result-expired",
            Self::CalledOff => "result-called-off",
            Self::Failed => "result-failed",
            Self::Done => "result-done",
        }
    }
}
