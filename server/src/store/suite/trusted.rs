//! Browsers that are trusted for a while.

use assent_core::message::Context;

use super::{ADA, BEN, NOW, World, event, text};
use crate::model::{PersonId, SessionId, TokenHash, TrustedBrowser};

pub(crate) fn trusted(person: PersonId, n: u8) -> TrustedBrowser {
    TrustedBrowser {
        id: SessionId([n; 16]),
        token: TokenHash([n; 32]),
        person,
        context: Context { browser: Some(text("Firefox")), ..Context::default() },
        created_at: NOW + i64::from(n),
        used_at: NOW,
        expires_at: NOW + 1000,
    }
}

pub(crate) async fn a_trusted_browser_serves_its_owner_until_it_ends_or_is_forgotten(world: World) {
    for n in [1, 2, 3] {
        world.add_trusted(trusted(ADA, n), event(ADA)).await.unwrap();
    }
    let token = TokenHash([1; 32]);
    assert_eq!(world.use_trusted(ADA, token, NOW + 5).await, Ok(true));
    assert_eq!(world.use_trusted(BEN, token, NOW).await, Ok(false), "not Ben's");
    assert_eq!(world.use_trusted(ADA, token, NOW + 1000).await, Ok(false), "over");
    let first = TrustedBrowser { used_at: NOW + 5, ..trusted(ADA, 1) };
    assert!(world.list_trusted(ADA, NOW).await.unwrap() == [trusted(ADA, 3), trusted(ADA, 2), first]);
    assert_eq!(world.forget_trusted(BEN, Some(SessionId([1; 16])), event(BEN)).await, Ok(0));
    assert_eq!(world.forget_trusted(ADA, Some(SessionId([1; 16])), event(ADA)).await, Ok(1));
    assert_eq!(world.forget_trusted(ADA, None, event(ADA)).await, Ok(2));
    assert_eq!(world.use_trusted(ADA, TokenHash([2; 32]), NOW).await, Ok(false));
}

pub(crate) async fn no_browser_is_trusted_after_a_new_password_or_the_wish_to_be_asked(world: World) {
    world.add_trusted(trusted(ADA, 1), event(ADA)).await.unwrap();
    let old = world.find_person(ADA).await.unwrap().unwrap().password;
    assert_eq!(world.set_password(ADA, &old, "new", None, event(ADA)).await, Ok(true));
    assert!(world.list_trusted(ADA, NOW).await.unwrap().is_empty());
    world.add_trusted(trusted(ADA, 2), event(ADA)).await.unwrap();
    world.set_caution(ADA, Some(5), true, event(ADA)).await.unwrap();
    assert!(world.list_trusted(ADA, NOW).await.unwrap().is_empty());
    let ada = world.find_person(ADA).await.unwrap().unwrap();
    assert_eq!((ada.lock_after, ada.ask_always), (Some(5), true));
    world.add_trusted(trusted(ADA, 3), event(ADA)).await.unwrap();
    assert_eq!(world.sweep(NOW + 1000, 600).await, Ok(1), "what is over is forgotten");
}
