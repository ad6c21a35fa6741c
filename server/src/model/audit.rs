//! What happened: entries of the chained log, which is also the activity that people see.

use assent_core::clock::UnixSeconds;
use assent_core::ids::DeviceId;
use assent_core::message::Sha256;
use serde::{Deserialize, Serialize};

use super::{PersonId, ServiceId};

/// Something that happened, before it has a place in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEvent {
    /// When.
    pub at: UnixSeconds,
    /// What.
    pub kind: AuditKind,
    /// Whom it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// At which service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    /// With which phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceId>,
    /// From which address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What else is worth knowing: names, ids, hashes; never a secret, a code or a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditKind {
    /// A person was asked.
    ChallengeAsked,
    /// YES.
    ChallengeApproved,
    /// NO.
    ChallengeDenied,
    /// NO, and it was not me.
    ChallengeReported,
    /// Nobody answered.
    ChallengeExpired,
    /// Withdrawn, superseded or killed by wrong numbers.
    ChallengeCancelled,
    /// A wrong number was typed on the phone.
    NumberWrong,
    /// The service took the approval.
    ChallengeRedeemed,
    /// A one-time code was accepted.
    CodeAccepted,
    /// A one-time code was refused.
    CodeRefused,
    /// A passkey was accepted.
    PasskeyAccepted,
    /// A passkey was refused.
    PasskeyRefused,
    /// A code went out by SMS.
    SmsSent,
    /// A code that went out by SMS was accepted.
    SmsCodeAccepted,
    /// A code that should have come by SMS was refused.
    SmsCodeRefused,
    /// A backup code was accepted.
    BackupCodeAccepted,
    /// A backup code was refused.
    BackupCodeRefused,
    /// The password was wrong.
    PasswordRefused,
    /// The password was accepted at a service.
    PasswordAccepted,
    /// Signed in to the portal.
    SignedIn,
    /// Signed out, or a session was ended.
    SessionEnded,
    /// The password was closed after too many wrong ones.
    PasswordClosed,
    /// The password was opened again.
    PasswordOpened,
    /// A browser is trusted for a while.
    BrowserTrusted,
    /// Browsers are not trusted any more.
    BrowserForgotten,
    /// A phone was linked.
    DeviceLinked,
    /// A phone was removed.
    DeviceRemoved,
    /// A phone has a new name or push endpoint.
    DeviceUpdated,
    /// A push server knows a phone's address no more; the phone is woken no longer.
    PushLost,
    /// Phones get no requests for a while; the detail is the person's phone that said so.
    QuietBegun,
    /// Phones get requests again, before their quiet was over.
    QuietEnded,
    /// Another app's one-time codes were set up.
    OtpAdded,
    /// Another app's one-time codes were removed.
    OtpRemoved,
    /// A passkey was set up.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// A number for codes by SMS was set up.
    SmsAdded,
    /// A number for codes by SMS was removed.
    SmsRemoved,
    /// New backup codes were made.
    BackupCodesMade,
    /// Two-step verification went on.
    TwoStepOn,
    /// Two-step verification went off.
    TwoStepOff,
    /// The password was changed.
    PasswordChanged,
    /// Somebody said that they forgot the password.
    ResetAsked,
    /// Somebody typed an address for getting back in; a link goes there.
    RecoveryMailAsked,
    /// An address for getting back in was proved.
    RecoveryMailAdded,
    /// An address for getting back in was removed.
    RecoveryMailRemoved,
    /// A number for getting back in was set.
    RecoveryNumberSet,
    /// The number for getting back in was removed.
    RecoveryNumberRemoved,
    /// Somebody typed a new address to sign in with; a link goes there.
    EmailAsked,
    /// The address to sign in with was changed.
    EmailChanged,
    /// Somebody forgot what they sign in with.
    LoginNameAsked,
    /// Name or language was changed.
    ProfileChanged,
    /// An account was made.
    PersonAdded,
    /// An account was locked.
    PersonLocked,
    /// An account was unlocked.
    PersonUnlocked,
    /// An application password was made.
    AppPasswordMade,
    /// An application password was used: the first time, from another address, or again after a day.
    AppPasswordUsed,
    /// An application password was revoked, or all were.
    AppPasswordRevoked,
    /// An API token was made.
    ApiTokenMade,
    /// An API token was used: the first time, from another address, or again after a day.
    ApiTokenUsed,
    /// An API token was revoked, or all were.
    ApiTokenRevoked,
    /// An account was made; its owner chooses the password.
    PersonInvited,
    /// Somebody left the organisation.
    PersonLeft,
    /// Somebody deleted their account.
    PersonDeleted,
    /// Somebody took a copy of what is kept about them.
    DataExported,
    /// Somebody got another role.
    RoleChanged,
    /// The organisation asks something else of everybody.
    RulesChanged,
    /// An administrator told somebody to look at their settings.
    AlertSent,
    /// A service was made.
    ServiceAdded,
    /// A service's key was revoked.
    ServiceRevoked,
    /// Where a service is told was set.
    WebhookSet,
    /// How mail goes out was set up in the portal; the detail is the mail server.
    MailSet,
    /// That was forgotten.
    MailRemoved,
    /// A service is told no more.
    WebhookRemoved,
    /// A company identity was linked.
    CompanyLinked,
    /// A company identity was unlinked.
    CompanyUnlinked,
    /// The company's provider said who somebody is.
    CompanyAccepted,
    /// A provider of company sign-in was set up.
    ProviderAdded,
    /// One was changed.
    ProviderChanged,
    /// One was removed.
    ProviderRemoved,
    /// An identity check was asked for.
    IdentityAsked,
    /// Everything for an identity check was sent.
    IdentitySent,
    /// A reviewer has an identity check to look at.
    IdentityToReview,
    /// A reviewer opened a picture.
    IdentityOpened,
    /// A reviewer answered.
    IdentityReviewed,
    /// An identity check was accepted.
    IdentityAccepted,
    /// An identity check was refused.
    IdentityRefused,
    /// An identity check was stopped.
    IdentityCancelled,
    /// Nobody finished or answered an identity check in time.
    IdentityExpired,
    /// The pictures of an identity check were deleted; the detail is the proof.
    IdentityPicturesDeleted,
    /// Signed in after an identity check.
    IdentityUsed,
    /// A new second step was proved after an identity check or a prepared recovery; the old ways are void.
    IdentityDone,
    /// What somebody prepared for getting in again was changed; the detail says which part.
    RecoveryPlanChanged,
    /// Somebody is asked to be trusted; the detail is by whom.
    TrusteeAsked,
    /// Somebody agreed to be trusted; the detail is who.
    TrusteeAccepted,
    /// Somebody does not want to be trusted; the detail is who.
    TrusteeDeclined,
    /// A part of a prepared recovery was proved.
    RecoveryBegun,
    /// A part of a prepared recovery was wrong.
    RecoveryRefused,
    /// Everything for a prepared recovery was proved; the waiting time runs.
    RecoveryWaiting,
    /// A prepared recovery was stopped.
    RecoveryStopped,
    /// A new password was chosen after a prepared recovery.
    RecoveryUsed,
    /// Somebody may look at identity checks.
    ReviewerOn,
    /// Somebody may look at identity checks no more.
    ReviewerOff,
    /// A reviewer has a new key.
    ReviewerKeySet,
}

/// An event with its place in the chain: `hash = SHA-256(00 ‖ hash before ‖ the event's stored bytes)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// 1, 2, 3, … without gaps.
    pub seq: u64,
    /// What happened.
    pub event: AuditEvent,
    /// The chain's hash after it.
    pub hash: Sha256,
}

impl AuditEvent {
    /// An event with nothing but when and what.
    #[must_use]
    pub const fn new(at: UnixSeconds, kind: AuditKind) -> Self {
        Self { at, kind, person: None, service: None, device: None, address: None, detail: None }
    }

    /// …about this person.
    #[must_use]
    pub const fn of(mut self, person: PersonId) -> Self {
        self.person = Some(person);
        self
    }
}
