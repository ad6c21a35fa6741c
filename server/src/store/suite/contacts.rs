//! Addresses, numbers for getting back in, pictures.

use super::{ADA, BEN, NOW, World, event};
use crate::model::{
    AddressId, AddressPurpose, CredentialId, Email, ImageKind, MailAddress, PROOF_SECS, PersonId, Picture,
    RecoveryNumber,
};
use crate::store::Moved;

pub(crate) fn address(person: PersonId, n: u8, purpose: AddressPurpose) -> MailAddress {
    MailAddress {
        id: AddressId([n; 16]),
        person,
        email: Email::parse("home@example.org").unwrap(),
        purpose,
        created_at: NOW + i64::from(n),
        proved_at: None,
    }
}

pub(crate) fn recovery_number(person: PersonId, n: u8) -> RecoveryNumber {
    let id = CredentialId([n; 16]);
    RecoveryNumber { id, person, sealed_number: vec![n; 60], hash: [n; 32], created_at: NOW, proved_at: None }
}

pub(crate) async fn an_address_is_proved_once_and_removed_by_its_owner(world: World) {
    for n in [1, 2] {
        world.add_address(address(ADA, n, AddressPurpose::Recovery), event(ADA)).await.unwrap();
    }
    let second = address(ADA, 2, AddressPurpose::Recovery);
    assert_eq!(world.list_addresses(ADA).await, Ok(vec![second.clone()]), "the same again, unproved");
    assert_eq!(world.prove_address(second.id, NOW + 9, event(ADA)).await, Ok(true));
    assert_eq!(world.prove_address(second.id, NOW + 9, event(ADA)).await, Ok(false));
    let proved = MailAddress { proved_at: Some(NOW + 9), ..second };
    assert_eq!(world.find_address(proved.id).await, Ok(Some(proved.clone())));
    assert_eq!(world.remove_address(proved.id, BEN, Some(event(BEN))).await, Ok(false));
    assert_eq!(world.remove_address(proved.id, ADA, Some(event(ADA))).await, Ok(true));
}

pub(crate) async fn somebody_moves_to_an_address_that_nobody_has(world: World) {
    let taken =
        MailAddress { email: Email::parse("ben@atelier.example").unwrap(), ..address(ADA, 1, AddressPurpose::SignIn) };
    world.add_address(taken.clone(), event(ADA)).await.unwrap();
    assert_eq!(world.move_to_address(taken.id, None, event(ADA)).await, Ok(Moved::Taken));
    let free = address(ADA, 2, AddressPurpose::SignIn);
    world.add_address(free.clone(), event(ADA)).await.unwrap();
    assert_eq!(world.move_to_address(taken.id, None, event(ADA)).await, Ok(Moved::Gone), "the newer took its place");
    assert_eq!(world.move_to_address(free.id, None, event(ADA)).await, Ok(Moved::Done));
    assert_eq!(world.move_to_address(free.id, None, event(ADA)).await, Ok(Moved::Gone));
    assert!(world.find_person_by_email(&free.email).await.unwrap().is_some_and(|person| person.id == ADA));
}

pub(crate) async fn people_are_found_by_number_and_address_that_were_both_proved(world: World) {
    let email = Email::parse("home@example.org").unwrap();
    let found = async || world.find_by_recovery([1; 32], &email, 9).await.unwrap().len();
    for person in [ADA, BEN] {
        world.add_address(address(person, person.0[0], AddressPurpose::Recovery), event(person)).await.unwrap();
    }
    world.add_recovery_number(recovery_number(ADA, 1), None).await.unwrap();
    assert_eq!(found().await, 0);
    world.prove_address(AddressId([ADA.0[0]; 16]), NOW, event(ADA)).await.unwrap();
    assert_eq!(found().await, 0);
    assert_eq!(world.prove_recovery_number(CredentialId([1; 16]), BEN, NOW, event(BEN)).await, Ok(false));
    assert_eq!(world.prove_recovery_number(CredentialId([1; 16]), ADA, NOW, event(ADA)).await, Ok(true));
    assert_eq!(found().await, 1);
    world.add_recovery_number(recovery_number(ADA, 2), None).await.unwrap();
    assert_eq!(found().await, 1, "the old one counts until the new one is proved");
    world.prove_recovery_number(CredentialId([2; 16]), ADA, NOW, event(ADA)).await.unwrap();
    assert_eq!(found().await, 0);
    assert_eq!(world.remove_recovery_number(ADA, event(ADA)).await, Ok(true));
    assert_eq!(world.remove_recovery_number(ADA, event(ADA)).await, Ok(false));
}

pub(crate) async fn a_picture_reads_back_until_it_is_removed(world: World) {
    for kind in [ImageKind::Png, ImageKind::Webp] {
        let picture = Picture { kind, bytes: vec![7; 70_000] };
        world.set_picture(ADA, Some(picture.clone()), event(ADA)).await.unwrap();
        assert!(world.picture(ADA).await.unwrap() == Some(picture));
        assert_eq!((world.has_picture(ADA).await, world.has_picture(BEN).await), (Ok(true), Ok(false)));
    }
    world.set_picture(ADA, None, event(ADA)).await.unwrap();
    assert!(world.picture(ADA).await.unwrap().is_none());
    assert_eq!(world.has_picture(ADA).await, Ok(false));
}

pub(crate) async fn what_was_never_proved_is_forgotten_after_a_day(world: World) {
    world.add_address(address(ADA, 0, AddressPurpose::Recovery), event(ADA)).await.unwrap();
    world.add_recovery_number(recovery_number(ADA, 1), None).await.unwrap();
    assert_eq!(world.sweep(NOW + PROOF_SECS, 600).await, Ok(0));
    assert_eq!(world.sweep(NOW + PROOF_SECS + 1, 600).await, Ok(2));
}
