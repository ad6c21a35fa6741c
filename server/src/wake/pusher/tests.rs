use std::sync::Mutex;

use super::*;
use crate::app::testing::{START, TestApp, TestPhone};
use crate::model::Person;
use crate::store::{DeviceChange, Page};
use async_trait::async_trait;
use tokio::sync::Notify;

/// A push service that answers what it is told to, and keeps for how long each wake-up was needed.
#[derive(Default)]
struct Answers {
    next: Mutex<Vec<Result<(), PushError>>>,
    asked: Mutex<Vec<u32>>,
    /// Held back until it is let go, when there is one.
    gate: Option<Notify>,
}

#[async_trait]
impl PushService for Answers {
    fn serves(&self, endpoint: &PushEndpoint) -> bool {
        matches!(endpoint, PushEndpoint::Fcm { .. })
    }

    fn check(&self, _: &PushEndpoint) -> Result<(), BadEndpoint> {
        Err(BadEndpoint("it is a test's".to_owned()))
    }

    async fn wake(&self, _: &PushEndpoint, ttl_secs: u32) -> Result<(), PushError> {
        self.asked.lock().unwrap().push(ttl_secs);
        if let Some(gate) = &self.gate {
            gate.notified().await;
        }
        let mut next = self.next.lock().unwrap();
        if next.is_empty() { Ok(()) } else { next.remove(0) }
    }
}

struct Scene {
    app: TestApp,
    ada: Person,
    device: Device,
    service: Arc<Answers>,
    pusher: Arc<Pusher>,
}

/// Ada with a phone that can be woken; its push service answers in this order, then always well.
async fn scene(answers: Vec<Result<(), PushError>>, gate: Option<Notify>) -> Scene {
    let (app, ada) = TestApp::with_ada().await;
    let id = TestPhone::link(&app, &ada).await.id;
    let description = app.store.find_device(id).await.unwrap().unwrap().description;
    let push = Some(PushEndpoint::Fcm { token: "token".to_owned() });
    let change = DeviceChange { id, counter: 1, description, push, quiet_until: None, events: vec![], notice: None };
    assert!(app.store.update_device(change).await.unwrap());
    let device = app.store.find_device(id).await.unwrap().unwrap();
    let service = Arc::new(Answers { next: Mutex::new(answers), asked: Mutex::default(), gate });
    let services: Vec<Arc<dyn PushService>> = vec![Arc::clone(&service) as _];
    let (store, clock) = (Arc::clone(&app.store), Arc::clone(&app.app.clock));
    let pusher = Pusher::new(services, store, clock, Arc::clone(&app.metrics), app.shutdown.clone());
    Scene { app, ada, device, service, pusher: Arc::new(pusher) }
}

impl Scene {
    async fn deliver(&self, lives_secs: i64) -> Pushed {
        let push = self.pusher.make_push(self.device.clone(), START + lives_secs).unwrap();
        self.pusher.deliver(&push).await
    }

    fn asked(&self) -> Vec<u32> {
        self.service.asked.lock().unwrap().clone()
    }
}

fn later(secs: u64) -> Result<(), PushError> {
    Err(PushError::Later { after: Some(Duration::from_secs(secs)) })
}

#[tokio::test]
async fn a_push_lives_as_long_as_its_request() {
    let scene = scene(vec![], None).await;
    assert_eq!(scene.deliver(120).await, Pushed::Sent);
    scene.app.clock.advance(100);
    assert_eq!(scene.deliver(120).await, Pushed::Sent);
    scene.app.clock.advance(20);
    assert_eq!(scene.deliver(120).await, Pushed::Late);
    assert_eq!(scene.asked(), [120, 20]);
}

#[test]
fn a_service_is_left_alone_as_long_as_it_wants_else_longer_and_longer() {
    let secs = |n| Some(Duration::from_secs(n));
    assert_eq!(pause_after(1, secs(7), 120), secs(7));
    assert_eq!([1, 2, 3].map(|tried| pause_after(tried, None, 120)), [secs(2), secs(4), secs(8)]);
    assert_eq!(pause_after(TRIES, None, 120), None, "often enough");
    assert_eq!((pause_after(1, secs(120), 120), pause_after(3, None, 8)), (None, None), "the request is over then");
}

#[tokio::test]
async fn a_service_that_is_busy_is_asked_again_until_it_takes_it() {
    let scene = scene(vec![later(0), later(0)], None).await;
    assert_eq!((scene.deliver(120).await, scene.asked().len()), (Pushed::Sent, 3));
}

#[tokio::test]
async fn nobody_is_asked_too_often() {
    let scene = scene(vec![later(0), later(0), later(0), later(0), later(0)], None).await;
    assert_eq!((scene.deliver(120).await, scene.asked().len()), (Pushed::Late, 4));
}

#[tokio::test]
async fn a_server_that_stops_waits_for_no_push() {
    let scene = scene(vec![later(60)], None).await;
    scene.app.stopper.stop();
    assert_eq!((scene.deliver(120).await, scene.asked().len()), (Pushed::Late, 1));
}

#[tokio::test]
async fn an_address_that_is_gone_is_forgotten_and_told() {
    let scene = scene(vec![Err(PushError::Gone)], None).await;
    assert_eq!(scene.deliver(120).await, Pushed::Gone);
    let device = scene.app.store.find_device(scene.device.id).await.unwrap().unwrap();
    assert_eq!((device.push, device.push_lost_at), (None, Some(START)));
    let last = scene.app.store.list_activity(scene.ada.id, Page::newest(1)).await.unwrap().remove(0).event;
    assert_eq!((last.kind, last.detail.as_deref()), (AuditKind::PushLost, Some("Pixel")));
}

#[tokio::test]
async fn what_is_refused_is_not_tried_again() {
    let scene = scene(vec![Err(PushError::Misconfigured("no".to_owned()))], None).await;
    assert_eq!((scene.deliver(120).await, scene.asked().len()), (Pushed::Refused, 1));
}

#[tokio::test]
async fn a_flood_opens_a_few_connections_and_what_is_too_much_is_dropped() {
    let scene = scene(vec![], Some(Notify::new())).await;
    scene.pusher.send_all(vec![scene.device.clone(); MOST + 3], START + 120);
    // Each of them got its turn many times over.
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert_eq!(scene.asked().len(), AT_ONCE);
    assert!(scene.app.metrics.to_text().contains("assent_pushes_total{outcome=\"full\"} 3"));
}

#[tokio::test]
async fn an_endpoint_is_judged_and_woken_by_the_service_that_speaks_to_it() {
    let scene = scene(vec![], None).await;
    assert!(scene.pusher.check(scene.device.push.as_ref().unwrap()).is_err());
    let other = PushEndpoint::Apns { token: "token".to_owned(), topic: "app".to_owned() };
    assert_eq!(scene.pusher.check(&other), Ok(()), "nobody here speaks to it: it is kept unread");
    let device = Device { push: Some(other), ..scene.device.clone() };
    assert!(scene.pusher.make_push(device, START + 120).is_none());
}
