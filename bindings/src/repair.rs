//! A link that is dead, found out and made anew in its place.

use std::sync::Arc;

use assent_core::authenticator as core;
use assent_core::message;

use crate::accounts::account_id;
use crate::{AppError, AssentApp, CancelHandle, Link, Phone, SignInPage, work};

/// Where this phone can be woken.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum PushEndpoint {
    /// Web Push (RFC 8030, RFC 8291) or `UnifiedPush`.
    WebPush {
        /// The push resource.
        endpoint: String,
        /// The receiver's public key, base64url.
        p256dh: String,
        /// The receiver's authentication secret, base64url.
        auth: String,
    },
    /// Google's service.
    Fcm {
        /// The registration token.
        token: String,
    },
    /// Apple's service.
    Apns {
        /// The device token.
        token: String,
        /// The app's bundle id.
        topic: String,
    },
}

/// How a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum LinkHealth {
    /// It works; the clock and, if one was given, the push endpoint are renewed.
    Works,
    /// The hardware has no key any more: link anew.
    KeyGone,
    /// The server does not know this phone any more: link anew.
    Unlinked,
    /// The vault is an older copy, the server heard later messages of this phone: link anew.
    OldCopy,
}

/// A new link on its way into the place of a dead one.
#[derive(uniffi::Object)]
pub struct Repairing(core::Linking);

/// A link that was made anew.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Repaired {
    /// The account, which is the one it was.
    pub account: String,
    /// Whether the server still lists the old link as a phone of its own: the person removes it there.
    pub is_old_listed: bool,
}

#[uniffi::export]
impl Repairing {
    /// The link code to show, and whom it is for.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn link(&self) -> Result<Link, AppError> {
        Ok(Link::of(&self.0))
    }
}

#[uniffi::export]
impl AssentApp {
    /// Looks whether an account's link works, and repairs what needs no new one. With `push`, the server wakes the phone
    /// there from now on.
    ///
    /// # Errors
    /// [`AppError::NotLinked`] while the link code was not typed, [`AppError::NoNetwork`] when the server can't say.
    pub async fn repair(self: Arc<Self>, account: String, push: Option<PushEndpoint>) -> Result<LinkHealth, AppError> {
        let own = self.opened()?;
        let look = async move { Ok(own.repair(account_id(&account)?, push.map(PushEndpoint::into)).await?.into()) };
        self.log.note("repair", work::to_its_end(look).await)
    }

    /// Links an account anew with a ticket. Show the link code, then call [`Self::confirm_repaired`].
    ///
    /// # Errors
    /// [`AppError::BadInput`] when the ticket is for another account, or as [`Self::link`]; then all is as it was.
    pub async fn repair_with(
        self: Arc<Self>,
        account: String,
        ticket: String,
        phone: Phone,
    ) -> Result<Arc<Repairing>, AppError> {
        let own = self.opened()?;
        let link = async move {
            let linking = own.repair_with(account_id(&account)?, &ticket, phone.try_into()?).await?;
            Ok(Arc::new(Repairing(linking)))
        };
        self.log.note("repair_with", work::to_its_end(link).await)
    }

    /// The same by signing in on this phone; there is no link code then.
    ///
    /// # Errors
    /// As [`Self::finish_sign_in`] and [`Self::repair_with`].
    pub async fn repair_by_sign_in(
        self: Arc<Self>,
        account: String,
        page: Arc<SignInPage>,
        callback: String,
        phone: Phone,
    ) -> Result<Arc<Repairing>, AppError> {
        let own = self.opened()?;
        let link = async move {
            let (id, device) = (account_id(&account)?, phone.try_into()?);
            Ok(Arc::new(Repairing(own.repair_by_sign_in(id, &page.0, &callback, device).await?)))
        };
        self.log.note("repair_by_sign_in", work::to_its_end(link).await)
    }

    /// Waits until the link code was typed, if there is one, and puts the new link into the old one's place.
    ///
    /// # Errors
    /// [`AppError::NotLinked`] when it was not in time, or wrong too often: then all is as it was;
    /// [`AppError::NoNetwork`], [`AppError::Cancelled`]: it may be called again.
    pub async fn confirm_repaired(
        self: Arc<Self>,
        repairing: Arc<Repairing>,
        cancel: Option<Arc<CancelHandle>>,
    ) -> Result<Repaired, AppError> {
        let (own, handles) = (self.opened()?, self.handles(cancel));
        let wait = async move {
            let core::Repaired { account, is_old_listed } = own.confirm_repaired(&repairing.0).await?;
            Ok(Repaired { account: account.to_string(), is_old_listed })
        };
        self.log.note("confirm_repaired", work::unless_cancelled(handles, wait).await)
    }
}

impl From<core::Repair> for LinkHealth {
    fn from(found: core::Repair) -> Self {
        match found {
            core::Repair::Works { .. } => Self::Works,
            core::Repair::NeedsLink(core::LinkLost::KeyGone) => Self::KeyGone,
            core::Repair::NeedsLink(core::LinkLost::Unlinked) => Self::Unlinked,
            core::Repair::NeedsLink(core::LinkLost::OldCopy) => Self::OldCopy,
        }
    }
}

impl From<PushEndpoint> for message::PushEndpoint {
    fn from(push: PushEndpoint) -> Self {
        match push {
            PushEndpoint::WebPush { endpoint, p256dh, auth } => Self::Webpush { endpoint, p256dh, auth },
            PushEndpoint::Fcm { token } => Self::Fcm { token },
            PushEndpoint::Apns { token, topic } => Self::Apns { token, topic },
        }
    }
}
