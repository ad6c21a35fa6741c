//! What a phone tells its server: a new name, the wish for quiet, that a recovery must stop.

use super::remove::jti_of;
use super::{AccountId, AuthError, Authenticator};
use crate::clock::UnixSeconds;
use crate::message::{MAX_QUIET_SECS, Quiet, Text, Update};

impl Authenticator {
    /// Tells the server this phone's new name.
    ///
    /// # Errors
    /// [`AuthError`].
    pub async fn rename_phone(&self, id: AccountId, name: Text) -> Result<(), AuthError> {
        self.send_update(id, Update { name: Some(name), ..Update::default() }).await
    }

    /// No requests for this account until `until` (this phone's time, at most a day ahead), on all phones of the person;
    /// `None`: requests again. Codes work all the while.
    ///
    /// # Errors
    /// [`AuthError::BadQuiet`] before anything is sent, else [`AuthError`].
    pub async fn quiet(&self, id: AccountId, until: Option<UnixSeconds>) -> Result<(), AuthError> {
        let now = self.clock.now();
        if until.is_some_and(|until| until <= now || until > now.saturating_add(MAX_QUIET_SECS)) {
            return Err(AuthError::BadQuiet);
        }
        self.ask_twice(id, || self.try_quiet(id, until)).await
    }

    /// By the server's clock as it is known now: it may have been corrected since another try.
    async fn try_quiet(&self, id: AccountId, until: Option<UnixSeconds>) -> Result<(), AuthError> {
        let offset = self.book.get(id)?.active()?.time_offset_secs;
        let until = until.map(|until| until.saturating_add(offset));
        let quiet = Some(until.map_or(Quiet::Off, Quiet::Until));
        self.try_update(id, Update { quiet, ..Update::default() }).await?;
        self.book.change_linked(id, |linked| {
            linked.quiet_until = until;
            Ok(())
        })
    }

    /// "This is not me": stops every recovery of the account that goes on.
    ///
    /// # Errors
    /// [`AuthError`].
    pub async fn stop_recovery(&self, id: AccountId) -> Result<(), AuthError> {
        self.send_update(id, Update { stop_recovery: true, ..Update::default() }).await
    }

    pub(super) async fn send_update(&self, id: AccountId, update: Update) -> Result<(), AuthError> {
        self.ask_twice(id, || self.try_update(id, update.clone())).await
    }

    async fn try_update(&self, id: AccountId, update: Update) -> Result<(), AuthError> {
        let account = self.book.get(id)?;
        let client = self.client(id, account.active()?)?;
        let update = Update { counter: self.book.next_counter(id)?, ..update };
        let update = self.sign_now(&account, update)?;
        let jti = jti_of::<Update>(&update)?;
        let done = client.update(update).await?;
        self.check_done(&account, jti, &done)
    }
}
