//! Passkeys, and what authenticators were asked.

use super::{ADA, BEN, NOW, World, event, text};
use crate::model::{CredentialId, Passkey, PersonId};

pub(crate) fn passkey(person: PersonId, n: u8) -> Passkey {
    Passkey {
        id: CredentialId([n; 16]),
        person,
        name: text("Blue key"),
        credential: vec![n; 64],
        key: "{}".to_owned(),
        created_at: NOW + i64::from(n),
        used_at: None,
    }
}

pub(crate) async fn a_passkey_reads_back_is_used_and_is_removed_by_its_owner(world: World) {
    assert_eq!(world.add_passkey(passkey(ADA, 1), vec![event(ADA)]).await, Ok(true));
    assert_eq!(world.add_passkey(passkey(BEN, 1), vec![event(BEN)]).await, Ok(false), "the credential is known");
    assert!(world.find_passkey(&[1; 64]).await.unwrap() == Some(passkey(ADA, 1)));
    assert_eq!(world.list_two_step(&[ADA, BEN]).await, Ok(vec![ADA]));
    let id = CredentialId([1; 16]);
    assert_eq!(world.use_passkey(id, "{1}".to_owned(), NOW + 9, event(ADA)).await, Ok(true));
    let used = Passkey { key: "{1}".to_owned(), used_at: Some(NOW + 9), ..passkey(ADA, 1) };
    assert!(world.list_passkeys(ADA).await.unwrap() == [used]);
    assert_eq!(world.remove_passkey(id, BEN, vec![event(BEN)]).await, Ok(false));
    assert_eq!(world.remove_passkey(id, ADA, vec![event(ADA)]).await, Ok(true));
    assert_eq!(world.use_passkey(id, String::new(), NOW, event(ADA)).await, Ok(false));
    assert_eq!(world.list_two_step(&[ADA]).await, Ok(vec![]));
}

pub(crate) async fn a_question_to_an_authenticator_counts_once_and_in_its_time(world: World) {
    let keep = async |state: &str| world.keep_ceremony([1; 32], state.to_owned(), NOW + 60).await.unwrap();
    keep("old").await;
    keep("new").await;
    assert_eq!(world.take_ceremony([1; 32], NOW).await, Ok(Some("new".to_owned())));
    assert_eq!(world.take_ceremony([1; 32], NOW).await, Ok(None));
    keep("late").await;
    assert_eq!(world.take_ceremony([1; 32], NOW + 60).await, Ok(None));
    keep("forgotten").await;
    assert_eq!(world.sweep(NOW + 60, 600).await, Ok(1));
}
