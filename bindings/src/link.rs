//! Linking with a ticket.

use std::sync::Arc;

use assent_core::authenticator::Linking;
use assent_core::message::{DeviceDescription, Text};

use crate::accounts::account_id;
use crate::{AppError, AssentApp, CancelHandle, work};

/// How this phone presents itself to a server.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Phone {
    /// The name people see: "Ada's Pixel".
    pub name: String,
    /// The model.
    pub model: Option<String>,
    /// The system and its version.
    pub system: Option<String>,
    /// The app and its version.
    pub app: Option<String>,
}

/// A link that waits for its code to be typed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Link {
    /// The account here.
    pub account: String,
    /// The six digits to show; none when the link is complete.
    pub link_code: Option<String>,
    /// What the server calls itself.
    pub issuer: String,
    /// Whose account.
    pub account_name: String,
    /// The server's address.
    pub server_url: String,
}

#[uniffi::export]
impl AssentApp {
    /// Takes a ticket that was scanned. Show the link code, then call [`Self::confirm_linked`].
    ///
    /// # Errors
    /// [`AppError::BadInput`] for no ticket, [`AppError::NotConfirmed`], [`AppError::NoNetwork`],
    /// [`AppError::ServerSaysNo`], [`AppError::Untrusted`], [`AppError::Cancelled`]; then nothing is kept.
    pub async fn link(
        self: Arc<Self>,
        ticket: String,
        phone: Phone,
        cancel: Option<Arc<CancelHandle>>,
    ) -> Result<Link, AppError> {
        let app = Arc::clone(&self);
        let link = async move {
            let open = app.opened()?;
            Ok(open.link(&ticket, phone.try_into()?).await?)
        };
        self.log.note("link", self.finish_link(cancel, link).await)
    }

    /// Waits until the link code was typed on the computer. May be called again after it was cancelled.
    ///
    /// # Errors
    /// [`AppError::NotLinked`] when it was not in time, or wrong too often; [`AppError::NoNetwork`],
    /// [`AppError::Cancelled`].
    pub async fn confirm_linked(
        self: Arc<Self>,
        account: String,
        cancel: Option<Arc<CancelHandle>>,
    ) -> Result<(), AppError> {
        let (open, handles) = (self.opened()?, self.handles(cancel));
        let wait = async move { Ok(open.confirm_linked(account_id(&account)?).await?) };
        self.log.note("confirm_linked", work::unless_cancelled(handles, wait).await)
    }
}

impl AssentApp {
    /// Waits for a link. One that nobody wants any more is followed to its end and then taken back, on both sides.
    pub(crate) async fn finish_link(
        &self,
        cancel: Option<Arc<CancelHandle>>,
        link: impl Future<Output = Result<Linking, AppError>> + Send + 'static,
    ) -> Result<Link, AppError> {
        let (open, handles) = (self.opened()?, self.handles(cancel));
        let undo = |linking: Linking| async move { drop(open.remove(linking.account, true).await) };
        Ok(Link::of(&work::or_undo(handles, link, undo).await?))
    }
}

impl TryFrom<Phone> for DeviceDescription {
    type Error = AppError;

    fn try_from(phone: Phone) -> Result<Self, AppError> {
        let tidy = |text: Option<String>| text.and_then(|text| Text::tidy(&text));
        let name = Text::tidy(&phone.name).ok_or_else(|| AppError::bad_text("error-phone-name"))?;
        Ok(Self { name, model: tidy(phone.model), system: tidy(phone.system), app: tidy(phone.app) })
    }
}

impl Link {
    /// As it is shown.
    pub(crate) fn of(linking: &Linking) -> Self {
        Self {
            account: linking.account.to_string(),
            link_code: linking.link_code.as_ref().map(|code| code.to_string()),
            issuer: linking.issuer.to_string(),
            account_name: linking.account_name.to_string(),
            server_url: linking.server_url.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestPhone, wait_for};

    fn phone(name: &str) -> Phone {
        Phone { name: name.to_owned(), model: None, system: None, app: None }
    }

    #[test]
    fn a_bad_ticket_and_a_nameless_phone_are_told_by_their_keys() {
        let app = TestPhone::with_vault();
        for (ticket, name, expected) in [
            ("otpauth://totp/a?secret=GEZDGNBV", "Ada's", "error-ticket-not"),
            ("https://a.example/link#v2.AAAA", "Ada's", "error-ticket-newer"),
            ("https://a.example/link#v1.AAAA", " ", "error-phone-name"),
        ] {
            let refused = wait_for(app.again().link(ticket.to_owned(), phone(name), None));
            assert!(matches!(&refused, Err(AppError::BadInput { key, .. }) if key == expected), "{refused:?}");
        }
    }
}
