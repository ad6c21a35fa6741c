//! Requests as they come, from servers that come and go.

use std::time::Duration;

use super::super::*;
use super::world::*;
use crate::ids::ChallengeId;
use crate::message::*;

const SOON: Duration = Duration::from_secs(10);
const NOW_ONLY: Duration = Duration::ZERO;

fn watch(phone: &Phone) -> Watch {
    Watch::new(Arc::clone(&phone.authenticator))
}

fn challenges(requests: &[Arc<Request>]) -> Vec<ChallengeId> {
    requests.iter().map(|request| request.challenge()).collect()
}

#[test]
fn requests_come_stay_and_end_and_each_is_told_once() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        let mut watch = watch(&phone);
        server.set(|it| it.prompts = 2);
        assert_eq!(challenges(&watch.next(SOON).await.unwrap().arrived), [CHALLENGE, ChallengeId([9; 16])]);
        assert!(watch.is_crowded());
        assert!(watch.next(Duration::from_millis(300)).await.unwrap().is_empty(), "nothing new");
        let settled = NoticeKind::Settled { challenge: ChallengeId([9; 16]), outcome: Outcome::Denied };
        server.set(|it| (it.prompts, it.notices) = (1, vec![Notice { seq: 0, at: NOW, kind: settled }]));
        let change = watch.next(SOON).await.unwrap();
        assert_eq!((change.ended[0].outcome, change.notices.len()), (Some(Outcome::Denied), 0));
        assert_eq!((challenges(watch.open()), watch.is_crowded()), (vec![CHALLENGE], false));
    });
}

#[test]
fn an_account_that_is_linked_meanwhile_is_watched_at_once() {
    run(async {
        let server = FakeAssent::start();
        server.set(|it| it.prompts = 1);
        let phone = Phone::new();
        let mut watch = watch(&phone);
        let link = async { phone.authenticator.link(&server.ticket(), description()).await.unwrap() };
        let (change, _) = tokio::join!(watch.next(Duration::from_secs(3600)), link);
        assert_eq!(challenges(&change.unwrap().arrived), [CHALLENGE]);
    });
}

#[test]
fn what_was_answered_is_not_open_any_more_and_what_failed_stays() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        server.set(|it| it.prompts = 1);
        let mut watch = watch(&phone);
        let request = Arc::clone(&watch.next(SOON).await.unwrap().arrived[0]);
        server.set(|it| it.mischief = Mischief::Raw(""));
        assert!(watch.answer(&request, Verdict::Approve, None).await.is_err());
        assert_eq!(watch.open().len(), 1, "it may be answered again");
        server.set(|it| (it.mischief, it.prompts) = (Mischief::None, 0));
        watch.answer(&request, Verdict::Approve, None).await.unwrap();
        assert!(watch.open().is_empty());
    });
}

#[test]
fn after_an_answer_the_next_look_at_what_is_open_waits_for_nothing() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        server.set(|it| it.prompts = 2);
        let mut watch = watch(&phone);
        let request = Arc::clone(&watch.next(SOON).await.unwrap().arrived[1]);
        watch.answer(&request, Verdict::Deny, None).await.unwrap();
        server.set(|it| it.prompts = 1);
        let hour = Duration::from_secs(3600);
        let change = tokio::time::timeout(SOON, watch.next(hour)).await.expect("it does not wait").unwrap();
        assert!(change.is_empty() && challenges(watch.open()) == [CHALLENGE]);
        assert!(tokio::time::timeout(Duration::from_millis(300), watch.next(hour)).await.is_err(), "once");
    });
}

#[test]
fn it_was_not_me_can_be_said_of_what_was_answered_also_when_its_time_is_over() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        server.set(|it| it.prompts = 2);
        let mut watch = watch(&phone);
        let arrived = watch.next(SOON).await.unwrap().arrived;
        watch.answer(&arrived[0], Verdict::Deny, None).await.unwrap();
        phone.clock.advance(200);
        server.set(|it| it.clock_secs = 200);
        let other = watch.answer(&arrived[1], Verdict::Report, None).await;
        assert_eq!(other.err(), Some(AuthError::Expired), "nobody answered that one");
        let answered = Arc::new(phone.authenticator.recall(arrived[0].challenge()).unwrap().unwrap());
        let again = watch.answer(&answered, Verdict::Approve, None).await;
        assert_eq!(again.err(), Some(AuthError::Expired), "nothing else may be said");
        assert_eq!(watch.answer(&answered, Verdict::Report, None).await.unwrap().outcome, Outcome::Denied);
        assert_eq!(phone.authenticator.history().unwrap()[0].verdict, Verdict::Report);
        assert_eq!(server.came_to("decide").len(), 2);
    });
}

#[test]
fn a_request_ends_by_the_clock_that_was_handed_in() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        server.set(|it| it.prompts = 1);
        let mut watch = watch(&phone);
        assert_eq!(watch.next(SOON).await.unwrap().arrived.len(), 1);
        phone.clock.advance(120);
        let change = watch.next(SOON).await.unwrap();
        assert_eq!((change.ended[0].outcome, watch.open().len()), (Some(Outcome::Expired), 0));
    });
}

#[test]
fn a_server_that_is_away_holds_up_no_other_and_is_told_once_each_way() {
    run(async {
        let (good, bad) = (FakeAssent::start(), FakeAssent::start());
        let (phone, _) = Phone::linked_to(&good).await;
        let away = phone.authenticator.link(&bad.ticket(), description()).await.unwrap().account;
        bad.set(|it| it.mischief = Mischief::Raw(""));
        let mut watch = watch(&phone);
        let failed = watch.next(SOON).await.unwrap().failed;
        assert_eq!((failed.len(), failed[0].account, watch.failing().len()), (1, away, 1));
        good.set(|it| it.prompts = 1);
        let change = watch.next(SOON).await.unwrap();
        assert_eq!((change.arrived.len(), change.failed.len()), (1, 0));
        bad.set(|it| it.mischief = Mischief::None);
        watch.bell().retry_now();
        let change = watch.next(SOON).await.unwrap();
        assert_eq!((change.reached_again, watch.failing().len()), (vec![away], 0));
    });
}

#[test]
fn a_server_that_was_away_is_not_held_until_it_answers() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = Phone::linked_to(&server).await;
        server.set(|it| it.mischief = Mischief::Raw(""));
        let mut watch = watch(&phone);
        assert_eq!(watch.next(SOON).await.unwrap().failed.len(), 1);
        server.set(|it| it.mischief = Mischief::None);
        watch.bell().retry_now();
        assert_eq!(watch.next(SOON).await.unwrap().reached_again, [id]);
        watch.next(Duration::from_millis(300)).await.unwrap();
        let pull = |body: &String| Received::new(body.as_bytes()).unwrap().peek::<Pull>().unwrap().message.wait_secs;
        let waits: Vec<u32> = server.came_to("pull").iter().map(pull).collect();
        assert_eq!(waits[..3], [MAX_WAIT_SECS, 0, MAX_WAIT_SECS]);
    });
}

#[test]
fn a_push_makes_a_resting_watch_ask_at_once_whatever_it_says() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        server.set(|it| it.mischief = Mischief::Raw(""));
        let mut watch = watch(&phone);
        for _ in 0..4 {
            watch.next(NOW_ONLY).await.unwrap();
            watch.bell().woken(&[0xff; 4096]);
        }
        server.set(|it| (it.mischief, it.prompts) = (Mischief::None, 1));
        let bell = watch.bell();
        let waiting = watch.next(SOON);
        bell.woken(b"{\"challenge\":\"forged\"}");
        let change = waiting.await.unwrap();
        assert_eq!(challenges(&change.arrived), [CHALLENGE], "only what the server signed");
    });
}

#[test]
fn a_watch_that_is_dropped_in_the_middle_loses_nothing() {
    run(async {
        let server = FakeAssent::start();
        let (phone, _) = Phone::linked_to(&server).await;
        server.set(|it| it.prompts = 1);
        let mut watch = watch(&phone);
        let mut arrived = 0;
        for _ in 0..400 {
            let next = watch.next(SOON);
            arrived +=
                tokio::time::timeout(Duration::from_millis(5), next).await.map_or(0, |it| it.unwrap().arrived.len());
            if arrived > 0 {
                break;
            }
        }
        assert_eq!((arrived, server.came_to("pull").len()), (1, 1));
    });
}

#[test]
fn what_another_call_finds_out_is_told_by_the_watch() {
    run(async {
        let server = FakeAssent::start();
        server.set(|it| it.clock_secs = 94);
        let (phone, id) = Phone::linked_to(&server).await;
        let mut watch = watch(&phone);
        assert!(watch.next(NOW_ONLY).await.unwrap().is_empty());
        server.set(|it| it.mischief = Mischief::Problem("not-linked"));
        let lost = phone.authenticator.repair(id, None).await.unwrap();
        assert_eq!(lost, Repair::NeedsLink(LinkLost::Unlinked));
        let change = watch.next(SOON).await.unwrap();
        assert_eq!((change.notices[0].account, &change.notices[0].notice.kind), (id, &NoticeKind::Unlinked));
        assert_eq!(change.notices[0].notice.at, NOW + 94, "by the server's clock");
        assert!(watch.next(NOW_ONLY).await.unwrap().is_empty(), "once");
    });
}

#[test]
fn an_unlinked_account_is_told_and_its_requests_are_gone() {
    run(async {
        let server = FakeAssent::start();
        let (phone, id) = Phone::linked_to(&server).await;
        server.set(|it| it.prompts = 1);
        let mut watch = watch(&phone);
        watch.next(SOON).await.unwrap();
        server.set(|it| it.state = DeviceState::Removed);
        let change = watch.next(SOON).await.unwrap();
        assert_eq!((change.ended.len(), watch.open().len()), (1, 0));
        assert_eq!((change.notices[0].account, &change.notices[0].notice.kind), (id, &NoticeKind::Unlinked));
        let asked = server.came_to("pull").len();
        assert!(watch.next(Duration::from_millis(300)).await.unwrap().is_empty());
        assert_eq!(server.came_to("pull").len(), asked, "nobody is asked any more");
    });
}
