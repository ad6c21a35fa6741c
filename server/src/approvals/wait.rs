//! Waiting for an answer.

use std::time::Duration;

use assent_core::clock::UnixSeconds;
use assent_core::ids::{ChallengeId, DeviceId};

use crate::app::{App, Failure};
use crate::model::{Challenge, ServiceId, State};
use crate::store::StoreError;

/// A challenge as somebody who waits sees it.
pub struct Seen {
    /// The challenge.
    pub challenge: Challenge,
    /// Its state now.
    pub state: State,
    /// The phones that got it.
    pub reached: Vec<DeviceId>,
}

/// Why there is nothing to see.
#[derive(Debug, thiserror::Error)]
pub enum WaitError {
    /// No such challenge of this service.
    #[error("there is no such request of this service; it may be older than a day")]
    Unknown,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for WaitError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// A challenge of `service`, as it is now.
///
/// # Errors
/// [`WaitError`].
pub async fn find(app: &App, id: ChallengeId, service: ServiceId) -> Result<Seen, WaitError> {
    let found = app.store.find_challenge(id).await?;
    let challenge = found.filter(|found| found.service == service).ok_or(WaitError::Unknown)?;
    let state = challenge.state_at(app.clock.now());
    Ok(Seen { state, reached: app.wake.reached.list(id), challenge })
}

/// Waits until the challenge is settled, a phone more is reached than `known_reached`, it expires, the server stops,
/// or `wait_secs` are over.
///
/// # Errors
/// [`WaitError`].
pub async fn wait(
    app: &App,
    id: ChallengeId,
    service: ServiceId,
    wait_secs: u32,
    known_reached: Option<usize>,
) -> Result<Seen, WaitError> {
    let waiting = app.wake.answers.register(id);
    let end = tokio::time::Instant::now() + Duration::from_secs(wait_secs.into());
    loop {
        let news = waiting.news();
        let seen = find(app, id, service).await?;
        let is_news = known_reached.is_some_and(|known| seen.reached.len() > known);
        if is_news || !matches!(seen.state, State::Pending { .. }) || app.shutdown.has_begun() {
            return Ok(seen);
        }
        let until = end.min(deadline(seen.challenge.expires_at, app.clock.now()));
        tokio::select! {
            () = news => {}
            () = tokio::time::sleep_until(until) => return find(app, id, service).await,
            () = app.shutdown.begun() => return find(app, id, service).await,
        }
    }
}

/// When the challenge expires, on the runtime's clock.
fn deadline(expires_at: UnixSeconds, now: UnixSeconds) -> tokio::time::Instant {
    let left = u64::try_from(expires_at - now).unwrap_or(0);
    tokio::time::Instant::now() + Duration::from_secs(left)
}
