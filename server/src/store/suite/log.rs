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
