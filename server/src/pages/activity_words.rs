//! What each thing that happens is called.

use crate::model::AuditKind as Kind;

/// Into the portal, or an answer on the way there.
pub(super) const SIGN_IN: &str = "what-sign-in";

pub(super) const fn what_key(kind: Kind) -> &'static str {
    match kind {
        Kind::ChallengeAsked
        | Kind::ChallengeApproved
        | Kind::ChallengeDenied
        | Kind::ChallengeReported
        | Kind::ChallengeExpired
        | Kind::ChallengeCancelled
        | Kind::NumberWrong
        | Kind::ChallengeRedeemed
        | Kind::PasswordAccepted
        | Kind::SignedIn => SIGN_IN,
        Kind::CodeAccepted | Kind::CodeRefused => "what-code",
        Kind::PasskeyAccepted | Kind::PasskeyRefused => "what-passkey",
        Kind::SmsSent => "what-sms-sent",
        Kind::SmsCodeAccepted | Kind::SmsCodeRefused => "what-sms-code",
        Kind::BackupCodeAccepted | Kind::BackupCodeRefused => "what-backup-code",
        Kind::PasswordRefused => "what-password-typed",
        Kind::SessionEnded => "what-session-ended",
        Kind::PasswordClosed => "what-password-closed",
        Kind::PasswordOpened => "what-password-opened",
        Kind::BrowserTrusted => "what-trusted",
        Kind::BrowserForgotten => "what-forgotten",
        Kind::DeviceLinked => "what-phone-linked",
        Kind::DeviceRemoved => "what-phone-removed",
        Kind::DeviceUpdated => "what-phone-changed",
        Kind::OtpAdded => "what-code-app-added",
        Kind::OtpRemoved => "what-code-app-removed",
        Kind::PasskeyAdded => "what-passkey-added",
        Kind::PasskeyRemoved => "what-passkey-removed",
        Kind::SmsAdded => "what-sms-added",
        Kind::SmsRemoved => "what-sms-removed",
        Kind::BackupCodesMade => "what-codes-made",
        Kind::TwoStepOn => "what-two-step-on",
        Kind::TwoStepOff => "what-two-step-off",
        Kind::PasswordChanged => "what-password",
        Kind::ResetAsked => "what-reset-asked",
        Kind::RecoveryMailAsked => "what-recovery-mail-asked",
        Kind::RecoveryMailAdded => "what-recovery-mail-added",
        Kind::RecoveryMailRemoved => "what-recovery-mail-removed",
        Kind::RecoveryNumberSet => "what-recovery-number-set",
        Kind::RecoveryNumberRemoved => "what-recovery-number-removed",
        Kind::EmailAsked => "what-email-asked",
        Kind::EmailChanged => "what-email-changed",
        Kind::LoginNameAsked => "what-login-name",
        Kind::ProfileChanged => "what-profile",
        Kind::PersonAdded | Kind::PersonInvited => "what-account",
        Kind::PersonLocked => "what-locked",
        Kind::PersonUnlocked => "what-unlocked",
        Kind::AppPasswordMade => "what-app-password-made",
        Kind::AppPasswordUsed => "what-app-password-used",
        Kind::AppPasswordRevoked => "what-app-password-revoked",
        Kind::ApiTokenMade => "what-api-token-made",
        Kind::ApiTokenUsed => "what-api-token-used",
        Kind::ApiTokenRevoked => "what-api-token-revoked",
        Kind::PersonLeft => "what-left",
        Kind::PersonDeleted => "what-deleted",
        Kind::DataExported => "what-exported",
        Kind::RoleChanged => "what-role",
        Kind::RulesChanged => "what-rules",
        Kind::AlertSent => "what-alert",
        Kind::ServiceAdded => "what-service",
        Kind::ServiceRevoked => "what-service-revoked",
        Kind::WebhookSet => "what-webhook",
        Kind::MailSet => "what-mail",
        Kind::MailRemoved => "what-mail-removed",
        Kind::WebhookRemoved => "what-webhook-removed",
        Kind::CompanyLinked => "what-company-linked",
        Kind::CompanyUnlinked => "what-company-unlinked",
        Kind::CompanyAccepted => "what-company",
        Kind::ProviderAdded => "what-provider",
        Kind::ProviderChanged => "what-provider-changed",
        Kind::ProviderRemoved => "what-provider-removed",
        Kind::IdentityAsked => "what-identity-asked",
        Kind::IdentitySent => "what-identity-sent",
        Kind::IdentityToReview => "what-identity-to-review",
        Kind::IdentityOpened => "what-identity-opened",
        Kind::IdentityReviewed => "what-identity-reviewed",
        Kind::IdentityAccepted => "what-identity-accepted",
        Kind::IdentityRefused => "what-identity-refused",
        Kind::IdentityCancelled => "what-identity-cancelled",
        Kind::IdentityExpired => "what-identity-expired",
        Kind::IdentityPicturesDeleted => "what-identity-deleted",
        Kind::IdentityUsed => "what-identity-used",
        Kind::IdentityDone => "what-identity-done",
        Kind::ReviewerOn => "what-reviewer-on",
        Kind::ReviewerOff => "what-reviewer-off",
        Kind::ReviewerKeySet => "what-reviewer-key",
    }
}
