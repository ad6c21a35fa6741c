//! Identity checks, their pictures, and who looks at them.

use assent_core::message::Context;

use super::{ADA, BEN, NOW, World, event, session};
use crate::model::{
    AuditKind, CheckId, CheckState, CodeWay, Document, IdentityCheck, KEEP_CHECK_SECS, Level, PICTURE_SECS, PersonId,
    PictureKind, ReviewerKey, Role, Session,
};
use crate::store::{NewCheck, NewPicture, Page, SaveCheck};

pub(crate) fn check(person: PersonId, n: u8) -> IdentityCheck {
    IdentityCheck::new(CheckId([n; 16]), person, Context::default(), NOW + i64::from(n))
}

/// With everything a check can have.
pub(crate) fn full_check(n: u8) -> IdentityCheck {
    let check = check(ADA, n).sent_code(vec![0, 255], [n; 32], CodeWay::Sms, NOW).unwrap();
    IdentityCheck { holder: Some([n; 32]), document: Some(Document::IdentityCard), ..check }
}

pub(crate) fn new_check(check: IdentityCheck) -> NewCheck {
    let event = event(check.person);
    NewCheck { check, since: NOW, most: 2, event }
}

pub(crate) const fn save(rev: u64, check: IdentityCheck) -> SaveCheck {
    SaveCheck { rev, check, drop_pictures: None, session: None, mail: None, now: NOW, events: Vec::new() }
}

pub(crate) fn picture(n: u8, kind: PictureKind) -> NewPicture {
    NewPicture { check: CheckId([n; 16]), kind, sealed: vec![n; 9], sha256: [n; 32], now: NOW }
}

pub(crate) fn reviewer_key(person: PersonId) -> ReviewerKey {
    ReviewerKey { person, public_key: vec![4; 65], wrapped_key: "{}".to_owned(), made_at: NOW }
}

/// The kinds of the last entries of somebody, newest first.
async fn last_kinds(world: &World, person: PersonId, count: u32) -> Vec<AuditKind> {
    let entries = world.list_activity(person, Page::newest(count)).await.unwrap();
    entries.into_iter().map(|entry| entry.event.kind).collect()
}

async fn state_of(world: &World, n: u8) -> CheckState {
    world.find_check(CheckId([n; 16])).await.unwrap().unwrap().1.state
}

pub(crate) async fn a_check_reads_back_and_is_written_over_the_one_that_was_read(world: World) {
    assert_eq!(world.add_check(new_check(full_check(1))).await, Ok(true));
    assert!(world.find_check(CheckId([1; 16])).await.unwrap() == Some((1, full_check(1))));
    let proved = full_check(1).proved_code(NOW).unwrap();
    assert_eq!(world.save_check(save(2, proved.clone())).await, Ok(false), "another one was read");
    assert_eq!(world.save_check(save(1, proved.clone())).await, Ok(true));
    assert_eq!(world.save_check(save(1, full_check(1))).await, Ok(false), "it was changed meanwhile");
    assert!(world.list_checks(ADA).await.unwrap() == [proved]);
    assert!(world.list_checks_in(CheckState::Sent, 9).await.unwrap().is_empty());
    assert!(world.list_checks(BEN).await.unwrap().is_empty());
}

pub(crate) async fn a_person_has_one_check_at_a_time_and_so_many_a_day(world: World) {
    assert_eq!(world.add_check(new_check(check(ADA, 1))).await, Ok(true));
    assert_eq!(world.add_check(new_check(check(ADA, 2))).await, Ok(false), "one goes on");
    assert_eq!(world.add_check(new_check(check(BEN, 3))).await, Ok(true));
    assert_eq!(world.save_check(save(1, check(ADA, 1).cancelled(NOW).unwrap())).await, Ok(true));
    assert_eq!(world.add_check(new_check(check(ADA, 2))).await, Ok(true));
    assert_eq!(world.save_check(save(1, check(ADA, 2).cancelled(NOW).unwrap())).await, Ok(true));
    assert_eq!(world.add_check(new_check(check(ADA, 4))).await, Ok(false), "two were asked for");
    let later = NewCheck { since: NOW + 1, ..new_check(check(ADA, 4)) };
    assert_eq!(world.add_check(later).await, Ok(true));
}

pub(crate) async fn pictures_are_kept_while_a_check_is_open_and_deleted_with_a_proof(world: World) {
    world.add_check(new_check(full_check(1))).await.unwrap();
    for kind in [PictureKind::Selfie, PictureKind::Front, PictureKind::Front] {
        assert_eq!(world.put_picture(picture(1, kind)).await, Ok(true));
    }
    assert_eq!(world.put_picture(picture(2, PictureKind::Front)).await, Ok(false), "no such check");
    let id = CheckId([1; 16]);
    assert_eq!(world.list_pictures(id).await, Ok(vec![PictureKind::Front, PictureKind::Selfie]));
    assert_eq!(world.find_picture(id, PictureKind::Front).await, Ok(Some(vec![1; 9])));
    assert_eq!(world.find_picture(id, PictureKind::Back).await, Ok(None));
    let cancelled = full_check(1).cancelled(NOW).unwrap();
    let stop = SaveCheck { drop_pictures: Some("stopped"), ..save(1, cancelled) };
    assert_eq!(world.save_check(stop).await, Ok(true));
    assert_eq!(world.list_pictures(id).await, Ok(vec![]));
    let entry = world.list_activity(ADA, Page::newest(1)).await.unwrap().remove(0).event;
    let proof: serde_json::Value = serde_json::from_str(entry.detail.as_deref().unwrap()).unwrap();
    assert_eq!((entry.kind, &proof["deleted"]), (AuditKind::IdentityPicturesDeleted, &serde_json::json!(2)));
    assert_eq!(proof["pictures"][0]["sha256"], "01".repeat(32));
    assert_eq!(world.put_picture(picture(1, PictureKind::Front)).await, Ok(false), "it is over");
}

pub(crate) async fn checks_that_are_late_end_with_their_pictures_and_are_forgotten(world: World) {
    world.add_check(new_check(full_check(1))).await.unwrap();
    world.put_picture(picture(1, PictureKind::Front)).await.unwrap();
    world.sweep(NOW + 3600, 600).await.unwrap();
    assert_eq!(state_of(&world, 1).await, CheckState::Open, "a second before its end");
    world.sweep(NOW + 3601, 600).await.unwrap();
    assert_eq!(state_of(&world, 1).await, CheckState::Expired);
    assert_eq!(last_kinds(&world, ADA, 2).await, [AuditKind::IdentityPicturesDeleted, AuditKind::IdentityExpired]);
    let sent = IdentityCheck { state: CheckState::Sent, ..full_check(2) };
    world.add_check(new_check(sent)).await.unwrap();
    world.sweep(NOW + PICTURE_SECS + 1, 600).await.unwrap();
    assert_eq!(state_of(&world, 2).await, CheckState::Sent);
    world.sweep(NOW + PICTURE_SECS + 2, 600).await.unwrap();
    assert_eq!(state_of(&world, 2).await, CheckState::Expired);
    world.sweep(NOW + KEEP_CHECK_SECS + 1, 600).await.unwrap();
    assert!(world.find_check(CheckId([1; 16])).await.unwrap().is_none());
    assert!(world.find_check(CheckId([2; 16])).await.unwrap().is_some());
}

pub(crate) async fn a_second_step_stops_a_check_and_a_password_does_not(world: World) {
    world.add_check(new_check(full_check(1))).await.unwrap();
    for (n, level, state) in [
        (1, Level::Password, CheckState::Open),
        (2, Level::Recovery, CheckState::Open),
        (3, Level::TwoStep, CheckState::Cancelled),
    ] {
        let begun = world.begin_session(Session { level, ..session(n) }, None, NOW, event(ADA)).await;
        assert_eq!((begun, state_of(&world, 1).await), (Ok(true), state));
    }
}

pub(crate) async fn a_session_begins_with_a_check_or_not_at_all(world: World) {
    let accepted = IdentityCheck { state: CheckState::Accepted, ..full_check(1) };
    world.add_check(new_check(accepted.clone())).await.unwrap();
    let begins = Session { level: Level::Recovery, ..session(1) };
    let used =
        || SaveCheck { session: Some((begins.clone(), event(ADA))), ..save(1, accepted.clone().used(NOW).unwrap()) };
    world.set_locked(ADA, Some(NOW), event(ADA)).await.unwrap();
    assert_eq!(world.save_check(used()).await, Ok(false));
    assert_eq!(state_of(&world, 1).await, CheckState::Accepted);
    world.set_locked(ADA, None, event(ADA)).await.unwrap();
    assert_eq!(world.save_check(used()).await, Ok(true));
    assert!(world.find_session(session(1).token, NOW).await.unwrap().is_some());
    assert_eq!(world.save_check(used()).await, Ok(false), "once");
}

pub(crate) async fn a_reviewer_has_a_key_while_they_have_the_right(world: World) {
    assert_eq!(world.set_reviewer_key(reviewer_key(ADA), vec![]).await, Ok(false), "no right");
    world.set_reviewer(ADA, true, event(ADA)).await.unwrap();
    assert_eq!(world.list_reviewers().await, Ok(vec![]), "no key");
    assert_eq!(world.set_reviewer_key(reviewer_key(ADA), vec![event(ADA)]).await, Ok(true));
    assert_eq!(world.find_reviewer_key(ADA).await, Ok(Some(reviewer_key(ADA))));
    assert!(world.find_person(ADA).await.unwrap().unwrap().reviews);
    let listed = world.list_reviewers().await.unwrap();
    assert_eq!(listed.iter().map(|one| (one.person, one.role)).collect::<Vec<_>>(), [(ADA, Role::Collaborator)]);
    world.set_locked(ADA, Some(NOW), event(ADA)).await.unwrap();
    assert_eq!(world.list_reviewers().await, Ok(vec![]), "locked");
    world.set_locked(ADA, None, event(ADA)).await.unwrap();
    world.set_reviewer(ADA, false, event(ADA)).await.unwrap();
    assert_eq!((world.list_reviewers().await, world.find_reviewer_key(ADA).await), (Ok(vec![]), Ok(None)));
    assert_eq!(world.list_representatives().await, Ok(vec![]));
    world.set_role(BEN, Role::Collaborator, Role::LegalRepresentative, event(BEN)).await.unwrap();
    assert_eq!(world.list_representatives().await, Ok(vec![BEN]));
}

pub(crate) async fn a_deleted_account_leaves_no_check_and_no_picture(world: World) {
    world.set_reviewer(ADA, true, event(ADA)).await.unwrap();
    world.set_reviewer_key(reviewer_key(ADA), vec![]).await.unwrap();
    world.add_check(new_check(full_check(1))).await.unwrap();
    world.put_picture(picture(1, PictureKind::Front)).await.unwrap();
    assert_eq!(world.delete_person(ADA, NOW, None, event(ADA)).await, Ok(true));
    assert!(world.find_check(CheckId([1; 16])).await.unwrap().is_none());
    assert_eq!(world.find_reviewer_key(ADA).await, Ok(None));
    assert_eq!(last_kinds(&world, ADA, 2).await[1], AuditKind::IdentityPicturesDeleted);
}
