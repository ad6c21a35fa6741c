//! What kinds of things happen, as people tell them apart.

use super::AuditKind;

/// A kind of things that happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// All.
    Everything,
    /// Getting in, or trying to.
    SignIns,
    /// How the account is secured.
    Security,
    /// Getting back in.
    Recovery,
}

impl Group {
    /// In the order of the list.
    pub const ALL: [Self; 4] = [Self::Everything, Self::SignIns, Self::Security, Self::Recovery];

    /// As it stands in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Everything => "",
            Self::SignIns => "sign-ins",
            Self::Security => "security",
            Self::Recovery => "recovery",
        }
    }
}

/// To which group something belongs.
#[must_use]
pub const fn group_of(kind: AuditKind) -> Group {
    use AuditKind as Kind;
    match kind {
        Kind::ChallengeAsked
        | Kind::ChallengeApproved
        | Kind::ChallengeDenied
        | Kind::ChallengeReported
        | Kind::ChallengeExpired
        | Kind::ChallengeCancelled
        | Kind::ChallengeRedeemed
        | Kind::NumberWrong
        | Kind::CodeAccepted
        | Kind::CodeRefused
        | Kind::PasskeyAccepted
        | Kind::PasskeyRefused
        | Kind::CompanyAccepted
        | Kind::SmsSent
        | Kind::SmsCodeAccepted
        | Kind::SmsCodeRefused
        | Kind::PasswordAccepted
        | Kind::PasswordRefused
        | Kind::AppPasswordUsed
        | Kind::ApiTokenUsed
        | Kind::SignedIn
        | Kind::SessionEnded => Group::SignIns,
        Kind::BackupCodeAccepted
        | Kind::BackupCodeRefused
        | Kind::BackupCodesMade
        | Kind::ResetAsked
        | Kind::LoginNameAsked
        | Kind::RecoveryMailAsked
        | Kind::RecoveryMailAdded
        | Kind::RecoveryMailRemoved
        | Kind::RecoveryNumberSet
        | Kind::RecoveryNumberRemoved
        | Kind::PasswordClosed
        | Kind::PasswordOpened
        | Kind::IdentityAsked
        | Kind::IdentitySent
        | Kind::IdentityToReview
        | Kind::IdentityOpened
        | Kind::IdentityReviewed
        | Kind::IdentityAccepted
        | Kind::IdentityRefused
        | Kind::IdentityCancelled
        | Kind::IdentityExpired
        | Kind::IdentityPicturesDeleted
        | Kind::IdentityUsed
        | Kind::IdentityDone
        | Kind::RecoveryPlanChanged
        | Kind::TrusteeAsked
        | Kind::TrusteeAccepted
        | Kind::TrusteeDeclined
        | Kind::RecoveryBegun
        | Kind::RecoveryRefused
        | Kind::RecoveryWaiting
        | Kind::RecoveryStopped
        | Kind::RecoveryUsed
        | Kind::PersonLocked
        | Kind::PersonUnlocked => Group::Recovery,
        _ => Group::Security,
    }
}
