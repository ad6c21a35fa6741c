//! What happened on an account.

use askama::Template;
use assent_core::clock::UnixSeconds;

use super::frame::Frame;
use super::identity_words;
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
    pub what: What,
    /// The phone, browser or reason, in the person's words.
    pub detail: Option<String>,
    /// The network address.
    pub address: Option<String>,
    /// When.
    pub at: UnixSeconds,
    /// How it ended.
    pub result: Outcome,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A sign-in to a service by its name.
    SignIn(String),
    /// A code was typed.
    Code,
    /// A backup code was typed.
    BackupCode,
    /// The password was typed.
    Password,
    /// Signed in here.
    SignedIn,
    /// A phone was linked.
    PhoneLinked,
    /// A phone was removed.
    PhoneRemoved,
    /// An app for codes was added.
    CodeAppAdded,
    /// An app for codes was removed.
    CodeAppRemoved,
    /// Two-step verification was switched on.
    TwoStepOn,
    /// Two-step verification was switched off.
    TwoStepOff,
    /// A passkey was used.
    Passkey,
    /// A passkey was set up.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// An address for getting back in was typed.
    RecoveryMailAsked,
    /// It was proved.
    RecoveryMailAdded,
    /// It was removed.
    RecoveryMailRemoved,
    /// A number for getting back in was set.
    RecoveryNumberSet,
    /// It was removed.
    RecoveryNumberRemoved,
    /// A new address to sign in with was typed.
    EmailAsked,
    /// It was proved.
    EmailChanged,
    /// Somebody forgot what they sign in with.
    LoginNameAsked,
    /// A code went out by SMS.
    SmsSent,
    /// A code by SMS was typed.
    SmsCode,
    /// A number for codes by SMS was set up.
    SmsAdded,
    /// A number for codes by SMS was removed.
    SmsRemoved,
    /// Backup codes were made.
    BackupCodesMade,
    /// The password was changed.
    PasswordChanged,
    /// A session was ended.
    SessionEnded,
    /// A new password was asked for by mail.
    ResetAsked,
    /// The profile was changed.
    ProfileChanged,
    /// A phone has a new name.
    PhoneChanged,
    /// The account was made.
    AccountMade,
    /// An administrator locked the account.
    Locked,
    /// An administrator unlocked the account.
    Unlocked,
    /// An application password was made.
    AppPasswordMade,
    /// An application password was used at a service.
    AppPasswordUsed(String),
    /// Application passwords were revoked.
    AppPasswordRevoked,
    /// An API token was made.
    ApiTokenMade,
    /// An API token was used at a service.
    ApiTokenUsed(String),
    /// API tokens were revoked.
    ApiTokenRevoked,
    /// The password was closed after too many wrong ones.
    PasswordClosed,
    /// The password was opened again.
    PasswordOpened,
    /// A browser is trusted.
    BrowserTrusted,
    /// Browsers are not trusted any more.
    BrowserForgotten,
    /// The account was deleted.
    Deleted,
    /// A copy of what is kept was taken.
    Exported,
    /// Somebody left the organisation.
    Left,
    /// The role was changed.
    RoleChanged,
    /// The organisation's rules were changed.
    RulesChanged,
    /// An administrator told the person to look at their settings.
    AlertSent,
    /// A service was made.
    ServiceAdded,
    /// A service's key was taken away.
    ServiceRevoked,
    /// Where a service is told was set.
    WebhookSet,
    /// How mail goes out was set up.
    MailSet,
    /// That was forgotten.
    MailRemoved,
    /// A service is told no more.
    WebhookRemoved,
    /// The company's provider said who it is.
    Company,
    /// A company identity was linked.
    CompanyLinked,
    /// A company identity was unlinked.
    CompanyUnlinked,
    /// A provider of company sign-in was set up.
    ProviderAdded,
    /// One was changed.
    ProviderChanged,
    /// One was removed.
    ProviderRemoved,
    /// Something about an identity check or its reviewers.
    IdentityCheck(AuditKind),
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
        let key = match &self.what {
            What::SignIn(service) => return frame.t("what-sign-in-to").with("service", service),
            What::AppPasswordUsed(service) => return frame.t("what-app-password-used").with("service", service),
            What::ApiTokenUsed(service) => return frame.t("what-api-token-used").with("service", service),
            What::AppPasswordMade => "what-app-password-made",
            What::AppPasswordRevoked => "what-app-password-revoked",
            What::ApiTokenMade => "what-api-token-made",
            What::ApiTokenRevoked => "what-api-token-revoked",
            What::PasswordClosed => "what-password-closed",
            What::PasswordOpened => "what-password-opened",
            What::BrowserTrusted => "what-trusted",
            What::BrowserForgotten => "what-forgotten",
            What::Deleted => "what-deleted",
            What::Exported => "what-exported",
            What::Left => "what-left",
            What::RoleChanged => "what-role",
            What::RulesChanged => "what-rules",
            What::AlertSent => "what-alert",
            What::IdentityCheck(kind) => identity_words::what_key(*kind),
            What::SignedIn => "what-sign-in",
            What::Code => "what-code",
            What::BackupCode => "what-backup-code",
            What::Passkey => "what-passkey",
            What::PasskeyAdded => "what-passkey-added",
            What::PasskeyRemoved => "what-passkey-removed",
            What::RecoveryMailAsked => "what-recovery-mail-asked",
            What::RecoveryMailAdded => "what-recovery-mail-added",
            What::RecoveryMailRemoved => "what-recovery-mail-removed",
            What::RecoveryNumberSet => "what-recovery-number-set",
            What::RecoveryNumberRemoved => "what-recovery-number-removed",
            What::EmailAsked => "what-email-asked",
            What::EmailChanged => "what-email-changed",
            What::LoginNameAsked => "what-login-name",
            What::SmsSent => "what-sms-sent",
            What::SmsCode => "what-sms-code",
            What::SmsAdded => "what-sms-added",
            What::SmsRemoved => "what-sms-removed",
            What::Password => "what-password-typed",
            What::PhoneLinked => "what-phone-linked",
            What::PhoneRemoved => "what-phone-removed",
            What::CodeAppAdded => "what-code-app-added",
            What::CodeAppRemoved => "what-code-app-removed",
            What::TwoStepOn => "what-two-step-on",
            What::TwoStepOff => "what-two-step-off",
            What::BackupCodesMade => "what-codes-made",
            What::PasswordChanged => "what-password",
            What::SessionEnded => "what-session-ended",
            What::ResetAsked => "what-reset-asked",
            What::ProfileChanged => "what-profile",
            What::PhoneChanged => "what-phone-changed",
            What::AccountMade => "what-account",
            What::Locked => "what-locked",
            What::Unlocked => "what-unlocked",
            What::ServiceAdded => "what-service",
            What::ServiceRevoked => "what-service-revoked",
            What::WebhookSet => "what-webhook",
            What::MailSet => "what-mail",
            What::MailRemoved => "what-mail-removed",
            What::WebhookRemoved => "what-webhook-removed",
            What::Company => "what-company",
            What::CompanyLinked => "what-company-linked",
            What::CompanyUnlinked => "what-company-unlinked",
            What::ProviderAdded => "what-provider",
            What::ProviderChanged => "what-provider-changed",
            What::ProviderRemoved => "what-provider-removed",
        };
        frame.t(key)
    }
}

impl Entry {
    /// One line under the title: how it ended, with what, from where, when.
    pub(super) fn about(&self, frame: &Frame) -> String {
        let parts = [Some(frame.t(self.result.key()).to_string()), self.detail.clone(), self.address.clone()];
        let when = Some(frame.when_inside(&self.at));
        parts.into_iter().chain([when]).flatten().collect::<Vec<_>>().join(" · ")
    }
}

impl Outcome {
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
