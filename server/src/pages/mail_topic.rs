//! What mails are about.

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Somebody signed in to your account.
    SignedIn,
    /// Somebody tried to sign in to your account.
    Failed,
    /// A sign-in was reported: it was not you.
    Reported,
    /// A backup code was used.
    BackupCodeUsed,
    /// A phone was linked to your account.
    PhoneLinked,
    /// A phone was removed from your account.
    PhoneRemoved,
    /// Another app makes codes for your account now.
    CodeAppAdded,
    /// An app that made codes was removed.
    CodeAppRemoved,
    /// A passkey was set up.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// Company sign-in opens your account.
    CompanyLinked,
    /// Company sign-in opens your account no more.
    CompanyUnlinked,
    /// Prove that this address, for getting back in, is yours.
    RecoveryMailAsked,
    /// An address for getting back in was added.
    RecoveryMailAdded,
    /// An address for getting back in was removed.
    RecoveryMailRemoved,
    /// A number for getting back in was set.
    RecoveryNumberSet,
    /// The number for getting back in was removed.
    RecoveryNumberRemoved,
    /// Prove that this address, to sign in with, is yours.
    EmailAsked,
    /// The address you sign in with was changed.
    EmailChanged,
    /// You asked what you sign in with.
    LoginName,
    /// A number gets codes by SMS.
    SmsAdded,
    /// A number gets no codes any more.
    SmsRemoved,
    /// New backup codes were made; the old ones are void.
    BackupCodesMade,
    /// Two-step verification is on.
    TwoStepOn,
    /// Two-step verification is off: secure your account again.
    TwoStepOff,
    /// Your password was changed.
    PasswordChanged,
    /// You asked for a new password.
    ResetAsked,
    /// An application password was made.
    AppPasswordMade,
    /// Application passwords were revoked.
    AppPasswordRevoked,
    /// An API token was made.
    ApiTokenMade,
    /// API tokens were revoked.
    ApiTokenRevoked,
    /// Your password was closed after too many wrong ones.
    PasswordClosed,
    /// Your password opens again.
    PasswordOpened,
    /// A browser is trusted for a while.
    BrowserTrusted,
    /// You are invited: choose your password.
    Invited,
    /// Your role was changed.
    RoleChanged,
    /// An administrator asks you to look at your security settings.
    Alert,
    /// You left the organisation.
    Left,
    /// Your account is deleted.
    Deleted,
    /// Your account was locked.
    Locked,
    /// Your account was unlocked.
    Unlocked,
    /// Your code for the identity check.
    IdentityCode,
    /// Somebody asked to get in by an identity check.
    IdentityAsked,
    /// The identity check is with the reviewers.
    IdentitySent,
    /// An identity check waits for you.
    IdentityToReview,
    /// Your identity check was accepted.
    IdentityAccepted,
    /// Your identity check was refused.
    IdentityRefused,
    /// The identity check was stopped.
    IdentityCancelled,
    /// The identity check was not finished in time.
    IdentityExpired,
    /// Somebody signed in after the identity check.
    IdentityUsed,
    /// Your new second step is set up; the old ways are void.
    IdentityDone,
    /// What you prepared for getting in again was changed.
    RecoveryPlan,
    /// Somebody asks you to be a person they trust.
    TrusteeAsked,
    /// Somebody agreed to be a person you trust.
    TrusteeAccepted,
    /// Somebody does not want to be a person you trust.
    TrusteeDeclined,
    /// Somebody began to recover your account.
    RecoveryBegun,
    /// Your account can be opened by a recovery soon.
    RecoveryWaiting,
    /// The recovery of your account was stopped.
    RecoveryStopped,
    /// Your account was recovered.
    RecoveryUsed,
    /// You may look at identity checks.
    ReviewerOn,
    /// You look at identity checks no more.
    ReviewerOff,
    /// A reviewer has a new key.
    ReviewerKeySet,
    /// Mail works.
    Test,
}

impl Topic {
    /// Everything that is told.
    pub const ALL: [Self; 63] = [
        Self::SignedIn,
        Self::Failed,
        Self::Reported,
        Self::BackupCodeUsed,
        Self::PhoneLinked,
        Self::PhoneRemoved,
        Self::CodeAppAdded,
        Self::CodeAppRemoved,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::CompanyLinked,
        Self::CompanyUnlinked,
        Self::RecoveryMailAsked,
        Self::RecoveryMailAdded,
        Self::RecoveryMailRemoved,
        Self::RecoveryNumberSet,
        Self::RecoveryNumberRemoved,
        Self::EmailAsked,
        Self::EmailChanged,
        Self::LoginName,
        Self::SmsAdded,
        Self::SmsRemoved,
        Self::BackupCodesMade,
        Self::TwoStepOn,
        Self::TwoStepOff,
        Self::PasswordChanged,
        Self::ResetAsked,
        Self::AppPasswordMade,
        Self::AppPasswordRevoked,
        Self::ApiTokenMade,
        Self::ApiTokenRevoked,
        Self::PasswordClosed,
        Self::PasswordOpened,
        Self::BrowserTrusted,
        Self::Invited,
        Self::RoleChanged,
        Self::Alert,
        Self::Left,
        Self::Deleted,
        Self::Locked,
        Self::Unlocked,
        Self::IdentityCode,
        Self::IdentityAsked,
        Self::IdentitySent,
        Self::IdentityToReview,
        Self::IdentityAccepted,
        Self::IdentityRefused,
        Self::IdentityCancelled,
        Self::IdentityExpired,
        Self::IdentityUsed,
        Self::IdentityDone,
        Self::RecoveryPlan,
        Self::TrusteeAsked,
        Self::TrusteeAccepted,
        Self::TrusteeDeclined,
        Self::RecoveryBegun,
        Self::RecoveryWaiting,
        Self::RecoveryStopped,
        Self::RecoveryUsed,
        Self::ReviewerOn,
        Self::ReviewerOff,
        Self::ReviewerKeySet,
        Self::Test,
    ];

    /// The word for it, which never changes; also the name of its words, after `mail-`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::Failed => "failed",
            Self::Reported => "reported",
            Self::BackupCodeUsed => "backup-code-used",
            Self::PhoneLinked => "phone-linked",
            Self::PhoneRemoved => "phone-removed",
            Self::CodeAppAdded => "code-app-added",
            Self::CodeAppRemoved => "code-app-removed",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::CompanyLinked => "company-linked",
            Self::CompanyUnlinked => "company-unlinked",
            Self::RecoveryMailAsked => "recovery-mail-asked",
            Self::RecoveryMailAdded => "recovery-mail-added",
            Self::RecoveryMailRemoved => "recovery-mail-removed",
            Self::RecoveryNumberSet => "recovery-number-set",
            Self::RecoveryNumberRemoved => "recovery-number-removed",
            Self::EmailAsked => "email-asked",
            Self::EmailChanged => "email-changed",
            Self::LoginName => "login-name",
            Self::SmsAdded => "sms-added",
            Self::SmsRemoved => "sms-removed",
            Self::BackupCodesMade => "backup-codes-made",
            Self::TwoStepOn => "two-step-on",
            Self::TwoStepOff => "two-step-off",
            Self::PasswordChanged => "password-changed",
            Self::ResetAsked => "reset-asked",
            Self::AppPasswordMade => "app-password-made",
            Self::AppPasswordRevoked => "app-password-revoked",
            Self::ApiTokenMade => "api-token-made",
            Self::ApiTokenRevoked => "api-token-revoked",
            Self::PasswordClosed => "password-closed",
            Self::PasswordOpened => "password-opened",
            Self::BrowserTrusted => "browser-trusted",
            Self::Invited => "invited",
            Self::RoleChanged => "role",
            Self::Alert => "alert",
            Self::Left => "left",
            Self::Deleted => "deleted",
            Self::Locked => "locked",
            Self::Unlocked => "unlocked",
            Self::IdentityCode => "identity-code",
            Self::IdentityAsked => "identity-asked",
            Self::IdentitySent => "identity-sent",
            Self::IdentityToReview => "identity-to-review",
            Self::IdentityAccepted => "identity-accepted",
            Self::IdentityRefused => "identity-refused",
            Self::IdentityCancelled => "identity-cancelled",
            Self::IdentityExpired => "identity-expired",
            Self::IdentityUsed => "identity-used",
            Self::IdentityDone => "identity-done",
            Self::RecoveryPlan => "recovery-plan",
            Self::TrusteeAsked => "trustee-asked",
            Self::TrusteeAccepted => "trustee-accepted",
            Self::TrusteeDeclined => "trustee-declined",
            Self::RecoveryBegun => "recovery-begun",
            Self::RecoveryWaiting => "recovery-waiting",
            Self::RecoveryStopped => "recovery-stopped",
            Self::RecoveryUsed => "recovery-used",
            Self::ReviewerOn => "reviewer-on",
            Self::ReviewerOff => "reviewer-off",
            Self::ReviewerKeySet => "reviewer-key",
            Self::Test => "test",
        }
    }
}
