//! Prepared recovery, against the real store.

use assent_core::message::Context;

use super::*;
use crate::app::testing::{TestApp, signed_in};
use crate::model::{Part, Person, RecoveryStage, Role, Throttled, WAITS};
use crate::organisation::set_role;
use crate::people::tests::{activity, give_codes};
use crate::people::{Admin, NotAllowed, accounts, sessions};
use crate::recovery::ResetRefused;

const NEW: &str = "another long password 7";
const DAY: i64 = 86_400;

async fn begun(app: &TestApp, person: &Person) -> (String, Recovery) {
    let token = begin(app, person.email.as_str(), Context::default()).await.unwrap();
    let cookie = token.expose().to_owned();
    let recovery = find_begun(app, &cookie).await.unwrap().unwrap();
    (cookie, recovery)
}

async fn stage(app: &TestApp, cookie: &str) -> RecoveryStage {
    find_begun(app, cookie).await.unwrap().unwrap().stage(app.now())
}

async fn kinds(app: &TestApp, person: &Person) -> Vec<AuditKind> {
    activity(app, person).await.iter().rev().map(|entry| entry.event.kind).collect()
}

/// Ada with a sheet; the code on it.
async fn with_sheet() -> (TestApp, Person, String) {
    let (app, ada) = TestApp::with_ada().await;
    let code = make_sheet(&app, &signed_in(&app, &ada).await).await.unwrap().expose().to_owned();
    (app, ada, code)
}

/// Ben, whom Ada trusts and who agreed.
async fn with_ben(app: &TestApp, ada: &Person) -> (sessions::SignedIn, crate::model::TrusteeId) {
    let ben = app.add("ben@atelier.example", false).await;
    add_trustee(app, &signed_in(app, ada).await, "BEN@atelier.example").await.unwrap();
    let me = signed_in(app, &ben).await;
    let id = list_trusting(app, &me).await.unwrap()[0].id;
    assert!(accept_trust(app, &me, id).await.unwrap());
    (me, id)
}

#[tokio::test]
async fn a_sheet_and_a_trusted_person_let_somebody_in_after_the_waiting_time() {
    let (app, ada, code) = with_sheet().await;
    let (ben, id) = with_ben(&app, &ada).await;
    assert!(find_prepared(&app, ada.id).await.unwrap().is_ready());
    let (cookie, recovery) = begun(&app, &ada).await;
    assert_eq!(try_sheet(&app, &recovery, "0000-0000-0000-0000").await, Ok(TriedPart::Wrong));
    assert_eq!(try_sheet(&app, &recovery, &code.to_lowercase()).await, Ok(TriedPart::Right));
    assert_eq!(find_live(&app, ada.id).await.unwrap().unwrap().id, recovery.id);
    assert_eq!(vouch_as_trustee(&app, &ben, id, "wrong").await, Ok(Vouched::WrongNumber));
    assert_eq!(vouch_as_trustee(&app, &ben, id, &recovery.number).await, Ok(Vouched::Done));
    let opens_at = app.now() + WAITS[1];
    assert_eq!(stage(&app, &cookie).await, RecoveryStage::Wait { opens_at });
    assert_eq!(finish(&app, &cookie, NEW, Context::default()).await.err(), Some(ResetRefused::Gone), "too early");
    app.clock.advance(WAITS[1]);
    let new = finish(&app, &cookie, NEW, Context::default()).await.unwrap();
    let me = sessions::find(&app, new.token.expose()).await.unwrap().unwrap();
    assert_eq!((me.person.id, me.session.level), (ada.id, crate::model::Level::Recovery));
    assert_eq!(finish(&app, &cookie, NEW, Context::default()).await.err(), Some(ResetRefused::Gone), "once");
    assert!(!find_prepared(&app, ada.id).await.unwrap().has(Part::Sheet), "a sheet counts once");
    let kinds = kinds(&app, &ada).await;
    for kind in [AuditKind::RecoveryBegun, AuditKind::RecoveryWaiting, AuditKind::RecoveryUsed] {
        assert_eq!(kinds.iter().filter(|one| **one == kind).count(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn a_code_of_another_phone_and_an_administrator_are_two_parts_too() {
    let (app, ada) = TestApp::with_ada().await;
    let key = give_codes(&app, &ada).await;
    let me = signed_in(&app, &ada).await;
    assert!(begun(&app, &ada).await.1.person != ada.id, "a phone alone prepares nothing");
    set_terms(&app, &me, true, DAY).await.unwrap();
    let (cookie, recovery) = begun(&app, &ada).await;
    assert_eq!(try_device(&app, &recovery, &key.code_at(app.now())).await, Ok(TriedPart::Right));
    let boss = app.add("boss@atelier.example", true).await;
    let admin = Admin::of(&app, &signed_in(&app, &boss).await).unwrap();
    assert_eq!(vouch_as_admin(&app, &admin, boss.id, &recovery.number).await, Ok(Vouched::NotAsked), "not wanted");
    assert_eq!(vouch_as_admin(&app, &admin, ada.id, &recovery.number).await, Ok(Vouched::Done));
    assert_eq!(stage(&app, &cookie).await, RecoveryStage::Wait { opens_at: app.now() + DAY });
}

#[tokio::test]
async fn nobody_vouches_for_two_sides_or_for_themselves() {
    let (app, ada) = TestApp::with_ada().await;
    let (ben, id) = with_ben(&app, &ada).await;
    set_terms(&app, &signed_in(&app, &ada).await, true, DAY).await.unwrap();
    set_role(&app, &Admin::at_the_machine(), ben.person.id, Role::Administrator).await.unwrap();
    let ben_again = app.store.find_person(ben.person.id).await.unwrap().unwrap();
    let ben_as_admin = Admin::of(&app, &signed_in(&app, &ben_again).await).unwrap();
    let (_, recovery) = begun(&app, &ada).await;
    assert_eq!(vouch_as_trustee(&app, &ben, id, &recovery.number).await, Ok(Vouched::Done));
    assert_eq!(vouch_as_admin(&app, &ben_as_admin, ada.id, &recovery.number).await, Ok(Vouched::WrongNumber));
}

#[tokio::test]
async fn whoever_stops_it_ends_every_recovery_of_the_account() {
    let (app, ada, code) = with_sheet().await;
    let (cookie, recovery) = begun(&app, &ada).await;
    let (other, _) = begun(&app, &ada).await;
    let link = make_stop_link(&app, recovery.id);
    let token = link.strip_prefix("/recover/stop?token=").unwrap();
    assert!(!stop_by_link(&app, token, Origin::default()).await.unwrap(), "nothing was proved yet");
    try_sheet(&app, &recovery, &code).await.unwrap();
    assert!(!stop_by_link(&app, &token.replace(token.chars().last().unwrap(), "_"), Origin::default()).await.unwrap());
    assert!(stop_by_link(&app, token, Origin::default()).await.unwrap());
    assert_eq!([stage(&app, &cookie).await, stage(&app, &other).await], [RecoveryStage::Over; 2]);
    assert!(!stop_by_link(&app, token, Origin::default()).await.unwrap(), "over");
    assert_eq!(kinds(&app, &ada).await.iter().filter(|kind| **kind == AuditKind::RecoveryStopped).count(), 1);
}

#[tokio::test]
async fn unknown_locked_and_unprepared_accounts_look_the_same() {
    let (app, ada, code) = with_sheet().await;
    let ben = app.add("ben@atelier.example", false).await;
    let eve = app.add("eve@atelier.example", false).await;
    make_sheet(&app, &signed_in(&app, &eve).await).await.unwrap();
    accounts::lock(&app, &Admin::at_the_machine(), eve.id).await.unwrap();
    for name in ["nobody@atelier.example", ben.email.as_str(), eve.email.as_str(), "no address"] {
        let token = begin(&app, name, Context::default()).await.unwrap();
        let recovery = find_begun(&app, token.expose()).await.unwrap().unwrap();
        assert!(app.store.find_person(recovery.person).await.unwrap().is_none(), "{name}");
        for _ in 0..5 {
            assert_eq!(try_sheet(&app, &recovery, &code).await, Ok(TriedPart::Wrong), "{name}");
        }
        let sixth = try_sheet(&app, &recovery, &code).await.unwrap();
        assert_eq!(sixth, TriedPart::Throttled(Throttled::Until(app.now() + 30)), "{name}");
        assert_eq!(try_device(&app, &recovery, "123456").await.unwrap(), sixth, "both count together");
    }
    let (_, recovery) = begun(&app, &ada).await;
    assert_eq!(recovery.person, ada.id);
}

#[tokio::test]
async fn whoever_began_a_new_one_starts_with_the_tries_that_are_left() {
    let (app, ada, _) = with_sheet().await;
    for _ in 0..5 {
        let (_, recovery) = begun(&app, &ada).await;
        assert_eq!(try_sheet(&app, &recovery, "0000-0000-0000-0000").await, Ok(TriedPart::Wrong));
    }
    let (_, recovery) = begun(&app, &ada).await;
    assert!(matches!(try_sheet(&app, &recovery, "0000-0000-0000-0000").await, Ok(TriedPart::Throttled(_))));
}

#[tokio::test]
async fn what_is_prepared_needs_a_fresh_proof_and_a_password_to_set() {
    let (app, ada) = TestApp::with_ada().await;
    let mut me = signed_in(&app, &ada).await;
    assert_eq!(set_terms(&app, &me, true, 5).await, Err(PlanRefused::BadWait));
    me.person.is_company_only = true;
    assert_eq!(make_sheet(&app, &me).await.err(), Some(PlanRefused::NoPassword));
    app.clock.advance(601);
    let stale = NotAllowed::NotFresh;
    assert_eq!(make_sheet(&app, &me).await.err(), Some(PlanRefused::NotAllowed(stale)));
    assert_eq!(add_trustee(&app, &me, "ben@a.example").await, Err(TrusteeRefused::NotAllowed(NotAllowed::NotFresh)));
}

#[tokio::test]
async fn people_are_asked_once_and_not_too_many_and_either_side_ends_it() {
    let (app, ada) = TestApp::with_ada().await;
    let (ben, id) = with_ben(&app, &ada).await;
    let me = signed_in(&app, &ada).await;
    assert_eq!(add_trustee(&app, &me, "ben@atelier.example").await, Err(TrusteeRefused::Known));
    assert_eq!(add_trustee(&app, &me, ada.email.as_str()).await, Err(TrusteeRefused::Known));
    assert!(matches!(add_trustee(&app, &me, "nothing").await, Err(TrusteeRefused::Email(_))));
    for n in 0..4 {
        assert_eq!(add_trustee(&app, &me, &format!("n{n}@a.example")).await, Ok(()), "whether there or not");
    }
    assert_eq!(add_trustee(&app, &me, "n5@a.example").await, Err(TrusteeRefused::TooMany));
    assert!(!decline_trust(&app, &me, id).await.unwrap(), "not hers to decline");
    assert!(decline_trust(&app, &ben, id).await.unwrap());
    assert_eq!(vouch_as_trustee(&app, &ben, id, "123456").await, Ok(Vouched::NotAsked));
    assert!(matches!(add_trustee(&app, &me, "n6@a.example").await, Err(TrusteeRefused::Throttled(_))));
}
