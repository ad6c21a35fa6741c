//! A link that is dead, or may be: found out, and made anew in its place. Name, history and codes of the entry stay.

use super::account::{Account, LinkState, Linked, Source};
use super::link::{Linker, TICKET_PULLS};
use super::pull::unlinked;
use super::{AccountId, AuthError, Authenticator, KeyName, KeyPurpose, Linking};
use crate::client::ClientError;
use crate::keys::SignError;
use crate::message::{DeviceDescription, PushEndpoint, Ticket, Update};

/// How a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// Both keys are here, and the server knows this phone and took what it said.
    Works {
        /// Whether the server has a new push endpoint by this.
        push_renewed: bool,
    },
    /// Go on with [`Authenticator::repair_with`] or [`Authenticator::repair_by_sign_in`].
    NeedsLink(LinkLost),
}

/// Why a new link is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkLost {
    /// The hardware has no key any more, for example after a new fingerprint.
    KeyGone,
    /// The server does not know this phone any more.
    Unlinked,
    /// The vault is an older copy: the server heard later messages of this phone.
    OldCopy,
}

/// A link that was made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repaired {
    /// The entry, which is the one it was.
    pub account: AccountId,
    /// Whether the server still lists the old link as a phone of its own, because it could not be told: the person
    /// removes it there.
    pub is_old_listed: bool,
}

impl Authenticator {
    /// Looks whether an account's link works, and repairs what needs no new one: the clock, and where the phone is woken.
    ///
    /// # Errors
    /// [`AuthError::NotConfirmed`] while the link code was not typed, [`AuthError::Client`] when the server can't say.
    pub async fn repair(&self, id: AccountId, push: Option<PushEndpoint>) -> Result<Repair, AuthError> {
        let account = self.book.get(id)?;
        match account.active() {
            Ok(_) => {}
            Err(AuthError::Unlinked) => return Ok(Repair::NeedsLink(LinkLost::Unlinked)),
            Err(error) => return Err(error),
        }
        for purpose in [KeyPurpose::Approve, KeyPurpose::Request] {
            if !self.keys.is_there(&KeyName { account: account.key_owner(), purpose })? {
                return Ok(Repair::NeedsLink(LinkLost::KeyGone));
            }
        }
        let push_renewed = push.is_some();
        // The server takes an update of nobody whom it does not know.
        match self.send_update(id, Update { push, ..Update::default() }).await {
            Ok(()) => Ok(Repair::Works { push_renewed }),
            Err(error) => self.find_lost(id, error).map(Repair::NeedsLink),
        }
    }

    /// Links an account anew with the text of a QR. The old link stays until the new one counts: then
    /// [`Self::confirm_repaired`] puts it into the old one's place.
    ///
    /// # Errors
    /// [`AuthError::OtherAccount`] when the code is for another account or server, or as [`Self::link`]; then all is as it
    /// was.
    pub async fn repair_with(
        &self,
        id: AccountId,
        ticket: &str,
        device: DeviceDescription,
    ) -> Result<Linking, AuthError> {
        let ticket = Ticket::parse(ticket)?;
        self.check_same_server(id, &ticket)?;
        self.link_with(&ticket, Linker { repairs: Some(id), ..Linker::of(device) }).await
    }

    /// Waits until the link code was typed, if there is one, and puts the new link into the old one's place. The old keys
    /// are deleted, and the server is told that the old link goes.
    ///
    /// # Errors
    /// [`AuthError::LinkRefused`] when the code was not typed in time, or wrong too often; then all is as it was.
    pub async fn confirm_repaired(&self, linking: &Linking) -> Result<Repaired, AuthError> {
        let Some(old) = linking.repairs else { return Err(AuthError::NoSuchAccount) };
        match self.wait_confirmed(linking.account, TICKET_PULLS).await {
            Ok(()) => self.settle_repair(linking.account, old).await,
            // A look at what waits settled it meanwhile.
            Err(AuthError::LinkRefused) => self.find_repaired(linking.account, old).ok_or(AuthError::LinkRefused),
            Err(error) => Err(error),
        }
    }

    /// Finishes the repair that `id` was linked for, if it was for one and counts; then `id` is gone, or stands for itself.
    pub(super) async fn settle_repair_of(&self, id: AccountId) -> Result<bool, AuthError> {
        let account = self.book.get(id)?;
        match account.repairs {
            Some(old) if account.active().is_ok() => {
                self.settle_repair(id, old).await?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Before anything is sent: a ticket of another server can't be the same account.
    pub(super) fn check_same_server(&self, id: AccountId, ticket: &Ticket) -> Result<(), AuthError> {
        let same = self.book.get(id)?.linked()?.server_id == ticket.server_id_text();
        if same { Ok(()) } else { Err(AuthError::OtherAccount) }
    }

    /// The server says whose account it is only when the phone is enrolled; another's is left at once.
    pub(super) async fn check_repairs(&self, old: AccountId, new: &Account) -> Result<(), AuthError> {
        if self.book.get(old)?.linked()?.is_to_same_account(new.linked()?) {
            return Ok(());
        }
        self.remove(new.id, true).await?;
        Err(AuthError::OtherAccount)
    }

    fn find_lost(&self, id: AccountId, error: AuthError) -> Result<LinkLost, AuthError> {
        match &error {
            AuthError::Sign(SignError::KeyGone) => Ok(LinkLost::KeyGone),
            AuthError::Unlinked => {
                let (before, at) = self.book.change_linked(id, |linked| {
                    let before = std::mem::replace(&mut linked.state, LinkState::Unlinked);
                    Ok((before, self.server_now(linked)))
                })?;
                if before != LinkState::Unlinked {
                    self.book.keep_untold(id, vec![unlinked(at)]);
                }
                Ok(LinkLost::Unlinked)
            }
            AuthError::Client(ClientError::Refused { code, .. })
                if matches!(code.as_str(), "stale-counter" | "bad-signature") =>
            {
                Ok(LinkLost::OldCopy)
            }
            _ => Err(error),
        }
    }

    /// Puts the new link `id` into the old one's place. Cut short anywhere, it is done again from the start.
    async fn settle_repair(&self, id: AccountId, old: AccountId) -> Result<Repaired, AuthError> {
        if let Some(repaired) = self.find_repaired(id, old) {
            self.book.remove(id)?;
            return Ok(repaired);
        }
        let old_account = match self.book.get(old) {
            // It was removed meanwhile: the new link stands for itself.
            Err(AuthError::NoSuchAccount) => return self.stand_alone(id),
            other => other?,
        };
        let is_old_listed = !matches!(self.leave(&old_account).await, Ok(()) | Err(AuthError::Unlinked));
        match self.replace(id, old, is_old_listed) {
            // Another call was faster.
            Err(AuthError::NoSuchAccount) => {}
            other => other?,
        }
        self.find_repaired(id, old).ok_or(AuthError::NoSuchAccount)
    }

    /// What became of a repair by the new link `id`, if it is in its place.
    fn find_repaired(&self, id: AccountId, old: AccountId) -> Option<Repaired> {
        let account = self.book.get(old).ok().filter(|account| account.key_owner() == id)?;
        Some(Repaired { account: old, is_old_listed: account.linked().ok()?.is_old_listed })
    }

    fn replace(&self, id: AccountId, old: AccountId, is_old_listed: bool) -> Result<(), AuthError> {
        let new = self.book.get(id)?;
        let link = Linked { keys: Some(id), is_old_listed, ..new.linked()?.clone() };
        let old_keys = self.book.change(old, |account| {
            let old_keys = account.key_owner();
            // Another call may have been faster, and its counter must not go back.
            if old_keys != id {
                account.source = Source::Linked(Box::new(link));
            }
            Ok(old_keys)
        })?;
        if old_keys != id {
            self.delete_keys(old_keys)?;
        }
        self.book.remove(id)
    }

    fn stand_alone(&self, id: AccountId) -> Result<Repaired, AuthError> {
        self.book.change(id, |account| {
            account.repairs = None;
            Ok(())
        })?;
        Ok(Repaired { account: id, is_old_listed: false })
    }
}
