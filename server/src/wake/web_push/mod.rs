//! Web Push (RFC 8030), which distributors of UnifiedPush take too.

mod address;
mod encrypt;
mod vapid;

use std::sync::Arc;
use std::time::Duration;

use assent_core::clock::Clock;
use assent_core::keys::SoftwareKey;
use assent_core::message::PushEndpoint;
use assent_core::random::Random;
use async_trait::async_trait;
use http::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, Request, StatusCode};

use address::{Address, bad_point};
use encrypt::encrypt;
use vapid::make_authorisation;

use super::noted::Noted;
use super::{BadEndpoint, PushError, PushService};
use crate::outgoing::{Fetch, FetchFailed, Outgoing};

/// A newer wake-up takes the place of an older one that still waits (RFC 8030 §5.4). The same for everybody.
const TOPIC: &str = "wake";

/// Sends wake-ups to where phones and their distributors said, as far as [`Outgoing`] goes.
pub struct WebPush {
    out: Outgoing,
    key: SoftwareKey,
    contact: Option<String>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    refusing: Noted,
}

impl WebPush {
    /// One that signs with `key` and names `contact` (a `mailto:` or `https:` address, RFC 8292 §2.1).
    #[must_use]
    pub fn new(
        out: Outgoing,
        key: SoftwareKey,
        contact: Option<String>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Self {
        Self { out, key, contact, clock, random, refusing: Noted::default() }
    }

    fn make_request(&self, address: &Address, ttl_secs: u32) -> Result<Request<Vec<u8>>, PushError> {
        let body = encrypt(&address.receiver, self.random.as_ref())
            .map_err(|_| PushError::misconfigured("it can't be encrypted"))?;
        let who = make_authorisation(&self.key, &address.origin(), self.contact.as_deref(), self.clock.now());
        let who = who.map_err(|_| PushError::misconfigured("this server's key can't sign"))?;
        let request = Request::post(address.url.as_str())
            .header("ttl", ttl_secs)
            .header("urgency", "high")
            .header("topic", TOPIC)
            .header(CONTENT_TYPE, "application/octet-stream")
            .header(CONTENT_ENCODING, "aes128gcm")
            .header(AUTHORIZATION, who)
            .body(body);
        request.map_err(|_| PushError::misconfigured("its address is none"))
    }

    async fn send(&self, address: &Address, ttl_secs: u32) -> Result<(), PushError> {
        let answer = self.out.send(self.make_request(address, ttl_secs)?).await;
        let answer = answer.map_err(|error| match error {
            FetchFailed::Later(_) => PushError::Later { after: None },
            FetchFailed::Never(why) => PushError::Misconfigured(why),
        })?;
        judge(answer.status(), answer.headers())
    }
}

#[async_trait]
impl PushService for WebPush {
    fn serves(&self, endpoint: &PushEndpoint) -> bool {
        matches!(endpoint, PushEndpoint::Webpush { .. })
    }

    fn check(&self, endpoint: &PushEndpoint) -> Result<(), BadEndpoint> {
        let address = Address::read(endpoint)?;
        self.out.check(&address.url).map_err(|why| BadEndpoint(why.to_string()))?;
        // Whether the point is on the curve shows when it is used.
        encrypt(&address.receiver, self.random.as_ref()).map(drop).map_err(|_| bad_point())
    }

    async fn wake(&self, endpoint: &PushEndpoint, ttl_secs: u32) -> Result<(), PushError> {
        let address = Address::read(endpoint).map_err(|why| PushError::misconfigured(&why.to_string()))?;
        let sent = self.send(&address, ttl_secs).await;
        let server = address.origin();
        self.refusing.follow(&server, &sent, |why| {
            tracing::warn!(server, why, "a push server takes no wake-ups; see [push] in the configuration");
        });
        sent
    }
}

/// What the push server's answer means. Any 2xx is a yes: RFC 8030 §5 says 201, some say 200 or 202.
fn judge(status: StatusCode, headers: &HeaderMap) -> Result<(), PushError> {
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(PushError::Gone),
        StatusCode::TOO_MANY_REQUESTS => Err(PushError::Later { after: retry_after(headers) }),
        _ if status.is_success() => Ok(()),
        _ if status.is_server_error() => Err(PushError::Later { after: retry_after(headers) }),
        _ => Err(PushError::Misconfigured(format!("it answered {}", status.as_u16()))),
    }
}

/// In seconds (RFC 9110 §10.2.3); a date is passed over, as the two clocks may differ.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let secs = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(secs))
}

#[cfg(test)]
mod tests;
