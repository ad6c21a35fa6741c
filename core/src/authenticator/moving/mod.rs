//! Moving all linked accounts to another phone: one QR, one code, and no private key leaves the hardware it is in. The new
//! phone makes keys of its own; the old one signs, server by server, that those come after its own.

mod arrival;
mod departure;
mod leftovers;

pub use arrival::{Arrival, ServerError};
pub use departure::{Departure, MovedOut};

use serde::{Deserialize, Serialize};

use crate::ids::TicketId;
use crate::message::Sha256;

/// What a new phone keeps of a move until it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MovingIn {
    pub(super) ticket: TicketId,
    /// This account's part of the code.
    pub(super) part: Sha256,
}
