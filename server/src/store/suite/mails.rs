//! Mails that wait.

use super::{ADA, BEN, NOW, World, event};
use crate::model::{Mail, MailId, PersonId};
use crate::store::Follower;

fn mail(person: PersonId, n: u8) -> Mail {
    Mail {
        id: MailId([n; 16]),
        person,
        about: "failed".to_owned(),
        not_after: None,
        sealed: vec![n; 60],
        made_at: NOW,
        tries: 0,
    }
}

pub(crate) async fn the_log_is_read_on_from_where_it_was_read_to(world: World) {
    let (from, old) = world.read_on(Follower::Mail, 100).await.unwrap();
    let read = old.last().map_or(from, |entry| entry.seq);
    assert_eq!(world.queue_mails(from, read, vec![]).await, Ok(true));
    assert_eq!(world.read_on(Follower::Mail, 100).await, Ok((read, vec![])));
    let last = world.append_audit(vec![event(BEN), event(ADA), event(BEN)]).await.unwrap();
    let (_, new) = world.read_on(Follower::Mail, 2).await.unwrap();
    assert_eq!(new.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [last - 2, last - 1]);
}

pub(crate) async fn how_mail_goes_out_is_kept_changed_and_forgotten(world: World) {
    let logged = world.logged().await;
    assert_eq!(world.mail_settings().await, Ok(None));
    for kept in [Some(vec![1; 40]), Some(vec![2; 40]), None] {
        world.set_mail_settings(kept.clone(), event(ADA)).await.unwrap();
        assert_eq!(world.mail_settings().await, Ok(kept));
    }
    assert_eq!(world.logged().await, logged + 3);
}

pub(crate) async fn of_two_that_read_the_log_one_queues(world: World) {
    let last = world.append_audit(vec![event(ADA)]).await.unwrap();
    let (from, _) = world.read_on(Follower::Mail, 100).await.unwrap();
    assert_eq!(world.queue_mails(from, last, vec![mail(ADA, 1)]).await, Ok(true));
    assert_eq!(world.queue_mails(from, last, vec![mail(ADA, 2)]).await, Ok(false));
    assert_eq!(world.take_mail(NOW, NOW + 9).await.unwrap().unwrap().id, MailId([1; 16]));
    assert_eq!(world.take_mail(NOW, NOW + 9).await, Ok(None));
}

pub(crate) async fn a_mail_is_lent_until_it_is_over(world: World) {
    assert_eq!(world.add_mail(mail(ADA, 1)).await, Ok(true));
    assert_eq!(world.take_mail(NOW - 1, NOW).await, Ok(None), "not due");
    for tries in 1..=3 {
        let now = NOW + i64::from(tries) * 100;
        assert_eq!(world.take_mail(now, now + 50).await, Ok(Some(Mail { tries, ..mail(ADA, 1) })));
        assert_eq!(world.take_mail(now + 49, now + 60).await, Ok(None), "somebody has it");
        world.put_off_mail(MailId([1; 16]), Some(now + 100)).await.unwrap();
        assert_eq!(world.take_mail(now + 99, now + 200).await, Ok(None), "put off");
    }
    world.put_off_mail(MailId([1; 16]), None).await.unwrap();
    assert_eq!(world.take_mail(i64::MAX, i64::MAX).await, Ok(None), "over");
}

pub(crate) async fn a_mail_about_the_same_is_not_made_again_so_soon(world: World) {
    assert_eq!(world.add_mail(mail(ADA, 1)).await, Ok(true));
    let again = |n, after| Mail { not_after: Some(after), ..mail(ADA, n) };
    assert_eq!(world.add_mail(again(2, NOW - 1)).await, Ok(false));
    assert_eq!(world.add_mail(Mail { about: "reported".to_owned(), ..again(3, NOW - 1) }).await, Ok(true));
    assert_eq!(world.add_mail(Mail { person: BEN, ..again(4, NOW - 1) }).await, Ok(true));
    assert_eq!(world.add_mail(again(5, NOW)).await, Ok(true), "the first is old enough");
}

pub(crate) async fn what_was_sent_is_forgotten_after_three_days_and_what_waits_is_not(world: World) {
    for n in [1, 2] {
        world.add_mail(mail(ADA, n)).await.unwrap();
    }
    world.put_off_mail(MailId([1; 16]), None).await.unwrap();
    assert_eq!(world.sweep(NOW + 3 * 86_400, 600).await, Ok(0));
    assert_eq!(world.sweep(NOW + 3 * 86_400 + 1, 600).await, Ok(1));
    assert_eq!(world.take_mail(NOW, NOW).await.unwrap().unwrap().id, MailId([2; 16]));
}
