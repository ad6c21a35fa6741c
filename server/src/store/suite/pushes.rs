//! The key that signs pushes, and addresses that are gone.

use assent_core::ids::DeviceId;
use assent_core::message::{DeviceState, PushEndpoint};

use super::devices::change;
use super::{ADA, NOW, World, event, phone};
use crate::model::Device;
use crate::store::DeviceChange;

pub(crate) async fn the_first_key_for_pushes_stays(world: World) {
    assert_eq!(world.push_key().await, Ok(None));
    assert_eq!(world.keep_push_key(vec![1; 200]).await, Ok(vec![1; 200]));
    assert_eq!(world.keep_push_key(vec![2; 200]).await, Ok(vec![1; 200]), "another node was first");
    assert_eq!(world.push_key().await, Ok(Some(vec![1; 200])));
}

pub(crate) async fn only_the_address_that_is_gone_is_forgotten_until_the_phone_names_another(world: World) {
    let id = world.link(ADA, 9).await;
    let linked = phone(ADA, 9, DeviceState::Active);
    let lose = async |id, push: &PushEndpoint| world.lose_push(id, push.clone(), NOW + 5, event(ADA)).await.unwrap();
    let found = async || world.find_device(id).await.unwrap().unwrap();
    let other = PushEndpoint::Fcm { token: "another".to_owned() };
    let logged = world.logged().await;
    assert!(!lose(id, &other).await, "the phone named another one meanwhile");
    assert!(!lose(DeviceId([1; 16]), &other).await);
    assert_eq!((found().await, world.logged().await), (linked.clone(), logged));
    let push = linked.push.clone().unwrap();
    assert!(lose(id, &push).await);
    assert!(!lose(id, &push).await, "told once");
    let lost = Device { push: None, push_lost_at: Some(NOW + 5), ..linked };
    assert_eq!((found().await, world.logged().await), (lost, logged + 1));
    assert!(world.update_device(change(id, 1)).await.unwrap());
    assert_eq!(found().await.push_lost_at, Some(NOW + 5), "a new name is no new address");
    assert!(world.update_device(DeviceChange { push: Some(other.clone()), ..change(id, 2) }).await.unwrap());
    let it = found().await;
    assert_eq!((it.push.as_ref(), it.push_lost_at), (Some(&other), None));
    assert_eq!(world.remove_device(id, ADA, None, vec![], None).await, Ok(true));
    assert!(!lose(id, &other).await, "a phone that was removed has none");
}
