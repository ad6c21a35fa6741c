//! Apple's push service (APNs), for the app of whoever runs this server: Apple takes pushes only from who publishes the app.
//!
//! Source: Apple's documentation "Sending notification requests to APNs" and "Establishing a token-based connection to APNs".

mod key;
mod provider;

use std::sync::Arc;
use std::time::Duration;

use assent_core::clock::Clock;
use assent_core::message::PushEndpoint;
use async_trait::async_trait;
use http::StatusCode;
use http::header::AUTHORIZATION;
use reqwest::Client;
use serde::Deserialize;
use serde_json::json;
use url::Url;

pub use key::{ApnsKey, BadApnsKey};
use provider::Provider;

use super::noted::Noted;
use super::{BadEndpoint, PushError, PushService};
use crate::config::ApnsSettings;
use crate::outgoing::{http2_client, root_of};

/// How long an answer may take, in all.
const PATIENCE: Duration = Duration::from_secs(10);
/// The lengths of a device token that are taken, in hexadecimal digits. Apple says 64 now, and not to count on it.
const TOKEN_DIGITS: std::ops::RangeInclusive<usize> = 32..=400;
/// A newer wake-up takes the place of an older one. The same for everybody.
const COLLAPSE_ID: &str = "wake";

/// Sends wake-ups to Apple, for one app.
pub struct Apns {
    client: Client,
    server: Url,
    topic: String,
    provider: Provider,
    clock: Arc<dyn Clock>,
    refusing: Noted,
}

/// Why Apple does not take a push.
#[derive(Deserialize, Default)]
struct Refusal {
    #[serde(default)]
    reason: String,
}

impl Apns {
    /// One that signs with `key`.
    ///
    /// # Errors
    /// When TLS can't be set up; does not happen with ring.
    pub fn new(settings: &ApnsSettings, key: ApnsKey, clock: Arc<dyn Clock>) -> Result<Self, String> {
        let provider = Provider::new(key, settings.key_id.clone(), settings.team.clone());
        let (server, topic) = (settings.server.clone(), settings.topic.clone());
        Ok(Self { client: http2_client(PATIENCE)?, server, topic, provider, clock, refusing: Noted::default() })
    }

    async fn send(&self, device: &str, ttl_secs: u32) -> Result<(), PushError> {
        let now = self.clock.now();
        let token = self.provider.token(now).map_err(|_| PushError::misconfigured("the key can't sign"))?;
        let address =
            self.server.join(&format!("/3/device/{device}")).map_err(|_| PushError::misconfigured("no address"))?;
        let request = self
            .client
            .post(address)
            .header(AUTHORIZATION, format!("bearer {token}"))
            .header("apns-topic", &self.topic)
            .header("apns-push-type", "alert")
            .header("apns-priority", "10")
            .header("apns-expiration", (now + i64::from(ttl_secs)).to_string())
            .header("apns-collapse-id", COLLAPSE_ID)
            .body(payload());
        let answer = request.send().await.map_err(|error| {
            tracing::debug!(why = root_of(&error), "Apple's push service does not answer");
            PushError::Later { after: None }
        })?;
        let status = answer.status();
        let said = answer.bytes().await.unwrap_or_default();
        let Refusal { reason } = serde_json::from_slice(&said).unwrap_or_default();
        judge(status, &reason).inspect_err(|_| self.provider.refused(&reason))
    }
}

#[async_trait]
impl PushService for Apns {
    /// Addresses of other apps are kept unread: their phones get requests when the app is opened.
    fn serves(&self, endpoint: &PushEndpoint) -> bool {
        matches!(endpoint, PushEndpoint::Apns { topic, .. } if *topic == self.topic)
    }

    fn check(&self, endpoint: &PushEndpoint) -> Result<(), BadEndpoint> {
        let PushEndpoint::Apns { token, .. } = endpoint else {
            return Err(BadEndpoint("it is not an address at Apple's push service".to_owned()));
        };
        let is_token = TOKEN_DIGITS.contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_token.then_some(()).ok_or_else(|| BadEndpoint("its token is none of Apple's".to_owned()))
    }

    async fn wake(&self, endpoint: &PushEndpoint, ttl_secs: u32) -> Result<(), PushError> {
        let PushEndpoint::Apns { token, .. } = endpoint else {
            return Err(PushError::misconfigured("it is not an address at Apple's push service"));
        };
        self.check(endpoint).map_err(|why| PushError::misconfigured(&why.to_string()))?;
        let sent = self.send(token, ttl_secs).await;
        self.refusing.follow(&self.topic, &sent, |why| {
            tracing::warn!(why, "Apple's push service takes no wake-ups; see [apns] in the configuration");
        });
        sent
    }
}

/// The same for everybody: no name, no id. The phone asks its servers, and its extension says no more than this either.
fn payload() -> String {
    let aps = json!({
        "alert": "Sign-in request", "sound": "default", "interruption-level": "time-sensitive",
        "content-available": 1, "mutable-content": 1,
    });
    json!({ "aps": aps }).to_string()
}

/// What Apple's answer means ("Handling notification responses from APNs").
fn judge(status: StatusCode, reason: &str) -> Result<(), PushError> {
    match (status, reason) {
        (StatusCode::OK, _) => Ok(()),
        (StatusCode::GONE, _) | (_, "BadDeviceToken") => Err(PushError::Gone),
        (_, "ExpiredProviderToken") | (StatusCode::TOO_MANY_REQUESTS, _) => Err(PushError::Later { after: None }),
        _ if status.is_server_error() => Err(PushError::Later { after: None }),
        _ => Err(PushError::Misconfigured(format!("it answered {} {reason}", status.as_u16()))),
    }
}

#[cfg(test)]
mod tests;
