//! What a move that was cut short leaves behind, on either phone.

use super::super::account::{LinkState, Source};
use super::super::{AuthError, Authenticator};

impl Authenticator {
    /// Forgets entries whose server said "removed": on the old phone, one that it had signed for before the answer was lost;
    /// on the new phone, one that the old phone never signed for.
    pub(in super::super) fn drop_leftovers(&self) -> Result<(), AuthError> {
        for account in self.book.list()? {
            let Source::Linked(linked) = &account.source else { continue };
            let is_left = linked.is_moving_out || linked.moving_in.is_some();
            if is_left && linked.state == LinkState::Unlinked {
                self.drop_account(&account)?;
            }
        }
        Ok(())
    }
}
