//! Who sends: a token that counts for an hour. Apple wants the same one for at least 20 minutes.

use std::sync::{Mutex, MutexGuard, PoisonError};

use assent_core::clock::UnixSeconds;
use assent_core::keys::SignError;
use serde_json::json;

use super::ApnsKey;
use crate::wake::signed_token::sign_token;

/// A token is used so long, in seconds: Apple refuses those that are made more often than every 20 minutes, and those older than an hour.
const USE_SECS: i64 = 50 * 60;

/// Makes tokens for a team.
pub(super) struct Provider {
    key: ApnsKey,
    key_id: String,
    team: String,
    last: Mutex<Option<Token>>,
}

struct Token {
    text: String,
    made_at: UnixSeconds,
}

impl Provider {
    pub(super) fn new(key: ApnsKey, key_id: String, team: String) -> Self {
        Self { key, key_id, team, last: Mutex::default() }
    }

    /// The token of now.
    ///
    /// # Errors
    /// [`SignError`] when the key fails.
    pub(super) fn token(&self, now: UnixSeconds) -> Result<String, SignError> {
        let mut last = self.lock();
        if let Some(token) = last.as_ref().filter(|token| (0..USE_SECS).contains(&(now - token.made_at))) {
            return Ok(token.text.clone());
        }
        let claims = json!({ "iss": self.team, "iat": now });
        let text = sign_token(&self.key.0, json!({ "kid": self.key_id }), &claims)?;
        *last = Some(Token { text: text.clone(), made_at: now });
        Ok(text)
    }

    /// Whoever's clock is off: a new one is made.
    pub(super) fn refused(&self, reason: &str) {
        if reason == "ExpiredProviderToken" {
            *self.lock() = None;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Token>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
