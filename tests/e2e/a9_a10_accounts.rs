//! Several accounts on several servers (A9), removing phones (A10), and phones whose clock is wrong.

use std::sync::Arc;

use assent_core::authenticator::{AccountKind, AuthError, LinkState, OnDuplicate};
use assent_core::clock::ManualClock;
use assent_core::message::{NoticeKind, Verdict};
use assent_tests::administration::Order;
use assent_tests::phone::Phone;
use assent_tests::world::{ADA, START, World};

const BOB: &str = "bob@atelier.example";

#[tokio::test]
async fn a9_one_phone_has_accounts_on_several_servers_and_of_other_websites() {
    let (home, work) = (World::new(), World::new());
    home.add_person(BOB);
    let phone = Phone::new(Arc::clone(&home.clock));
    let (own, _) = phone.link_to(&home, ADA).await;
    let (bobs, _) = phone.link_to(&home, BOB).await;
    let (job, _) = phone.link_to(&work, ADA).await;
    phone
        .own
        .add_otpauth("otpauth://totp/Forge:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Forge", OnDuplicate::Refuse)
        .unwrap();
    let kinds: Vec<_> = phone.own.accounts().unwrap().iter().map(|account| account.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == AccountKind::Push).count(), 3);
    assert_eq!(kinds.len(), 4);
    for (world, email, account) in [(&home, ADA, own), (&home, BOB, bobs), (&work, ADA, job)] {
        let id = world.wiki.ask(email).await;
        let requests = phone.requests().await;
        assert_eq!(requests.len(), 1);
        assert_eq!((requests[0].account, requests[0].challenge().to_string()), (account, id.clone()));
        phone.own.answer(&requests[0], Verdict::Approve, None).await.unwrap();
        assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
        assert_eq!(world.wiki.check_code(email, &phone.own.code(account).unwrap().code).await["result"], "accepted");
    }
}

#[tokio::test]
async fn a9_a_server_that_is_down_does_not_keep_the_others_from_asking() {
    let (home, work) = (World::new(), World::new());
    let phone = Phone::new(Arc::clone(&home.clock));
    phone.link_to(&home, ADA).await;
    let (down, _) = phone.link_to(&work, ADA).await;
    work.server.stop();
    home.wiki.ask(ADA).await;
    let pending = phone.own.pending(None, 0, &[]).await.unwrap();
    assert_eq!(pending.requests.len(), 1);
    assert_eq!(pending.errors.iter().map(|error| error.account).collect::<Vec<_>>(), [down]);
}

#[tokio::test]
async fn a10_a_phone_that_is_removed_on_the_server_learns_so_at_once() {
    let world = World::new();
    let phone = Phone::new(Arc::clone(&world.clock));
    let (account, device) = phone.link_to(&world, ADA).await;
    phone.requests().await;
    let remove = async { world.server.order(&Order::RemovePhone { email: ADA.to_owned(), device }) };
    let (pending, removed) = tokio::join!(phone.own.pending(None, 55, &[]), remove);
    assert_eq!((&removed["removed"], &removed["last"]), (&true.into(), &true.into()));
    let notices = pending.unwrap().notices;
    assert!(notices.iter().any(|of| of.notice.kind == NoticeKind::Unlinked), "{notices:?}");
    assert_eq!(phone.own.account(account).unwrap().state, LinkState::Unlinked);
    assert_eq!(phone.own.code(account).err(), Some(AuthError::Unlinked));
}

#[tokio::test]
async fn a10_a_removed_phone_answers_nothing_and_its_codes_open_nothing() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let other = Phone::new(Arc::clone(&world.clock));
    let (_, device) = other.link_to(&world, ADA).await;
    let code = other.code();
    let id = world.wiki.ask(ADA).await;
    let prompt = phone.prompt().await;
    for device in [phone.id, device] {
        world.server.order(&Order::RemovePhone { email: ADA.to_owned(), device });
    }
    for verdict in [Verdict::Approve, Verdict::Deny] {
        assert_eq!(phone.answer(&prompt, verdict).await.refusal(), (401, "not-linked".to_owned()));
    }
    assert_eq!(world.wiki.check_code(ADA, &code).await["result"], "wrong");
    assert_eq!(world.wiki.wait(&id, 0).await, "pending");
}

#[tokio::test]
async fn a10_an_approval_does_not_count_once_its_phone_was_removed() {
    let world = World::new();
    let phone = Phone::new(Arc::clone(&world.clock));
    let (_, device) = phone.link_to(&world, ADA).await;
    let id = world.wiki.ask(ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    world.server.order(&Order::RemovePhone { email: ADA.to_owned(), device });
    assert_eq!(world.wiki.redeem(&id).await.refusal(), (409, "account-changed".to_owned()));
}

#[tokio::test]
async fn a10_an_approval_does_not_count_once_the_account_was_locked() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let id = world.wiki.ask(ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    world.server.order(&Order::Lock { email: ADA.to_owned() });
    assert_eq!(world.wiki.redeem(&id).await.refusal(), (409, "account-changed".to_owned()));
}

#[tokio::test]
async fn a10_an_account_that_is_removed_on_the_phone_is_gone_on_the_server() {
    let world = World::new();
    let phone = world.link(ADA).await;
    phone.own.remove(phone.account(), false).await.unwrap();
    assert!(phone.own.accounts().unwrap().is_empty());
    let listed = world.server.order(&Order::ListPhones { email: ADA.to_owned() });
    assert!(listed["phones"].as_array().unwrap().is_empty(), "{listed}");
}

#[tokio::test]
async fn a10_a_phone_whose_server_is_gone_forgets_it_only_when_told_to() {
    let world = World::new();
    let phone = world.link(ADA).await;
    world.server.stop();
    let refused = phone.own.remove(phone.account(), false).await;
    assert!(matches!(refused, Err(AuthError::StillLinked { .. })), "{refused:?}");
    phone.own.remove(phone.account(), true).await.unwrap();
    assert!(phone.own.accounts().unwrap().is_empty());
}

#[tokio::test]
async fn a10_a_phone_tells_its_new_name() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let name = assent_core::message::Text::new("Ada's phone").unwrap();
    phone.own.rename_phone(phone.account(), name).await.unwrap();
    let listed = world.server.order(&Order::ListPhones { email: ADA.to_owned() });
    assert_eq!(listed["phones"][0]["name"], "Ada's phone");
}

#[tokio::test]
async fn a6_a_clock_ten_minutes_off_does_no_harm() {
    for secs in [-600, 600] {
        let world = World::new();
        let phone = Phone::new(Arc::new(ManualClock::at(START + secs)));
        phone.link_to(&world, ADA).await;
        let id = world.wiki.ask(ADA).await;
        phone.answer(Verdict::Approve, None).await.unwrap();
        assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved", "{secs}");
    }
}

#[tokio::test]
async fn a6_a_clock_that_is_an_hour_off_since_the_link_is_put_right() {
    let world = World::new();
    let phone = Phone::new(Arc::new(ManualClock::at(START)));
    phone.link_to(&world, ADA).await;
    phone.clock.advance(3600);
    let id = world.wiki.ask(ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
    assert_eq!(world.wiki.check_code(ADA, &phone.code()).await["result"], "accepted");
}
