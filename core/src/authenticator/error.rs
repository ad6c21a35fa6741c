//! What can go wrong, so that an app can act on it.

use super::{AccountId, RecordsError};
use crate::client::ClientError;
use crate::keys::SignError;
use crate::message::{BadTicket, ReceiptError, Refusal};
use crate::otp::AddressError;
use crate::random::NoRandomness;
use crate::transfer::ExportError;

/// Why an action was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    /// The app is locked: nothing is shown, asked or answered.
    #[error("{}", RecordsError::Locked)]
    Locked,
    /// The vault can't be read or written.
    #[error(transparent)]
    Records(RecordsError),
    /// What was scanned or pasted does not link.
    #[error(transparent)]
    Ticket(#[from] BadTicket),
    /// What was scanned or pasted is no `otpauth://` address.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// No answer from the server.
    #[error(transparent)]
    Client(ClientError),
    /// What came from the server is not believed; nothing of it was shown or kept.
    #[error("the server's answer is not trusted, nothing of it was used: {0}")]
    Untrusted(#[from] Refusal),
    /// The answer was sent, but the receipt does not prove that it was taken.
    #[error("the answer was sent, but the server's receipt is wrong: {0}; check on the computer what became of it")]
    BadReceipt(ReceiptError),
    /// The key gave no signature.
    #[error(transparent)]
    Sign(SignError),
    /// No randomness.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// No account with this id.
    #[error("there is no such account here")]
    NoSuchAccount,
    /// The record of the account can't be read.
    #[error("the record of this account is damaged; remove it and link it again")]
    DamagedAccount,
    /// The account only has codes.
    #[error("this account only has codes; there is nothing to ask or answer")]
    CodesOnly,
    /// The account has no codes.
    #[error("this account has no codes")]
    NoCodes,
    /// The link code was not typed yet.
    #[error("this account is not confirmed yet: type the link code on the computer, or link again")]
    NotConfirmed,
    /// The link was refused or not confirmed in time.
    #[error("the link was not confirmed in time or refused; get a new link code on the computer")]
    LinkRefused,
    /// This phone is no longer linked.
    #[error("this phone is no longer linked to the account; link it again or remove the account here")]
    Unlinked,
    /// The request is over.
    #[error("this request has expired; sign in again to get a new one")]
    Expired,
    /// Answered or ended already.
    #[error("this request is settled already: {detail}")]
    Settled {
        /// In the server's words.
        detail: String,
    },
    /// A number must be typed.
    #[error("type the {digits}-digit number that the sign-in page shows")]
    NumberNeeded {
        /// How many digits.
        digits: u8,
    },
    /// Another number.
    #[error("the number is wrong: {detail}")]
    NumberWrong {
        /// In the server's words.
        detail: String,
    },
    /// The same codes are here already.
    #[error("these codes are here already; say whether to replace the old entry or keep both")]
    Duplicate {
        /// The entry that has them.
        existing: AccountId,
    },
    /// Several entries of a file are here already, or twice in it, and it was not said what to do with each.
    #[error(
        "{count} of these accounts are here already or twice in the file; say of each whether to replace, keep both or skip"
    )]
    Undecided {
        /// How many.
        count: usize,
    },
    /// No export was made.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The server could not be told.
    #[error(
        "nothing was removed, because the server could not be told: {why}. \
             Remove it on the server's page, or forget it here only: then the server still lists this phone"
    )]
    StillLinked {
        /// What happened.
        why: String,
    },
    /// What was scanned, or the sign-in, is for another account than the one to be repaired.
    #[error("this is for another account or another server; get a link code of the account that is to be repaired")]
    OtherAccount,
    /// No linked account is here.
    #[error("no linked account is here, so there is nothing to move")]
    NothingToMove,
    /// The account does not wait for an old phone.
    #[error("this account is not being moved to this phone")]
    NotMoving,
    /// Not six digits.
    #[error("the code that the new phone shows has six digits")]
    NotAMoveCode,
    /// No phone came.
    #[error("the new phone did not scan the code yet; scan it, then type the six digits that the new phone shows")]
    NotScanned,
    /// Another code than that of the keys that came. Nothing was signed.
    #[error(
        "this is not the code of the phone that came, so nothing was moved; {tries_left} tries left. \
             {silent} servers did not answer: if one of them counts in the new phone's code, show it there without that account"
    )]
    MoveCodeWrong {
        /// Tries left.
        tries_left: u8,
        /// How many accounts' servers did not say who came.
        silent: usize,
    },
    /// Wrong three times, or stopped, or too late.
    #[error("this move has ended: the code was wrong three times, two phones came, or its time is over; begin it anew")]
    MoveStopped,
    /// Quiet for no time, or for longer than a day.
    #[error("quiet ends in the future, within 24 hours; say another time")]
    BadQuiet,
    /// Signing in ended without a link.
    #[error("signing in was cancelled or refused: {detail}")]
    SignInRefused {
        /// In the server's words.
        detail: String,
    },
    /// A callback of another sign-in.
    #[error("this is not the answer to the sign-in that was started here; start again")]
    BadCallback,
}

impl From<RecordsError> for AuthError {
    fn from(error: RecordsError) -> Self {
        match error {
            RecordsError::Locked => Self::Locked,
            other => Self::Records(other),
        }
    }
}

impl From<SignError> for AuthError {
    fn from(error: SignError) -> Self {
        match error {
            SignError::Locked => Self::Locked,
            other => Self::Sign(other),
        }
    }
}

impl From<ClientError> for AuthError {
    /// Refusals that mean something here get their own error; the codes are those of the device door.
    fn from(error: ClientError) -> Self {
        let ClientError::Refused { code, detail, .. } = &error else { return Self::Client(error) };
        let detail = detail.clone();
        match code.as_str() {
            "not-linked" => Self::Unlinked,
            "expired" => Self::Expired,
            "settled" => Self::Settled { detail },
            "number-wrong" => Self::NumberWrong { detail },
            _ => Self::Client(error),
        }
    }
}

impl AuthError {
    /// Whether a failed answer leaves nothing to answer.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Expired | Self::Settled { .. } | Self::Unlinked | Self::BadReceipt(_))
    }

    /// Whether a pull may help: it corrects the clock and brings newer keys of the server.
    pub(super) fn may_be_old_news(&self) -> bool {
        self.untimely().is_some() || *self == Self::Untrusted(Refusal::WrongKey)
    }

    /// Whether the server said that this phone's clock is wrong, and if so what time it has.
    pub(super) fn untimely(&self) -> Option<Option<crate::clock::UnixSeconds>> {
        match self {
            Self::Client(ClientError::Refused { code, server_time, .. }) if code == "untimely" => Some(*server_time),
            _ => None,
        }
    }
}
