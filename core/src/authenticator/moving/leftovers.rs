//! What a move or a repair that was cut short leaves behind, on either phone.

use super::super::account::{LinkState, Source};
use super::super::{AuthError, Authenticator};

impl Authenticator {
    /// Forgets entries whose server said "removed": on the old phone, one that it had signed for before the answer was lost;
    /// on the new phone, one that the old phone never signed for; a new link whose code was not typed in time.
    pub(in super::super) fn drop_leftovers(&self) -> Result<(), AuthError> {
        for known in self.book.known()?.iter() {
            let account = &known.account;
            let Source::Linked(linked) = &account.source else { continue };
            let is_left = linked.is_moving_out || linked.moving_in.is_some() || account.repairs.is_some();
            if is_left && linked.state == LinkState::Unlinked {
                self.drop_account(account)?;
            }
        }
        Ok(())
    }
}
