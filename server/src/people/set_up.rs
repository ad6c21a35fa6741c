//! The way in while there is nobody yet: a token that the server prints at its start, for whoever reads its log.

use std::sync::{PoisonError, RwLock};

use assent_core::secret::same;

use super::Token;
use super::token::SET_UP;
use crate::app::{App, Failure};
use crate::model::TokenHash;

/// The token's hash, while it counts. Kept in memory only: each start makes another.
#[derive(Default)]
pub struct SetUp(RwLock<Option<TokenHash>>);

impl SetUp {
    /// Makes the token, to be printed once, when there is nobody yet.
    ///
    /// # Errors
    /// When the store or randomness fails.
    pub async fn open(app: &App) -> Result<Option<Token>, Failure> {
        if app.store.count_people().await? > 0 {
            return Ok(None);
        }
        let token = Token::make(SET_UP, app.random.as_ref())?;
        app.set_up.put(Some(token.hash()));
        Ok(Some(token))
    }

    /// Whether the first administrator can still be made. Somebody may have come another way: from the command line.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn is_open(app: &App) -> Result<bool, Failure> {
        if app.set_up.is_there() && app.store.count_people().await? > 0 {
            app.set_up.close();
        }
        Ok(app.set_up.is_there())
    }

    fn is_there(&self) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Whether this is the token; in constant time, and never once it is closed.
    #[must_use]
    pub(super) fn accepts(&self, typed: &str) -> bool {
        let given = TokenHash::of(typed.trim());
        self.0.read().unwrap_or_else(PoisonError::into_inner).is_some_and(|token| same(&token.0, &given.0))
    }

    /// There is somebody now.
    pub(super) fn close(&self) {
        self.put(None);
    }

    fn put(&self, token: Option<TokenHash>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = token;
    }
}
