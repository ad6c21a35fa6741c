//! Telling services what happened.

use super::{ADA, NOW, PORTAL, SHOP, World, event};
use crate::model::{Delivery, DeliveryId, ServiceId, Webhook};
use crate::store::{Follower, Told};

pub(crate) fn webhook(service: ServiceId) -> Webhook {
    Webhook { service, url: "https://shop.example/hook".to_owned(), sealed_secret: vec![1; 40], created_at: NOW }
}

pub(crate) fn delivery(n: u8) -> Delivery {
    Delivery {
        id: DeliveryId([n; 16]),
        service: SHOP,
        kind: "challenge.approved".to_owned(),
        body: "{}".to_owned(),
        made_at: NOW,
        tries: 0,
        next_at: Some(NOW),
        done_at: None,
        answer: None,
    }
}

async fn queue(world: &World, deliveries: Vec<Delivery>) -> bool {
    let last = world.append_audit(vec![event(ADA)]).await.unwrap();
    let (from, _) = world.read_on(Follower::Webhooks, 1).await.unwrap();
    world.queue_deliveries(from, last, deliveries).await.unwrap()
}

pub(crate) async fn a_webhook_is_set_replaced_and_removed_with_what_waits(world: World) {
    world.set_webhook(webhook(SHOP), event(ADA)).await.unwrap();
    let other = Webhook { url: "https://other.example/".to_owned(), ..webhook(SHOP) };
    world.set_webhook(other.clone(), event(ADA)).await.unwrap();
    assert!(world.find_webhook(SHOP).await.unwrap() == Some(other.clone()));
    assert!(world.list_webhooks().await.unwrap() == [other]);
    assert!(queue(&world, vec![delivery(1)]).await);
    assert_eq!(world.remove_webhook(PORTAL, event(ADA)).await, Ok(false));
    assert_eq!(world.remove_webhook(SHOP, event(ADA)).await, Ok(true));
    assert_eq!(world.take_delivery(NOW, NOW + 9).await, Ok(None), "it does not wait any more");
    world.set_webhook(webhook(SHOP), event(ADA)).await.unwrap();
    world.revoke_service(SHOP, NOW, event(ADA)).await.unwrap();
    assert!(world.list_webhooks().await.unwrap().is_empty(), "a revoked service is told nothing");
}

pub(crate) async fn a_delivery_is_lent_settled_and_sent_again(world: World) {
    assert!(queue(&world, vec![delivery(1), delivery(2)]).await);
    let (from, _) = world.read_on(Follower::Webhooks, 1).await.unwrap();
    assert_eq!(world.queue_deliveries(from - 1, from, vec![delivery(3)]).await, Ok(false), "it was read already");
    let lent = Delivery { tries: 1, ..delivery(1) };
    assert_eq!(world.take_delivery(NOW, NOW + 60).await, Ok(Some(lent)));
    let second = world.take_delivery(NOW, NOW + 60).await.unwrap().unwrap();
    assert_eq!((second.id, world.take_delivery(NOW, NOW).await), (DeliveryId([2; 16]), Ok(None)));
    let taken = Told { answer: "200 OK".to_owned(), done_at: Some(NOW), next_at: None };
    world.settle_delivery(DeliveryId([1; 16]), taken).await.unwrap();
    let later = Told { answer: "500".to_owned(), done_at: None, next_at: Some(NOW + 5) };
    world.settle_delivery(DeliveryId([2; 16]), later).await.unwrap();
    assert_eq!(world.take_delivery(NOW + 4, NOW).await, Ok(None));
    let listed = world.list_deliveries(SHOP, 9).await.unwrap();
    assert_eq!(listed.iter().map(|one| one.id.0[0]).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((listed[1].done_at, listed[1].answer.as_deref()), (Some(NOW), Some("200 OK")));
    assert_eq!(world.resend(PORTAL, DeliveryId([1; 16]), NOW).await, Ok(false));
    assert_eq!(world.resend(SHOP, DeliveryId([1; 16]), NOW).await, Ok(true));
    assert_eq!(world.take_delivery(NOW, NOW + 60).await.unwrap().unwrap().tries, 1);
}

pub(crate) async fn what_was_told_is_forgotten_after_thirty_days(world: World) {
    assert!(queue(&world, vec![delivery(1), delivery(2)]).await);
    let taken = Told { answer: String::new(), done_at: Some(NOW), next_at: None };
    world.settle_delivery(DeliveryId([1; 16]), taken).await.unwrap();
    assert_eq!(world.sweep(NOW + 30 * 86_400, 600).await, Ok(0));
    assert_eq!(world.sweep(NOW + 30 * 86_400 + 1, 600).await, Ok(1));
    assert_eq!(world.list_deliveries(SHOP, 9).await.unwrap().len(), 1, "what waits stays");
}
