//! All accounts to another phone, with one picture and one code.

use std::sync::Arc;

use assent_core::authenticator::{self as core, AccountError};

use crate::accounts::{account_ids, names};
use crate::error_of::whole;
use crate::failure::{Failure, ServerFailure};
use crate::{AppError, AssentApp, CancelHandle, Link, Phone, work};

/// On the old phone: a move that was begun. It lives ten minutes; a new one takes its place.
#[derive(uniffi::Object)]
pub struct Departure(core::Departure);

/// What leaves with a move.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Leaving {
    /// What the QR says: whoever has it may come with another phone. Empty when no server helped.
    pub text: String,
    /// The accounts in it.
    pub accounts: Vec<String>,
    /// The accounts whose server could not be asked: they stay.
    pub failed: Vec<Failure>,
    /// How many accounts are too many for one QR: they go with another move.
    pub left_out: u32,
    /// How many entries have only another website's codes: they go by export and import.
    pub codes_only: u32,
}

/// What became of a move.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MovedOut {
    /// Moved, and gone from this phone.
    pub moved: Vec<String>,
    /// The new phone did not come for these: they stay.
    pub not_scanned: Vec<String>,
    /// These stay too; [`AssentApp::retry_move`] tries those again that the code was for.
    pub failed: Vec<Failure>,
}

/// On the new phone: accounts that came and wait for the old phone.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Arrival {
    /// The new accounts.
    pub arrived: Vec<Link>,
    /// Servers where no account could be taken.
    pub failed: Vec<ServerFailure>,
}

#[uniffi::export]
impl Departure {
    /// What leaves with it.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn leaving(&self) -> Result<Leaving, AppError> {
        Ok(Leaving {
            text: self.0.text.to_string(),
            accounts: names(&self.0.leaving),
            failed: self.0.failed.iter().cloned().map(Failure::from).collect(),
            left_out: whole(self.0.left_out),
            codes_only: whole(self.0.codes_only),
        })
    }
}

#[uniffi::export]
impl AssentApp {
    /// On the old phone: asks all servers for a move. Show the text as QR, then call [`Self::finish_move`].
    ///
    /// # Errors
    /// [`AppError::BadInput`] without a linked account, or of the vault.
    pub async fn move_out(self: Arc<Self>) -> Result<Arc<Departure>, AppError> {
        let own = self.opened()?;
        let begin = async move { Ok(Arc::new(Departure(own.move_out().await?))) };
        self.log.note("move_out", work::to_its_end(begin).await)
    }

    /// On the old phone: takes the code that the new phone shows, and signs for the accounts that it is for.
    ///
    /// # Errors
    /// [`AppError::MoveCodeWrong`], after which nothing was signed; [`AppError::BadInput`] for no code, when nobody scanned
    /// yet, and once the move has ended.
    pub async fn finish_move(self: Arc<Self>, departure: Arc<Departure>, code: String) -> Result<MovedOut, AppError> {
        let own = self.opened()?;
        let finish = async move { Ok(own.finish_move(&departure.0, &code).await?.into()) };
        self.log.note("finish_move", work::to_its_end(finish).await)
    }

    /// On the old phone: signs once more for those whose server did not answer.
    ///
    /// # Errors
    /// Of the vault.
    pub async fn retry_move(self: Arc<Self>, departure: Arc<Departure>) -> Result<MovedOut, AppError> {
        let own = self.opened()?;
        let retry = async move { Ok(own.retry_move(&departure.0).await?.into()) };
        self.log.note("retry_move", work::to_its_end(retry).await)
    }

    /// On the old phone: makes the QR worth nothing, as far as the servers can be told; else its time ends it.
    ///
    /// # Errors
    /// [`AppError::Locked`].
    pub async fn stop_move(self: Arc<Self>, departure: Arc<Departure>) -> Result<(), AppError> {
        let own = self.opened()?;
        let stop = async move {
            own.stop_move(&departure.0).await;
            Ok(())
        };
        self.log.note("stop_move", work::to_its_end(stop).await)
    }

    /// On the new phone: takes what the QR says. Show [`Self::move_code`] next, then call [`Self::confirm_moved`].
    ///
    /// # Errors
    /// [`AppError::BadInput`] for what is no move, or of the vault.
    pub async fn move_in(self: Arc<Self>, text: String, phone: Phone) -> Result<Arrival, AppError> {
        let own = self.opened()?;
        let take = async move {
            let core::Arrival { arrived, failed } = own.move_in(&text, phone.try_into()?).await?;
            let failed = failed.into_iter().map(ServerFailure::from).collect();
            Ok(Arrival { arrived: arrived.iter().map(Link::of).collect(), failed })
        };
        self.log.note("move_in", work::to_its_end(take).await)
    }

    /// On the new phone: the six digits over these accounts, to be typed on the old one.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for an account that does not wait for an old phone, or of the vault.
    pub fn move_code(&self, accounts: Vec<String>) -> Result<String, AppError> {
        let make = || Ok(self.opened()?.move_code(&account_ids(&accounts)?)?.to_string());
        self.log.note("move_code", make())
    }

    /// On the new phone: the accounts that wait for the old one, also those of an earlier run of the app.
    ///
    /// # Errors
    /// [`AppError::Locked`], or of the vault.
    pub fn moving_in(&self) -> Result<Vec<String>, AppError> {
        let list = || Ok(names(&self.opened()?.list_moving_in()?));
        self.log.note("moving_in", list())
    }

    /// On the new phone: waits until the old one has signed for these. Gives those for which it did not.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for no account, [`AppError::Cancelled`]: it may be called again.
    pub async fn confirm_moved(
        self: Arc<Self>,
        accounts: Vec<String>,
        cancel: Option<Arc<CancelHandle>>,
    ) -> Result<Vec<Failure>, AppError> {
        let (own, handles) = (self.opened()?, self.handles(cancel));
        let wait = async move {
            let moved = own.confirm_moved(&account_ids(&accounts)?).await.into_iter();
            let failed = moved.filter_map(|(account, moved)| Some(AccountError { account, error: moved.err()? }));
            Ok(failed.map(Failure::from).collect())
        };
        self.log.note("confirm_moved", work::unless_cancelled(handles, wait).await)
    }
}

impl From<core::MovedOut> for MovedOut {
    fn from(out: core::MovedOut) -> Self {
        let failed = out.failed.into_iter().map(Failure::from).collect();
        Self { moved: names(&out.moved), not_scanned: names(&out.not_scanned), failed }
    }
}
