//! With servers that do what they should.

use super::super::*;
use super::world::*;
use crate::client::ClientError;
use crate::message::*;

const URI: &str = "otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Shop";

#[test]
fn a_phone_links_and_both_sides_have_the_same_link_code() {
    run(async {
        let (server, phone) = (FakeAssent::start(), Phone::new());
        server.set(|it| (it.confirm, it.state) = (true, DeviceState::Pending));
        let linking = phone.authenticator.link(&server.ticket(), description()).await.unwrap();
        assert_eq!(linking.link_code.unwrap().len(), 6);
        assert_eq!((linking.issuer.as_str(), linking.account_name.as_str()), ("Fake", "ada@example"));
        let shown = &phone.authenticator.accounts().unwrap()[0];
        assert_eq!((shown.state, shown.code.is_none()), (LinkState::Pending, true));
        server.set(|it| it.state = DeviceState::Active);
        phone.authenticator.confirm_linked(linking.account).await.unwrap();
        assert_eq!(phone.authenticator.account(linking.account).unwrap().state, LinkState::Active);
    });
}

#[test]
fn a_link_that_is_not_confirmed_leaves_nothing() {
    run(async {
        let (server, phone) = (FakeAssent::start(), Phone::new());
        server.set(|it| (it.confirm, it.state) = (true, DeviceState::Pending));
        let linking = phone.authenticator.link(&server.ticket(), description()).await.unwrap();
        server.set(|it| it.state = DeviceState::Removed);
        let refused = phone.authenticator.confirm_linked(linking.account).await;
        assert_eq!(refused, Err(AuthError::LinkRefused));
        assert!(phone.authenticator.accounts().unwrap().is_empty());
        assert!(phone.records.list("key").unwrap().is_empty());
    });
}

#[test]
fn yes_and_no_are_signed_by_their_own_keys_with_a_rising_counter() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = Phone::linked_to(&server).await;
        server.set(|it| it.prompts = 1);
        let yes = phone.authenticator.answer(&*phone.request().await, Verdict::Approve, None).await.unwrap();
        assert_eq!((yes.outcome, yes.in_history), (Outcome::Approved, true));
        let no = phone.authenticator.answer(&*phone.request().await, Verdict::Report, None).await.unwrap();
        assert_eq!(no.outcome, Outcome::Denied);
        assert_ne!(yes.receipt.device_key, no.receipt.device_key);
        let counters: Vec<u64> = server.came_to("decide").iter().map(|body| decision(body).counter).collect();
        assert_eq!(counters, [1, 2]);
        let history = phone.authenticator.history().unwrap();
        assert_eq!((history.len(), history[0].account, history[0].verdict), (1, id, Verdict::Report));
        assert!(history[0].receipt.check("wiki").is_ok());
        assert_eq!(phone.authenticator.find_history(CHALLENGE).unwrap().as_ref(), Some(&history[0]));
    });
}

#[test]
fn the_history_has_the_newest_first_also_of_one_second() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        server.set(|it| it.prompts = 2);
        let requests = phone.authenticator.pending(None, 0, &[]).await.unwrap().requests;
        for order in [[0, 1], [1, 0]] {
            let answered = order.map(|at| &requests[at]);
            for request in answered {
                phone.authenticator.answer(request, Verdict::Deny, None).await.unwrap();
            }
            let history = phone.authenticator.history().unwrap();
            let kept: Vec<_> = history.iter().map(|entry| entry.challenge).collect();
            assert_eq!(kept, [answered[1].challenge(), answered[0].challenge()]);
            for entry in history {
                phone.records.remove("history", &entry.challenge.to_string()).unwrap();
            }
        }
    });
}

fn decision(body: &str) -> Decision {
    let decision = body.split_once('~').unwrap().1;
    Received::new(decision.as_bytes()).unwrap().peek::<Decision>().unwrap().message
}

#[test]
fn a_yes_without_the_number_is_not_sent_and_a_no_needs_none() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        server.set(|it| (it.prompts, it.number_digits) = (1, 2));
        let request = phone.request().await;
        for number in [None, Some("1"), Some("123"), Some("1x")] {
            let refused = phone.authenticator.answer(&request, Verdict::Approve, number).await;
            assert_eq!(refused, Err(AuthError::NumberNeeded { digits: 2 }));
        }
        assert!(server.came_to("decide").is_empty());
        phone.authenticator.answer(&request, Verdict::Approve, Some("42")).await.unwrap();
        assert_eq!(decision(&server.came_to("decide")[0]).number.as_deref(), Some("42"));
        phone.authenticator.answer(&*phone.request().await, Verdict::Deny, None).await.unwrap();
        assert_eq!(decision(&server.came_to("decide")[1]).number, None);
    });
}

#[test]
fn an_expired_request_is_refused_before_sending() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        server.set(|it| it.prompts = 1);
        let request = phone.request().await;
        assert_eq!(request.secs_left(NOW), 120);
        phone.clock.advance(120);
        let refused = phone.authenticator.answer(&request, Verdict::Approve, None).await;
        assert_eq!(refused, Err(AuthError::Expired));
        assert!(server.came_to("decide").is_empty());
    });
}

#[test]
fn a_lost_receipt_is_asked_for_with_the_very_same_answer() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        server.set(|it| it.prompts = 1);
        let request = phone.request().await;
        server.set(|it| it.mischief = Mischief::Raw(""));
        let lost = phone.authenticator.answer(&request, Verdict::Approve, None).await;
        assert_eq!(lost, Err(AuthError::Client(ClientError::Timeout)));
        server.set(|it| it.mischief = Mischief::None);
        phone.authenticator.answer(&request, Verdict::Approve, None).await.unwrap();
        let sent = server.came_to("decide");
        assert_eq!(sent[0], sent[1]);
    });
}

#[test]
fn refusals_of_an_answer_are_told_apart() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        server.set(|it| it.prompts = 1);
        let request = phone.request().await;
        let detail = "because".to_owned();
        for (code, expected) in [
            ("expired", AuthError::Expired),
            ("settled", AuthError::Settled { detail: detail.clone() }),
            ("number-wrong", AuthError::NumberWrong { detail }),
            ("not-linked", AuthError::Unlinked),
        ] {
            server.set(|it| it.mischief = Mischief::Problem(code));
            assert_eq!(phone.authenticator.answer(&request, Verdict::Deny, None).await, Err(expected));
        }
    });
}

#[test]
fn a_clock_that_is_wrong_is_corrected_for_codes_and_requests() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = Phone::linked_to(&server).await;
        let right = phone.authenticator.code(id).unwrap().code;
        phone.clock.advance(-3600);
        server.set(|it| (it.mischief, it.prompts) = (Mischief::Untimely, 1));
        let request = phone.request().await;
        assert_eq!((request.asked_at, request.secs_left(NOW - 3600)), (NOW - 3600, 120));
        assert_eq!(*phone.authenticator.code(id).unwrap().code, *right);
        phone.authenticator.answer(&request, Verdict::Approve, None).await.unwrap();
        assert_eq!(decision(&server.came_to("decide")[0]).answered_at, NOW);
    });
}

#[test]
fn a_newer_key_set_is_taken_and_an_older_one_is_not() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        let epoch = || {
            let pull = server.came_to("pull").pop().unwrap();
            Received::new(pull.as_bytes()).unwrap().peek::<Pull>().unwrap().message.key_epoch
        };
        for (offered, then_known) in [(5, 5), (4, 5), (6, 6)] {
            server.set(|it| (it.epoch, it.offer_keys) = (offered, true));
            phone.authenticator.pending(None, 0, &[]).await.unwrap();
            server.set(|it| it.offer_keys = false);
            phone.authenticator.pending(None, 0, &[]).await.unwrap();
            assert_eq!(epoch(), then_known);
        }
    });
}

#[test]
fn an_unlinked_phone_says_so_and_asks_no_more() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = Phone::linked_to(&server).await;
        server.set(|it| it.state = DeviceState::Removed);
        let pending = phone.authenticator.pending(None, 0, &[]).await.unwrap();
        assert_eq!(pending.notices[0].notice.kind, NoticeKind::Unlinked);
        assert_eq!(phone.authenticator.account(id).unwrap().state, LinkState::Unlinked);
        assert!(phone.authenticator.code(id).is_err());
        let asked = server.came_to("pull").len();
        phone.authenticator.pending(None, 0, &[]).await.unwrap();
        assert_eq!(server.came_to("pull").len(), asked);
        phone.authenticator.remove(id, false).await.unwrap();
        assert!(server.came_to("leave").is_empty());
        assert!(phone.authenticator.accounts().unwrap().is_empty());
    });
}

#[test]
fn an_account_leaves_its_server_before_it_is_removed() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = Phone::linked_to(&server).await;
        for mischief in [Mischief::Raw(""), Mischief::OtherDone, Mischief::ForeignKey, Mischief::Problem("busy")] {
            server.set(|it| it.mischief = mischief);
            let refused = phone.authenticator.remove(id, false).await;
            assert!(matches!(refused, Err(AuthError::StillLinked { .. })), "{mischief:?}");
            assert_eq!(phone.authenticator.accounts().unwrap().len(), 1);
        }
        server.set(|it| it.mischief = Mischief::None);
        phone.authenticator.remove(id, false).await.unwrap();
        assert!(phone.authenticator.accounts().unwrap().is_empty());
        assert!(phone.records.list("key").unwrap().is_empty());
        let (phone, id) = Phone::linked_to(&server).await;
        server.set(|it| it.mischief = Mischief::Raw(""));
        phone.authenticator.remove(id, true).await.unwrap();
        assert!(phone.authenticator.accounts().unwrap().is_empty());
    });
}

#[test]
fn quiet_is_told_in_the_server_s_time_and_shown_in_the_phone_s() {
    run(async {
        let server = FakeAssent::start();
        server.set(|it| it.clock_secs = 300);
        let (phone, id) = Phone::linked_to(&server).await;
        let shown = || phone.authenticator.account(id).unwrap().quiet_until;
        phone.authenticator.quiet(id, Some(NOW + 3600)).await.unwrap();
        assert_eq!((told_quiet(&server), shown()), (Some(Quiet::Until(NOW + 3900)), Some(NOW + 3600)));
        phone.clock.advance(3600);
        assert_eq!(shown(), None, "it ends by itself");
        phone.authenticator.quiet(id, Some(NOW + 3600 + MAX_QUIET_SECS)).await.unwrap();
        phone.authenticator.quiet(id, None).await.unwrap();
        assert_eq!((told_quiet(&server), shown()), (Some(Quiet::Off), None));
    });
}

#[test]
fn a_wish_for_quiet_and_a_leave_correct_a_clock_that_was_moved() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = Phone::linked_to(&server).await;
        server.set(|it| (it.clock_secs, it.mischief) = (5000, Mischief::Untimely));
        phone.authenticator.quiet(id, Some(NOW + 3600)).await.unwrap();
        assert_eq!(told_quiet(&server), Some(Quiet::Until(NOW + 8600)), "by the corrected clock");
        server.set(|it| (it.clock_secs, it.mischief) = (0, Mischief::Untimely));
        phone.authenticator.remove(id, false).await.unwrap();
    });
}

#[test]
fn quiet_of_no_time_or_more_than_a_day_is_not_sent() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = Phone::linked_to(&server).await;
        for bad in [NOW, NOW - 1, NOW + MAX_QUIET_SECS + 1, i64::MAX, i64::MIN] {
            assert_eq!(phone.authenticator.quiet(id, Some(bad)).await, Err(AuthError::BadQuiet), "{bad}");
        }
        assert!(server.came_to("update").is_empty());
        server.set(|it| it.mischief = Mischief::Problem("quiet-too-long"));
        assert!(phone.authenticator.quiet(id, Some(NOW + 60)).await.is_err());
        assert_eq!(phone.authenticator.account(id).unwrap().quiet_until, None, "the server did not take it");
    });
}

#[test]
fn what_another_phone_said_about_quiet_is_heard_with_the_next_pull() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = Phone::linked_to(&server).await;
        for until in [Some(NOW + 60), None] {
            server.set(|it| it.quiet_until = until);
            phone.authenticator.pending(None, 0, &[]).await.unwrap();
            assert_eq!(phone.authenticator.account(id).unwrap().quiet_until, until);
        }
    });
}

fn told_quiet(server: &FakeAssent) -> Option<Quiet> {
    let update = server.came_to("update").pop().unwrap();
    Received::new(update.as_bytes()).unwrap().peek::<Update>().unwrap().message.quiet
}

#[test]
fn websites_codes_are_never_overwritten_silently() {
    let phone = Phone::new();
    let one = phone.authenticator.add_otpauth(URI, OnDuplicate::Refuse).unwrap();
    let again = phone.authenticator.add_otpauth(&URI.replace("ada", "bob"), OnDuplicate::Refuse);
    assert_eq!(again, Err(AuthError::Duplicate { existing: one }));
    assert_eq!(phone.authenticator.account(one).unwrap().name, "ada");
    assert_eq!(phone.authenticator.add_otpauth(&URI.replace("ada", "bob"), OnDuplicate::Replace), Ok(one));
    assert_eq!(phone.authenticator.account(one).unwrap().name, "bob");
    assert_ne!(phone.authenticator.add_otpauth(URI, OnDuplicate::KeepBoth).unwrap(), one);
    assert_eq!(phone.authenticator.accounts().unwrap().len(), 2);
    phone.authenticator.rename(one, Some(Text::new("My shop").unwrap())).unwrap();
    assert_eq!(phone.authenticator.account(one).unwrap().label.as_deref(), Some("My shop"));
}

#[test]
fn codes_that_are_replaced_keep_name_colour_place_and_count() {
    let phone = Phone::new();
    let own = &phone.authenticator;
    let uri = |count: u8| format!("otpauth://hotp/Bank:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter={count}");
    let one = own.add_otpauth(&uri(0), OnDuplicate::Refuse).unwrap();
    phone.clock.advance(1);
    own.add_otpauth(URI, OnDuplicate::KeepBoth).unwrap();
    own.rename(one, Some(Text::new("Mine").unwrap())).unwrap();
    own.paint(one, Some(Colour::Pink)).unwrap();
    own.code(one).unwrap();
    phone.clock.advance(1);
    for (count, expected) in [(0, "287082"), (5, "254676")] {
        assert_eq!(own.add_otpauth(&uri(count), OnDuplicate::Replace), Ok(one));
        let shown = own.accounts().unwrap().remove(0);
        assert_eq!((shown.id, shown.label.as_deref(), shown.colour), (one, Some("Mine"), Colour::Pink));
        assert_eq!(*own.code(one).unwrap().code, expected, "RFC 4226 appendix D");
    }
}

#[test]
fn counted_codes_are_used_up_and_timed_ones_say_how_long_they_last() {
    let phone = Phone::new();
    let uri = "otpauth://hotp/Bank:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=0";
    let counted = phone.authenticator.add_otpauth(uri, OnDuplicate::Refuse).unwrap();
    for expected in ["755224", "287082", "359152"] {
        assert_eq!(*phone.authenticator.code(counted).unwrap().code, expected);
    }
    assert!(phone.authenticator.accounts().unwrap()[0].code.is_none());
    let timed = phone.authenticator.add_otpauth(URI, OnDuplicate::Refuse).unwrap();
    phone.clock.advance(7);
    let now = phone.authenticator.code(timed).unwrap();
    assert_eq!((now.secs_left, now.period_secs), (Some(23), Some(30)));
    phone.clock.advance(23);
    assert_eq!(*phone.authenticator.code(timed).unwrap().code, **now.next.as_ref().unwrap());
}
