//! What the rooms talk about: plain facts and the transitions between them. Knows no store, no network, no clock.

mod attestation;
mod audit;
mod budget;
mod challenge;
mod company;
mod contact;
mod device;
mod factor;
mod group;
mod identity_check;
mod ids;
mod mail;
mod person;
mod phone_number;
mod program_key;
mod recovery;
mod recovery_plan;
mod reviewer;
mod role;
mod rules;
mod service;
mod session;
mod sms_tally;
mod throttle;
mod webhook;

pub use attestation::{Attestation, Boot, Doubt, Finding};
pub use audit::{AuditEntry, AuditEvent, AuditKind};
pub use budget::{PushBudget, PushRefused};
pub use challenge::{Answer, Cancelled, Challenge, Consumed, REDEEM_SECS, Refused, State};
pub use company::{CompanyLink, Provider};
pub use contact::{AddressPurpose, ImageKind, MailAddress, PROOF_SECS, Picture, RecoveryNumber};
pub use device::{Device, LINK_TRIES, LinkTicket, TicketState, TicketVoid};
pub use factor::{BackupCode, BackupSet, OtpCredential, Passkey, SmsFactor};
pub use group::{Group, group_of};
pub use identity_check::{
    CHECKS_A_DAY, CheckState, CodeWay, Document, IdentityCheck, KEEP_CHECK_SECS, MAX_SEALED_HEAD, MAX_SEALED_PICTURE,
    PICTURE_SECS, PictureKind, Reason, SentCode, Step, Vote, votes_needed,
};
pub use ids::{
    AddressId, CheckId, CredentialId, DeliveryId, MailId, PersonId, ProgramKeyId, ProviderId, RecoveryId, ServiceId,
    SessionId, TokenHash, TrusteeId,
};
pub use mail::{Alerts, Letter, MAIL_LIFE_SECS, Mail};
pub use person::{BadEmail, Email, Person};
pub use phone_number::{BadNumber, Countries, Country, PhoneNumber};
pub use program_key::{KeyState, ProgramKey, ProgramKeyKind, Scope, UNUSED_SECS};
pub use recovery::{KEEP_RECOVERY_SECS, NewRecovery, ProvedPart, Recovery, RecoveryStage, RecoveryState};
pub use recovery_plan::{PARTS_NEEDED, Part, RecoveryPlan, Trustee, WAITS};
pub use reviewer::{Reviewer, ReviewerKey};
pub use role::Role;
pub use rules::{Methods, NumberMatch, Rules, TwoStep};
pub use service::Service;
pub use session::{Aim, Level, Session, SignIn, TrustedBrowser};
pub use sms_tally::{SmsLimit, SmsTally};
pub use throttle::{Throttle, ThrottleKey, Throttled};
pub use webhook::{DELIVERY_LIFE_SECS, Delivery, Webhook};
