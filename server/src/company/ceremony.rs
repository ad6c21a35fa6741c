//! What somebody went to a provider for, until they come back: kept here, never in the browser, for one return. What
//! must stay secret until then is derived from the state and the browser, and so stands nowhere.

use assent_core::clock::UnixSeconds;
use data_encoding::BASE64URL_NOPAD;
use openidconnect::{Nonce, PkceCodeVerifier};
use serde::{Deserialize, Serialize};

use crate::app::{App, Failure};
use crate::model::{ProviderId, SessionId};

/// How long a person may take, in seconds.
const LIFE_SECS: i64 = 600;

/// What somebody goes there for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Purpose {
    /// To sign in.
    SignIn { next: Option<String>, trust: bool },
    /// To link their identity there to the account of this session.
    Link { session: SessionId },
    /// To prove again who they are.
    Confirm { session: SessionId, next: String },
}

impl Purpose {
    /// Whether the provider has to ask the person again, whoever is signed in there.
    pub(super) const fn needs_login(&self) -> bool {
        matches!(self, Self::Link { .. } | Self::Confirm { .. })
    }
}

/// What was asked of a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) provider: ProviderId,
    pub(super) purpose: Purpose,
    pub(super) at: UnixSeconds,
}

/// One way there and back: `state` goes with the person, `browser` is what ties pages to one browser.
#[derive(Clone, Copy)]
pub(super) struct Journey<'a> {
    pub(super) state: &'a str,
    pub(super) browser: &'a str,
}

impl Journey<'_> {
    fn derive(self, app: &App, what: &str) -> [u8; 32] {
        app.secrets.derive_mac("company", &[what.as_bytes(), self.state.as_bytes(), self.browser.as_bytes()])
    }

    /// Ties the identity token to this browser (OpenID Connect Core 1.0 §15.5.2).
    pub(super) fn nonce(self, app: &App) -> Nonce {
        Nonce::new(BASE64URL_NOPAD.encode(&self.derive(app, "nonce")))
    }

    /// Ties the code to this server (RFC 7636 §4.1).
    pub(super) fn verifier(self, app: &App) -> PkceCodeVerifier {
        PkceCodeVerifier::new(BASE64URL_NOPAD.encode(&self.derive(app, "verifier")))
    }

    pub(super) async fn keep(self, app: &App, asked: &Asked) -> Result<(), Failure> {
        let state = serde_json::to_string(asked).map_err(|_| Failure::Sealed)?;
        Ok(app.store.keep_ceremony(self.derive(app, "ceremony"), state, asked.at + LIFE_SECS).await?)
    }

    /// Takes it away: a return counts once.
    pub(super) async fn take(self, app: &App) -> Result<Option<Asked>, Failure> {
        let state = app.store.take_ceremony(self.derive(app, "ceremony"), app.now()).await?;
        Ok(state.and_then(|state| serde_json::from_str(&state).ok()))
    }
}
