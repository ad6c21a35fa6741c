//! The program whose memory is searched: opens its vault in every way, uses what is in it, and locks.

use std::io::Read as _;
use std::path::Path;
use std::sync::{Arc, Barrier};

use assent_core::authenticator::{Authenticator, DeviceKeys as _, KeyName, KeyPurpose, SoftwareKeys};
use assent_core::clock::ManualClock;
use assent_core::lock::{AppLock, LockError};
use assent_core::random::SystemEntropy;
use assent_core::secret::{Secret, clear_stack};

use crate::canary::text_of;
use crate::place::{CHEAP, Place};
use crate::{Fault, say};

pub(crate) fn live(folder: &Path, leaks: bool) -> Result<(), Fault> {
    let random = Arc::new(SystemEntropy::default());
    let clock = Arc::new(ManualClock::at(1_800_000_000));
    let lock = AppLock::new(Place::new(folder).vault, CHEAP, clock.clone(), random.clone());
    let keys = SoftwareKeys::new(lock.records(), random.clone());
    let phone = Phone { own: Authenticator::new(lock.records(), Arc::new(keys), clock, random), lock };
    let (working, worked) = (Barrier::new(2), Barrier::new(2));
    std::thread::scope(|scope| {
        // As in an app: what is unlocked and used by one thread is locked by another, and the first lives on.
        let worker = scope.spawn(|| {
            let done = phone.work(folder).map_err(|fault| fault.to_string());
            working.wait();
            worked.wait();
            done
        });
        working.wait();
        let watched = phone.be_watched(folder, leaks);
        worked.wait();
        worker.join().map_err(|_| "the worker stopped")??;
        watched
    })
}

struct Phone {
    lock: AppLock,
    own: Authenticator,
}

impl Phone {
    fn work(&self, folder: &Path) -> Result<(), Fault> {
        unlock(&self.lock, folder, "passphrase", AppLock::unlock_by_passphrase)?;
        self.use_everything()?;
        self.lock.lock();
        unlock(&self.lock, folder, "pin", AppLock::unlock_by_pin)?;
        self.use_everything()
    }

    fn be_watched(&self, folder: &Path, leaks: bool) -> Result<(), Fault> {
        self.own.accounts()?;
        say("open");
        wait()?;
        leave_on_stack(folder);
        let leaked = leaks.then(|| text_of("pin", &folder.to_string_lossy()));
        self.lock.lock();
        if self.own.accounts().is_ok() {
            return Err("it is not locked".into());
        }
        say("locked");
        wait()?;
        drop(leaked);
        Ok(())
    }

    fn use_everything(&self) -> Result<(), Fault> {
        let keys = SoftwareKeys::new(self.lock.records(), Arc::new(SystemEntropy::default()));
        for account in self.own.accounts()? {
            self.own.code(account.id)?;
            self.own.rename(account.id, None)?;
            keys.sign(&KeyName { account: account.id, purpose: KeyPurpose::Approve }, b"a decision")?;
        }
        Ok(())
    }
}

/// What a library may do that computes with secrets and clears nothing. Locking has to clear it.
#[inline(never)]
fn leave_on_stack(folder: &Path) {
    let text = Secret::new(text_of("pin", &folder.to_string_lossy()).into_bytes());
    let mut deep = [0; 32 * 1024];
    deep[..text.expose().len()].copy_from_slice(text.expose());
    std::hint::black_box(&mut deep);
}

fn unlock(
    lock: &AppLock,
    folder: &Path,
    way: &str,
    unlock: impl FnOnce(&AppLock, &Secret) -> Result<(), LockError>,
) -> Result<(), LockError> {
    let typed = Secret::new(text_of(way, &folder.to_string_lossy()).into_bytes());
    // What this program itself left while it worked the text out.
    clear_stack();
    unlock(lock, &typed)
}

/// Until the other program has looked.
fn wait() -> Result<(), Fault> {
    Ok(std::io::stdin().read_exact(&mut [0])?)
}
