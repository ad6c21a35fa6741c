//! The chained log.

use assent_core::ids::DeviceId;

use super::{ADA, BEN, NOW, SHOP, World, challenge, event};
use crate::model::{AuditEvent, AuditKind};
use crate::store::{Asked, Page};

pub(crate) async fn entries_follow_each_other_and_are_listed_newest_first(world: World) {
    let mut full = AuditEvent::new(NOW + 5, AuditKind::ChallengeAsked).of(ADA);
    full.service = Some(SHOP);
    full.device = Some(DeviceId([9; 16]));
    (full.address, full.detail) = (Some("192.0.2.7".to_owned()), Some("“quoted” \\ \u{1f511}".to_owned()));
    let nobodys = AuditEvent::new(NOW, AuditKind::PasswordRefused);
    let last = world.append_audit(vec![event(BEN), nobodys, full.clone()]).await.unwrap();
    let entries = world.list_activity(ADA, Page::newest(10)).await.unwrap();
    assert_eq!((&entries[0].event, entries[0].seq), (&full, last));
    assert!(entries.is_sorted_by(|a, b| a.seq > b.seq));
    assert_eq!(world.logged().await, last);
    assert_eq!(world.append_audit(vec![]).await, Ok(last), "nothing was added");
}

pub(crate) async fn a_refused_write_leaves_no_entry(world: World) {
    world.ask_ada(1).await;
    let logged = world.logged().await;
    assert!(world.ask(world.ask_for(challenge(1)).await).await.is_err());
    assert_eq!(world.logged().await, logged);
    assert!(matches!(world.ask(world.ask_for(challenge(2)).await).await, Ok(Asked::Stored(_))));
    assert_eq!(world.logged().await, logged + 1);
}

pub(crate) async fn activity_is_listed_page_by_page(world: World) {
    world.append_audit(vec![event(BEN); 7]).await.unwrap();
    let mut page = Page::newest(3);
    let mut lengths = Vec::new();
    loop {
        let entries = world.list_activity(BEN, page).await.unwrap();
        let Some(oldest) = entries.last() else { break };
        page.before = Some(oldest.seq);
        lengths.push(entries.len());
    }
    // Seven, and Ben's own beginning.
    assert_eq!(lengths, [3, 3, 2]);
}

pub(crate) async fn activity_is_listed_by_its_time_whatever_the_order_it_was_written_in(world: World) {
    let at = |secs: i64| AuditEvent { at: NOW + secs, ..event(BEN) };
    // The fourth expired while the server was off.
    world.append_audit([10, 20, 20, 15, 30, 40].map(at).to_vec()).await.unwrap();
    let seen = async |from: i64, until: i64| {
        let mut page = Page { from: NOW + from, until: NOW + until, ..Page::newest(2) };
        let mut seen = Vec::new();
        while let entries = world.list_activity(BEN, page).await.unwrap()
            && let Some(oldest) = entries.last()
        {
            page.before = Some(oldest.seq);
            seen.extend(entries.iter().map(|entry| entry.event.at - NOW));
        }
        seen
    };
    assert_eq!(seen(1, 99).await, [40, 30, 20, 20, 15, 10]);
    assert_eq!(seen(15, 30).await, [20, 20, 15]);
    assert_eq!(seen(21, 30).await, [0; 0]);
}
