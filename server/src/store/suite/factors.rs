//! Throttles, one-time codes, backup codes.

use super::{ADA, BEN, NOW, World, event, otp};
use crate::model::{BackupCode, BackupSet, CredentialId, OtpCredential, PersonId, Throttle, ThrottleKey};
use crate::store::{Accept, Attempt, Attempted};

const KEY: ThrottleKey = ThrottleKey([7; 32]);

pub(crate) async fn a_try_is_counted_once_per_revision(world: World) {
    assert_eq!(world.throttle(KEY).await, Ok((0, Throttle::default())));
    let logged = world.logged().await;
    for (rev, counted) in
        [(0, Attempted::Done), (0, Attempted::Conflict), (1, Attempted::Done), (3, Attempted::Conflict)]
    {
        assert_eq!(world.attempt(tried(rev, None)).await, Ok(counted), "{rev}");
    }
    assert_eq!(world.throttle(KEY).await, Ok((2, Throttle::default().failed(NOW))));
    assert_eq!(world.throttle(ThrottleKey([8; 32])).await, Ok((0, Throttle::default())));
    assert_eq!(world.logged().await, logged + 2);
}

pub(crate) async fn a_step_is_accepted_once_and_no_older_one_after_it(world: World) {
    let id = CredentialId([1; 16]);
    world.add_otp(otp(ADA, 1), None).await.unwrap();
    let step = async |rev, step| {
        let accept = Some(Accept::Step { credential: id, step });
        world.attempt(Attempt { throttle: Throttle::default(), ..tried(rev, accept) }).await.unwrap()
    };
    assert_eq!(step(0, 100).await, Attempted::Used, "not active");
    assert_eq!(world.activate_otp(id, ADA, 99, vec![]).await, Ok(true));
    for used in [98, 99] {
        assert_eq!(step(0, used).await, Attempted::Used);
    }
    assert_eq!(step(0, 100).await, Attempted::Done);
    assert_eq!(step(0, 101).await, Attempted::Conflict);
    assert_eq!(step(1, 100).await, Attempted::Used);
    assert_eq!(world.throttle(KEY).await.unwrap().0, 1, "what is refused is not counted");
    let it = world.list_otp(ADA).await.unwrap().remove(0);
    assert_eq!((it.last_step, it.used_at), (Some(100), Some(NOW)));
}

pub(crate) async fn a_backup_code_is_accepted_once_and_only_of_the_set_that_was_read(world: World) {
    world.set_backup_codes(ADA, &codes(1), event(ADA)).await.unwrap();
    let try_code = async |rev, salt, index| {
        let accept = Accept::BackupCode { person: ADA, salt: [salt; 16], index };
        world.attempt(tried(rev, Some(accept))).await.unwrap()
    };
    assert_eq!(try_code(0, 1, 2).await, Attempted::Done);
    assert_eq!(try_code(1, 1, 2).await, Attempted::Used);
    assert_eq!(try_code(1, 1, 3).await, Attempted::Used, "there is no such code");
    assert_eq!(try_code(1, 2, 1).await, Attempted::Used, "of another set");
    assert_eq!(try_code(1, 1, 1).await, Attempted::Done);
    let used: Vec<_> = world.backup_codes(ADA).await.unwrap().unwrap().codes.iter().map(|it| it.used_at).collect();
    assert_eq!(used, [None, Some(NOW), Some(NOW)]);
}

pub(crate) async fn a_credential_reads_back_and_is_activated_once(world: World) {
    let full = OtpCredential { last_step: Some(5), used_at: Some(NOW), active: true, ..otp(ADA, 2) };
    world.add_otp(otp(ADA, 1), Some(event(ADA))).await.unwrap();
    world.add_otp(full.clone(), None).await.unwrap();
    assert!(world.list_otp(ADA).await.unwrap() == [otp(ADA, 1), full.clone()]);
    for least in 0..4 {
        assert!(world.list_otp_evenly(ADA, least).await.unwrap() == [otp(ADA, 1), full.clone()]);
        assert!(world.list_otp_evenly(PersonId([0; 16]), least).await.unwrap().is_empty(), "others' are only read");
    }
    let (id, logged) = (CredentialId([1; 16]), world.logged().await);
    let activate = async |person| world.activate_otp(id, person, 77, vec![event(ADA); 2]).await.unwrap();
    assert!(!activate(BEN).await);
    assert!(activate(ADA).await);
    assert!(!activate(ADA).await);
    let it = world.list_otp(ADA).await.unwrap().remove(0);
    assert_eq!((it.active, it.last_step), (true, Some(77)));
    assert_eq!(world.remove_otp(id, BEN, vec![]).await, Ok(false));
    assert_eq!(world.remove_otp(id, ADA, vec![event(ADA)]).await, Ok(true));
    assert_eq!(world.remove_otp(id, ADA, vec![event(ADA)]).await, Ok(false));
    assert_eq!(world.logged().await, logged + 3);
}

pub(crate) async fn a_phones_credential_is_neither_activated_nor_removed_alone(world: World) {
    let device = world.link(ADA, 9).await;
    let pending = OtpCredential { device: Some(device), ..otp(ADA, 1) };
    world.add_otp(pending.clone(), None).await.unwrap();
    assert_eq!(world.activate_otp(pending.id, ADA, 1, vec![]).await, Ok(false));
    assert_eq!(world.remove_otp(pending.id, ADA, vec![]).await, Ok(false));
    assert!(world.list_otp(ADA).await.unwrap().contains(&pending));
}

pub(crate) async fn new_backup_codes_replace_the_old_ones(world: World) {
    assert!(world.backup_codes(ADA).await.unwrap().is_none());
    for set in [codes(1), BackupSet { codes: codes(2).codes[..2].to_vec(), ..codes(2) }] {
        world.set_backup_codes(ADA, &set, event(ADA)).await.unwrap();
        assert!(world.backup_codes(ADA).await.unwrap() == Some(set));
    }
    assert!(world.backup_codes(BEN).await.unwrap().is_none());
}

fn tried(rev: u64, accept: Option<Accept>) -> Attempt {
    let throttle = Throttle::default().failed(NOW);
    Attempt { key: KEY, rev, throttle, accept, now: NOW, event: Some(event(ADA)), closes: None }
}

fn codes(n: u8) -> BackupSet {
    let code = |i: u8| BackupCode { hash: [n + i; 32], used_at: None };
    BackupSet { salt: [n; 16], made_at: NOW, codes: (0..3).map(code).collect() }
}
