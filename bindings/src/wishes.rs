//! What a person tells an account's server.

use std::sync::Arc;

use assent_core::authenticator::{AccountError, AccountKind, LinkState};
use assent_core::message::Text;

use crate::accounts::account_id;
use crate::failure::Failure;
use crate::{AppError, AssentApp, work};

#[uniffi::export]
impl AssentApp {
    /// No requests for this account until `until` (Unix seconds by this phone's clock, at most a day ahead); none: again.
    ///
    /// # Errors
    /// [`AppError::BadInput`] before anything is sent, [`AppError::NoNetwork`], [`AppError::ServerSaysNo`].
    pub async fn quiet(self: Arc<Self>, account: String, until: Option<i64>) -> Result<(), AppError> {
        let own = self.opened()?;
        let tell = async move { Ok(own.quiet(account_id(&account)?, until).await?) };
        self.log.note("quiet", work::to_its_end(tell).await)
    }

    /// The same for all linked accounts. Gives those whose server could not be told.
    ///
    /// # Errors
    /// [`AppError::Locked`], or of the vault.
    pub async fn quiet_all(self: Arc<Self>, until: Option<i64>) -> Result<Vec<Failure>, AppError> {
        let own = self.opened()?;
        let tell = async move {
            let mut failed = Vec::new();
            let is_asked = |it: &assent_core::authenticator::AccountView| {
                it.kind == AccountKind::Push && it.state == LinkState::Active
            };
            for account in own.accounts()?.into_iter().filter(is_asked).map(|it| it.id) {
                if let Err(error) = own.quiet(account, until).await {
                    failed.push(AccountError { account, error }.into());
                }
            }
            Ok(failed)
        };
        self.log.note("quiet_all", work::to_its_end(tell).await)
    }

    /// "This is not me": stops every recovery of the account that goes on.
    ///
    /// # Errors
    /// [`AppError::NoNetwork`], [`AppError::ServerSaysNo`], [`AppError::Unlinked`].
    pub async fn stop_recovery(self: Arc<Self>, account: String) -> Result<(), AppError> {
        let own = self.opened()?;
        let tell = async move { Ok(own.stop_recovery(account_id(&account)?).await?) };
        self.log.note("stop_recovery", work::to_its_end(tell).await)
    }

    /// Tells the account's server this phone's new name.
    ///
    /// # Errors
    /// [`AppError::BadInput`], [`AppError::NoNetwork`], [`AppError::ServerSaysNo`], [`AppError::Unlinked`].
    pub async fn rename_phone(self: Arc<Self>, account: String, name: String) -> Result<(), AppError> {
        let own = self.opened()?;
        let tell = async move {
            let name = Text::tidy(&name).ok_or_else(|| AppError::bad_text("error-phone-name"))?;
            Ok(own.rename_phone(account_id(&account)?, name).await?)
        };
        self.log.note("rename_phone", work::to_its_end(tell).await)
    }
}
