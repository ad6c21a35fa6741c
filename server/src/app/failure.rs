//! What can fail in any room, through nobody's fault who asks.

use assent_core::random::NoRandomness;

use crate::store::StoreError;

/// The server could not do it; nothing is known about what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// Too many wait for the same thing: 503 with `Retry-After`.
    #[error("too many sign-ins at once; try again in a few seconds")]
    Busy,
    /// A password's hash can't be computed or read.
    #[error("a password's hash could not be computed ({0}); see the server's memory and its database")]
    Hash(&'static str),
    /// A page can't be made.
    #[error("a page could not be made; this is a mistake in the program")]
    Page,
    /// A sealed record does not open with this server's keys.
    #[error("a sealed secret does not open; put back the key file that belongs to this database")]
    Sealed,
}
