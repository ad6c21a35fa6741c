//! Why a phone is not served.

use assent_core::keys::SignError;
use assent_core::message::Refusal;
use assent_core::random::NoRandomness;

use super::attestation::Wrong;
use crate::app::Failure;
use crate::store::StoreError;
use crate::wake::BadEndpoint;

/// Why a phone is not served; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// A message is not what it must be.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The phone is not linked, or not any more.
    #[error("this phone is not linked to an account here; link it again")]
    NotLinked,
    /// The ticket is used, void, expired or was never made.
    #[error("this link code was used, withdrawn or has expired; get a new one on the computer")]
    TicketGone,
    /// A second phone came with one ticket.
    #[error("another phone came with this link code, so it is void for both; get a new one on the computer")]
    SecondClaim,
    /// The phone does not know the ticket's secret, or is not the one that began the sign-in.
    #[error("this phone did not prove that it read the link code; scan it again")]
    WrongProof,
    /// The account has as many phones as one may have.
    #[error("this account has {0} phones already; remove one that is no longer used")]
    TooMany(usize),
    /// The rules ask for a key in hardware.
    #[error("this server asks for a phone that keeps its key in hardware; link another phone, or ask an administrator")]
    WeakKey,
    /// The rules ask for a proof.
    #[error(
        "this server asks for a phone that proves that its key lies in hardware; link another phone, or ask an administrator"
    )]
    NotProved,
    /// The phone's proof is one that no honest phone comes with.
    #[error(
        "this phone's proof of where its key lies is refused: {0}. Nothing was linked; get a new code and try again"
    )]
    WrongAttestation(#[from] Wrong),
    /// The keys that were signed for are not those that came with the ticket.
    #[error(
        "another phone than the one that was signed for came with this code; nothing was moved. Begin the move anew"
    )]
    OtherKeys,
    /// No phone came with the ticket yet.
    #[error("no phone came with this code yet; scan it with the new phone first")]
    NotClaimed,
    /// Quiet for longer than a day.
    #[error("phones can be quiet for 24 hours at most; choose an earlier end")]
    QuietTooLong,
    /// The phone can't be woken where it says.
    #[error("this phone can't be woken where it says: {0}. Choose another distributor, or go on without one")]
    BadPush(#[from] BadEndpoint),
    /// The message was used before.
    #[error("this message was sent before, or the phone was restored from a backup; link it again")]
    StaleCounter,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// No signature could be made.
    #[error("the server could not sign its answer; nothing was changed, try again: {0}")]
    NotSigned(#[from] SignError),
}

impl From<StoreError> for DeviceError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<NoRandomness> for DeviceError {
    fn from(error: NoRandomness) -> Self {
        Self::Failed(error.into())
    }
}
