//! Links that are dead, and made anew in their place.

use std::sync::Arc;

use super::super::*;
use super::world::*;
use crate::client::ClientError;
use crate::message::*;

const LABEL: &str = "My own";

/// A linked phone whose entry has a name of its own.
async fn phone(server: &FakeAssent) -> (Phone, AccountId) {
    let (phone, id) = Phone::linked_to(server).await;
    phone.authenticator.rename(id, Some(Text::new(LABEL).unwrap())).unwrap();
    (phone, id)
}

fn keys(phone: &Phone) -> usize {
    phone.records.list("key").unwrap().len()
}

/// A key of another link.
fn another_key() -> crate::keys::Jwk {
    use crate::keys::Signer;
    crate::keys::SoftwareKey::make(&random()).unwrap().0.public_key().to_jwk()
}

fn push() -> Option<PushEndpoint> {
    Some(PushEndpoint::Fcm { token: "new".to_owned() })
}

#[test]
fn a_link_that_works_gets_its_new_push_endpoint() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = phone(&server).await;
        let repaired = phone.authenticator.repair(id, push()).await;
        assert_eq!(repaired, Ok(Repair::Works { push_renewed: true }));
        let update = server.came_to("update").pop().unwrap();
        assert_eq!(Received::new(update.as_bytes()).unwrap().peek::<Update>().unwrap().message.push, push());
        assert_eq!(phone.authenticator.repair(id, None).await, Ok(Repair::Works { push_renewed: false }));
    });
}

#[test]
fn a_clock_that_was_moved_is_corrected_on_the_way() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = phone(&server).await;
        server.set(|it| (it.clock_secs, it.mischief) = (5000, Mischief::Untimely));
        assert_eq!(phone.authenticator.repair(id, None).await, Ok(Repair::Works { push_renewed: false }));
    });
}

#[test]
fn what_needs_a_new_link_says_why() {
    run(async {
        let server = FakeAssent::start();
        for purpose in [KeyPurpose::Approve, KeyPurpose::Request] {
            let (phone, id) = phone(&server).await;
            phone.records.remove("key", &KeyName { account: id, purpose }.to_string()).unwrap();
            let lost = phone.authenticator.repair(id, push()).await;
            assert_eq!(lost, Ok(Repair::NeedsLink(LinkLost::KeyGone)));
        }
        let codes = [
            ("not-linked", LinkLost::Unlinked),
            ("stale-counter", LinkLost::OldCopy),
            ("bad-signature", LinkLost::OldCopy),
        ];
        for (code, lost) in codes {
            let (phone, id) = phone(&server).await;
            server.set(|it| it.mischief = Mischief::Problem(code));
            assert_eq!(phone.authenticator.repair(id, None).await, Ok(Repair::NeedsLink(lost)), "{code}");
            server.set(|it| it.mischief = Mischief::None);
        }
        let (phone, id) = phone(&server).await;
        server.set(|it| it.mischief = Mischief::Problem("not-linked"));
        phone.authenticator.repair(id, None).await.unwrap();
        server.set(|it| it.mischief = Mischief::None);
        let asked = server.came_to("update").len();
        assert_eq!(phone.authenticator.repair(id, None).await, Ok(Repair::NeedsLink(LinkLost::Unlinked)));
        assert_eq!(server.came_to("update").len(), asked, "the server is not asked again");
    });
}

#[test]
fn a_server_that_is_not_there_says_nothing_about_the_link() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = phone(&server).await;
        server.set(|it| it.mischief = Mischief::Problem("busy"));
        assert!(matches!(phone.authenticator.repair(id, None).await, Err(AuthError::Client(_))));
        assert_eq!(phone.authenticator.account(id).unwrap().state, LinkState::Active);
    });
}

#[test]
fn a_new_link_takes_the_place_of_the_old_one_and_the_entry_stays() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = phone(&server).await;
        server.set(|it| it.prompts = 1);
        phone.authenticator.answer(&*phone.request().await, Verdict::Deny, None).await.unwrap();
        let old_key = phone.authenticator.book.get(id).unwrap().linked().unwrap().request_key.clone();
        server.set(|it| (it.confirm, it.state, it.prompts) = (true, DeviceState::Pending, 0));
        let linking = phone.authenticator.repair_with(id, &server.ticket(), description()).await.unwrap();
        assert_eq!((linking.repairs, linking.link_code.is_some()), (Some(id), true));
        assert_eq!(phone.authenticator.account(id).unwrap().state, LinkState::Active, "the old one stays until then");
        server.set(|it| it.state = DeviceState::Active);
        let repaired = phone.authenticator.confirm_repaired(&linking).await.unwrap();
        assert_eq!(repaired, Repaired { account: id, is_old_listed: false });
        let accounts = phone.authenticator.accounts().unwrap();
        assert_eq!((accounts.len(), accounts[0].id, accounts[0].label.as_deref()), (1, id, Some(LABEL)));
        assert_eq!(phone.authenticator.history().unwrap()[0].account, id);
        assert_eq!((server.came_to("leave").len(), keys(&phone)), (1, 2), "the old link and its keys are gone");
        let new_key = phone.authenticator.book.get(id).unwrap().linked().unwrap().request_key.clone();
        assert_ne!(old_key, new_key);
        // The new keys answer, and go with the account.
        server.set(|it| it.prompts = 1);
        phone.authenticator.answer(&*phone.request().await, Verdict::Approve, None).await.unwrap();
        phone.authenticator.remove(id, false).await.unwrap();
        assert_eq!(keys(&phone), 0);
    });
}

#[test]
fn a_link_can_be_repaired_twice() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = phone(&server).await;
        for _ in 0..2 {
            let linking = phone.authenticator.repair_with(id, &server.ticket(), description()).await.unwrap();
            assert_eq!(phone.authenticator.confirm_repaired(&linking).await.unwrap().account, id);
            assert_eq!((phone.authenticator.accounts().unwrap().len(), keys(&phone)), (1, 2));
        }
        assert_eq!(phone.authenticator.repair(id, None).await, Ok(Repair::Works { push_renewed: false }));
    });
}

#[test]
fn a_link_whose_keys_are_gone_is_repaired_and_the_old_phone_is_said_to_be_listed_still() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = phone(&server).await;
        phone.authenticator.delete_keys(id).unwrap();
        let linking = phone.authenticator.repair_with(id, &server.ticket(), description()).await.unwrap();
        let repaired = phone.authenticator.confirm_repaired(&linking).await.unwrap();
        assert_eq!(repaired, Repaired { account: id, is_old_listed: true });
        assert_eq!(phone.authenticator.accounts().unwrap().len(), 1);
    });
}

#[test]
fn a_code_of_another_server_or_account_changes_nothing() {
    run(async {
        let (server, other) = (FakeAssent::start(), FakeAssent::start());
        let (phone, id) = phone(&server).await;
        let refused = phone.authenticator.repair_with(id, &other.ticket(), description()).await;
        assert_eq!(refused.err(), Some(AuthError::OtherAccount));
        assert!(other.came_to("enrol").is_empty(), "nothing was sent there");
        server.set(|it| it.account = "bob@example");
        let refused = phone.authenticator.repair_with(id, &server.ticket(), description()).await;
        assert_eq!(refused.err(), Some(AuthError::OtherAccount));
        assert_eq!(server.came_to("leave").len(), 1, "the wrong link is undone");
        let accounts = phone.authenticator.accounts().unwrap();
        assert_eq!((accounts.len(), accounts[0].name.as_str(), keys(&phone)), (1, "ada@example", 2));
        let website = phone.authenticator.add_otpauth("otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ", OnDuplicate::Refuse);
        let refused = phone.authenticator.repair_with(website.unwrap(), &server.ticket(), description()).await;
        assert_eq!(refused.err(), Some(AuthError::CodesOnly));
    });
}

#[test]
fn a_repair_that_is_not_confirmed_leaves_the_old_link_as_it_was() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = phone(&server).await;
        server.set(|it| (it.confirm, it.state) = (true, DeviceState::Pending));
        let linking = phone.authenticator.repair_with(id, &server.ticket(), description()).await.unwrap();
        server.set(|it| it.state = DeviceState::Removed);
        assert_eq!(phone.authenticator.confirm_repaired(&linking).await, Err(AuthError::LinkRefused));
        server.set(|it| it.state = DeviceState::Active);
        assert_eq!(phone.authenticator.repair(id, None).await, Ok(Repair::Works { push_renewed: false }));
        assert_eq!((phone.authenticator.accounts().unwrap().len(), keys(&phone)), (1, 2));
    });
}

#[test]
fn a_repair_that_was_cut_short_is_finished_with_the_next_look() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = phone(&server).await;
        server.set(|it| (it.confirm, it.state) = (true, DeviceState::Pending));
        let linking = phone.authenticator.repair_with(id, &server.ticket(), description()).await.unwrap();
        server.set(|it| it.state = DeviceState::Active);
        // The app was closed before it waited.
        phone.authenticator.pending(None, 0, &[]).await.unwrap();
        let accounts = phone.authenticator.accounts().unwrap();
        assert_eq!((accounts.len(), accounts[0].id, accounts[0].state), (1, id, LinkState::Active));
        let repaired = phone.authenticator.confirm_repaired(&linking).await.unwrap();
        assert_eq!(repaired.account, id, "whoever still waits hears so");
    });
}

#[test]
fn an_app_that_watches_meanwhile_finishes_the_repair_and_whoever_waits_hears_all_of_it() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = phone(&server).await;
        phone.authenticator.delete_keys(id).unwrap();
        server.set(|it| (it.confirm, it.state) = (true, DeviceState::Pending));
        let linking = phone.authenticator.repair_with(id, &server.ticket(), description()).await.unwrap();
        server.set(|it| (it.state, it.prompts) = (DeviceState::Active, 1));
        let mut watch = Watch::new(Arc::clone(&phone.authenticator));
        while watch.open().is_empty() {
            watch.next(std::time::Duration::from_secs(10)).await.unwrap();
        }
        assert_eq!(watch.open()[0].account, id, "what waits is the entry's");
        assert_eq!((phone.authenticator.accounts().unwrap().len(), keys(&phone)), (1, 2));
        let repaired = phone.authenticator.confirm_repaired(&linking).await.unwrap();
        assert_eq!(repaired, Repaired { account: id, is_old_listed: true });
    });
}

#[test]
fn a_late_answer_to_the_old_link_says_nothing_about_the_new_one() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = phone(&server).await;
        let authenticator = Arc::clone(&phone.authenticator);
        let replace = move || {
            let other = another_key();
            let change = |linked: &mut super::super::account::Linked| {
                linked.request_key = other;
                Ok(())
            };
            authenticator.book.change_linked(id, change).unwrap();
        };
        server.set(|it| {
            it.state = DeviceState::Removed;
            it.meanwhile = Some(Box::new(replace));
        });
        let pending = phone.authenticator.pending(None, 0, &[]).await.unwrap();
        assert!(pending.notices.is_empty() && pending.errors.is_empty());
        assert_eq!(phone.authenticator.account(id).unwrap().state, LinkState::Active);
    });
}

#[test]
fn a_repair_that_was_cut_short_and_came_to_nothing_is_forgotten() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = phone(&server).await;
        server.set(|it| (it.confirm, it.state) = (true, DeviceState::Pending));
        let linking = phone.authenticator.repair_with(id, &server.ticket(), description()).await.unwrap();
        server.set(|it| it.state = DeviceState::Removed);
        phone.authenticator.pull(linking.account, 0, Vec::new()).await.unwrap();
        server.set(|it| it.state = DeviceState::Active);
        phone.authenticator.pending(None, 0, &[]).await.unwrap();
        let accounts = phone.authenticator.accounts().unwrap();
        assert_eq!((accounts.len(), accounts[0].id, keys(&phone)), (1, id, 2));
    });
}

#[test]
fn an_entry_that_was_removed_while_it_is_repaired_does_not_take_the_new_link_along() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = phone(&server).await;
        let linking = phone.authenticator.repair_with(id, &server.ticket(), description()).await.unwrap();
        phone.authenticator.remove(id, false).await.unwrap();
        let repaired = phone.authenticator.confirm_repaired(&linking).await.unwrap();
        assert_eq!((repaired.account, keys(&phone)), (linking.account, 2));
        phone.authenticator.pending(None, 0, &[]).await.unwrap();
    });
}

#[test]
fn without_network_a_repair_is_refused_and_nothing_is_lost() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = phone(&server).await;
        server.set(|it| it.mischief = Mischief::Raw(""));
        let refused = phone.authenticator.repair_with(id, &server.ticket(), description()).await.err();
        assert!(
            matches!(refused, Some(AuthError::Client(ClientError::Timeout | ClientError::NotAServer))),
            "{refused:?}"
        );
        assert_eq!((phone.authenticator.accounts().unwrap().len(), keys(&phone)), (1, 2));
    });
}
