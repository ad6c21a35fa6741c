//! What programs use in a person's place.

use super::{ADA, BEN, NOW, SHOP, World, event, text};
use crate::model::{PersonId, ProgramKey, ProgramKeyId, ProgramKeyKind, Scope, TokenHash};
use crate::store::Revoke;

pub(crate) fn program_key(person: PersonId, n: u8, kind: ProgramKeyKind) -> ProgramKey {
    ProgramKey {
        id: ProgramKeyId([n; 16]),
        person,
        kind,
        name: text("Thunderbird"),
        hash: TokenHash([n; 32]),
        service: Some(SHOP),
        scope: Scope::Read,
        created_at: NOW + i64::from(n),
        expires_at: Some(i64::MAX),
        used_at: None,
        used_from: None,
    }
}

use ProgramKeyKind::{ApiToken, AppPassword};

pub(crate) async fn a_program_key_reads_back_and_is_found_by_its_hash(world: World) {
    let (one, two) = (program_key(ADA, 1, AppPassword), program_key(ADA, 2, ApiToken));
    for key in [&one, &two] {
        world.add_program_key(key.clone(), event(ADA)).await.unwrap();
    }
    assert!(world.find_program_key(TokenHash([1; 32])).await.unwrap() == Some(one.clone()));
    assert!(world.find_program_key(TokenHash([3; 32])).await.unwrap().is_none());
    world.use_program_key(one.id, NOW + 9, Some("192.0.2.7".to_owned()), Some(event(ADA))).await.unwrap();
    let used = ProgramKey { used_at: Some(NOW + 9), used_from: Some("192.0.2.7".to_owned()), ..one };
    assert!(world.list_program_keys(ADA).await.unwrap() == [two, used]);
    assert!(world.list_program_keys(BEN).await.unwrap().is_empty());
}

pub(crate) async fn program_keys_are_revoked_by_their_owner_one_or_all(world: World) {
    for (n, kind) in [(1, AppPassword), (2, AppPassword), (3, AppPassword), (4, ApiToken)] {
        world.add_program_key(program_key(ADA, n, kind), event(ADA)).await.unwrap();
    }
    world.add_program_key(program_key(BEN, 5, AppPassword), event(BEN)).await.unwrap();
    let before = world.verify_audit().await.unwrap();
    let first = Revoke::One(ProgramKeyId([1; 16]));
    assert_eq!(world.revoke_program_keys(BEN, first, event(BEN)).await, Ok(0), "not Ben's");
    assert_eq!(world.revoke_program_keys(ADA, first, event(ADA)).await, Ok(1));
    assert_eq!(world.revoke_program_keys(ADA, Revoke::All(AppPassword), event(ADA)).await, Ok(2));
    assert_eq!(world.revoke_program_keys(ADA, Revoke::All(AppPassword), event(ADA)).await, Ok(0));
    assert_eq!(world.verify_audit().await, Ok(before + 2), "nothing is told of what did not happen");
    assert!(world.list_program_keys(ADA).await.unwrap() == [program_key(ADA, 4, ApiToken)]);
    assert_eq!(world.list_program_keys(BEN).await.unwrap().len(), 1);
    world.use_program_key(ProgramKeyId([1; 16]), NOW, None, Some(event(ADA))).await.unwrap();
    assert_eq!(world.verify_audit().await, Ok(before + 2));
}
