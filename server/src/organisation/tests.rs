//! The rules of this room, against the real store.

use super::*;
use crate::app::testing::{TestApp, signed_in};
use crate::model::{AuditKind, Role, Rules, TwoStep};
use crate::people::Admin;
use crate::people::tests::{activity, sign_in};
use crate::people::{TwoStepState, two_step_state};
use crate::store::{Kind, Which};

async fn with_role(app: &TestApp, email: &str, role: Role) -> crate::model::Person {
    let person = app.add(email, false).await;
    set_role(app, &Admin::at_the_machine(), person.id, role).await.unwrap();
    app.store.find_person(person.id).await.unwrap().unwrap()
}

#[tokio::test]
async fn only_a_legal_representative_makes_another_and_the_last_one_stays() {
    let app = TestApp::empty().await;
    let [boss, root, ben] = [
        with_role(&app, "boss@atelier.example", Role::LegalRepresentative).await,
        with_role(&app, "root@atelier.example", Role::Administrator).await,
        with_role(&app, "ben@atelier.example", Role::External).await,
    ];
    let of = async |person| Admin::of(&app, &signed_in(&app, person).await).unwrap();
    let (boss_admin, root_admin) = (of(&boss).await, of(&root).await);
    let make = Role::LegalRepresentative;
    assert_eq!(set_role(&app, &root_admin, ben.id, make).await, Err(RoleRefused::NotAllowed));
    assert_eq!(set_role(&app, &root_admin, boss.id, Role::External).await, Err(RoleRefused::NotAllowed));
    assert_eq!(set_role(&app, &boss_admin, boss.id, Role::Collaborator).await, Err(RoleRefused::Last));
    assert_eq!(set_role(&app, &root_admin, ben.id, Role::Administrator).await, Ok(()));
    assert_eq!(set_role(&app, &boss_admin, ben.id, make).await, Ok(()));
    assert_eq!(set_role(&app, &boss_admin, boss.id, Role::Collaborator).await, Ok(()), "Ben stands for it now");
    assert_eq!(activity(&app, &boss).await[0].event.kind, AuditKind::RoleChanged);
    assert_eq!(activity(&app, &boss).await[0].event.detail.as_deref(), Some("collaborator"));
}

#[tokio::test]
async fn a_required_second_step_holds_from_the_next_action_on() {
    let (app, ada) = TestApp::with_ada().await;
    let (_, cookie) = sign_in(&app, &ada).await;
    assert_eq!(two_step_state(&app, ada.id).await, Ok(TwoStepState::Off));
    let rules = Rules { two_step: TwoStep::Required, ..Rules::DEFAULT };
    set_rules(&app, &Admin::at_the_machine(), rules).await.unwrap();
    let me = crate::people::sessions::find(&app, &cookie).await.unwrap().unwrap();
    assert_eq!(me.two_step, TwoStepState::Missing);
    crate::people::tests::give_codes(&app, &ada).await;
    assert_eq!(two_step_state(&app, ada.id).await, Ok(TwoStepState::On));
}

#[tokio::test]
async fn people_are_counted_and_listed_by_kind_and_found_by_name() {
    let (app, ada) = TestApp::with_ada().await;
    let admin = Admin::at_the_machine();
    let ben = with_role(&app, "ben@partner.example", Role::External).await;
    crate::people::tests::give_codes(&app, &ada).await;
    crate::people::accounts::lock(&app, &admin, ben.id).await.unwrap();
    let seen = look_over(&app, &admin).await.unwrap();
    assert_eq!(seen, Overview { everyone: 2, without_two_step: 1, locked: 1, external: 1 });
    for (kind, search, found) in [
        (Kind::Everyone, "", 2),
        (Kind::Everyone, "PARTNER", 1),
        (Kind::Everyone, "lovelace", 2),
        (Kind::Everyone, "nobody", 0),
        (Kind::WithoutTwoStep, "", 1),
        (Kind::Locked, "nobody", 0),
        (Kind::External, "", 1),
    ] {
        let which = Which { kind, search: search.to_owned() };
        let listed = crate::people::accounts::list(&app, &admin, &which, None, 10).await.unwrap();
        assert_eq!(listed.len(), found, "{kind:?} {search}");
    }
}

#[tokio::test]
async fn only_people_from_outside_leave_by_themselves() {
    let (app, ada) = TestApp::with_ada().await;
    assert_eq!(leave(&app, &signed_in(&app, &ada).await).await, Err(LeaveRefused::NotExternal));
    let ben = with_role(&app, "ben@partner.example", Role::External).await;
    let me = signed_in(&app, &ben).await;
    assert_eq!(leave(&app, &me).await, Ok(()));
    assert!(crate::people::sessions::list(&app, ben.id).await.unwrap().is_empty());
    let gone = app.store.find_person(ben.id).await.unwrap().unwrap();
    assert!(gone.locked_at.is_some());
}
