//! With servers that lie.

use super::super::*;
use super::world::*;
use crate::client::ClientError;
use crate::message::*;

#[test]
fn nothing_of_a_lying_server_is_shown_and_other_servers_are_not_touched() {
    run(async {
        let (good, bad) = (FakeAssent::start(), FakeAssent::start());
        let (phone, honest) = Phone::linked_to(&good).await;
        let lying = phone.authenticator.link(&bad.ticket(), description()).await.unwrap().account;
        good.set(|it| it.prompts = 1);
        bad.set(|it| it.prompts = 1);
        let untrusted = |why| AuthError::Untrusted(why);
        for (mischief, expected) in [
            (Mischief::OldPulled, untrusted(Refusal::Untimely)),
            (Mischief::OldPrompt, untrusted(Refusal::Untimely)),
            (Mischief::OtherAccountsPrompt, untrusted(Refusal::WrongAudience)),
            (Mischief::PromptOfAnotherType, untrusted(Refusal::WrongType)),
            (Mischief::ForeignKey, untrusted(Refusal::WrongKey)),
            (Mischief::TwicePrompt, untrusted(Refusal::BadValue)),
            (Mischief::Oversized, AuthError::Client(ClientError::TooLarge)),
            (
                Mischief::Raw(
                    "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
                ),
                AuthError::Client(ClientError::NotAServer),
            ),
        ] {
            bad.set(|it| it.mischief = mischief);
            let pending = phone.authenticator.pending(None, 0, &[]).await.unwrap();
            assert_eq!(pending.requests.len(), 1, "{mischief:?}");
            assert_eq!(pending.requests[0].account, honest);
            let only = phone.authenticator.pending(Some(lying), 0, &[]).await.unwrap();
            assert_eq!(only.errors, [AccountError { account: lying, error: expected }], "{mischief:?}");
            assert!(only.requests.is_empty());
        }
    });
}

#[test]
fn keys_that_the_root_did_not_sign_or_that_are_too_old_are_not_believed() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = Phone::linked_to(&server).await;
        server.set(|it| (it.mischief, it.offer_keys, it.epoch) = (Mischief::ForeignKeySet, true, 9));
        let pending = phone.authenticator.pending(None, 0, &[]).await.unwrap();
        assert_eq!(pending.errors, [AccountError { account: id, error: AuthError::Untrusted(Refusal::WrongKey) }]);
        server.set(|it| (it.mischief, it.offer_keys) = (Mischief::None, false));
        assert!(phone.authenticator.pending(None, 0, &[]).await.unwrap().errors.is_empty());
        // The server claims that no time has passed; the phone knows better.
        phone.clock.advance(1_000_001);
        let pending = phone.authenticator.pending(None, 0, &[]).await.unwrap();
        assert_eq!(pending.errors, [AccountError { account: id, error: AuthError::Untrusted(Refusal::WrongKey) }]);
    });
}

#[test]
fn a_link_is_made_only_with_the_server_that_the_ticket_pins() {
    run(async {
        for mischief in [Mischief::OtherRoot, Mischief::ForeignKey, Mischief::ForeignKeySet, Mischief::OldPulled] {
            let (server, phone) = (FakeAssent::start(), Phone::new());
            server.set(|it| it.mischief = mischief);
            let refused = phone.authenticator.link(&server.ticket(), description()).await.err();
            assert!(matches!(refused, Some(AuthError::Untrusted(_))), "{mischief:?}");
            assert!(phone.authenticator.accounts().unwrap().is_empty());
            assert!(phone.records.list("key").unwrap().is_empty());
        }
    });
}

#[test]
fn a_receipt_for_something_else_is_no_receipt() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        server.set(|it| it.prompts = 1);
        for mischief in [Mischief::OtherOutcome, Mischief::OtherDecision, Mischief::OtherService, Mischief::ForeignKey]
        {
            server.set(|it| it.mischief = Mischief::None);
            let request = phone.request().await;
            server.set(|it| it.mischief = mischief);
            let answered = phone.authenticator.answer(&request, Verdict::Approve, None).await;
            assert!(matches!(answered, Err(AuthError::BadReceipt(_))), "{mischief:?}");
        }
        assert!(phone.authenticator.history().unwrap().is_empty());
    });
}

#[test]
fn without_network_an_answer_is_refused_at_once() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = Phone::linked_to(&server).await;
        server.set(|it| it.prompts = 1);
        let request = phone.request().await;
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        phone
            .authenticator
            .book
            .change_linked(id, |linked| {
                linked.server_url = format!("http://{free}");
                Ok(())
            })
            .unwrap();
        let refused = phone.authenticator.answer(&request, Verdict::Approve, None).await;
        assert_eq!(refused, Err(AuthError::Client(ClientError::NoNetwork)));
        assert!(server.came_to("decide").is_empty());
        let pending = phone.authenticator.pending(None, 0, &[]).await.unwrap();
        assert_eq!(pending.errors.len(), 1);
    });
}

#[test]
fn the_person_is_told_what_happened_elsewhere() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = Phone::linked_to(&server).await;
        let renamed =
            NoticeKind::Renamed { account: Text::new("ada2").unwrap(), issuer: Text::new("New name").unwrap() };
        server.set(|it| it.notices = vec![Notice { seq: 4, at: NOW, kind: renamed }]);
        let pending = phone.authenticator.pending(None, 0, &[]).await.unwrap();
        assert_eq!((pending.notices.len(), pending.notices[0].account), (1, id));
        let shown = phone.authenticator.account(id).unwrap();
        assert_eq!((shown.issuer.as_str(), shown.name.as_str()), ("New name", "ada2"));
        phone.authenticator.pending(None, 0, &[]).await.unwrap();
        let pull = server.came_to("pull").pop().unwrap();
        assert_eq!(Received::new(pull.as_bytes()).unwrap().peek::<Pull>().unwrap().message.seen_notice, 4);
    });
}

#[test]
fn the_news_that_a_phone_was_linked_are_none_to_that_phone() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        let linked = |seq, name| {
            let kind = NoticeKind::DeviceLinked { name: Text::new(name).unwrap() };
            Notice { seq, at: NOW, kind }
        };
        server.set(|it| it.notices = vec![linked(4, "Pixel")]);
        assert!(phone.authenticator.pending(None, 0, &[]).await.unwrap().notices.is_empty(), "itself");
        server.set(|it| it.notices = vec![linked(5, "Another")]);
        assert_eq!(phone.authenticator.pending(None, 0, &[]).await.unwrap().notices.len(), 1);
    });
}

#[test]
fn all_servers_are_heard_by_who_does_not_wait() {
    run(async {
        let (one, two) = (FakeAssent::start(), FakeAssent::start());
        let (phone, _) = Phone::linked_to(&one).await;
        phone.authenticator.link(&two.ticket(), description()).await.unwrap();
        for server in [&one, &two] {
            server.set(|it| it.prompts = 1);
        }
        assert_eq!(phone.authenticator.pending(None, 0, &[]).await.unwrap().requests.len(), 2);
        // Who waits gets the first news at once; the rest comes with the next call.
        let first = phone.authenticator.pending(None, 55, &[]).await.unwrap();
        assert!(!first.requests.is_empty());
    });
}
