//! Waking phones through push services: in the background, so many at a time, again while the request waits.

use std::sync::Arc;
use std::time::Duration;

use assent_core::clock::{Clock, UnixSeconds};
use assent_core::message::PushEndpoint;
use tokio::sync::Semaphore;

use super::{BadEndpoint, PushError, PushService};
use crate::model::{AuditEvent, AuditKind, Device, PersonId};
use crate::serve::Shutdown;
use crate::store::Store;
use crate::telemetry::{Metrics, Pushed};

/// Pushes that are sent at once, each over a connection.
const AT_ONCE: usize = 64;
/// Pushes that are sent or wait; what comes on top is dropped, and the phone learns of the request when its app is opened.
const MOST: usize = 2048;
/// How often one is tried.
const TRIES: u32 = 4;
/// How long a service that says nothing about it is left alone before the second try; then twice as long, and so on.
const PAUSE: Duration = Duration::from_secs(2);

/// The ways to wake phones that hold no connection.
pub struct Pusher {
    services: Vec<Arc<dyn PushService>>,
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    metrics: Arc<Metrics>,
    shutdown: Shutdown,
    waiting: Arc<Semaphore>,
    sending: Semaphore,
}

/// One push.
struct Push {
    device: Device,
    endpoint: PushEndpoint,
    service: Arc<dyn PushService>,
    /// When nobody needs it any more.
    until: UnixSeconds,
}

impl Pusher {
    /// One over these services.
    #[must_use]
    pub fn new(
        services: Vec<Arc<dyn PushService>>,
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        metrics: Arc<Metrics>,
        shutdown: Shutdown,
    ) -> Self {
        let (waiting, sending) = (Arc::new(Semaphore::new(MOST)), Semaphore::new(AT_ONCE));
        Self { services, store, clock, metrics, shutdown, waiting, sending }
    }

    /// Whether a phone could be woken there. Kinds of endpoints that no service here speaks to are kept unread.
    ///
    /// # Errors
    /// [`BadEndpoint`]: what is wrong with it.
    pub fn check(&self, endpoint: &PushEndpoint) -> Result<(), BadEndpoint> {
        self.find_service(endpoint).map_or(Ok(()), |service| service.check(endpoint))
    }

    /// Wakes the person's phones for a request that ends at `until`, in the background: nobody waits for them.
    pub fn wake(self: &Arc<Self>, person: PersonId, until: UnixSeconds) {
        let own = Arc::clone(self);
        // Not even the look for phones is waited for: an account that is not there has none.
        tokio::spawn(async move {
            let devices = own.store.list_devices(person).await.unwrap_or_default();
            own.send_all(devices, until);
        });
    }

    fn send_all(self: &Arc<Self>, devices: Vec<Device>, until: UnixSeconds) {
        for push in devices.into_iter().filter_map(|device| self.make_push(device, until)) {
            let Ok(place) = Arc::clone(&self.waiting).try_acquire_owned() else {
                self.metrics.note_push(Pushed::Full);
                continue;
            };
            let own = Arc::clone(self);
            tokio::spawn(async move {
                own.metrics.note_push(own.deliver(&push).await);
                drop(place);
            });
        }
    }

    fn make_push(&self, device: Device, until: UnixSeconds) -> Option<Push> {
        let endpoint = device.push.clone()?;
        let service = Arc::clone(self.find_service(&endpoint)?);
        Some(Push { device, endpoint, service, until })
    }

    fn find_service(&self, endpoint: &PushEndpoint) -> Option<&Arc<dyn PushService>> {
        self.services.iter().find(|service| service.serves(endpoint))
    }

    async fn deliver(&self, push: &Push) -> Pushed {
        for tried in 1..=TRIES {
            match self.send(push).await {
                None => return Pushed::Late,
                Some(Ok(())) => return Pushed::Sent,
                Some(Err(PushError::Gone)) => return self.lose(push).await,
                Some(Err(PushError::Misconfigured(_))) => return Pushed::Refused,
                Some(Err(PushError::Later { after })) => {
                    let pause = pause_after(tried, after, push.left_secs(self.clock.now()));
                    if !self.rest(pause).await {
                        return Pushed::Late;
                    }
                }
            }
        }
        Pushed::Late
    }

    /// `None` when it is too late.
    async fn send(&self, push: &Push) -> Option<Result<(), PushError>> {
        let _place = self.sending.acquire().await.ok()?;
        let left = push.left_secs(self.clock.now());
        if left == 0 {
            return None;
        }
        Some(push.service.wake(&push.endpoint, left).await)
    }

    /// `false` when there is no use in waiting, or the server ends first.
    async fn rest(&self, pause: Option<Duration>) -> bool {
        let Some(pause) = pause else { return false };
        tokio::select! {
            biased;
            () = self.shutdown.begun() => false,
            () = tokio::time::sleep(pause) => true,
        }
    }

    /// The phone named an address that is gone: it is forgotten, and the person is told where they see their phones.
    async fn lose(&self, push: &Push) -> Pushed {
        let (device, now) = (&push.device, self.clock.now());
        let event = AuditEvent {
            device: Some(device.id),
            detail: Some(device.description.name.to_string()),
            ..AuditEvent::new(now, AuditKind::PushLost).of(device.person)
        };
        if let Err(error) = self.store.lose_push(device.id, push.endpoint.clone(), now, event).await {
            tracing::error!(%error, device = %device.id, "a push address that is gone could not be forgotten");
        }
        Pushed::Gone
    }
}

impl Push {
    fn left_secs(&self, now: UnixSeconds) -> u32 {
        u32::try_from(self.until - now).unwrap_or(0)
    }
}

/// How long to wait after the try with this number, if another one would come in time.
fn pause_after(tried: u32, after: Option<Duration>, left_secs: u32) -> Option<Duration> {
    let pause = after.unwrap_or(PAUSE * 2_u32.pow(tried - 1));
    (tried < TRIES && pause < Duration::from_secs(left_secs.into())).then_some(pause)
}

#[cfg(test)]
mod tests;
