//! What small numbers in the database mean. They never change; a new variant gets a new number.

use assent_core::keys::Assurance;
use assent_core::message::{DeviceState, Verdict};

use crate::model::{
    AddressPurpose, Aim, Alerts, Cancelled, CheckState, ImageKind, Level, PictureKind, ProgramKeyKind, Role, Scope,
    TicketVoid,
};

/// Kept as a small number.
pub(super) trait Code: Copy {
    /// The number.
    fn code(self) -> i64;

    /// What the number means.
    fn of(code: i64) -> Option<Self>;
}

macro_rules! codes {
    ($type:ident: $($variant:ident = $number:literal),+) => {
        impl Code for $type {
            fn code(self) -> i64 {
                match self { $(Self::$variant => $number),+ }
            }

            fn of(code: i64) -> Option<Self> {
                match code { $($number => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

codes!(AddressPurpose: Recovery = 0, SignIn = 1);
codes!(ImageKind: Png = 0, Jpeg = 1, Webp = 2);
codes!(Alerts: Never = 0, Failures = 1, Always = 2);
codes!(Verdict: Approve = 0, Deny = 1, Report = 2);
codes!(CheckState: Open = 0, Sent = 1, Accepted = 2, Refused = 3, Cancelled = 4, Expired = 5, Used = 6);
codes!(PictureKind: Front = 0, Back = 1, Selfie = 2);
codes!(Cancelled: Withdrawn = 0, Superseded = 1, WrongNumber = 2);
codes!(DeviceState: Pending = 0, Active = 1, Removed = 2);
codes!(Assurance: Strongbox = 0, Tee = 1, Software = 2);
codes!(TicketVoid: SecondClaim = 0, WrongCode = 1, Withdrawn = 2);
codes!(Aim: Session = 0, Trust = 1, Unlock = 2);
codes!(Level: Password = 0, TwoStep = 1, Trusted = 2, Recovery = 3);
codes!(ProgramKeyKind: AppPassword = 0, ApiToken = 1);
codes!(Role: LegalRepresentative = 0, Administrator = 1, Collaborator = 2, External = 3);
codes!(Scope: Read = 0, Full = 1);

/// `challenges.state`.
pub(super) mod challenge {
    pub(in super::super) const PENDING: i64 = 0;
    pub(in super::super) const APPROVED: i64 = 1;
    pub(in super::super) const DENIED: i64 = 2;
    pub(in super::super) const EXPIRED: i64 = 3;
    pub(in super::super) const CANCELLED: i64 = 4;
    pub(in super::super) const CONSUMED: i64 = 5;
}

/// `tickets.state`.
pub(super) mod ticket {
    pub(in super::super) const OPEN: i64 = 0;
    pub(in super::super) const CLAIMED: i64 = 1;
    pub(in super::super) const USED: i64 = 2;
    pub(in super::super) const VOID: i64 = 3;
}
