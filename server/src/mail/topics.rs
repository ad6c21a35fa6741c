//! What an entry of the log is told as, and who wants to be told.

use crate::model::{Alerts, AuditKind, Person};
use crate::pages::mail::Topic;

/// Sign-ins are told as the person chose; changes of the account always.
pub(super) const fn wants(person: &Person, topic: Topic) -> bool {
    match topic {
        Topic::SignedIn => matches!(person.alerts, Alerts::Always),
        Topic::Failed => !matches!(person.alerts, Alerts::Never),
        // The link would open nothing.
        Topic::ResetAsked | Topic::Invited | Topic::LoginName => person.locked_at.is_none(),
        _ => true,
    }
}

/// What an entry is told as, if it is told.
pub(super) const fn topic_of(kind: AuditKind) -> Option<Topic> {
    use AuditKind as Kind;
    Some(match kind {
        Kind::SignedIn => Topic::SignedIn,
        Kind::PasswordRefused
        | Kind::CodeRefused
        | Kind::BackupCodeRefused
        | Kind::PasskeyRefused
        | Kind::SmsCodeRefused
        | Kind::RecoveryRefused
        | Kind::NumberWrong => Topic::Failed,
        Kind::ChallengeReported => Topic::Reported,
        Kind::BackupCodeAccepted => Topic::BackupCodeUsed,
        Kind::DeviceLinked => Topic::PhoneLinked,
        Kind::DeviceRemoved => Topic::PhoneRemoved,
        Kind::OtpAdded => Topic::CodeAppAdded,
        Kind::OtpRemoved => Topic::CodeAppRemoved,
        Kind::PasskeyAdded => Topic::PasskeyAdded,
        Kind::PasskeyRemoved => Topic::PasskeyRemoved,
        Kind::CompanyLinked => Topic::CompanyLinked,
        Kind::CompanyUnlinked => Topic::CompanyUnlinked,
        Kind::RecoveryMailAsked => Topic::RecoveryMailAsked,
        Kind::RecoveryMailAdded => Topic::RecoveryMailAdded,
        Kind::RecoveryMailRemoved => Topic::RecoveryMailRemoved,
        Kind::RecoveryNumberSet => Topic::RecoveryNumberSet,
        Kind::RecoveryNumberRemoved => Topic::RecoveryNumberRemoved,
        Kind::EmailAsked => Topic::EmailAsked,
        Kind::EmailChanged => Topic::EmailChanged,
        Kind::LoginNameAsked => Topic::LoginName,
        Kind::SmsAdded => Topic::SmsAdded,
        Kind::SmsRemoved => Topic::SmsRemoved,
        Kind::BackupCodesMade => Topic::BackupCodesMade,
        Kind::TwoStepOn => Topic::TwoStepOn,
        Kind::TwoStepOff => Topic::TwoStepOff,
        Kind::PasswordChanged => Topic::PasswordChanged,
        Kind::ResetAsked => Topic::ResetAsked,
        Kind::AppPasswordMade => Topic::AppPasswordMade,
        Kind::AppPasswordRevoked => Topic::AppPasswordRevoked,
        Kind::ApiTokenMade => Topic::ApiTokenMade,
        Kind::ApiTokenRevoked => Topic::ApiTokenRevoked,
        Kind::PasswordClosed => Topic::PasswordClosed,
        Kind::PasswordOpened => Topic::PasswordOpened,
        Kind::BrowserTrusted => Topic::BrowserTrusted,
        Kind::PersonInvited => Topic::Invited,
        Kind::RoleChanged => Topic::RoleChanged,
        Kind::AlertSent => Topic::Alert,
        Kind::PersonLeft => Topic::Left,
        Kind::PersonLocked => Topic::Locked,
        Kind::PersonUnlocked => Topic::Unlocked,
        Kind::IdentityAsked => Topic::IdentityAsked,
        Kind::IdentitySent => Topic::IdentitySent,
        Kind::IdentityToReview => Topic::IdentityToReview,
        Kind::IdentityAccepted => Topic::IdentityAccepted,
        Kind::IdentityRefused => Topic::IdentityRefused,
        Kind::IdentityCancelled => Topic::IdentityCancelled,
        Kind::IdentityExpired => Topic::IdentityExpired,
        Kind::IdentityUsed => Topic::IdentityUsed,
        Kind::IdentityDone => Topic::IdentityDone,
        Kind::RecoveryPlanChanged => Topic::RecoveryPlan,
        Kind::TrusteeAsked => Topic::TrusteeAsked,
        Kind::TrusteeAccepted => Topic::TrusteeAccepted,
        Kind::TrusteeDeclined => Topic::TrusteeDeclined,
        Kind::RecoveryBegun => Topic::RecoveryBegun,
        Kind::RecoveryWaiting => Topic::RecoveryWaiting,
        Kind::RecoveryStopped => Topic::RecoveryStopped,
        Kind::RecoveryUsed => Topic::RecoveryUsed,
        Kind::ReviewerOn => Topic::ReviewerOn,
        Kind::ReviewerOff => Topic::ReviewerOff,
        Kind::ReviewerKeySet => Topic::ReviewerKeySet,
        Kind::ChallengeAsked
        | Kind::ChallengeApproved
        | Kind::ChallengeDenied
        | Kind::ChallengeExpired
        | Kind::ChallengeCancelled
        | Kind::ChallengeRedeemed
        | Kind::CodeAccepted
        | Kind::PasswordAccepted
        | Kind::PasskeyAccepted
        | Kind::CompanyAccepted
        | Kind::ProviderAdded
        | Kind::ProviderChanged
        | Kind::ProviderRemoved
        | Kind::SmsSent
        | Kind::SmsCodeAccepted
        | Kind::AppPasswordUsed
        | Kind::ApiTokenUsed
        | Kind::SessionEnded
        | Kind::DeviceUpdated
        | Kind::PushLost
        | Kind::QuietBegun
        | Kind::QuietEnded
        | Kind::ProfileChanged
        | Kind::PersonAdded
        | Kind::RulesChanged
        | Kind::PersonDeleted
        | Kind::DataExported
        | Kind::BrowserForgotten
        | Kind::ServiceAdded
        | Kind::ServiceRevoked
        | Kind::WebhookSet
        | Kind::MailSet
        | Kind::MailRemoved
        | Kind::WebhookRemoved
        | Kind::IdentityOpened
        | Kind::IdentityReviewed
        | Kind::IdentityPicturesDeleted => return None,
    })
}
