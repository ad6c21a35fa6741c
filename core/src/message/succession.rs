//! "This phone comes after me."

use serde::{Deserialize, Serialize};

use super::{Message, Refusal, UserVerification};
use crate::ids::TicketId;

/// The length of a thumbprint in base64url.
const THUMBPRINT_LEN: usize = 43;

/// Old phone → server: the phone with these keys takes my place. Signed by the approve key, which wants the person.
/// Answered by [`super::Done`]; the same again is answered again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// The ticket that the new phone came with.
    pub ticket: TicketId,
    /// The thumbprint of its approve key.
    pub approve_key_id: String,
    /// The thumbprint of its request key.
    pub request_key_id: String,
    /// How the person was asked.
    pub user_verification: UserVerification,
    /// As in [`super::Decision`].
    pub counter: u64,
}

impl Message for Succession {
    const TYPE: &'static str = "assent-succession+jwt";

    fn check(&self) -> Result<(), Refusal> {
        let fits = [&self.approve_key_id, &self.request_key_id].iter().all(|id| id.len() == THUMBPRINT_LEN);
        if fits { Ok(()) } else { Err(Refusal::BadValue) }
    }
}
