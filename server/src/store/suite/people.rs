//! People and services.

use super::{ADA, BEN, NOW, PORTAL, SHOP, World, event, otp, session, text};
use crate::model::{
    Aim, Alerts, CredentialId, Email, OtpCredential, Person, PersonId, Role, Service, ServiceId, SessionId, SignIn,
    Throttle, ThrottleKey, TokenHash,
};
use crate::store::{Added, Attempt, Attempted, Kind, NewPerson, Turned, Which};

pub(crate) async fn a_person_reads_back_by_id_and_address(world: World) {
    let eve = Person { role: Role::External, language: "fr".to_owned(), locked_at: Some(NOW), ..eve() };
    assert_eq!(add(&world, eve.clone(), false).await, Added::Done);
    assert!(world.find_person(eve.id).await.unwrap().as_ref() == Some(&eve));
    assert!(world.find_person_by_email(&eve.email).await.unwrap() == Some(eve));
    assert!(world.find_person(PersonId([1; 16])).await.unwrap().is_none());
    for unknown in ["a@a", "nobody@atelier.example", "zz@zz"] {
        let unknown = Email::parse(unknown).unwrap();
        assert!(world.find_person_by_email(&unknown).await.unwrap().is_none(), "first, among others and last");
    }
}

pub(crate) async fn an_address_is_taken_once_and_the_first_person_is_first(world: World) {
    let logged = world.logged().await;
    let again = Person { email: Email::parse("ada@atelier.example").unwrap(), ..eve() };
    assert_eq!(add(&world, again, false).await, Added::Taken);
    assert_eq!(add(&world, eve(), true).await, Added::NotFirst);
    assert_eq!((world.count_people().await, world.logged().await), (Ok(2), logged));
}

pub(crate) async fn people_are_listed_by_address_page_by_page(world: World) {
    assert_eq!(add(&world, eve(), false).await, Added::Done);
    let page = async |after: Option<&str>, limit| -> Vec<PersonId> {
        let after = after.map(|email| Email::parse(email).unwrap());
        world.list_people(&Which::default(), after.as_ref(), limit).await.unwrap().iter().map(|it| it.id).collect()
    };
    assert_eq!(page(None, 2).await, [ADA, BEN]);
    assert_eq!(page(Some("ben@atelier.example"), 2).await, [eve().id]);
    assert!(page(Some("eve@atelier.example"), 2).await.is_empty());
}

pub(crate) async fn two_step_is_an_active_phone_or_credential(world: World) {
    assert_eq!(add(&world, eve(), false).await, Added::Done);
    let all = [ADA, BEN, eve().id];
    world.add_otp(otp(BEN, 1), None).await.unwrap();
    assert_eq!(world.list_two_step(&all).await, Ok(vec![]));
    world.add_otp(OtpCredential { active: true, ..otp(BEN, 2) }, None).await.unwrap();
    let phone = world.link(eve().id, 9).await;
    assert_eq!(world.list_two_step(&all).await, Ok(vec![BEN, eve().id]));
    assert_eq!(world.remove_device(phone, eve().id, None, vec![], None).await, Ok(true));
    assert_eq!(world.list_two_step(&all).await, Ok(vec![BEN]));
}

pub(crate) async fn a_password_is_changed_only_from_the_one_that_was_read(world: World) {
    begin_all(&world).await;
    let keep = Some(SessionId([2; 16]));
    let change = async |old| world.set_password(ADA, old, "$argon2id$new", keep, event(ADA)).await.unwrap();
    assert!(!change("$argon2id$other").await);
    assert_eq!(world.list_sessions(ADA, NOW).await.unwrap().len(), 3);
    assert!(change("$argon2id$old").await);
    assert!(!change("$argon2id$old").await);
    let left: Vec<_> = world.list_sessions(ADA, NOW).await.unwrap().iter().map(|it| Some(it.id)).collect();
    assert_eq!(left, [keep]);
    assert!(world.find_sign_in(TokenHash([8; 32]), NOW).await.unwrap().is_none());
    assert_eq!(world.find_person(ADA).await.unwrap().unwrap().password, "$argon2id$new");
}

pub(crate) async fn locking_ends_all_sessions_and_sign_ins(world: World) {
    begin_all(&world).await;
    world.set_locked(ADA, Some(NOW + 1), event(ADA)).await.unwrap();
    assert_eq!(world.find_person(ADA).await.unwrap().unwrap().locked_at, Some(NOW + 1));
    assert!(world.list_sessions(ADA, NOW).await.unwrap().is_empty());
    assert!(world.find_sign_in(TokenHash([8; 32]), NOW).await.unwrap().is_none());
    world.set_locked(ADA, None, event(ADA)).await.unwrap();
    assert_eq!(world.find_person(ADA).await.unwrap().unwrap().locked_at, None);
    assert!(world.set_locked(eve().id, None, event(ADA)).await.is_err(), "nobody");
}

pub(crate) async fn a_profile_is_changed(world: World) {
    let logged = world.logged().await;
    world.set_profile(ADA, &text("Ada Byron"), "fr", Alerts::Always, event(ADA)).await.unwrap();
    let ada = world.find_person(ADA).await.unwrap().unwrap();
    assert_eq!((ada.name.as_str(), ada.language.as_str(), ada.alerts), ("Ada Byron", "fr", Alerts::Always));
    assert_eq!(world.logged().await, logged + 1);
}

pub(crate) async fn a_service_is_found_by_its_key_until_it_is_revoked(world: World) {
    let key = TokenHash::of("wiki");
    let id = ServiceId([1; 16]);
    let wiki = Service { id, name: text("Wiki"), key_hash: Some(key), created_at: NOW + 1, revoked_at: None };
    let logged = world.logged().await;
    for _ in 0..2 {
        world.add_service(wiki.clone(), Some(event(ADA))).await.unwrap();
    }
    assert_eq!(world.logged().await, logged + 1, "the second time nothing was added");
    assert!(world.find_service_by_key(key).await.unwrap() == Some(wiki));
    let listed: Vec<_> = world.list_services().await.unwrap().iter().map(|it| it.id).collect();
    assert_eq!(listed, [id, SHOP], "the portal has no key");
    for (id, revoked) in [(id, true), (id, false), (PORTAL, false), (ServiceId([9; 16]), false)] {
        assert_eq!(world.revoke_service(id, NOW + 2, event(ADA)).await, Ok(revoked));
    }
    assert!(world.find_service_by_key(key).await.unwrap().is_none());
    assert_eq!(world.find_service(id).await.unwrap().unwrap().revoked_at, Some(NOW + 2));
}

fn eve() -> Person {
    super::person(PersonId([0xee; 16]), "eve@atelier.example")
}

async fn add(world: &World, person: Person, only_if_first: bool) -> Added {
    world.add_person(NewPerson { event: event(person.id), person, only_if_first }).await.unwrap()
}

/// Three sessions and a half-done sign-in of Ada's.
async fn begin_all(world: &World) {
    for n in 1..=3 {
        assert_eq!(world.begin_session(session(n), None, NOW, event(ADA)).await, Ok(true));
    }
    let token = TokenHash([8; 32]);
    let sign_in = SignIn {
        token,
        person: ADA,
        session: None,
        aim: Aim::Session,
        challenge: None,
        next: None,
        expires_at: NOW + 300,
    };
    world.add_sign_in(sign_in).await.unwrap();
}

pub(crate) async fn a_password_is_closed_once_and_opened_by_its_sign_in(world: World) {
    let close = async |rev, now| {
        let (key, throttle) = (ThrottleKey([3; 32]), Throttle::default().failed(now));
        let closes = Some((ADA, event(ADA)));
        let tried = Attempt { key, rev, throttle, accept: None, now, event: Some(event(ADA)), closes };
        assert_eq!(world.attempt(tried).await, Ok(Attempted::Done));
    };
    let logged = world.logged().await;
    close(0, NOW).await;
    assert_eq!(world.logged().await, logged + 2);
    close(1, NOW + 1).await;
    assert_eq!(world.logged().await, logged + 3, "closed before");
    assert_eq!(world.find_person(ADA).await.unwrap().unwrap().password_closed_at, Some(NOW));
    let token = TokenHash([9; 32]);
    assert_eq!(world.open_password(ADA, Some(token), NOW, event(ADA)).await, Ok(false), "no such sign-in");
    assert_eq!(world.open_password(ADA, None, NOW, event(ADA)).await, Ok(true));
    assert_eq!(world.open_password(ADA, None, NOW, event(ADA)).await, Ok(false), "it is open");
    close(2, NOW).await;
    world.set_locked(ADA, None, event(ADA)).await.unwrap();
    assert_eq!(world.find_person(ADA).await.unwrap().unwrap().password_closed_at, None);
}

pub(crate) async fn the_last_who_stands_for_the_organisation_stays(world: World) {
    let (boss, other) = (Role::LegalRepresentative, Role::Collaborator);
    assert_eq!(world.set_role(ADA, other, boss, event(ADA)).await, Ok(Turned::Done));
    assert_eq!(world.set_role(ADA, other, boss, event(ADA)).await, Ok(Turned::Conflict), "it is another one now");
    assert_eq!(world.set_role(ADA, boss, other, event(ADA)).await, Ok(Turned::Last));
    assert_eq!(world.set_role(BEN, other, boss, event(BEN)).await, Ok(Turned::Done));
    world.set_locked(BEN, Some(NOW), event(BEN)).await.unwrap();
    assert_eq!(world.set_role(ADA, boss, other, event(ADA)).await, Ok(Turned::Last), "Ben can't sign in");
    world.set_locked(BEN, None, event(BEN)).await.unwrap();
    assert_eq!(world.set_role(ADA, boss, other, event(ADA)).await, Ok(Turned::Done));
}

pub(crate) async fn people_are_found_by_any_part_of_address_or_name_and_nothing_in_it_is_a_pattern(world: World) {
    let odd = Person { name: text("50% O'Neil_\\"), ..super::person(PersonId([5; 16]), "o_neil@atelier.example") };
    let new = NewPerson { person: odd, only_if_first: false, event: event(ADA) };
    assert_eq!(world.add_person(new).await, Ok(Added::Done));
    for (search, found) in [
        ("NEIL", 1),
        ("50%", 1),
        ("5%O", 0),
        ("l_\\", 1),
        ("o_n", 1),
        ("a_a", 0),
        ("%", 1),
        ("_", 1),
        ("\\", 1),
        ("'", 1),
    ] {
        let which = Which { search: search.to_owned(), ..Which::default() };
        assert_eq!(world.list_people(&which, None, 9).await.unwrap().len(), found, "{search}");
        assert_eq!(world.count_some(&which, 9).await, Ok(u32::try_from(found).unwrap()), "{search}");
    }
}

pub(crate) async fn people_without_a_second_step_are_found_as_they_are_now(world: World) {
    let without = async || {
        let which = Which { kind: Kind::WithoutTwoStep, ..Which::default() };
        let counted = world.count_some(&which, 9).await.unwrap();
        let listed = world.list_people(&which, None, 9).await.unwrap();
        assert_eq!(listed.len(), counted as usize);
        listed.iter().map(|person| person.id).collect::<Vec<_>>()
    };
    assert_eq!(without().await, [ADA, BEN]);
    let phone = world.link(ADA, 1).await;
    assert_eq!(without().await, [BEN]);
    assert_eq!(world.add_passkey(super::passkeys::passkey(BEN, 2), vec![]).await, Ok(true));
    assert!(without().await.is_empty());
    assert_eq!(world.remove_device(phone, ADA, None, vec![], None).await, Ok(true));
    assert_eq!(world.remove_passkey(CredentialId([2; 16]), BEN, vec![]).await, Ok(true));
    assert_eq!(without().await, [ADA, BEN]);
    world.add_otp(super::otp(ADA, 3), None).await.unwrap();
    let has = world.list_two_step(&[ADA]).await.unwrap().len();
    assert_eq!(without().await.contains(&ADA), has == 0);
}
