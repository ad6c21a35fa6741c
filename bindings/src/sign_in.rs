//! Linking by signing in on this phone, in the system's browser.

use std::sync::Arc;

use assent_core::authenticator::SignIn;
use assent_core::message::{DeviceDescription, Text};

use crate::{AppError, AssentApp, CancelHandle, Link, Phone};

/// A sign-in that was started here and waits for its callback. What proves it stays inside.
#[derive(uniffi::Object)]
pub struct SignInPage(pub(crate) SignIn);

#[uniffi::export]
impl SignInPage {
    /// What to open in the system's browser.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn address(&self) -> Result<String, AppError> {
        Ok(self.0.address.clone())
    }
}

#[uniffi::export]
impl AssentApp {
    /// Starts a sign-in at a server that ends with a call of `redirect`, an address of the app's own.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for an address that may not be talked to, or a bad redirect.
    pub fn start_sign_in(
        &self,
        server_url: String,
        redirect: String,
        phone_name: String,
    ) -> Result<Arc<SignInPage>, AppError> {
        let start = || {
            let name = Text::tidy(&phone_name).ok_or_else(|| AppError::bad_text("error-phone-name"))?;
            let page = self.opened()?.start_sign_in(&server_url, &redirect, &name)?;
            Ok(Arc::new(SignInPage(page)))
        };
        self.log.note("start_sign_in", start())
    }

    /// Links with what the callback brought. There is no link code: the person signed in on this very phone.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for a callback of something else, [`AppError::NotLinked`] when it was refused, or as
    /// [`AssentApp::link`].
    pub async fn finish_sign_in(
        self: Arc<Self>,
        page: Arc<SignInPage>,
        callback: String,
        phone: Phone,
        cancel: Option<Arc<CancelHandle>>,
    ) -> Result<Link, AppError> {
        let open = self.opened()?;
        let link = async move {
            let description = DeviceDescription::try_from(phone)?;
            Ok(open.finish_sign_in(&page.0, &callback, description).await?)
        };
        self.log.note("finish_sign_in", self.finish_link(cancel, link).await)
    }
}
