//! What an authenticator was asked, until it answers: kept here, never in the browser, for one answer.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::{App, Failure};

/// How long a person may take, in seconds.
const LIFE_SECS: i64 = 300;

/// What it is for: an answer to one question is none to another.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    Add,
    Step,
    SignIn,
}

/// Whose it is: `browser` is what ties forms to one browser, `person` whom it is about.
#[derive(Clone, Copy)]
pub(super) struct Whose<'a> {
    pub(super) purpose: Purpose,
    pub(super) browser: &'a str,
    pub(super) person: &'a [u8],
}

impl Whose<'_> {
    fn key(self, app: &App) -> [u8; 32] {
        let purpose = match self.purpose {
            Purpose::Add => "add",
            Purpose::Step => "step",
            Purpose::SignIn => "sign-in",
        };
        app.secrets.derive_mac("passkey ceremony", &[purpose.as_bytes(), self.browser.as_bytes(), self.person])
    }

    pub(super) async fn keep(self, app: &App, state: &impl Serialize) -> Result<(), Failure> {
        let state = serde_json::to_string(state).map_err(|_| Failure::Sealed)?;
        Ok(app.store.keep_ceremony(self.key(app), state, app.now() + LIFE_SECS).await?)
    }

    pub(super) async fn take<S: DeserializeOwned>(self, app: &App) -> Result<Option<S>, Failure> {
        let state = app.store.take_ceremony(self.key(app), app.now()).await?;
        Ok(state.and_then(|state| serde_json::from_str(&state).ok()))
    }
}
