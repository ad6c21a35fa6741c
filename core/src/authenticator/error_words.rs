//! The words of an authenticator's errors.

use super::AuthError;
use crate::worded::Worded;

impl Worded for AuthError {
    fn key(&self) -> &'static str {
        match self {
            Self::Locked => "error-locked",
            Self::Records(why) => why.key(),
            Self::Ticket(why) => why.key(),
            Self::Client(why) => why.key(),
            Self::Sign(why) => why.key(),
            Self::Address(_) => "error-address",
            Self::Untrusted(_) => "error-untrusted",
            Self::BadReceipt(_) => "error-bad-receipt",
            Self::Random(_) => "error-random",
            Self::NoSuchAccount => "error-no-account",
            Self::DamagedAccount => "error-damaged",
            Self::CodesOnly => "error-codes-only",
            Self::NoCodes => "error-no-codes",
            Self::NotConfirmed => "error-not-confirmed",
            Self::LinkRefused => "error-link-refused",
            Self::Unlinked => "error-unlinked",
            Self::Expired => "error-expired",
            Self::Settled { .. } => "error-settled",
            Self::NumberNeeded { .. } => "error-number-needed",
            Self::NumberWrong { .. } => "error-number-wrong",
            Self::Duplicate { .. } => "error-duplicate",
            Self::Undecided { .. } => "error-import-undecided",
            Self::Export(_) => "error-export",
            Self::StillLinked { .. } => "error-still-linked",
            Self::NothingToMove => "error-no-linked",
            Self::NotMoving => "error-not-moving",
            Self::NotAMoveCode => "error-not-a-move-code",
            Self::NotScanned => "error-not-scanned",
            Self::MoveCodeWrong { silent: 0, .. } => "error-move-code",
            Self::MoveCodeWrong { .. } => "error-move-code-silent",
            Self::MoveStopped => "error-move-stopped",
            Self::OtherAccount => "error-other-account",
            Self::BadQuiet => "error-bad-quiet",
            Self::SignInRefused { .. } => "error-sign-in",
            Self::BadCallback => "error-callback",
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::Records(why) => why.detail(),
            Self::Ticket(why) => why.detail(),
            Self::Client(why) => why.detail(),
            Self::Sign(why) => why.detail(),
            Self::Address(why) => why.to_string(),
            Self::Untrusted(why) => why.to_string(),
            Self::BadReceipt(why) => why.to_string(),
            Self::Export(why) => why.to_string(),
            Self::Settled { detail } | Self::NumberWrong { detail } | Self::SignInRefused { detail } => detail.clone(),
            Self::StillLinked { why } => why.clone(),
            Self::NumberNeeded { digits } => digits.to_string(),
            Self::Undecided { count } => count.to_string(),
            Self::MoveCodeWrong { tries_left, .. } => tries_left.to_string(),
            _ => String::new(),
        }
    }
}
