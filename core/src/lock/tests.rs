//! The lock as an app drives it.

use tempfile::TempDir;

use super::*;
use crate::authenticator::{AuthError, Authenticator, OnDuplicate, SoftwareKeys};
use crate::clock::ManualClock;
use crate::random::SystemEntropy;
use crate::vault::{FileKey, SlotKind, VaultError};

const CHEAP: Cost = Cost { memory_kib: 8, passes: 1, lanes: 1 };
const FORGE: &str = "otpauth://totp/Forge:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Forge";
const PIN: &str = "481516";

struct Phone {
    _folder: TempDir,
    lock: AppLock,
    clock: Arc<ManualClock>,
    key: FileKey,
    own: Authenticator,
}

impl Phone {
    fn new() -> Self {
        let (folder, random) = (tempfile::tempdir().unwrap(), Arc::new(SystemEntropy::default()));
        let clock = Arc::new(ManualClock::at(1_800_000_000));
        let key = FileKey::make(&folder.path().join("key"), &*random).unwrap();
        let lock = AppLock::new(folder.path().join("vault.db"), CHEAP, clock.clone(), random.clone());
        let keys = Arc::new(SoftwareKeys::new(lock.records(), random.clone()));
        let own = Authenticator::new(lock.records(), keys, clock.clone(), random);
        Self { _folder: folder, lock, clock, key, own }
    }

    fn with_pin() -> Self {
        let phone = Self::new();
        phone.lock.create("phone", &phone.key, Some(&pin(PIN))).unwrap();
        phone.own.add_otpauth(FORGE, OnDuplicate::Refuse).unwrap();
        phone
    }

    fn ways(&self) -> Ways {
        match self.lock.status().unwrap() {
            LockStatus::Open(ways) | LockStatus::Locked(ways) => ways,
            LockStatus::NoVault => panic!("no vault"),
        }
    }

    fn accounts(&self) -> Result<usize, AuthError> {
        Ok(self.own.accounts()?.len())
    }
}

fn secret(text: &str) -> Secret {
    Secret::copy_of(text.as_bytes())
}

fn pin(text: &str) -> Pin {
    Pin::new(&secret(text)).ok().unwrap()
}

#[test]
fn the_status_says_what_is_there_and_how_it_opens() {
    let phone = Phone::new();
    assert_eq!(phone.lock.status().unwrap(), LockStatus::NoVault);
    assert_eq!(phone.accounts(), Err(AuthError::Locked));
    phone.lock.create("phone", &phone.key, None).unwrap();
    let LockStatus::Open(ways) = phone.lock.status().unwrap() else { panic!("not open") };
    assert!(ways.platform && !ways.recovery_key);
    assert_eq!((ways.pin_tries_left, ways.passphrase_tries_left), (None, None));
    phone.lock.set_pin(&pin(PIN)).unwrap();
    phone.lock.make_recovery_key().unwrap();
    phone.lock.lock();
    assert!(phone.lock.unlock_by_pin(&secret("0")).is_err());
    let LockStatus::Locked(ways) = phone.lock.status().unwrap() else { panic!("not locked") };
    assert!(ways.platform && ways.recovery_key);
    assert_eq!((ways.pin_tries_left, ways.slots.len()), (Some(9), 3));
}

#[test]
fn each_way_opens_what_was_locked() {
    let phone = Phone::with_pin();
    let recovery = phone.lock.make_recovery_key().unwrap();
    let typed = RecoveryKey::parse(&recovery.print().to_lowercase()).unwrap();
    let ways: [&dyn Fn() -> Result<(), LockError>; 3] =
        [&|| phone.lock.unlock_by_platform(&phone.key), &|| phone.lock.unlock_by_pin(&secret(PIN)), &|| {
            phone.lock.unlock_by_recovery_key(&typed)
        }];
    for unlock in ways {
        phone.lock.lock();
        assert_eq!(phone.accounts(), Err(AuthError::Locked));
        unlock().unwrap();
        assert_eq!(phone.accounts(), Ok(1));
    }
}

#[test]
fn after_ten_wrong_pins_the_recovery_key_opens_and_a_new_pin_can_be_set() {
    let phone = Phone::with_pin();
    let recovery = phone.lock.make_recovery_key().unwrap();
    phone.lock.lock();
    for left in (0..10).rev() {
        let refused = phone.lock.unlock_by_pin(&secret("111111")).err();
        assert!(matches!(refused, Some(LockError::Vault(VaultError::WrongPin { tries_left })) if tries_left == left));
    }
    let refused = phone.lock.unlock_by_pin(&secret(PIN)).err();
    assert!(matches!(refused, Some(LockError::Vault(VaultError::PinDisabled))));
    assert_eq!(phone.ways().pin_tries_left, Some(0));
    phone.lock.unlock_by_recovery_key(&recovery).unwrap();
    assert_eq!(phone.ways().pin_tries_left, Some(0), "opening in another way gives no tries");
    phone.lock.set_pin(&pin("314159")).unwrap();
    phone.lock.lock();
    phone.lock.unlock_by_pin(&secret("314159")).unwrap();
    assert_eq!(phone.accounts(), Ok(1));
}

#[test]
fn nothing_is_set_up_or_taken_away_while_it_is_locked() {
    let phone = Phone::with_pin();
    phone.lock.lock();
    let locked = |result: Result<(), LockError>| matches!(result, Err(LockError::Locked));
    assert!(locked(phone.lock.set_pin(&pin("314159"))));
    assert!(locked(phone.lock.remove_pin().map(|_| ())));
    assert!(locked(phone.lock.make_recovery_key().map(|_| ())));
    assert!(locked(phone.lock.remove_slot(1)));
    assert!(locked(phone.lock.settings().map(|_| ())));
    assert!(locked(phone.lock.change_settings(LockSettings::default())));
    let by = RekeyedBy { platform: Some(("", &phone.key)), pin: None, recovery_key: None };
    assert!(locked(phone.lock.rekey(&by).map(|_| ())));
}

#[test]
fn the_last_way_in_stays() {
    let phone = Phone::with_pin();
    assert!(phone.lock.remove_pin().unwrap());
    assert!(!phone.lock.remove_pin().unwrap());
    let refused = phone.lock.remove_ways(&SlotKind::Platform).err();
    assert!(matches!(refused, Some(LockError::Vault(VaultError::LastSlot))));
}

#[test]
fn it_locks_after_the_time_set_unless_it_is_used() {
    let phone = Phone::with_pin();
    phone.lock.change_settings(LockSettings { idle_secs: Some(60), in_background: false }).unwrap();
    phone.clock.advance(59);
    assert!(phone.lock.lock_if_idle() && phone.lock.touch() && phone.lock.went_to_background());
    phone.clock.advance(59);
    assert_eq!(phone.accounts(), Ok(1));
    phone.clock.advance(1);
    assert!(!phone.lock.lock_if_idle());
    assert_eq!(phone.accounts(), Err(AuthError::Locked));
    phone.lock.unlock_by_pin(&secret(PIN)).unwrap();
    assert_eq!(phone.lock.settings().unwrap().idle_secs, Some(60), "the settings lie in the vault");
    phone.clock.advance(60);
    assert!(!phone.lock.touch(), "a use that comes too late does not keep it open");
    assert_eq!(phone.accounts(), Err(AuthError::Locked));
}

#[test]
fn what_is_left_to_work_stays_open_until_it_is_locked() {
    let phone = Phone::with_pin();
    phone.lock.change_settings(LockSettings { idle_secs: Some(60), in_background: true }).unwrap();
    phone.lock.leave_to_work();
    phone.clock.advance(86_400);
    assert!(phone.lock.lock_if_idle());
    assert_eq!(phone.accounts(), Ok(1));
    phone.lock.lock();
    phone.lock.unlock_by_platform(&phone.key).unwrap();
    phone.clock.advance(60);
    assert!(!phone.lock.lock_if_idle(), "a person's time counts again");
}

#[test]
fn a_clock_that_jumps_back_locks() {
    let phone = Phone::with_pin();
    phone.clock.advance(-3600);
    assert!(!phone.lock.touch());
    assert_eq!(phone.accounts(), Err(AuthError::Locked));
}

#[test]
fn leaving_the_screen_locks_at_once_where_that_is_chosen() {
    let phone = Phone::with_pin();
    phone.lock.change_settings(LockSettings { idle_secs: None, in_background: false }).unwrap();
    assert!(phone.lock.went_to_background());
    phone.lock.change_settings(LockSettings { idle_secs: None, in_background: true }).unwrap();
    phone.clock.advance(1_000_000);
    assert!(phone.lock.lock_if_idle());
    assert!(!phone.lock.went_to_background());
    assert_eq!(phone.accounts(), Err(AuthError::Locked));
}

#[test]
fn while_it_is_locked_only_that_something_arrived_is_known() {
    let phone = Phone::with_pin();
    phone.lock.lock();
    assert!(!phone.lock.something_arrived());
    phone.lock.note_arrival();
    assert!(phone.lock.something_arrived());
    assert_eq!(phone.accounts(), Err(AuthError::Locked));
    phone.lock.unlock_by_platform(&phone.key).unwrap();
    assert!(!phone.lock.something_arrived());
}

#[test]
fn damaged_settings_lock_as_usual_and_keep_nobody_out() {
    let phone = Phone::with_pin();
    phone.lock.change_settings(LockSettings { idle_secs: None, in_background: false }).unwrap();
    let sql = "UPDATE records SET sealed = x'00' WHERE kind = 'settings'";
    rusqlite::Connection::open(&phone.lock.path).unwrap().execute_batch(sql).unwrap();
    phone.lock.lock();
    phone.lock.unlock_by_pin(&secret(PIN)).unwrap();
    assert_eq!(phone.lock.settings().unwrap(), LockSettings::default());
    assert_eq!(phone.own.damaged().unwrap().len(), 1);
}

#[test]
fn a_new_key_says_which_ways_must_be_set_up_again() {
    let phone = Phone::with_pin();
    let old = phone.lock.make_recovery_key().unwrap();
    let by = RekeyedBy { platform: Some(("phone", &phone.key)), pin: Some(&pin(PIN)), recovery_key: None };
    let dropped = phone.lock.rekey(&by).unwrap();
    assert_eq!(dropped.into_iter().map(|slot| slot.kind).collect::<Vec<_>>(), [SlotKind::Recovery]);
    assert_eq!(phone.accounts(), Ok(1));
    phone.lock.lock();
    assert!(phone.lock.unlock_by_recovery_key(&old).is_err());
    phone.lock.unlock_by_pin(&secret(PIN)).unwrap();
    phone.lock.unlock_by_platform(&phone.key).unwrap();
    assert_eq!(phone.accounts(), Ok(1));
}

/// A key store that asks a person, who takes their time.
struct Slow {
    asked: std::sync::Barrier,
    answered: std::sync::Barrier,
}

impl KeyWrapper for Slow {
    fn wrap(&self, _: &Secret, _: &dyn Random) -> Result<Vec<u8>, VaultError> {
        self.asked.wait();
        self.answered.wait();
        Ok(vec![1])
    }

    fn unwrap(&self, _: &[u8]) -> Result<Secret, VaultError> {
        Err(VaultError::WrongKey)
    }
}

#[test]
fn locking_does_not_wait_for_a_call_that_waits_for_a_person() {
    let phone = Phone::with_pin();
    let slow = Slow { asked: std::sync::Barrier::new(2), answered: std::sync::Barrier::new(2) };
    std::thread::scope(|scope| {
        let adding = scope.spawn(|| phone.lock.add_platform("slow", &slow));
        slow.asked.wait();
        assert!(phone.lock.touch(), "it is open while somebody is asked");
        phone.lock.lock();
        assert!(!phone.lock.touch());
        slow.answered.wait();
        adding.join().unwrap().unwrap();
    });
    assert_eq!(phone.accounts(), Err(AuthError::Locked));
    // The vault went with the call: nothing holds the file any more, so that its log is gone too.
    assert!(!phone.lock.path.with_extension("db-wal").exists());
    phone.lock.unlock_by_pin(&secret(PIN)).unwrap();
    assert_eq!((phone.accounts(), phone.ways().slots.len()), (Ok(1), 3));
}

#[test]
fn a_new_key_given_elsewhere_locks_here() {
    let phone = Phone::with_pin();
    let random = Arc::new(SystemEntropy::default());
    let elsewhere = AppLock::new(phone.lock.path.clone(), CHEAP, phone.clock.clone(), random);
    let by = RekeyedBy { platform: Some(("phone", &phone.key)), pin: None, recovery_key: None };
    let tries: [&dyn Fn() -> bool; 2] = [&|| phone.accounts() == Err(AuthError::Locked), &|| {
        matches!(phone.lock.set_pin(&pin("314159")), Err(LockError::Locked))
    }];
    for refused in tries {
        phone.lock.unlock_by_platform(&phone.key).unwrap();
        elsewhere.unlock_by_platform(&phone.key).unwrap();
        elsewhere.rekey(&by).unwrap();
        assert!(refused());
        assert!(matches!(phone.lock.status().unwrap(), LockStatus::Locked(_)));
    }
    phone.lock.unlock_by_platform(&phone.key).unwrap();
    assert_eq!(phone.accounts(), Ok(1));
}

#[test]
fn a_wrong_try_while_it_is_open_leaves_it_open() {
    let phone = Phone::with_pin();
    assert!(phone.lock.unlock_by_pin(&secret("0")).is_err());
    assert_eq!(phone.accounts(), Ok(1));
}
