//! Sessions and half-done sign-ins.

use assent_core::ids::ChallengeId;

use super::{ADA, BEN, NOW, World, event, session};
use crate::model::{Aim, Level, Session, SessionId, SignIn, TokenHash};

pub(crate) async fn a_session_is_found_by_its_cookie_until_its_end(world: World) {
    assert_eq!(world.begin_session(session(1), None, NOW, event(ADA)).await, Ok(true));
    assert!(world.find_session(session(1).token, NOW + 3599).await.unwrap() == Some(session(1)));
    assert!(world.find_session(session(1).token, NOW + 3600).await.unwrap().is_none());
    assert!(world.find_session(session(2).token, NOW).await.unwrap().is_none());
    for now in [NOW + 60, NOW + 30] {
        world.touch_session(session(1).id, now).await.unwrap();
    }
    assert_eq!(world.find_session(session(1).token, NOW).await.unwrap().unwrap().used_at, NOW + 60);
}

pub(crate) async fn a_sign_in_becomes_one_session(world: World) {
    world.add_sign_in(sign_in()).await.unwrap();
    let begin = async |n, now| world.begin_session(session(n), Some(sign_in().token), now, event(ADA)).await.unwrap();
    let logged = world.logged().await;
    assert!(!begin(1, NOW + 300).await, "ended");
    let bens = Session { person: BEN, ..session(2) };
    assert_eq!(world.begin_session(bens, Some(sign_in().token), NOW, event(BEN)).await, Ok(false), "another's");
    assert!(begin(3, NOW + 299).await);
    assert!(!begin(4, NOW).await, "used");
    assert!(world.find_sign_in(sign_in().token, NOW).await.unwrap().is_none());
    assert_eq!(world.list_sessions(ADA, NOW).await.unwrap().len(), 1);
    assert_eq!(world.logged().await, logged + 1);
}

pub(crate) async fn nobody_who_is_locked_gets_a_session(world: World) {
    world.set_locked(ADA, Some(NOW), event(ADA)).await.unwrap();
    assert_eq!(world.begin_session(session(1), None, NOW, event(ADA)).await, Ok(false));
    assert!(world.list_sessions(ADA, NOW).await.unwrap().is_empty());
}

pub(crate) async fn a_renewed_session_has_a_new_cookie_once(world: World) {
    let old = Session { level: Level::Password, ..session(1) };
    assert_eq!(world.begin_session(old.clone(), None, NOW, event(ADA)).await, Ok(true));
    let new = Session { token: TokenHash([9; 32]), level: Level::TwoStep, proved_at: NOW + 5, used_at: NOW + 5, ..old };
    assert_eq!(world.renew_session(new.id, session(1).token, &new, None).await, Ok(true));
    assert_eq!(world.renew_session(new.id, session(1).token, &new, None).await, Ok(false), "the old cookie is gone");
    let from = Some(sign_in().token);
    assert_eq!(world.renew_session(new.id, new.token, &new, from).await, Ok(false), "no such sign-in");
    world.add_sign_in(sign_in()).await.unwrap();
    assert_eq!(world.renew_session(new.id, new.token, &new, from).await, Ok(true));
    assert!(world.find_sign_in(sign_in().token, NOW).await.unwrap().is_none(), "it ends with it");
    assert!(world.find_session(session(1).token, NOW).await.unwrap().is_none());
    assert!(world.find_session(new.token, NOW).await.unwrap() == Some(new));
}

pub(crate) async fn sessions_end_one_by_one_or_all_but_one(world: World) {
    for n in 1..=4 {
        assert_eq!(world.begin_session(session(n), None, NOW, event(ADA)).await, Ok(true));
    }
    let (id, logged) = (|n| SessionId([n; 16]), world.logged().await);
    for (person, ended) in [(BEN, false), (ADA, true), (ADA, false)] {
        assert_eq!(world.end_session(person, id(1), event(ADA)).await, Ok(ended));
    }
    let listed: Vec<_> = world.list_sessions(ADA, NOW).await.unwrap().iter().map(|it| it.id).collect();
    assert_eq!(listed, [id(4), id(3), id(2)]);
    for (keep, ended) in [(Some(id(3)), 2), (Some(id(3)), 0), (None, 1)] {
        assert_eq!(world.end_other_sessions(ADA, keep, event(ADA)).await, Ok(ended));
    }
    assert_eq!(world.logged().await, logged + 3);
}

pub(crate) async fn a_sign_in_takes_another_challenge(world: World) {
    world.add_sign_in(sign_in()).await.unwrap();
    let new = SignIn { challenge: Some(ChallengeId([5; 16])), ..sign_in() };
    world.set_sign_in_challenge(&new).await.unwrap();
    assert!(world.find_sign_in(new.token, NOW + 299).await.unwrap() == Some(new.clone()));
    assert!(world.find_sign_in(new.token, NOW + 300).await.unwrap().is_none());
}

fn sign_in() -> SignIn {
    let next = Some("/people".to_owned());
    SignIn {
        token: TokenHash([8; 32]),
        person: ADA,
        session: None,
        aim: Aim::Session,
        challenge: None,
        next,
        expires_at: NOW + 300,
    }
}
